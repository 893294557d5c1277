/* Cover, contents, footnotes. */
#include "golden.h"

static void test_layout_front__golden(void **state)
{
    (void)state;
    assert_pages("front", "en");
    assert_pages("front", "ar");
}

static const bz_item *find_text(const desk *d, const char *text, size_t *page)
{
    for (*page = 0; *page < d->pages->pages.n; ++*page) {
        const bz_page *p = &d->pages->pages.p[*page];
        for (size_t i = p->first; i < p->first + p->n; i++) {
            const bz_item *it = &d->pages->items.p[i];
            if (it->kind != BZ_ITEM_RUN) continue;
            const bz_run *r = &d->pages->runs.p[it->ref];
            bz_str s = bz_str_trim(bz_pages_str(d->pages, r->text, r->text_n));
            if (bz_str_is(s, text)) return it;
        }
    }
    fail_msg("%s is on no page", text);
    return NULL;
}

/* Wherever its mark comes to stand, a note stands on the same page, below all text. */
static void test_layout_front__a_note_is_on_the_page_of_its_mark(void **state)
{
    (void)state;
    for (int before = 300; before < 900; before += 60) {
        desk d = desk_new("en");
        desk_words(&d, d.root, 0, before);
        bz_node p = desk_text(&d, d.root, BZ_DOC_PARAGRAPH, "marked");
        desk_text(&d, p, BZ_DOC_NOTE, "aside");
        desk_words(&d, d.root, 2000, 300);
        assert_int_equal(desk_lay(&d), BZ_OK);
        size_t a, b;
        const bz_item *mark = find_text(&d, "marked", &a), *note = find_text(&d, "aside", &b);
        assert_int_equal(a, b);
        assert_true(note->y > mark->y && note->y > 700 && note->y < 800);
        desk_free(&d);
    }
}

/* The text gives way to many notes: none runs into the other. */
static void test_layout_front__many_notes(void **state)
{
    (void)state;
    desk d = desk_new("en");
    for (int i = 0; i < 120; i++) {
        bz_node p = desk_words(&d, d.root, i * 10, 30);
        desk_words(&d, d.root, i * 10 + 5000, 3);
        desk_text(&d, p, BZ_DOC_NOTE, "Some words that stand at the foot.");
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    for (size_t i = 0; i < d.pages->items.n; i++)
        if (d.pages->items.p[i].kind == BZ_ITEM_RUN) assert_true(d.pages->items.p[i].y < 830);
    assert_int_equal(d.pages->links.n, 120);
    for (size_t i = 0; i < 120; i++) /* each leads to its page */
        assert_true(d.pages->dests.p[d.pages->links.p[i].dest].y > 0);
    desk_free(&d);
}

/* A note taller than a page, and one in every place where text may stand. */
static void test_layout_front__notes_in_odd_places(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "  :h2 | Head{note:n}\n  p | x\n",
        "  list\n    item | x{note:n}\n",
        "  checklist\n    item | x{note:n}\n",
        "  grid\n    row header\n      cell | x{note:n}\n    row\n      cell\n",
        "  strip\n    fact label=L | x{note:n}\n",
        "  cards count=4\n    item | x{note:n}\n",
        "  scale\n    item | x{note:n}\n",
        "  columns count=2\n    p | x{note:n}\n    p | y{note:m}\n",
        "  figure dest=a alt=a | x{note:n}\n",
        "  box label=L\n    p | x{note:n}\n",
        "  qr dest=a | x{note:n}\n",
        "  cover\n    p | x{note:n}\n",
        "  p | {lang=ar:x{note:n}}\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[1024];
        bool is_cover = strstr(texts[i], "cover") != NULL;
        snprintf(text, sizeof text, "document lang=en title=T\n%s%s", is_cover ? "" : "  :h1 | T\n",
                 texts[i]);
        desk d = desk_new("en");
        d.root = sketch(d.doc, text);
        (void)!desk_lay(&d);
        size_t page;
        find_text(&d, "n", &page);
        desk_free(&d);
    }
    desk d = desk_new("en");
    bz_node p = desk_text(&d, d.root, BZ_DOC_PARAGRAPH, "x");
    desk_words(&d, desk_add(&d, p, BZ_DOC_NOTE), 0, 0);
    assert_int_equal(desk_lay(&d), BZ_OK);
    desk_free(&d);
}

/* Behind a page break another running head may stand; it holds until the next, not on the pages
 * before. */
static void test_layout_front__running_heads_by_part(void **state)
{
    (void)state;
    static const struct {
        const char *given, *there;
    } parts[] = {
        {"whole", "whole"}, {NULL, "whole"}, {"one", "one"}, {NULL, "one"}, {"two", "two"}};
    desk d = desk_new("en");
    for (int i = 0; i < 5; i++) {
        bz_node n = i ? desk_add(&d, d.root, BZ_DOC_PAGE_BREAK) : d.root;
        if (parts[i].given) bz_doc_set(d.doc, n, BZ_ATTR_RUNNING, bz_str_from(parts[i].given));
        desk_words(&d, d.root, 0, 20);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->pages.n, 5);
    for (int i = 0; i < 5; i++) {
        const bz_page *p = &d.pages->pages.p[i];
        const bz_item *head = &d.pages->items.p[p->first];
        assert_int_equal(head->kind, BZ_ITEM_RUN);
        const bz_run *r = &d.pages->runs.p[head->ref];
        assert_true(bz_str_is(bz_pages_str(d.pages, r->text, r->text_n), parts[i].there));
    }
    desk_free(&d);
}

/* The contents name the pages on which the headings stand, links lead there. */
static void test_layout_front__contents_know_their_pages(void **state)
{
    (void)state;
    desk d = desk_new("en");
    desk_heading(&d, d.root, 1, "Title");
    desk_add(&d, d.root, BZ_DOC_CONTENTS);
    for (int i = 0; i < 60; i++) {
        desk_heading(&d, d.root, 2, i == 59 ? "Last" : "Chapter");
        desk_words(&d, d.root, 0, 400);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    size_t n = d.pages->pages.n;
    assert_true(n > 20);
    assert_int_equal(d.pages->links.n, 60);
    const bz_dest *last = &d.pages->dests.p[d.pages->links.p[59].dest];
    assert_true(last->page + 2 >= n);
    char number[16];
    sprintf(number, "%u", last->page + 1);
    size_t page;
    find_text(&d, number, &page);
    assert_true(page < 3);
    desk_free(&d);
}

static void test_layout_front__contents_of_nothing(void **state)
{
    (void)state;
    desk d = desk_new("en");
    desk_add(&d, d.root, BZ_DOC_CONTENTS);
    desk_words(&d, d.root, 0, 3);
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->links.n, 0);
    desk_free(&d);
}

/* Three stand in a row; of four none stands alone below the others. */
static void test_layout_front__facts_in_rows(void **state)
{
    (void)state;
    static const char *const names[] = {"one", "two", "three", "four"};
    for (size_t n = 3; n <= 4; n++) {
        desk d = desk_new("en");
        bz_node strip = desk_add(&d, d.root, BZ_DOC_STRIP);
        for (size_t i = 0; i < n; i++)
            desk_text(&d, strip, BZ_DOC_FACT, names[i]);
        assert_int_equal(desk_lay(&d), BZ_OK);
        size_t page;
        const bz_item *one = find_text(&d, "one", &page), *two = find_text(&d, "two", &page);
        const bz_item *three = find_text(&d, "three", &page),
                      *last = find_text(&d, names[n - 1], &page);
        assert_true(two->y == one->y && two->x > one->x);
        assert_true(n == 3 ? three->y == one->y : three->y > one->y && three->x == one->x);
        assert_true(last->x >= two->x && last->y == three->y);
        desk_free(&d);
    }
}

/* A certificate is a cover and nothing else: who made it stands on it nevertheless. */
static void test_layout_front__a_cover_alone_says_who_made_it(void **state)
{
    (void)state;
    desk d = desk_new("en");
    d.root =
        sketch(d.doc, "document lang=en title=T\n  cover\n    :h1 | T\n  p tone=imprint | Us.\n");
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->pages.n, 1);
    size_t page;
    assert_true(find_text(&d, "Us.", &page)->y > 780);
    desk_free(&d);
}
