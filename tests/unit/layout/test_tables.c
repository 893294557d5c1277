/* Tables and grids: widths by content, heads on every page, rows that are longer than one, and what
 * nobody should ask for. */
#include "golden.h"
#include "layout/widths.h"

#define HEAD "document lang=en title=T\n  :h1 | T\n"

static void test_layout_tables__columns_by_content(void **state)
{
    (void)state;
    assert_pages("tables", "en");
    assert_pages("tables", "ar");
}

static void test_layout_tables__widths_are_shared(void **state)
{
    (void)state;
    bz_column c[3] = {{20, 40, 0}, {30, 400, 0}, {10, 20, 0}};
    bz_layout__share(c, 3, 200);
    assert_true(c[0].w >= 20 && c[0].w < 45 && c[1].w > 100 && c[2].w >= 10);
    assert_true(c[0].w + c[1].w + c[2].w < 200.1f && c[0].w + c[1].w + c[2].w > 199.9f);
    bz_layout__share(c, 3, 45); /* not even the least fits: short words keep their room */
    assert_true(c[2].w == 10 && c[0].w == 17.5f && c[1].w == 17.5f);
    bz_layout__share(c, 3, 55);
    assert_true(c[2].w == 10 && c[0].w == 20 && c[1].w == 25);
    bz_column empty[2] = {{0, 0, 0}};
    bz_layout__share(empty, 2, 100);
    assert_true(empty[0].w == 50 && empty[1].w == 50);
    bz_column spanned[3] = {{10, 10, 0}, {10, 10, 0}, {10, 10, 0}};
    bz_layout__widen(spanned, 1, 2, 60, 80);
    assert_true(spanned[0].least == 10 && spanned[1].least == 30 && spanned[2].most == 40);
    bz_column equal[4] = {{10, 300, 0}};
    bz_layout__share_equally(equal, 4, 300, true);
    assert_true(equal[0].w > 101 && equal[0].w < 103 && equal[1].w == equal[3].w);
}

/* Two columns share equally, though one could spare the other a line in every row. */
static void test_layout_tables__widths_are_tuned(void **state)
{
    (void)state;
    bz_column c[2] = {{40, 300, 0}, {40, 300, 0}};
    static const bz_cell_width cells[] = {{0, 0, 1, 120}, {0, 1, 1, 300}, {1, 0, 1, 100},
                                          {1, 1, 1, 290}, {2, 0, 1, 118}, {2, 1, 1, 280}};
    bz_layout__share(c, 2, 450);
    assert_true(c[0].w == c[1].w);
    bz_layout__tune(c, 2, cells, 6, 0);
    assert_true(c[1].w >= 300 && c[0].w >= 120 && c[0].w + c[1].w < 450.1f);
}

static bz_node table(desk *d, int heads, int rows, int cells, int words)
{
    bz_node t = desk_add(d, d->root, BZ_DOC_TABLE);
    for (int r = 0; r < heads + rows; r++) {
        bz_node row = desk_add(d, t, BZ_DOC_ROW);
        if (r < heads) bz_doc_set_number(d->doc, row, BZ_ATTR_HEADER, 1);
        for (int c = 0; c < cells; c++) {
            char text[4096] = "";
            for (int w = 0; w < (r < heads ? 1 : words) && strlen(text) < 4000; w++)
                sprintf(text + strlen(text), w ? " r%dc%d" : "r%dc%d", r, c);
            desk_text(d, row, BZ_DOC_CELL, text);
        }
    }
    return t;
}

static size_t count_text(const desk *d, const char *text, bool tagged)
{
    size_t n = 0;
    for (size_t i = 0; i < d->pages->items.n; i++) {
        const bz_item *it = &d->pages->items.p[i];
        if (it->kind != BZ_ITEM_RUN || (it->tag != 0) != tagged) continue;
        const bz_run *r = &d->pages->runs.p[it->ref];
        bz_str s = bz_str_trim(bz_pages_str(d->pages, r->text, r->text_n));
        n += bz_str_is(s, text);
    }
    return n;
}

/* Everything is on a page and inside its text, however it is broken. */
static void assert_inside(const desk *d)
{
    for (size_t p = 0; p < d->pages->pages.n; p++) {
        const bz_page *page = &d->pages->pages.p[p];
        for (size_t i = page->first; i < page->first + page->n; i++) {
            const bz_item *it = &d->pages->items.p[i];
            if (it->kind != BZ_ITEM_RUN) continue;
            assert_true(it->x > 20 && it->x + it->w < page->w - 20);
            assert_true(it->y > 20 && it->y < page->h - 20);
        }
    }
}

static void test_layout_tables__heads_are_repeated(void **state)
{
    (void)state;
    desk d = desk_new("en");
    table(&d, 1, 120, 3, 4);
    assert_int_equal(desk_lay(&d), BZ_OK);
    size_t pages = d.pages->pages.n;
    assert_true(pages >= 3);
    assert_int_equal(count_text(&d, "r0c0", true), 1);
    assert_int_equal(count_text(&d, "r0c0", false), pages - 1); /* said once, shown on each page */
    assert_int_equal(count_text(&d, "r120c2", true), 4);
    assert_inside(&d);
    desk_free(&d);
}

/* No page begins or ends with one row alone. */
static void test_layout_tables__no_lone_rows(void **state)
{
    (void)state;
    for (int before = 500; before < 900; before += 30) {
        desk d = desk_new("en");
        desk_words(&d, d.root, 0, before);
        table(&d, 1, 40, 2, 1);
        assert_int_equal(desk_lay(&d), BZ_OK);
        for (size_t p = 0; p < d.pages->pages.n; p++) {
            const bz_page *page = &d.pages->pages.p[p];
            size_t rows = 0;
            for (size_t i = page->first; i < page->first + page->n; i++) {
                bz_tag tag = d.pages->items.p[i].tag;
                if (d.pages->items.p[i].kind == BZ_ITEM_RUN &&
                    d.pages->tags.p[tag].role == BZ_ROLE_TD)
                    rows++;
            }
            assert_int_not_equal(rows, 2);
        }
        desk_free(&d);
    }
}

static void test_layout_tables__a_row_longer_than_a_page(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node t = table(&d, 1, 3, 2, 1);
    bz_node row = bz_doc_at(d.doc, bz_doc_at(d.doc, t)->first)->next;
    bz_buf b = {0};
    for (int i = 0; i < 4000; i++)
        bz_buf_fmt(&b, "w%d ", i);
    bz_doc_add_text(d.doc, bz_doc_at(d.doc, row)->first, BZ_DOC_TEXT, bz_buf_view(&b),
                    bz_span_none());
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_true(d.pages->pages.n >= 3);
    for (int i = 0; i < 4000; i += 50) {
        char word[16];
        sprintf(word, "w%d", i);
        assert_int_equal(count_text(&d, word, true), 1);
    }
    assert_int_equal(count_text(&d, "r3c1", true), 1);
    assert_inside(&d);
    bz_buf_deinit(&b);
    desk_free(&d);
}

static void test_layout_tables__sixty_columns(void **state)
{
    (void)state;
    static const bz_doc_kind kinds[] = {BZ_DOC_TABLE, BZ_DOC_GRID};
    for (int k = 0; k < 2; k++) {
        desk d = desk_new("en");
        bz_node t = table(&d, 1, 4, 60, 1);
        d.doc->nodes.p[t].kind = (uint8_t)kinds[k];
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_inside(&d);
        desk_free(&d);
    }
}

/* Boxes to write in are never narrower than 8 mm: what does not fit goes on below. */
static void test_layout_tables__a_wide_grid_goes_on_below(void **state)
{
    (void)state;
    desk d = desk_new("en");
    d.root = sketch(d.doc, HEAD "  grid\n    row header\n      cell\n      cell | A\n");
    bz_node head = bz_doc_at(d.doc, bz_doc_at(d.doc, d.root)->last)->first;
    for (int i = 0; i < 40; i++)
        desk_text(&d, head, BZ_DOC_CELL, "d");
    bz_node row = desk_add(&d, bz_doc_at(d.doc, head)->parent, BZ_DOC_ROW);
    bz_node name = desk_text(&d, row, BZ_DOC_CELL, "Name");
    bz_doc_set_number(d.doc, name, BZ_ATTR_HEADER, 1);
    for (int i = 0; i < 41; i++)
        desk_add(&d, row, BZ_DOC_CELL);
    assert_int_equal(desk_lay(&d), BZ_OK);
    size_t tables = 0;
    for (size_t i = 1; i < d.pages->tags.n; i++)
        tables += d.pages->tags.p[i].role == BZ_ROLE_TABLE;
    assert_int_equal(tables, 3);
    assert_int_equal(count_text(&d, "Name", true), 3); /* on each part */
    assert_int_equal(count_text(&d, "d", true), 40);
    assert_inside(&d);
    desk_free(&d);
}

static void test_layout_tables__odd_ones(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "  table\n",
        "  table\n    row\n",
        "  table\n    row header\n",
        "  table\n    row header\n      cell | alone\n",
        "  table\n    row\n      cell\n      cell\n",
        "  table columns=\"--\"\n    row\n      cell spans=4000000000 | x\n      cell | y\n",
        "  table columns=\"--\"\n    row\n      cell spans=9 | x\n    row\n      cell | y\n",
        "  table\n    row\n      cell spans=0 | x\n",
        "  grid\n    row header\n      cell\n    row\n      cell header | x\n",
        "  grid\n",
        "  table\n    row\n      cell | a\n    row\n      cell | a\n      cell | b\n      cell | "
        "c\n",
        "  box tone=say label=L\n    table\n      row\n        cell | a\n",
        "  columns count=2\n    table\n      row header\n        cell | h\n      row\n        cell "
        "| "
        "a\n    p | x\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        desk d = desk_new("en");
        char text[1024];
        snprintf(text, sizeof text, "%s%s  p | after\n", HEAD, texts[i]);
        d.root = sketch(d.doc, text);
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_int_equal(count_text(&d, "after", true), 1);
        assert_inside(&d);
        desk_free(&d);
    }
}

static void test_layout_tables__many_cells(void **state)
{
    (void)state;
    desk d = desk_new("en");
    table(&d, 1, 3000, 4, 2);
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_text(&d, "r3000c3", true), 2);
    desk_free(&d);
}
