/* Font files: a family and a style in, a face that can be shaped with out. The type owns the faces.
 * The one idea: the table of families is the whole configuration. A file is read, whole, when the
 * first character needs it; so a start costs nothing, and neither the machine's font settings nor
 * its caches can change a page. */
#include "type/type_priv.h"
#include <errno.h>
#include <fcntl.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FONT_BYTES_MOST = 64 << 20 };

static const char *const files[BZ_FAMILY_COUNT][BZ_STYLES] = {
#define BZ_FAMILY(name, regular, bold, italic, both) {regular, bold, italic, both},
#include "type/fonts.def"
};

/* Where Debian and Ubuntu, then Arch and Fedora, then people put them. */
static const char *const usual_folders[] = {
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/truetype/ancient-scripts",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/noto",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/gdouros-symbola",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
};

static bool read_all(int fd, char *to, size_t n)
{
    while (n > 0) {
        ssize_t got = read(fd, to, n);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        n -= (size_t)got;
    }
    return true;
}

/* The file's bytes; NULL when it cannot be read. Read, not mapped: a file that shrinks while it is
 * used would end the program. */
char *bz_type__read_file(const char *path, size_t *n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return NULL;
    struct stat about;
    char *bytes = NULL;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
        about.st_size <= FONT_BYTES_MOST) {
        *n = (size_t)about.st_size;
        bytes = bz_mem_resize(NULL, *n);
        if (!read_all(fd, bytes, *n)) {
            bz_mem_free(bytes);
            bytes = NULL;
        }
    }
    close(fd);
    return bytes;
}

static bz_str name_of(bz_type *t, hb_face_t *face)
{
    char name[128] = "";
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FULL_NAME, HB_LANGUAGE_INVALID, &size, name);
    return bz_arena_str(t->arena, bz_str_from(name));
}

/* False when the bytes are not a font. */
static bool open_face(bz_type *t, bz_face *f, char *bytes, size_t n)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    unsigned units = hb_face_get_upem(face);
    hb_font_t *font = hb_font_create(face);
    hb_font_set_scale(font, (int)units, (int)units);
    hb_font_extents_t about = {0};
    hb_codepoint_t glyph;
    bool is_sound = hb_face_get_glyph_count(face) > 0 && units > 0 &&
                    hb_font_get_h_extents(font, &about) &&
                    hb_font_get_nominal_glyph(font, ' ', &glyph);
    if (is_sound) {
        f->font = font;
        f->bytes = bytes;
        f->per_unit = 1.0F / (float)units;
        f->ascent = (float)about.ascender * f->per_unit;
        f->descent = (float)-about.descender * f->per_unit;
        f->name = name_of(t, face);
    } else {
        hb_font_destroy(font);
        bz_mem_free(bytes);
    }
    hb_face_destroy(face);
    return is_sound;
}

static void find_face(bz_type *t, bz_face *f, const char *file)
{
    f->state = BZ_FACE_ABSENT;
    for (size_t i = 0; i < t->n_folders; i++) {
        bz_str path = bz_arena_printf(t->arena, "%.*s/%s", BZ_FMT(t->folders[i]), file);
        if (access(path.p, F_OK) != 0) continue;
        size_t n = 0;
        char *bytes = bz_type__read_file(path.p, &n);
        f->path = path;
        f->state = bytes && open_face(t, f, bytes, n) ? BZ_FACE_READY : BZ_FACE_BROKEN;
        return;
    }
}

static void report_broken(bz_type *t, const bz_face *f)
{
    bz_diag *diag =
        bz_diag_add(t->job->diags, BZ_R001, bz_span_none(),
                    "the font file %.*s cannot be read, or is not a font", BZ_FMT(f->path));
    bz_diag_hint(t->job->diags, diag, "install the package that it comes from again");
}

bz_face *bz_type__face(bz_type *t, bz_family family, int style)
{
    /* Both, then bold, then plain: weight tells more than slant. */
    static const int plainer[BZ_STYLES] = {0, 0, 0, BZ_BOLD};
    for (;; style = plainer[style]) {
        bz_face *f = &t->faces[(int)family * BZ_STYLES + style];
        const char *file = files[family][style];
        if (f->state == BZ_FACE_UNSEEN && *file) {
            find_face(t, f, file);
            if (f->state == BZ_FACE_BROKEN) report_broken(t, f);
        }
        if (f->state == BZ_FACE_READY) return f;
        if (style == 0) return NULL;
    }
}

bool bz_face__has(const bz_face *f, uint32_t c)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(f->font, c, &glyph);
}

uint32_t bz_face__in_pages(bz_type *t, bz_face *f)
{
    if (!f->in_pages) {
        bz_page_font font = {.path = f->path, .family = f->name};
        bz_vec_push(&t->pages->fonts, font);
        bz_vec_push(&t->used, f);
        f->in_pages = (uint32_t)t->pages->fonts.n;
    }
    return f->in_pages - 1;
}

void bz_type__faces_free(bz_type *t)
{
    for (size_t i = 0; i < BZ_FACES; i++) {
        hb_font_destroy(t->faces[i].font);
        bz_mem_free(t->faces[i].bytes);
    }
}

void bz_type__folders(bz_type *t, const bz_type_setup *setup)
{
    bool is_usual = t->is_usual = !setup || !setup->folders;
    t->n_folders = is_usual ? sizeof usual_folders / sizeof *usual_folders : setup->n_folders;
    t->folders = bz_arena_alloc(t->arena, (t->n_folders + 1) * sizeof *t->folders);
    for (size_t i = 0; i < t->n_folders; i++)
        t->folders[i] =
            is_usual ? bz_str_from(usual_folders[i]) : bz_arena_str(t->arena, setup->folders[i]);
}
