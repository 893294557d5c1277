/* Workbooks: which tables become sheets and how they are called, and that a text stays a text. The
 * parts of an archive are stored as they are, so that they can be looked for in its bytes. */
#include "../unit.h"
#include "one.h"
#include "render/xlsx/workbook.h"
#include "render/xlsx/zip.h"
#include "sketch.h"

static void render(const char *text, bz_buf *out)
{
    bz_doc *doc = bz_doc_new();
    bz_job job = {bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                  &bz_limits_default};
    bz_render_request request = {.doc = doc, .root = sketch(doc, text)};
    assert_int_equal(one_render("xlsx", &request, out, &job), BZ_OK);
    bz_doc_free(doc);
    bz_diags_free(job.diags);
    bz_sources_free(job.sources);
    bz_arena_free(job.scratch);
    bz_arena_free(job.arena);
}

/* No file comes of it, and it is said why. */
static void refuse(const char *text, bz_code code, const char *says)
{
    bz_buf out = {0};
    bz_doc *doc = bz_doc_new();
    bz_job job = {bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                  &bz_limits_default};
    bz_render_request request = {.doc = doc, .root = sketch(doc, text)};
    assert_int_equal(one_render("xlsx", &request, &out, &job), BZ_INVALID);
    assert_int_equal(out.n, 0);
    assert_int_equal(bz_diags_count(job.diags), 1);
    assert_int_equal(bz_diags_at(job.diags, 0)->code, code);
    assert_non_null(strstr(bz_diags_at(job.diags, 0)->message.p, says));
    bz_buf_deinit(&out);
    bz_doc_free(doc);
    bz_diags_free(job.diags);
    bz_sources_free(job.sources);
    bz_arena_free(job.scratch);
    bz_arena_free(job.arena);
}

static bool has(const bz_buf *out, const char *part)
{
    return memmem(out->p, out->n, part, strlen(part)) != NULL;
}

static void test_render_xlsx__each_table_is_a_sheet(void **state)
{
    bz_buf out = {0};
    (void)state;
    render("document lang=en title=Form\n"
           "  :h1 | survey\n"
           "  p | Not for programs.\n"
           "  table columns=--\n    row header\n      cell | type\n      cell | name\n"
           "    row\n      cell | note\n      cell\n"
           "  table columns=-\n    row\n      cell | lonely\n"
           "  :h1 | Survey\n"
           "  table columns=-\n    row\n      cell | last\n",
           &out);
    assert_memory_equal(out.p, "PK\3\4", 4);
    assert_true(has(&out, "<sheet name=\"survey\" sheetId=\"1\""));
    assert_true(has(&out, "<sheet name=\"survey 2\" sheetId=\"2\""));
    assert_true(has(&out, "<sheet name=\"Survey 3\" sheetId=\"3\""));
    assert_true(
        has(&out, "<c r=\"B1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">name<"));
    assert_true(has(&out, "ySplit=\"1\" topLeftCell=\"A2\""));
    assert_true(has(&out, "'survey'!$A$1:$B$2<"));
    assert_false(has(&out, "Not for programs"));
    assert_false(has(&out, "r=\"B2\"")); /* an empty cell is none */
    bz_buf_deinit(&out);
}

static void test_render_xlsx__a_document_without_a_table_is_no_workbook(void **state)
{
    bz_buf out = {0};
    (void)state;
    render("document lang=en title=Form\n  p | Nothing to count.\n", &out);
    assert_int_equal(out.n, 0);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__a_sheet_of_arabic_begins_at_the_right(void **state)
{
    bz_buf out = {0};
    (void)state;
    render("document lang=ar title=x\n  table columns=-\n    row\n      cell | a\n", &out);
    assert_true(has(&out, "rightToLeft=\"1\""));
    bz_buf_deinit(&out);
}

static bz_buf one_cell(bz_str text)
{
    bz_buf out = {0};
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("<&>")};
    bz_workbook_sheet(b, BZ_STR("One"));
    bz_workbook_row(b, false);
    bz_workbook_cell(b, text);
    bz_workbook_write(b, &about, &out);
    bz_workbook_free(b);
    return out;
}

static void test_render_xlsx__a_text_is_no_formula(void **state)
{
    static const char *const texts[] = {"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(0)"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char cell[128];
        bz_buf out = one_cell(bz_str_from(texts[i]));
        snprintf(cell, sizeof cell,
                 "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t>",
                 texts[i]);
        assert_true(has(&out, cell));
        assert_false(has(&out, "<f>"));
        bz_buf_deinit(&out);
    }
}

static void test_render_xlsx__what_xml_would_read_is_written_otherwise(void **state)
{
    bz_buf out = one_cell(BZ_STR("a<b>&\"c\"\x01 _x0041_ _x00_\xEF\xBF\xBF"));
    (void)state;
    assert_true(
        has(&out, ">a&lt;b&gt;&amp;&quot;c&quot;\xEF\xBF\xBD _x005F_x0041_ _x00_\xEF\xBF\xBD<"));
    assert_true(has(&out, "<dc:title>&lt;&amp;&gt;</dc:title>"));
    assert_true(has(&out, ">2000-01-01T00:00:00Z<"));
    bz_buf_deinit(&out);
}

/* A cell that holds `n` times `unit`, and whether it was cut. */
static bool is_cut(const char *unit, size_t n, size_t *bytes)
{
    bz_buf text = {0};
    for (size_t i = 0; i < n; i++)
        bz_buf_put(&text, unit);
    bz_buf out = one_cell(bz_buf_view(&text));
    *bytes = out.n;
    char end[16];
    snprintf(end, sizeof end, "%s …</t>", unit);
    bool cut = has(&out, end);
    assert_int_equal(has(&out, "…"), cut);
    bz_buf_deinit(&out);
    bz_buf_deinit(&text);
    return cut;
}

static void test_render_xlsx__a_long_text_is_cut_at_a_character(void **state)
{
    size_t whole, cut;
    (void)state;
    /* 32,767 of what a workbook counts: of a face it counts two. */
    assert_false(is_cut("é", 32767, &whole));
    assert_true(is_cut("é", 32768, &cut));
    assert_int_equal(cut, whole - 2 * 2 + 4);
    assert_false(is_cut("😀", 16383, &whole));
    assert_true(is_cut("😀", 16384, &cut));
    assert_int_equal(cut, whole - 4 + 4);
    assert_false(is_cut("আ", 20000, &whole));
}

static void test_render_xlsx__a_name_is_one_that_a_sheet_can_have(void **state)
{
    static const char *const names[] = {"a/b:c[d]*?\\'", "", "",
                                        "A very long name of a sheet that goes on and on",
                                        "a very long name of a sheet that goes its own way"};
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("x")};
    bz_buf out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        bz_workbook_sheet(b, bz_str_from(names[i]));
    assert_int_equal(bz_workbook_sheets(b), 5);
    bz_workbook_write(b, &about, &out);
    assert_true(has(&out, "name=\"a-b-c-d-----\""));
    assert_true(has(&out, "name=\"Sheet\""));
    assert_true(has(&out, "name=\"Sheet 2\""));
    assert_true(has(&out, "name=\"A very long name of a sheet tha\""));
    assert_true(has(&out, "name=\"a very long name of a she 2\""));
    bz_workbook_free(b);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__what_programs_take_for_one_name_are_two(void **state)
{
    static const char *const names[] = {"École", "école", "Місце", "МІСЦЕ", "ÿ", "Ÿ", "history"};
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("x")};
    bz_buf out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        bz_workbook_sheet(b, bz_str_from(names[i]));
    bz_workbook_write(b, &about, &out);
    assert_true(has(&out, "name=\"École\""));
    assert_true(has(&out, "name=\"école 2\""));
    assert_true(has(&out, "name=\"МІСЦЕ 2\""));
    assert_true(has(&out, "name=\"Ÿ 2\""));
    assert_true(has(&out, "name=\"history 2\"")); /* spreadsheets keep that for themselves */
    bz_workbook_free(b);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__a_name_ends_before_a_character_that_counts_twice(void **state)
{
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("x")};
    bz_buf out = {0};
    (void)state;
    bz_workbook_sheet(b, BZ_STR("123456789012345678901234567890😀"));
    bz_workbook_write(b, &about, &out);
    assert_true(has(&out, "name=\"123456789012345678901234567890\""));
    bz_workbook_free(b);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__many_sheets_of_one_name(void **state)
{
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("x")};
    bz_buf out = {0};
    (void)state;
    for (int i = 0; i < 4000; i++)
        bz_workbook_sheet(b, i % 2 ? BZ_STR("What is done at the very start of it")
                                   : BZ_STR("What is done at the very end"));
    bz_workbook_write(b, &about, &out);
    assert_true(has(&out, "name=\"What is done at the very 3999\""));
    bz_workbook_free(b);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__more_tables_than_a_workbook_takes(void **state)
{
    bz_buf text = {0};
    (void)state;
    bz_buf_put(&text, "document lang=en title=x\n");
    for (int i = 0; i <= BZ_WORKBOOK_SHEETS; i++)
        bz_buf_put(&text, "  table columns=-\n    row\n      cell | a\n");
    refuse(text.p, BZ_D004, "1001 tables");
    bz_buf_deinit(&text);
}

static void test_render_xlsx__columns_beyond_z(void **state)
{
    bz_workbook *b = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("x")};
    bz_buf out = {0};
    (void)state;
    bz_workbook_sheet(b, BZ_STR("One"));
    bz_workbook_row(b, true);
    for (int i = 0; i < 703; i++)
        bz_workbook_cell(b, BZ_STR("x"));
    bz_workbook_number(b, 7);
    bz_workbook_write(b, &about, &out);
    assert_true(has(&out, "<c r=\"Z1\""));
    assert_true(has(&out, "<c r=\"AA1\""));
    assert_true(has(&out, "<c r=\"ZZ1\""));
    assert_true(has(&out, "<c r=\"AAA1\""));
    assert_true(has(&out, "<c r=\"AAB1\" s=\"4\"><v>7</v></c>"));
    assert_true(has(&out, "ref=\"A1:AAB1\""));
    bz_workbook_free(b);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__an_archive_by_the_book(void **state)
{
    bz_buf out = {0};
    bz_zip zip = {.out = &out};
    (void)state;
    bz_zip_add(&zip, "check", BZ_STR("123456789"));
    bz_zip_add(&zip, "empty", BZ_STR(""));
    bz_zip_end(&zip);
    /* The checksum that every description of CRC-32 gives for this text. */
    assert_memory_equal(out.p + 14, "\x26\x39\xf4\xcb", 4);
    assert_memory_equal(out.p + out.n - 22, "PK\5\6\0\0\0\0\2\0\2\0", 12);
    uint32_t at = (unsigned char)out.p[out.n - 6];
    assert_memory_equal(out.p + at, "PK\1\2", 4);
    bz_buf_deinit(&out);
}

static void test_render_xlsx__the_same_cells_are_the_same_bytes(void **state)
{
    bz_buf a = one_cell(BZ_STR("again")), b = one_cell(BZ_STR("again"));
    (void)state;
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    bz_buf_deinit(&a);
    bz_buf_deinit(&b);
}
