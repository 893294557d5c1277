/* In: laid-out pages. Out: one PDF 1.7 file, tagged by the rules of PDF/UA-1. All state of a file
 * being written is one bz_pdf, which ends here. The one idea: pages are written first, each packed
 * and let go, and leave behind which element owns which piece; what can only be known then (fonts,
 * pictures, structure, outline) follows. */
#include "pdf/pdf_priv.h"

static void find_spots(bz_pdf *d)
{
    d->spot_of = bz_mem_new(d->pages->pages.n * sizeof *d->spot_of);
    for (uint32_t i = 0; i < d->n_sheets; i++) {
        bz_pdf_sheet sheet = bz_pdf__sheet(d->pages, i);
        for (int k = 0; k < sheet.n_seats; k++)
            if (sheet.seats[k].page >= 0)
                d->spot_of[sheet.seats[k].page] = (bz_pdf_spot_of){.sheet = i, .seat = k};
    }
}

static void begin(bz_pdf *d, bz_buf *out)
{
    bz_pdf__file_begin(&d->file, out);
    d->n_sheets = bz_pdf__sheets(d->pages);
    d->catalog = bz_pdf__reserve(&d->file, 1);
    d->resources = bz_pdf__reserve(&d->file, 1);
    d->tree = bz_pdf__reserve(&d->file, 1);
    d->parent_tree = bz_pdf__reserve(&d->file, 1);
    d->page_tree = bz_pdf__reserve(&d->file, bz_pdf__page_nodes(d->n_sheets));
    d->sheet = bz_pdf__reserve(&d->file, d->n_sheets);
    bz_vec_extend(&d->fonts, d->pages->fonts.n);
    bz_vec_extend(&d->runs, d->pages->runs.n);
    bz_vec_extend(&d->pictures, d->pages->pictures.n);
    find_spots(d);
    bz_pdf__structure_begin(d);
}

static void put_resource(bz_buf *o, char letter, size_t i, uint32_t object)
{
    if (!object) return;
    bz_buf_fmt(o, "/%c%zu ", letter, i);
    bz_pdf__put_ref(o, object);
}

/* One dictionary for all pages: they share nearly everything. */
static void write_resources(bz_pdf *d)
{
    bz_buf *o = bz_pdf__open(&d->file, d->resources);
    bz_buf_put(o, "<</Font<<");
    for (size_t i = 0; i < d->fonts.n; i++)
        put_resource(o, 'F', i, d->fonts.p[i].object);
    bz_buf_put(o, ">>/XObject<<");
    for (size_t i = 0; i < d->pictures.n; i++) {
        put_resource(o, 'I', i, d->pictures.p[i].own);
        put_resource(o, 'T', i, d->pictures.p[i].tinted);
    }
    bz_buf_put(o, ">>/ExtGState<<");
    for (size_t i = 0; i < 256; i++)
        put_resource(o, 'G', i, d->alphas[i]);
    bz_buf_put(o, ">>>>");
    bz_pdf__close(&d->file);
}

static void write_alphas(bz_pdf *d)
{
    for (size_t i = 0; i < 256; i++) {
        if (!d->alphas[i]) continue;
        bz_buf *o = bz_pdf__open(&d->file, d->alphas[i]);
        bz_buf_put(o, "<</ca ");
        bz_pdf__put_fine(o, (double)i / 255);
        bz_buf_put(o, "/CA ");
        bz_pdf__put_fine(o, (double)i / 255);
        bz_buf_put(o, ">>");
        bz_pdf__close(&d->file);
    }
}

static void write_rest(bz_pdf *d)
{
    bz_pdf__pictures_end(d);
    write_alphas(d);
    write_resources(d);
    bz_pdf__page_tree_write(d);
    bz_pdf__structure_write(d);
    bz_pdf__parents_write(d);
    bz_pdf__annotations_write(d);
    bz_pdf__outlines_write(d);
    bz_pdf__catalog_write(d);
    bz_pdf__file_end(&d->file, d->catalog, bz_pdf__info_write(d));
}

static void deinit(bz_pdf *d)
{
    bz_pdf__file_deinit(&d->file);
    for (size_t i = 0; i < d->fonts.n; i++)
        bz_pdf__font_deinit(&d->fonts.p[i]);
    bz_vec_free(&d->fonts);
    bz_vec_free(&d->runs);
    bz_buf_deinit(&d->encoded);
    bz_vec_free(&d->pictures);
    bz_vec_free(&d->elements);
    bz_vec_free(&d->pieces);
    bz_vec_free(&d->owners);
    bz_vec_free(&d->sheet_owners);
    bz_vec_free(&d->annotations);
    bz_vec_free(&d->figures);
    bz_mem_free(d->spot_of);
}

bz_status bz_pdf_write(const bz_pages *pages, bz_buf *out, bz_job *job)
{
    size_t before = out->n;
    bz_pdf d = {.pages = pages, .job = job, .status = BZ_OK};
    begin(&d, out);
    bz_pdf__sheets_write(&d);
    if (d.status == BZ_OK) bz_pdf__fonts_end(&d);
    if (d.status == BZ_OK) write_rest(&d);
    deinit(&d);
    if (d.status != BZ_OK && out->p) { /* no half file */
        out->n = before;
        out->p[before] = '\0';
    }
    return d.status;
}
