/* The table of renderers, and the tree. */
#include "../unit.h"
#include "one.h"
#include "sketch.h"

static void test_render_render__table(void **state)
{
    (void)state;
    assert_string_equal(bz_renderer_at(0)->name, "html");
    assert_string_equal(bz_renderer_find(BZ_STR("tree"))->suffix, ".tree");
    assert_ptr_equal(bz_renderer_find(BZ_STR("HTML")), bz_renderer_find(BZ_STR("html")));
    assert_null(bz_renderer_find(BZ_STR("htm")));
    assert_null(bz_renderer_find(BZ_STR("")));
    size_t n = 0;
    while (bz_renderer_at(n)) {
        assert_ptr_equal(bz_renderer_find(bz_str_from(bz_renderer_at(n)->name)), bz_renderer_at(n));
        assert_true(*bz_renderer_at(n)->suffix == '.' && *bz_renderer_at(n)->summary);
        n++;
    }
    assert_null(bz_renderer_at(n + 1));
}

static void test_render_render__tree_is_the_dump(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_buf out = {0}, dump = {0};
    bz_job job = {.sources = bz_sources_new()};
    bz_render_request request = {
        .doc = d, .root = sketch(d, "document title=T lang=en\n  p | Hello *you*\n")};
    assert_int_equal(one_render("tree", &request, &out, &job), BZ_OK);
    bz_doc_dump(d, request.root, job.sources, &dump);
    assert_str(bz_buf_view(&out), dump.p);
    assert_non_null(strstr(out.p, "emph"));
    bz_buf_deinit(&out);
    bz_buf_deinit(&dump);
    bz_sources_free(job.sources);
    bz_doc_free(d);
}
