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
