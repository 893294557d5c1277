/* Whole small documents against pages that were looked at. `ACCEPT=1 build/unit/layout/test_pages`
 * writes the pages anew; look at every difference before keeping it. */
#include "desk.h"
#include <math.h>
#include <stdlib.h>

#define GOLDEN "tests/unit/layout/golden/"

static bz_str read_all(const char *path, bz_buf *b)
{
    char piece[4096];
    FILE *f = fopen(path, "rb");
    for (size_t n; f && (n = fread(piece, 1, sizeof piece, f)) > 0;)
        bz_buf_bytes(b, piece, n);
    if (f) fclose(f);
    return bz_buf_view(b);
}

static void compare(desk *d, const char *path)
{
    bz_buf b = {0};
    bz_str now = bz_str_from(desk_dump(d));
    if (getenv("ACCEPT")) {
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        fwrite(now.p, 1, now.n, f);
        fclose(f);
    }
    bz_str golden = read_all(path, &b);
    size_t i = 0, line = 1;
    for (; i < now.n && i < golden.n && now.p[i] == golden.p[i]; i++)
        line += now.p[i] == '\n';
    if (!bz_str_eq(now, golden)) fail_msg("%s differs in line %zu", path, line);
    bz_buf_deinit(&b);
}

static bz_node container(desk *d, bz_node parent, bz_act act, const char *title, const char *lang)
{
    bz_node n = desk_add(d, parent, BZ_DOC_CONTAINER);
    d->doc->nodes.p[n].aux = (uint16_t)act;
    if (title) bz_doc_set(d->doc, n, BZ_ATTR_TITLE, bz_str_from(title));
    if (lang) bz_doc_set(d->doc, n, BZ_ATTR_LANG, bz_str_from(lang));
    return n;
}

static void fact(desk *d, bz_node strip, const char *label, const char *text, const char *icon)
{
    bz_node n = desk_text(d, strip, BZ_DOC_FACT, text);
    bz_doc_set(d->doc, n, BZ_ATTR_LABEL, bz_str_from(label));
    bz_doc_set(d->doc, n, BZ_ATTR_ICON, bz_str_from(icon));
}

static void add_list(desk *d, bz_node parent, bool is_ordered, int count)
{
    bz_node list = desk_add(d, parent, BZ_DOC_LIST);
    bz_doc_set_number(d->doc, list, BZ_ATTR_TIGHT, 1);
    if (is_ordered) bz_doc_set_number(d->doc, list, BZ_ATTR_ORDERED, 1);
    for (int i = 0; i < count; i++)
        desk_words(d, desk_add(d, list, BZ_DOC_ITEM), 10 * i, 25);
}

static void set(desk *d, bz_node n, bz_attr key, const char *value)
{
    bz_doc_set(d->doc, n, key, bz_str_from(value));
}

/* Title, facts, an activity with boxes in two languages, a doubt, options, columns, code, a link.
 */
static void fill(desk *d, const char *other)
{
    set(d, d->root, BZ_ATTR_TITLE, "Calm");
    set(d, d->root, BZ_ATTR_RUNNING, "Gentle limits - Calm");
    set(d, d->root, BZ_ATTR_VERSION, "1.2");
    set(d, d->root, BZ_ATTR_FOOTER, "Child in danger: the focal point");
    desk_heading(d, d->root, 1, "Calm first");
    bz_node strip = desk_add(d, d->root, BZ_DOC_STRIP);
    fact(d, strip, "When", "Tuesday", "calendar");
    fact(d, strip, "How long", "90 minutes", "clock");
    fact(d, strip, "Where", "in a room with a long name, behind the school and left", "place");
    bz_node s = desk_add(d, d->root, BZ_DOC_SECTION);
    set(d, s, BZ_ATTR_TITLE, "Story");
    set(d, s, BZ_ATTR_STARTS, "16:30");
    set(d, s, BZ_ATTR_BADGE, "10 minutes");
    set(d, s, BZ_ATTR_ICON, "story");
    desk_words(d, container(d, s, BZ_ACT_SAY, NULL, NULL), 0, 40);
    add_list(d, container(d, s, BZ_ACT_ASK, NULL, other), true, 3);
    desk_words(d, container(d, s, BZ_ACT_CHALLENGE, NULL, NULL), 0, 5);
    desk_words(d, container(d, s, BZ_ACT_ANSWER, NULL, NULL), 0, 30);
    desk_words(d, container(d, s, BZ_ACT_OPTION, "one of them reads", NULL), 0, 20);
    desk_words(d, container(d, s, BZ_ACT_OPTION, "nobody reads", NULL), 0, 35);
    desk_words(d, container(d, s, BZ_ACT_KEY, NULL, NULL), 0, 12);
    desk_words(d, container(d, s, BZ_ACT_NOTE, "A title too long to stand at the side", NULL), 0,
               9);
    bz_node columns = container(d, s, BZ_ACT_COLUMNS, NULL, NULL);
    desk_words(d, columns, 0, 60);
    desk_words(d, columns, 60, 20);
    desk_heading(d, d->root, 2, "After the meeting");
    bz_node p = desk_text(d, d->root, BZ_DOC_PARAGRAPH, "Read more at ");
    bz_node link = desk_text(d, p, BZ_DOC_LINK, "our site");
    set(d, link, BZ_ATTR_DEST, "https://example.org/");
    bz_doc_add_text(d->doc, d->root, BZ_DOC_CODE_BLOCK, BZ_STR("a  line\nanother\n"),
                    bz_span_none());
    desk_words(d, d->root, 0, 400);
    add_list(d, d->root, false, 4);
}

static void one(const char *lang, const char *other, const char *paper, const char *tone,
                const char *path)
{
    desk d = desk_new(lang);
    set(&d, d.root, BZ_ATTR_PAPER, paper);
    set(&d, d.root, BZ_ATTR_TONE, tone);
    fill(&d, other);
    assert_int_equal(desk_lay(&d), BZ_OK);
    compare(&d, path);
    desk_free(&d);
}

static void test_layout_pages__english_a4(void **state)
{
    (void)state;
    one("en", "ar", "A4", "", GOLDEN "english-a4.txt");
}

static void test_layout_pages__arabic_letter_in_duplex_saving_ink(void **state)
{
    (void)state;
    one("ar", "en", "Letter", "duplex ink-saving", GOLDEN "arabic-letter.txt");
}

/* How many of the words that `n` holds, from w1000 on, stand on the first page. */
static size_t words_on_first(const desk *d, size_t *all)
{
    size_t first = 0;
    *all = 0;
    for (size_t i = 0; i < d->pages->items.n; i++) {
        const bz_item *it = &d->pages->items.p[i];
        if (it->kind != BZ_ITEM_RUN) continue;
        const bz_run *r = &d->pages->runs.p[it->ref];
        if (r->text_n < 5 || d->pages->text.p[r->text] != 'w') continue;
        ++*all;
        first += i < d->pages->pages.p[0].n;
    }
    return first;
}

/* A box of a quarter of a page, at any height of a page: says how often it is parted. */
static size_t parted(bz_act act, bool asks, int words)
{
    size_t n = 0;
    for (int before = 0; before < 900; before += 60) {
        desk d = desk_new("en");
        size_t all;
        for (int i = 0; i < before; i += 60)
            desk_words(&d, d.root, 0, 60);
        bz_node box = container(&d, d.root, act, NULL, NULL);
        if (asks) bz_doc_set_number(d.doc, box, BZ_ATTR_KEEP, 1);
        desk_words(&d, box, 1000, words);
        for (int i = 0; i < 5; i++)
            desk_words(&d, d.root, 0, 60);
        assert_int_equal(desk_lay(&d), BZ_OK);
        size_t first = words_on_first(&d, &all);
        assert_int_equal(all, words);
        bool is_parted = first > 0 && first < all;
        if (is_parted) assert_in_range(first, 15, all - 15); /* two lines at either end */
        n += is_parted;
        desk_free(&d);
    }
    return n;
}

/* Where a box goes on, its label stands again: at the side, and above on a narrow page. */
static void test_layout_pages__labels_stand_again(void **state)
{
    (void)state;
    static const char *const tones[] = {"", "large-print"};
    for (size_t k = 0; k < 2; k++) {
        desk d = desk_new("en");
        set(&d, d.root, BZ_ATTR_TONE, tones[k]);
        for (int i = 0; i < 3; i++)
            desk_words(&d, container(&d, d.root, BZ_ACT_SAY, NULL, NULL), 0, 700);
        assert_int_equal(desk_lay(&d), BZ_OK);
        size_t n = 0;
        for (size_t at = 0; desk_next_run(&d, "Say", &at);)
            n++;
        assert_true(d.pages->pages.n > 3);
        assert_true(n >= d.pages->pages.n); /* the boxes are long: each page has one */
        desk_free(&d);
    }
}

/* What is looked up is smaller than text, and large enough all the same. */
static void test_layout_pages__small_lists(void **state)
{
    (void)state;
    static const char *const tones[] = {"", "large-print"};
    static const float sizes[] = {0.84f * 12, 14};
    for (size_t k = 0; k < 2; k++) {
        desk d = desk_new("en");
        set(&d, d.root, BZ_ATTR_TONE, tones[k]);
        bz_node list = desk_add(&d, d.root, BZ_DOC_LIST);
        set(&d, list, BZ_ATTR_TONE, "small");
        desk_words(&d, desk_add(&d, list, BZ_DOC_ITEM), 1000, 3);
        assert_int_equal(desk_lay(&d), BZ_OK);
        size_t n = 0, at = 0;
        for (const bz_run *r; (r = desk_next_run(&d, "w10", &at)) != NULL; n++)
            assert_true(fabsf(r->size - sizes[k]) < 0.01f);
        assert_int_equal(n, 3);
        desk_free(&d);
    }
}

static void test_layout_pages__boxes_part_before_a_quarter_stays_empty(void **state)
{
    (void)state;
    assert_int_equal(parted(BZ_ACT_SAY, false, 60), 0);
    assert_true(parted(BZ_ACT_SAY, false, 130) > 0);
    assert_int_equal(parted(BZ_ACT_SAY, true, 130), 0);
    assert_int_equal(parted(BZ_ACT_SAFETY, false, 130), 0);
}

static void test_layout_pages__english_booklet(void **state)
{
    (void)state;
    one("en", "sw", "A4", "booklet", GOLDEN "english-booklet.txt");
}

static void test_layout_pages__large_print(void **state)
{
    (void)state;
    one("en", "sw", "A4", "large-print", GOLDEN "english-large.txt");
}

/* --- single rules */

static size_t pages_of(const char *tone, int words)
{
    desk d = desk_new("en");
    set(&d, d.root, BZ_ATTR_PAPER, "A4");
    set(&d, d.root, BZ_ATTR_TONE, tone);
    for (int i = 0; i < words; i += 50)
        desk_words(&d, d.root, i, 50);
    assert_int_equal(desk_lay(&d), BZ_OK);
    size_t n = d.pages->pages.n;
    desk_free(&d);
    return n;
}

/* The fewest words of this tone that take two pages. */
static int words_of_two(const char *tone)
{
    int words = 50;
    while (pages_of(tone, words) == 1 && words < 5000)
        words += 50;
    return words;
}

static void test_layout_pages__large_print_is_never_pressed_into_other_print(void **state)
{
    (void)state;
    int page = words_of_two("one-page"), large = words_of_two("large-print one-page");
    assert_in_range(large, page / 4, page - 50);
    /* What is asked to be a page gets no smaller type than what merely comes near one. */
    assert_int_equal(large, words_of_two("large-print"));
}

static void test_layout_pages__large_print_saves_a_page_of_a_few_lines(void **state)
{
    (void)state;
    int few = words_of_two("large-print") - 50; /* a page, and full */
    assert_int_equal(pages_of("large-print", few), 1);
    assert_int_equal(pages_of("large-print", 2 * few - 100), 2);
    assert_in_range(pages_of("large-print", 6 * few), 6, 9); /* longer ones stay as they are */
}

static void test_layout_pages__a_page_across_lies_on_a_sheet_of_its_own(void **state)
{
    static const struct {
        const char *paper, *tone;
        float w, h;
    } rows[] = {{"A4", "landscape", 297, 210},
                {"Letter", "duplex landscape", 279.4f, 215.9f},
                {"A4", "landscape two-up", 148.5f, 210}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        desk d = desk_new("en");
        set(&d, d.root, BZ_ATTR_PAPER, rows[i].paper);
        set(&d, d.root, BZ_ATTR_TONE, rows[i].tone);
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_float_equal(d.pages->pages.p[0].w, rows[i].w * 72 / 25.4f, 0.1f);
        assert_float_equal(d.pages->pages.p[0].h, rows[i].h * 72 / 25.4f, 0.1f);
        desk_free(&d);
    }
}

static void test_layout_pages__an_empty_document_is_one_page(void **state)
{
    (void)state;
    desk d = desk_new("en");
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->pages.n, 1);
    desk_free(&d);
}

/* Where text begins on a page, from the left or the right. */
static float margin(const desk *d, uint32_t page, bool from_right)
{
    const bz_page *p = &d->pages->pages.p[page];
    float least = p->w;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        const bz_item *it = &d->pages->items.p[i];
        float m = from_right ? p->w - it->x - it->w : it->x;
        if (it->kind == BZ_ITEM_RUN && it->tag && m < least) least = m;
    }
    return least;
}

static void test_layout_pages__the_binding_is_inside_on_either_hand(void **state)
{
    (void)state;
    for (int is_rtl = 0; is_rtl < 2; is_rtl++) {
        desk d = desk_new(is_rtl ? "ar" : "en");
        set(&d, d.root, BZ_ATTR_TONE, "duplex");
        for (int i = 0; i < 40; i++)
            desk_words(&d, d.root, 0, 60);
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_true(d.pages->is_duplex);
        assert_true(margin(&d, 0, is_rtl) > 60); /* page 1: bound where reading begins */
        assert_true(margin(&d, 1, is_rtl) < 60);
        desk_free(&d);
    }
}

static void test_layout_pages__headings_skip_no_level(void **state)
{
    (void)state;
    desk d = desk_new("en");
    set(&d, d.root, BZ_ATTR_TITLE, "Title");
    desk_heading(&d, d.root, 3, "Three");
    desk_heading(&d, d.root, 6, "Six");
    desk_heading(&d, d.root, 2, "Two");
    assert_int_equal(desk_lay(&d), BZ_OK);
    bz_role roles[8];
    size_t n = 0;
    for (size_t i = 1; i < d.pages->tags.n && n < 8; i++)
        if (d.pages->tags.p[i].role >= BZ_ROLE_H1 && d.pages->tags.p[i].role <= BZ_ROLE_H6)
            roles[n++] = (bz_role)d.pages->tags.p[i].role;
    assert_int_equal(n, 4);
    assert_int_equal(roles[0], BZ_ROLE_H1);
    assert_int_equal(roles[1], BZ_ROLE_H2);
    assert_int_equal(roles[2], BZ_ROLE_H3);
    assert_int_equal(roles[3], BZ_ROLE_H2);
    for (size_t i = 0; i < d.pages->outlines.n; i++)
        assert_true(d.pages->outlines.p[i].level <= i + 1);
    desk_free(&d);
}

static void test_layout_pages__a_heading_is_never_last_on_its_page(void **state)
{
    (void)state;
    for (int words = 300; words < 420; words += 3) {
        desk d = desk_new("en");
        desk_words(&d, d.root, 0, words * 4);
        desk_heading(&d, d.root, 2, "HEAD");
        desk_words(&d, d.root, 0, 60);
        assert_int_equal(desk_lay(&d), BZ_OK);
        for (size_t i = 0; i + 1 < d.pages->pages.n; i++) {
            const bz_page *p = &d.pages->pages.p[i];
            for (uint32_t k = p->first + p->n; k-- > p->first;) {
                const bz_item *it = &d.pages->items.p[k];
                if (it->kind != BZ_ITEM_RUN || !it->tag) continue;
                assert_int_not_equal(d.pages->tags.p[it->tag].role, BZ_ROLE_H2);
                break;
            }
        }
        desk_free(&d);
    }
}

/* Lines of the paragraph on each page: never one alone. */
static void test_layout_pages__no_widows_or_orphans(void **state)
{
    (void)state;
    for (int words = 60; words < 200; words += 7) {
        desk d = desk_new("en");
        for (int i = 0; i < 12; i++)
            desk_words(&d, d.root, 0, words);
        assert_int_equal(desk_lay(&d), BZ_OK);
        for (bz_tag tag = 2; tag < d.pages->tags.n; tag++)
            for (size_t i = 0; i < d.pages->pages.n; i++) {
                const bz_page *p = &d.pages->pages.p[i];
                size_t lines = 0, all = 0;
                float y = -1;
                for (size_t k = 0; k < d.pages->items.n; k++) {
                    const bz_item *it = &d.pages->items.p[k];
                    if (it->tag != tag || it->kind != BZ_ITEM_RUN) continue;
                    bool is_new = it->y != y;
                    y = it->y;
                    all += is_new;
                    lines += is_new && k >= p->first && k < p->first + p->n;
                }
                if (all > 1) assert_int_not_equal(lines, 1);
            }
        desk_free(&d);
    }
}

static void test_layout_pages__links_have_a_tag_a_place_and_words(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node h = desk_heading(&d, d.root, 2, "Aim");
    set(&d, h, BZ_ATTR_ID, "aim");
    bz_node p = desk_add(&d, d.root, BZ_DOC_PARAGRAPH);
    set(&d, desk_text(&d, p, BZ_DOC_LINK, "inside"), BZ_ATTR_DEST, "#aim");
    set(&d, desk_text(&d, p, BZ_DOC_LINK, "nowhere"), BZ_ATTR_DEST, "#none");
    set(&d, desk_text(&d, p, BZ_DOC_LINK, "phone"), BZ_ATTR_DEST, "tel:+1");
    set(&d, desk_text(&d, p, BZ_DOC_LINK, "evil"), BZ_ATTR_DEST, "javascript:x");
    assert_int_equal(desk_lay(&d), BZ_OK);
    size_t links = 0, tags = 0;
    for (size_t i = 0; i < d.pages->items.n; i++)
        if (d.pages->items.p[i].kind == BZ_ITEM_LINK) {
            links++;
            assert_int_equal(d.pages->tags.p[d.pages->items.p[i].tag].role, BZ_ROLE_LINK);
            assert_true(d.pages->links.p[d.pages->items.p[i].ref].title_n > 0);
        }
    for (size_t i = 1; i < d.pages->tags.n; i++)
        tags += d.pages->tags.p[i].role == BZ_ROLE_LINK;
    assert_int_equal(links, 2);
    assert_int_equal(tags, 2);
    desk_free(&d);
}

static void test_layout_pages__a_sheet_is_printed_as_large_as_fits(void **state)
{
    (void)state;
    float sizes[2];
    for (int i = 0; i < 2; i++) {
        desk d = desk_new("en");
        set(&d, d.root, BZ_ATTR_AUDIENCE, "caregivers");
        desk_words(&d, d.root, 0, i ? 780 : 40);
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_int_equal(d.pages->pages.n, 1);
        sizes[i] = 0;
        for (size_t k = 0; k < d.pages->items.n; k++)
            if (d.pages->items.p[k].kind == BZ_ITEM_RUN && d.pages->items.p[k].tag)
                sizes[i] = d.pages->runs.p[d.pages->items.p[k].ref].size;
        desk_free(&d);
    }
    assert_true(sizes[0] > 13);
    assert_true(sizes[1] < 12);
}
