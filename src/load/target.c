/* In: a link or picture. Out: for a file, its path relative to the root in DEST, or an error: it is
 * not there, leads out of the root, or is no picture that can be printed. Addresses of the web are
 * for the Markdown reader to judge. The one idea: each file is looked at once, however often it is
 * named. */
#include "load/load_priv.h"
#include <string.h>

static bool has_scheme(bz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == ':') return i > 0;
        if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return false;
    }
    return false;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "a%20b.svg#part" names the file "a b.svg". */
static bz_str file_of(bz_arena *a, bz_str dest)
{
    bz_str s = bz_str_cut(dest, 0, bz_str_find(dest, '#', 0));
    char *text = bz_arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool is_code = s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0;
        text[n++] = is_code ? (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])) : s.p[i];
        if (is_code) i += 2;
    }
    return (bz_str){text, n};
}

/* How it stands with a file, looked up once. */
static bz_read state_of(bz_load__run *l, bz_str path)
{
    uint32_t known = bz_map_find(l->targets, path);
    if (known) return (bz_read)(known - 1);
    size_t bytes = 0;
    bz_read how = bz_root_stat(l->request->root, path, &bytes);
    if (how == BZ_READ_OK && bytes > l->job->limits->image_bytes) how = BZ_READ_TOO_LARGE;
    bz_map_add(l->targets, bz_arena_str(l->names, path), (uint32_t)how + 1);
    return how;
}

static void not_there(bz_load__run *l, bz_str path, bz_span at)
{
    size_t slash = path.n;
    while (slash > 0 && path.p[slash - 1] != '/')
        slash--;
    bz_load__names others =
        bz_load__list(NULL, l->request->root, bz_str_cut(path, 0, slash), l->work);
    bz_load__missing_file(l->job, at, path, bz_str_cut(path, slash, path.n), others);
}

static bool is_picture(bz_str path)
{
    return bz_str_ends(path, ".svg") || bz_str_ends(path, ".png") || bz_str_ends(path, ".jpg") ||
           bz_str_ends(path, ".jpeg");
}

static bool check_file(bz_load__run *l, bz_str path, bool is_image, bz_span at)
{
    bz_read how = state_of(l, path);
    if (how == BZ_READ_ABSENT) {
        not_there(l, path, at);
    } else if (how != BZ_READ_OK) {
        bz_status status = bz_read_report(how, path, l->job->limits->image_bytes, at, l->job);
        (void)status;
    } else if (is_image && !is_picture(path)) {
        bz_diag *diag = bz_diag_add(l->job->diags, BZ_X006, at,
                                    "`%.*s` is no picture that can be printed", BZ_FMT(path));
        bz_diag_hint(l->job->diags, diag, "pictures end in .svg, .png, .jpg or .jpeg");
    } else {
        return true;
    }
    return false;
}

/* What the Markdown reader has refused already: nothing, a control character, a path from the top.
 */
static bool is_refused(bz_str dest)
{
    bz_str s = bz_str_trim(dest);
    for (size_t i = 0; i < dest.n; i++)
        if ((unsigned char)dest.p[i] < 0x20 || dest.p[i] == 0x7f) return true;
    return s.n == 0 || s.p[0] == '/' || s.p[0] == '\\';
}

void bz_load__target_check(bz_load__run *l, bz_doc *d, bz_node n, bool may_store)
{
    bz_str dest = bz_doc_attr_text(d, n, BZ_ATTR_DEST), path;
    bz_span at = bz_doc_at(d, n)->span;
    if (is_refused(dest) || has_scheme(dest) || bz_str_starts(dest, "#")) return;
    bz_arena_reset(l->work);
    dest = file_of(l->work, dest);
    bool is_inside =
        bz_path_resolve(l->work, bz_source_name(l->job->sources, at.file), dest, &path);
    if (!is_inside) {
        bz_status status = bz_read_report(BZ_READ_OUTSIDE, dest, 0, at, l->job);
        (void)status;
        return;
    }
    if (check_file(l, path, bz_doc_kind_of(d, n) == BZ_DOC_IMAGE, at) && may_store)
        bz_doc_set(d, n, BZ_ATTR_DEST, path);
}
