/* Documents of a seeded generator: whatever they hold, every word is printed once and in order,
 * nothing stands outside its page, and there are not many more pages than the text needs. */
#include "desk.h"
#include <stdlib.h>

enum { DOCUMENTS = 60 };

typedef struct maker {
    desk *d;
    unsigned seed;
    int words; /* made so far */
    int depth;
} maker;

static int dice(maker *m, int n)
{
    m->seed = m->seed * 1103515245u + 12345u;
    return (int)(m->seed >> 16) % n;
}

static void blocks(maker *m, bz_node parent, int most);

static void words(maker *m, bz_node parent, int most)
{
    int n = 1 + dice(m, most);
    desk_words(m->d, parent, m->words, n);
    m->words += n;
}

static void list(maker *m, bz_node parent)
{
    bz_node n = desk_add(m->d, parent, BZ_DOC_LIST);
    if (dice(m, 2)) bz_doc_set_number(m->d->doc, n, BZ_ATTR_ORDERED, 1);
    if (dice(m, 2)) bz_doc_set_number(m->d->doc, n, BZ_ATTR_TIGHT, 1);
    for (int i = 1 + dice(m, 6); i > 0; i--) {
        bz_node item = desk_add(m->d, n, BZ_DOC_ITEM);
        words(m, item, 30);
        if (dice(m, 5) == 0) blocks(m, item, 2);
    }
}

static void container(maker *m, bz_node parent)
{
    static const bz_act acts[] = {BZ_ACT_SAY, BZ_ACT_ASK,    BZ_ACT_DO,   BZ_ACT_SAFETY,
                                  BZ_ACT_KEY, BZ_ACT_OPTION, BZ_ACT_NOTE, BZ_ACT_COLUMNS};
    bz_node n = desk_add(m->d, parent, BZ_DOC_CONTAINER);
    m->d->doc->nodes.p[n].aux = (uint16_t)acts[dice(m, 8)];
    blocks(m, n, 4);
}

static void block(maker *m, bz_node parent)
{
    switch (dice(m, 9)) {
    case 0: list(m, parent); break;
    case 1:
    case 2: container(m, parent); break;
    case 3: {
        bz_node h = desk_heading(m->d, parent, 1 + dice(m, 4), "");
        desk_text(m->d, h, BZ_DOC_STRONG, "");
        break;
    }
    case 4: {
        bz_node q = desk_add(m->d, parent, BZ_DOC_QUOTE);
        blocks(m, q, 2);
        break;
    }
    default: words(m, parent, 120); break;
    }
}

static void blocks(maker *m, bz_node parent, int most)
{
    if (++m->depth < 5)
        for (int i = 1 + dice(m, most); i > 0; i--)
            block(m, parent);
    else words(m, parent, 20);
    m->depth--;
}

/* The words w0, w1, … in the order in which they are read; labels and numbers of items between. */
static void check_words(desk *d, int count)
{
    int next = 0;
    char *rest = NULL;
    char *text = strdup(desk_read(d));
    for (char *w = strtok_r(text, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
        if (w[0] != 'w') continue;
        if (atoi(w + 1) != next) fail_msg("%s stands where w%d belongs", w, next);
        next++;
    }
    free(text);
    assert_int_equal(next, count);
}

static void check_inside(const desk *d)
{
    for (size_t i = 0; i < d->pages->pages.n; i++) {
        const bz_page *p = &d->pages->pages.p[i];
        for (uint32_t k = p->first; k < p->first + p->n; k++) {
            const bz_item *it = &d->pages->items.p[k];
            if (it->kind == BZ_ITEM_SHAPE) continue;
            if (it->x < 20 || it->x + it->w > p->w - 20 + 6 || it->y < 20 || it->y > p->h - 20)
                fail_msg("page %zu: an item stands at %g %g", i + 1, (double)it->x, (double)it->y);
        }
    }
}

/* How far down text reaches on each page, all together, in pages. */
static double filled(const desk *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->pages->pages.n; i++) {
        const bz_page *p = &d->pages->pages.p[i];
        float most = 60;
        for (uint32_t k = p->first; k < p->first + p->n; k++) {
            const bz_item *it = &d->pages->items.p[k];
            if (it->tag && it->y > most) most = it->y;
        }
        sum += (double)(most - 56) / 740;
    }
    return sum;
}

static void one(const char *lang, const char *paper, const char *tone, unsigned seed)
{
    desk d = desk_new(lang);
    maker m = {.d = &d, .seed = seed};
    bz_doc_set(d.doc, d.root, BZ_ATTR_PAPER, bz_str_from(paper));
    bz_doc_set(d.doc, d.root, BZ_ATTR_TONE, bz_str_from(tone));
    for (int i = 0; i < 25; i++)
        block(&m, d.root);
    assert_int_equal(desk_lay(&d), BZ_OK);
    check_words(&d, m.words);
    check_inside(&d);
    if (strcmp(paper, "A4") == 0 && !*tone) /* at most a fifth of the paper stays empty */
        assert_true((double)d.pages->pages.n <= 1.25 * filled(&d) + 1.5);
    desk_free(&d);
}

static void test_layout_random__every_word_once_and_in_order(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= DOCUMENTS; seed++) {
        one("en", "A4", "", seed);
        one("ar", seed % 2 ? "Letter" : "A5", seed % 3 ? "duplex ink-saving" : "large-print", seed);
    }
}
