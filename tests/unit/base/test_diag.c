/* Reports: kept once, sorted, printed. */
#include "../unit.h"
#include "base/diag.h"

typedef struct desk {
    bz_diags *diags;
    bz_sources *sources;
    bz_buf out;
} desk;

static desk desk_new(void)
{
    return (desk){bz_diags_new(), bz_sources_new(), {0}};
}

static void desk_free(desk *d)
{
    bz_diags_free(d->diags);
    bz_sources_free(d->sources);
    bz_buf_deinit(&d->out);
}

/* Prints all reports and compares. */
static void expect(desk *d, const char *text)
{
    bz_diags_sort(d->diags, d->sources);
    bz_buf_clear(&d->out);
    for (size_t i = 0; i < bz_diags_count(d->diags); i++)
        bz_diag_print(&d->out, bz_diags_at(d->diags, i), d->sources, false);
    assert_string_equal(d->out.p ? d->out.p : "", text);
}

static bz_span span_in(desk *d, uint32_t file, const char *what)
{
    bz_str text = bz_source_text(d->sources, file);
    bz_str needle = bz_str_from(what);
    for (size_t at = 0; at + needle.n <= text.n; at++)
        if (bz_str_eq(bz_str_cut(text, at, at + needle.n), needle))
            return (bz_span){file, (uint32_t)at, (uint32_t)(at + needle.n)};
    fail_msg("no \"%s\"", what);
    return bz_span_none();
}

static void test_base_diag__layout(void **state)
{
    (void)state;
    desk d = desk_new();
    uint32_t f = bz_sources_add(d.sources, BZ_STR("a/calm.yaml"),
                                BZ_STR("x: 1\n\n\n\n\n\n\n\n\n\n  minuts: 10\n"));
    bz_diag *diag = bz_diag_add(d.diags, BZ_Y001, span_in(&d, f, "minuts"),
                                "unknown key `%s` in an activity", "minuts");
    bz_str keys[] = {BZ_STR("method"), BZ_STR("minutes")};
    assert_true(bz_diag_did_you_mean(d.diags, diag, BZ_STR("minuts"), keys, 2));
    bz_diag_note_at(d.diags, diag, bz_span_none(), "minutes are whole numbers");
    bz_diag_note_at(d.diags, diag, span_in(&d, f, "x"), "first used here");
    expect(&d, "error[Y001]: unknown key `minuts` in an activity\n"
               "  --> a/calm.yaml:11:3\n"
               "   |\n"
               "11 |   minuts: 10\n"
               "   |   ^^^^^^\n"
               "   = note: minutes are whole numbers\n"
               "   = help: did you mean `minutes`?\n"
               "note: first used here\n"
               "  --> a/calm.yaml:1:1\n"
               "   |\n"
               " 1 | x: 1\n"
               "   | -\n");
    desk_free(&d);
}
