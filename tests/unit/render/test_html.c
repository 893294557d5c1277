#include "../unit.h"
#include "render/render.h"
#include "sketch.h"

static const char circle[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><circle cx=\"20\" cy=\"15\" "
    "r=\"9\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/></svg>";

/* Gives the picture for every path but "images/absent.png"; "images/text.png" is none. */
static bool read_asset(void *context, bz_str path, bz_str *bytes)
{
    (void)context;
    if (bz_str_is(path, "images/absent.png")) return false;
    *bytes = bz_str_from(bz_str_is(path, "images/text.png") ? "not a picture" : circle);
    return true;
}

typedef struct page {
    bz_job job;
    bz_doc *doc;
    bz_buf out;
    bz_status status;
} page;

static page page_of(const char *text)
{
    page p = {.doc = bz_doc_new()};
    bz_assets assets = {read_asset, NULL};
    p.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    bz_render_request request = {p.doc, sketch(p.doc, text), &assets};
    p.status = bz_renderer_find(BZ_STR("html"))->render(&request, &p.out, &p.job);
    return p;
}

static void page_free(page *p)
{
    bz_doc_free(p->doc);
    bz_buf_deinit(&p->out);
    bz_diags_free(p->job.diags);
    bz_sources_free(p->job.sources);
    bz_arena_free(p->job.arena);
    bz_arena_free(p->job.scratch);
}

/* The page is the one in the file; with ACCEPT set it becomes the file. */
static void assert_golden(const char *sketch_path, const char *golden_path)
{
    char *text = sketch_read(sketch_path);
    page p = page_of(text);
    assert_int_equal(p.status, BZ_OK);
    if (getenv("ACCEPT")) {
        FILE *f = fopen(golden_path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(p.out.p, 1, p.out.n, f), p.out.n);
        fclose(f);
    } else {
        char *golden = sketch_read(golden_path);
        if (strcmp(golden, p.out.p) != 0)
            fail_msg("the page is not %s; look at it, then run this test with ACCEPT=1", golden_path);
        free(golden);
    }
    page_free(&p);
    free(text);
}

static void test_render_html__golden_english(void **state)
{
    (void)state;
    assert_golden("tests/unit/render/golden/guide-en.sketch", "tests/unit/render/golden/guide-en.html");
}
