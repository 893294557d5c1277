/* Files of documents. In: an assembled document and a format. Out: the files that its renderer
 * makes, in the output, and a row of the manifest for each; the fonts that were used. The paper
 * module and the buffer that files are made in are kept from one document to the next. */
#include "engine/engine_priv.h"

#include "base/map.h"
#include "base/mem.h"

#include <jansson.h>

struct bz_filing {
    bz_engine *e;
    bz_wanted *w;
    bz_assets assets;
    bz_sink sink;
    bz_buf bytes, author, subject;
    bz_paper *paper;
    bz_str *folders; /* of fonts */
    bz_map *fonts;   /* known by name and digest */
    /* What is being rendered. */
    const bz_descriptor *about;
    bz_made_files *files; /* of it */
    const bz_renderer *format;
};

static bool read_asset(void *context, bz_str path, bz_str *bytes)
{
    bz_engine *e = context;
    uint32_t file = bz_sources_find(e->job.sources, path);
    if (!file) {
        bz_str text;
        if (bz_root_read(e->root, path, e->job.limits->image_bytes, &text) != BZ_READ_OK)
            return false;
        file = bz_sources_adopt(e->job.sources, path, text);
    }
    *bytes = bz_source_text(e->job.sources, file);
    return true;
}

static void add_row(const bz_filing *f, const bz_made *made, const bz_output_file *file)
{
    const bz_descriptor *d = f->about;
    bz_str session = d->session ? bz_model_id(f->e->model, d->session) : bz_str_from("");
    json_t *row = json_pack("{s:s%, s:s%, s:s%, s:s%, s:o, s:s}", "file", file->name.p,
                            file->name.n, "document", d->id.p, d->id.n, "title", d->title.p,
                            d->title.n, "audience", d->audience.p, d->audience.n, "session",
                            session.n ? json_stringn(session.p, session.n) : json_null(), "format",
                            f->format->name);
    if (made->pages) json_object_set_new(row, "pages", json_integer(made->pages));
    if (made->page) json_object_set_new(row, "page", json_integer(made->page));
    json_object_set_new(row, "bytes", json_integer((json_int_t)file->bytes));
    json_object_set_new(row, "sha256", json_string(file->sha256));
    json_array_append_new(f->w->files, row);
}

static bz_status take_file(void *context, const bz_made *made)
{
    bz_filing *f = context;
    if (made->pages) f->files->pages = made->pages;
    if (!f->w->output || f->files->is_counted) return BZ_OK;
    bz_output_file file;
    bz_str name =
        bz_arena_printf(f->e->job.arena, "%.*s%.*s", BZ_FMT(f->about->id), BZ_FMT(made->suffix));
    bz_status s = bz_output_write(f->w->output, name, made->bytes, &file, &f->e->job);
    if (s == BZ_OK) add_row(f, made, &file);
    if (s == BZ_OK && !made->page) bz_vec_push(&f->files->names, name);
    return s;
}

static void take_font(void *context, bz_str name, bz_str sha256)
{
    bz_filing *f = context;
    bz_str key = bz_arena_printf(f->e->job.arena, "%.*s %.*s", BZ_FMT(sha256), BZ_FMT(name));
    if (bz_map_add(f->fonts, key, 1) || !f->w->output) return;
    if (!f->w->fonts) f->w->fonts = json_array();
    /* Not under "file": a build takes away the files of the build before, and this is none. */
    const char *what = bz_str_ends(name, ".dic") ? "hyphenation" : "font";
    json_array_append_new(
        f->w->fonts, json_pack("{s:s%, s:s%}", what, name.p, name.n, "sha256", sha256.p, sha256.n));
}

static void take_time(void *context, const char *step, const struct timespec *since)
{
    const bz_filing *f = context;
    bz_engine__time(f->e, step, since);
}

/* Who is credited and what the curriculum is called, as a PDF says it of itself. */
static void fill_about(bz_filing *f)
{
    const bz_model *m = f->e->model;
    bz_rec c = m->curriculum;
    bz_str language = bz_model_text(m, c, BZ_CURRICULUM_LANGUAGE);
    bz_engine__flatten(f->e, bz_model_text(m, c, BZ_CURRICULUM_CREDIT),
                       bz_model_span(m, c, BZ_CURRICULUM_CREDIT), language, &f->author);
    bz_engine__flatten(f->e, bz_model_text(m, c, BZ_CURRICULUM_TITLE),
                       bz_model_span(m, c, BZ_CURRICULUM_TITLE), language, &f->subject);
}

bz_filing *bz_engine__filing_new(bz_engine *e, bz_wanted *w)
{
    const bz_request *r = w->request;
    bz_filing *f = bz_mem_new(sizeof *f);
    *f = (bz_filing){.e = e, .w = w, .assets = {read_asset, e}, .fonts = bz_map_new()};
    f->sink = (bz_sink){take_file, take_font, take_time, f, &f->bytes};
    f->paper = bz_paper_new();
    fill_about(f);
    if (r->n_font_folders)
        f->folders = bz_arena_alloc(e->job.arena, r->n_font_folders * sizeof *f->folders);
    for (size_t i = 0; i < r->n_font_folders; i++)
        f->folders[i] = bz_str_from(r->font_folders[i]);
    return f;
}

void bz_engine__filing_free(bz_filing *f)
{
    if (!f) return;
    bz_paper_free(f->paper);
    bz_map_free(f->fonts);
    bz_buf_deinit(&f->bytes);
    bz_buf_deinit(&f->author);
    bz_buf_deinit(&f->subject);
    bz_mem_free(f);
}

bz_status bz_engine__file_all(bz_filing *f, const bz_descriptor *about, bz_made_files *made,
                              const bz_render_part *parts, size_t n, const bz_renderer *format)
{
    const bz_model *m = f->e->model;
    bz_render_request request = {.doc = parts->doc,
                                 .root = parts->root,
                                 .more = parts + 1,
                                 .n_more = n - 1,
                                 .assets = &f->assets,
                                 .author = bz_buf_view(&f->author),
                                 .subject = bz_buf_view(&f->subject),
                                 .font_folders = f->folders,
                                 .n_font_folders = f->w->request->n_font_folders,
                                 .paper = f->paper,
                                 .dpi = (float)f->w->request->dpi};
    if (bz_model_has(m, m->programme, BZ_PROGRAMME_DATE))
        request.date = (int64_t)bz_model_int(m, m->programme, BZ_PROGRAMME_DATE) * 86400;
    f->about = about;
    f->files = made;
    f->format = format;
    return format->render(&request, &f->sink, &f->e->job);
}

bz_status bz_engine__file(bz_filing *f, const bz_descriptor *about, bz_made_files *made,
                          const bz_doc *doc, bz_node root, const bz_renderer *format)
{
    return bz_engine__file_all(f, about, made, &(bz_render_part){doc, root}, 1, format);
}
