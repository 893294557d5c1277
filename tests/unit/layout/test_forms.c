/* Checklists, writing lines, scales: boxes that read as what they stand for, room for a hand. */
#include "golden.h"

static void test_layout_forms__golden(void **state)
{
    (void)state;
    assert_pages("forms", "en");
    assert_pages("forms", "ar");
}

static desk desk_of(const char *text)
{
    desk d = desk_new("en");
    d.root = sketch(d.doc, text);
    assert_int_equal(desk_lay(&d), BZ_OK);
    return d;
}

/* A box stands for a box, and is read before its text. */
static void test_layout_forms__boxes_are_read(void **state)
{
    (void)state;
    desk d = desk_of("document lang=en title=T\n  :h1 | T\n  checklist\n    item | Water\n");
    const bz_pages *p = d.pages;
    size_t boxes = 0, water = 0, box = 0;
    for (size_t i = 0; i < p->items.n; i++) {
        const bz_item *it = &p->items.p[i];
        const bz_tag_node *tag = &p->tags.p[it->tag];
        if (it->tag && tag->role == BZ_ROLE_LBL) {
            boxes++;
            box = i;
            assert_str(bz_pages_str(p, tag->actual, tag->actual_n), "\u2610");
        }
        if (it->tag && tag->role == BZ_ROLE_LBODY) water = i;
    }
    assert_int_equal(boxes, 1);
    assert_true(box < water);
    desk_free(&d);
}

/* Lines to write on stand 8.5 mm apart, and go on over pages. */
static void test_layout_forms__lines_to_write_on(void **state)
{
    (void)state;
    desk d = desk_of("document lang=en title=T\n  :h1 | T\n  lines count=2000 label=L\n");
    size_t lines = 0;
    float last = 0;
    for (size_t i = 0; i < d.pages->items.n; i++) {
        const bz_item *it = &d.pages->items.p[i];
        if (it->kind != BZ_ITEM_SHAPE) continue;
        const bz_shape *s = &d.pages->shapes.p[it->ref];
        const bz_step *step = &d.pages->steps.p[s->first];
        if (s->width != 0.6f || step->y < 60) continue;
        lines++;
        if (last > 0 && step->y > last) assert_true(step->y - last > 24 && step->y - last < 24.2f);
        last = step->y;
    }
    assert_int_equal(lines, 100); /* and no more */
    assert_true(d.pages->pages.n >= 4);
    desk_free(&d);
}

/* The lines to write on of a document, and how many pages it has. */
static size_t writing_lines(const char *text, size_t *n_pages)
{
    desk d = desk_of(text);
    size_t lines = 0;
    for (size_t i = 0; i < d.pages->items.n; i++) {
        const bz_item *it = &d.pages->items.p[i];
        lines += it->kind == BZ_ITEM_SHAPE && d.pages->shapes.p[it->ref].width == 0.6f;
    }
    *n_pages = d.pages->pages.n;
    desk_free(&d);
    return lines;
}

/* A page has room for 28 lines: those of a range take what there is of it, and make no page more.
 */
static void test_layout_forms__lines_take_the_room_there_is(void **state)
{
    (void)state;
    static const char *const head = "document lang=en title=T\n  :h1 | T\n";
    char text[512];
    size_t n_pages;
    for (unsigned firm = 2; firm < 40; firm++) {
        snprintf(text, sizeof text, "%s  lines count=%u\n  lines count=6 least=3 most=12\n", head,
                 firm);
        size_t lines = writing_lines(text, &n_pages) - firm;
        assert_in_range(lines, 3, 12);
        if (firm <= 14) assert_int_equal(lines, 12);
        if (firm >= 18 && firm < 24) assert_in_range(lines, 26 - firm, 28 - firm);
        if (firm < 24) assert_int_equal(n_pages, 1);
    }
    snprintf(text, sizeof text, "%s  lines count=4 least=9 most=2\n", head); /* nonsense */
    assert_int_equal(writing_lines(text, &n_pages), 4);
    snprintf(text, sizeof text, "%s  lines count=90 least=2 most=4000\n", head);
    assert_in_range(writing_lines(text, &n_pages), 20, 29);
    assert_int_equal(n_pages, 1);
}

/* Of two groups each gets as many; in a box their number is what it is. */
static void test_layout_forms__lines_share_the_room(void **state)
{
    (void)state;
    size_t n_pages;
    const char *const shared = "document lang=en title=T\n  :h1 | T\n"
                               "  lines count=4 least=2 most=9\n  :h2 | between\n"
                               "  lines count=14 least=14 most=60\n";
    size_t both = writing_lines(shared, &n_pages);
    assert_in_range(both, 22, 27);
    assert_int_equal(both % 2, 0);
    assert_int_equal(n_pages, 1);
    assert_int_equal(writing_lines("document lang=en title=T\n  :h1 | T\n  box label=B\n"
                                   "    lines count=4 least=2 most=9\n",
                                   &n_pages),
                     4);
}

static size_t page_of(const desk *d, const char *word)
{
    for (size_t k = 0; k < d->pages->pages.n; k++) {
        const bz_page *page = &d->pages->pages.p[k];
        for (uint32_t i = page->first; i < page->first + page->n; i++) {
            const bz_item *it = &d->pages->items.p[i];
            if (it->kind != BZ_ITEM_RUN) continue;
            const bz_run *r = &d->pages->runs.p[it->ref];
            if (bz_str_is(bz_pages_str(d->pages, r->text, r->text_n), word)) return k;
        }
    }
    return SIZE_MAX;
}

/* Lines that grow are never alone on a page: what stands before them goes with them. */
static void test_layout_forms__lines_are_not_alone(void **state)
{
    (void)state;
    char text[512];
    size_t second = 0;
    for (unsigned firm = 10; firm < 34; firm++) {
        snprintf(text, sizeof text,
                 "document lang=en title=T\n  :h1 | T\n  lines count=%u\n  checklist\n    item | "
                 "ticked\n"
                 "  lines label=Notes count=6 least=3 most=12\n",
                 firm);
        desk d = desk_of(text);
        assert_int_not_equal(page_of(&d, "ticked"), SIZE_MAX);
        assert_int_equal(page_of(&d, "ticked"), page_of(&d, "Notes"));
        second += page_of(&d, "Notes") == 1;
        desk_free(&d);
    }
    assert_in_range(second, 1, 23);
}

static void test_layout_forms__odd_ones(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "  checklist\n",
        "  checklist\n    item\n",
        "  checklist\n    item\n      p | two\n      p | paragraphs\n",
        "  checklist\n    item\n      table\n        row\n          cell | x\n",
        "  lines count=0\n",
        "  scale\n",
        "  scale tone=faces\n    item\n",
        "  scale tone=faces\n    item | alone\n",
        "  scale\n    item\n      figure dest=a.svg alt=a\n    item | b\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[1024];
        snprintf(text, sizeof text, "document lang=en title=T\n  :h1 | T\n%s  p | after\n",
                 texts[i]);
        desk d = desk_new("en");
        d.root = sketch(d.doc, text);
        (void)!desk_lay(&d);
        assert_non_null(strstr(desk_read(&d), "after"));
        desk_free(&d);
    }
}

/* More choices than fit side by side go into rows. */
static void test_layout_forms__many_choices(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node scale = desk_add(&d, d.root, BZ_DOC_SCALE);
    for (int i = 0; i < 100; i++)
        desk_text(&d, desk_add(&d, scale, BZ_DOC_ITEM), BZ_DOC_PARAGRAPH, "x");
    assert_int_equal(desk_lay(&d), BZ_OK);
    for (size_t i = 0; i < d.pages->items.n; i++) {
        const bz_item *it = &d.pages->items.p[i];
        if (it->kind == BZ_ITEM_PICTURE) assert_true(it->w > 22 && it->x > 20 && it->x < 560);
    }
    desk_free(&d);
}
