/* Page ends by themselves, on flows made by hand: a page is 100 high. */
#include "../unit.h"
#include "layout/layout_priv.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct table {
    bz_flow flow;
    bz_page_ends ends;
} table;

static void add(table *t, bz_slice_kind kind, float h, int32_t penalty)
{
    bz_slice s = {.kind = (uint8_t)kind, .h = h, .penalty = penalty};
    bz_vec_push(&t->flow.slices, s);
}

static void lines(table *t, int n, float h)
{
    for (int i = 0; i < n; i++)
        add(t, BZ_SLICE_BODY, h, 0);
}

/* "0-10 10-13": the slices of each page. */
static const char *pages(table *t)
{
    static char text[4096];
    size_t n = 0;
    t->ends.pages.n = 0;
    text[0] = '\0';
    bz_layout__break(&t->flow, 100, &t->ends);
    for (size_t i = 0; i < t->ends.pages.n && n < sizeof text - 40; i++) {
        const bz_page_end *e = &t->ends.pages.p[i];
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%u-%u%s%s", i ? " " : "", e->first,
                              e->end, e->is_blank ? " blank" : "", e->is_cover ? " cover" : "");
    }
    return text;
}

static void table_free(table *t)
{
    bz_flow_deinit(&t->flow);
    bz_vec_free(&t->ends.pages);
}

static void test_layout_breaks__nothing_is_one_page(void **state)
{
    (void)state;
    table t = {0};
    assert_string_equal(pages(&t), "0-0");
    table_free(&t);
}

static void test_layout_breaks__fills_pages(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 25, 10);
    assert_string_equal(pages(&t), "0-10 10-20 20-25");
    table_free(&t);
}

static void test_layout_breaks__a_heading_goes_with_what_follows(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 8, 10);
    add(&t, BZ_SLICE_GLUE, 5, 0);
    add(&t, BZ_SLICE_BODY, 12, BZ_PENALTY_NEVER);
    add(&t, BZ_SLICE_GLUE, 2, 0);
    lines(&t, 5, 10);
    assert_string_equal(pages(&t), "0-8 8-16");
    table_free(&t);
}

static void test_layout_breaks__gaps_vanish_at_the_edges_and_shrink(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 5, 10);
    add(&t, BZ_SLICE_GLUE, 4, 0);
    lines(&t, 5, 10); /* 104, but the gap gives 40 in a hundred of itself: not enough */
    assert_string_equal(pages(&t), "0-9 9-11"); /* and one line alone would be a runt */
    t.flow.slices.p[5].h = 0;
    assert_string_equal(pages(&t), "0-11");
    add(&t, BZ_SLICE_GLUE, 50, 0); /* at the end it needs no room */
    assert_string_equal(pages(&t), "0-12");
    table_free(&t);

    table u = {0};
    for (int i = 0; i < 9; i++) {
        add(&u, BZ_SLICE_BODY, 10, 0);
        add(&u, BZ_SLICE_GLUE, 2, 0);
    }
    add(&u, BZ_SLICE_BODY, 14, 0); /* 122 with 18 of gaps */
    pages(&u);
    assert_int_equal(u.ends.pages.n, 2);
    u.flow.slices.p[18].h = 0.5f; /* 106.5: the gaps press together */
    u.flow.slices.p[0].h = 8;
    assert_string_equal(pages(&u), "0-19");
    table_free(&u);
}

static void test_layout_breaks__no_runt_at_the_end(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 21, 10);
    /* Ten, ten and a lone one would be a runt: the pages before give some. */
    pages(&t);
    assert_int_equal(t.ends.pages.n, 3);
    assert_true(t.ends.pages.p[2].end - t.ends.pages.p[2].first >= 2);
    table_free(&t);
}

static void test_layout_breaks__what_is_taller_than_a_page_stands_alone(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 3, 10);
    add(&t, BZ_SLICE_BODY, 250, 0);
    lines(&t, 3, 10);
    assert_string_equal(pages(&t), "0-3 3-4 4-7");
    table_free(&t);
}

static void test_layout_breaks__never_gives_way_where_nothing_else_fits(void **state)
{
    (void)state;
    table t = {0};
    for (int i = 0; i < 25; i++)
        add(&t, BZ_SLICE_BODY, 10, BZ_PENALTY_NEVER);
    pages(&t);
    assert_int_equal(t.ends.pages.n, 3);
    assert_int_equal(t.ends.pages.p[2].end, 25);
    table_free(&t);
}

static void test_layout_breaks__forced_ends_and_right_hand_pages(void **state)
{
    (void)state;
    table t = {0};
    lines(&t, 2, 10);
    add(&t, BZ_SLICE_COVER_END, 0, 0);
    lines(&t, 2, 10);
    add(&t, BZ_SLICE_PAGE_END, 0, 0);
    lines(&t, 2, 10);
    add(&t, BZ_SLICE_RIGHT_PAGE, 0, 0);
    lines(&t, 2, 10);
    assert_string_equal(pages(&t), "0-2 cover 3-5 6-8 8-8 blank 9-11");
    table_free(&t);
}

static void test_layout_breaks__page_ends_in_a_row_make_no_empty_page(void **state)
{
    (void)state;
    table t = {0};
    add(&t, BZ_SLICE_PAGE_END, 0, 0);
    lines(&t, 2, 10);
    add(&t, BZ_SLICE_PAGE_END, 0, 0);
    add(&t, BZ_SLICE_GLUE, 3, 0);
    add(&t, BZ_SLICE_PAGE_END, 0, 0);
    lines(&t, 2, 10);
    add(&t, BZ_SLICE_PAGE_END, 0, 0);
    assert_string_equal(pages(&t), "1-3 6-8");
    table_free(&t);
}

static void test_layout_breaks__heads_and_notes_take_room(void **state)
{
    (void)state;
    table t = {0};
    add(&t, BZ_SLICE_BODY, 20, BZ_PENALTY_NEVER);
    for (int i = 0; i < 12; i++) {
        add(&t, BZ_SLICE_BODY, 10, 0);
        t.flow.slices.p[i + 1].heads = 0;
        t.flow.slices.p[i + 1].n_heads = i > 0;
    }
    assert_string_equal(pages(&t), "0-9 9-13");
    t.flow.slices.p[3].notes = 25;
    pages(&t);
    assert_int_equal(t.ends.pages.p[0].end, 6);
    table_free(&t);
}

/* Two pages and a little more: the gaps give of themselves, and there is no third page. */
static void test_layout_breaks__gaps_give_for_a_page_less(void **state)
{
    (void)state;
    table t = {0};
    for (int i = 0; i < 18; i++) {
        if (i > 0) add(&t, BZ_SLICE_GLUE, 2, 0);
        lines(&t, 1, 10);
    }
    pages(&t); /* 180 and 34 of gaps, one of them gone at the page end */
    assert_int_equal(t.ends.pages.n, 2);
    table_free(&t);
}

static void spares(table *t, int wanted, int more, float h)
{
    for (int i = 0; i < wanted + more; i++) {
        add(t, BZ_SLICE_SPARE, h, 0);
        t->flow.slices.p[t->flow.slices.n - 1].turn = (uint8_t)(i + 1);
        t->flow.slices.p[t->flow.slices.n - 1].is_wanted = i < wanted;
    }
}

/* Writing lines that a page has no room for make no page of their own, and begin none. */
static void test_layout_breaks__spare_lines_make_no_page(void **state)
{
    (void)state;
    table t = {0};
    for (int i = 0; i < 9; i++)
        add(&t, BZ_SLICE_BODY, 10, BZ_PENALTY_KEEP);
    spares(&t, 4, 4, 10);
    assert_string_equal(pages(&t), "0-17");
    lines(&t, 5, 10);
    assert_string_equal(pages(&t), "0-17 17-22");
    table_free(&t);

    table full = {0};
    add(&full, BZ_SLICE_BODY, 250, 0); /* nor where what they stand behind is taller than a page */
    spares(&full, 2, 2, 10);
    lines(&full, 2, 10);
    assert_string_equal(pages(&full), "0-1 1-7");
    table_free(&full);
}

/* --- against every way there is --- */

static double cost_of(const bz_flow *f, uint32_t mask, uint32_t n)
{
    /* The same measure as breaks.c for flows of body slices without gaps, notes or heads. */
    double cost = 0;
    float used = 0;
    for (uint32_t i = 0; i < n; i++) {
        used += f->slices.p[i].h;
        bool ends = i + 1 == n || mask >> i & 1;
        if (!ends) continue;
        if (used > 100.01f) return 1e9;
        double slack = (100.0 - (double)used) / 100;
        cost += 400;
        if (i + 1 < n) cost += 100 * slack + 4000 * slack * slack * slack + f->slices.p[i].penalty;
        else if (used < 18) cost += 900;
        used = 0;
    }
    return cost;
}

static void test_layout_breaks__finds_the_cheapest_of_all_ways(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 60; round++) {
        table t = {0};
        uint32_t n = 12, mask = 0;
        for (uint32_t i = 0; i < n; i++)
            add(&t, BZ_SLICE_BODY, (float)(5 + rand() % 45), rand() % 4 == 0 ? 700 : rand() % 50);
        double best = 1e9;
        for (uint32_t m = 0; m < 1u << (n - 1); m++) {
            double c = cost_of(&t.flow, m, n);
            if (c < best) best = c;
        }
        pages(&t);
        for (size_t i = 0; i + 1 < t.ends.pages.n; i++)
            mask |= 1u << (t.ends.pages.p[i].end - 1);
        assert_true(cost_of(&t.flow, mask, n) <= best + 0.001);
        table_free(&t);
    }
}
