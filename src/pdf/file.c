/* In: objects and streams, by number. Out: a PDF 1.7 file, appended to the caller's buffer. The
 * file owns the packing state and the object stream being filled. The one idea: what is not a
 * stream is gathered in object streams of some 64 KiB, each packed and let go as soon as it is
 * full; the cross-reference stream at the end says where everything lies. */
#include "pdf/file_priv.h"
#include "pdf/put_priv.h"
#include <assert.h>

enum { BOX_BYTES = 64 * 1024, BOX_OBJECTS = 2000 };

void bz_pdf__file_begin(bz_pdf_file *f, bz_buf *out)
{
    *f = (bz_pdf_file){.out = out, .start = out->n};
    bz_pdf_place none = {0};
    bz_vec_push(&f->objects, none);
    if (deflateInit(&f->z, BZ_PDF_USUAL) != Z_OK) bz_mem_out(256 * 1024);
    /* The second line tells programs that move files that this is not text. */
    bz_buf_put(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

void bz_pdf__file_deinit(bz_pdf_file *f)
{
    deflateEnd(&f->z);
    bz_vec_free(&f->objects);
    bz_buf_deinit(&f->heads);
    bz_buf_deinit(&f->bodies);
    bz_buf_deinit(&f->packed);
}

uint32_t bz_pdf__reserve(bz_pdf_file *f, uint32_t n)
{
    uint32_t first = (uint32_t)f->objects.n;
    assert(n < (1U << 23) - first); /* what readers must bear (ISO 32000-1, annex C) */
    bz_vec_extend(&f->objects, n);
    return first;
}

/* --- packing */

/* Packs two pieces as one; the view holds until the next call. */
static bz_str packed(bz_pdf_file *f, bz_str a, bz_str b, bz_pdf_effort effort)
{
    bz_str parts[] = {a, b};
    bz_buf_clear(&f->packed);
    deflateReset(&f->z);
    deflateParams(&f->z, effort, Z_DEFAULT_STRATEGY);
    char chunk[16 * 1024];
    for (int i = 0; i < 2; i++) {
        assert(parts[i].n <= UINT32_MAX);
        f->z.next_in = (Bytef *)(uintptr_t)parts[i].p;
        f->z.avail_in = (uInt)parts[i].n;
        do {
            f->z.next_out = (Bytef *)chunk;
            f->z.avail_out = sizeof chunk;
            int said = deflate(&f->z, i == 1 ? Z_FINISH : Z_NO_FLUSH);
            assert(said != Z_STREAM_ERROR);
            bz_buf_bytes(&f->packed, chunk, sizeof chunk - f->z.avail_out);
        } while (f->z.avail_out == 0);
    }
    return bz_buf_view(&f->packed);
}

static void stream_out(bz_pdf_file *f, uint32_t id, bz_str entries, const char *filter,
                       bz_str bytes)
{
    assert(f->objects.p[id].at == 0);
    bz_buf *o = f->out;
    f->objects.p[id] = (bz_pdf_place){.at = o->n - f->start};
    bz_buf_decimal(o, id);
    bz_buf_put(o, " 0 obj\n<<");
    bz_buf_str(o, entries);
    bz_buf_put(o, filter);
    bz_buf_put(o, "/Length ");
    bz_buf_decimal(o, (uint32_t)bytes.n);
    bz_buf_put(o, ">>stream\n");
    bz_buf_str(o, bytes);
    bz_buf_put(o, "\nendstream\nendobj\n");
}

void bz_pdf__stream(bz_pdf_file *f, uint32_t id, bz_str entries, bz_str bytes, bz_pdf_effort effort)
{
    stream_out(f, id, entries, "/Filter/FlateDecode", packed(f, bytes, BZ_STR(""), effort));
}

void bz_pdf__stream_raw(bz_pdf_file *f, uint32_t id, bz_str entries, bz_str bytes)
{
    stream_out(f, id, entries, "", bytes);
}

/* --- object streams */

static void flush_box(bz_pdf_file *f)
{
    if (!f->box) return;
    bz_str bytes = packed(f, bz_buf_view(&f->heads), bz_buf_view(&f->bodies), BZ_PDF_USUAL);
    bz_buf entries = {0};
    bz_buf_fmt(&entries, "/Type/ObjStm/N %u/First %zu", f->n_boxed, f->heads.n);
    stream_out(f, f->box, bz_buf_view(&entries), "/Filter/FlateDecode", bytes);
    bz_buf_deinit(&entries);
    bz_buf_clear(&f->heads);
    bz_buf_clear(&f->bodies);
    f->box = f->n_boxed = 0;
}

bz_buf *bz_pdf__open(bz_pdf_file *f, uint32_t id)
{
    assert(!f->is_open && f->objects.p[id].at == 0 && f->objects.p[id].box == 0);
    if (!f->box) f->box = bz_pdf__reserve(f, 1);
    f->is_open = true;
    bz_pdf__put_numbers(&f->heads, id, (uint32_t)f->bodies.n);
    f->objects.p[id] = (bz_pdf_place){.at = f->n_boxed++, .box = f->box};
    return &f->bodies;
}

void bz_pdf__close(bz_pdf_file *f)
{
    assert(f->is_open);
    f->is_open = false;
    bz_buf_char(&f->bodies, '\n');
    if (f->bodies.n >= BOX_BYTES || f->n_boxed == BOX_OBJECTS) flush_box(f);
}

/* --- the end */

/* The file's name for itself: two 64-bit FNV-1a sums of its bytes. It need only differ where files
 * differ; nothing hostile gains by a clash. */
static void put_id(bz_buf *o, bz_str bytes)
{
    uint64_t a = 0xcbf29ce484222325U, b = 0x84222325cbf29ce4U;
    for (size_t i = 0; i < bytes.n; i++) {
        a = (a ^ (uint8_t)bytes.p[i]) * 0x100000001b3U;
        b = (b ^ (uint8_t)bytes.p[i]) * 0x10000000233U;
    }
    for (int i = 0; i < 2; i++)
        bz_buf_fmt(o, "<%016llX%016llX>", (unsigned long long)a, (unsigned long long)b);
}

static void put_be(bz_buf *b, uint64_t v, int n)
{
    while (n-- > 0)
        bz_buf_char(b, (char)(v >> (8 * n) & 0xFF));
}

/* One row an object: kind, where, which. Each is written as the difference from the row above,
 * which packs far better (predictor 12). */
static void put_rows(bz_buf *rows, const bz_pdf_file *f)
{
    enum { ROW = 7 };
    char above[ROW] = {0};
    bz_buf row = {0};
    for (size_t i = 0; i < f->objects.n; i++) {
        bz_pdf_place at = f->objects.p[i];
        assert(i == 0 || at.at || at.box); /* a reserved object was never written */
        bz_buf_clear(&row);
        put_be(&row, i == 0 ? 0 : at.box ? 2 : 1, 1);
        put_be(&row, at.box ? at.box : at.at, 4);
        put_be(&row, i == 0 ? 0xFFFF : at.box ? at.at : 0, 2);
        bz_buf_char(rows, 2);
        for (int k = 0; k < ROW; k++)
            bz_buf_char(rows, (char)(row.p[k] - above[k]));
        memcpy(above, row.p, ROW);
    }
    bz_buf_deinit(&row);
}

void bz_pdf__file_end(bz_pdf_file *f, uint32_t catalog, uint32_t info)
{
    flush_box(f);
    uint32_t id = bz_pdf__reserve(f, 1);
    f->objects.p[id].at = f->out->n - f->start;
    bz_buf rows = {0}, entries = {0};
    put_rows(&rows, f);
    bz_buf_fmt(&entries,
               "/Type/XRef/Size %zu/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"
               "/Root %u 0 R/Info %u 0 R/ID[",
               f->objects.n, catalog, info);
    put_id(&entries, bz_str_cut(bz_buf_view(f->out), f->start, f->out->n));
    bz_buf_char(&entries, ']');
    size_t at = (size_t)f->objects.p[id].at;
    f->objects.p[id].at = 0;
    bz_pdf__stream(f, id, bz_buf_view(&entries), bz_buf_view(&rows), BZ_PDF_USUAL);
    bz_buf_fmt(f->out, "startxref\n%zu\n%%%%EOF\n", at);
    bz_buf_deinit(&rows);
    bz_buf_deinit(&entries);
}
