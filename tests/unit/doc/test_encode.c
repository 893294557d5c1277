/* A tree as bytes and back: the same tree, or a refusal; never a crash, a hang or an unsound tree.
 */
#include "../unit.h"
#include "doc/doc.h"
#include <string.h>

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* A document with a bit of everything. */
static bz_node sample(bz_doc *d)
{
    bz_span none = bz_span_none();
    bz_node root = bz_doc_add(d, 0, BZ_DOC_DOCUMENT, none);
    bz_doc_set(d, root, BZ_ATTR_TITLE, BZ_STR("Guide"));
    bz_node h = bz_doc_add(d, root, BZ_DOC_HEADING, (bz_span){2, 300, 70000});
    d->nodes.p[h].aux = 2;
    bz_doc_add_text(d, h, BZ_DOC_TEXT, BZ_STR("Ein Titel: größer"), none);
    bz_node box = bz_doc_add(d, root, BZ_DOC_CONTAINER, none);
    d->nodes.p[box].aux = BZ_ACT_KEY;
    bz_node l = bz_doc_add(d, box, BZ_DOC_LIST, none);
    bz_doc_set_number(d, l, BZ_ATTR_START, 4000000000u);
    bz_doc_set_number(d, l, BZ_ATTR_TIGHT, 1);
    bz_node i = bz_doc_add(d, l, BZ_DOC_ITEM, none);
    bz_doc_add_text(d, i, BZ_DOC_CODE_BLOCK, BZ_STR("a\n\tb\n"), none);
    bz_node p = bz_doc_add(d, root, BZ_DOC_PARAGRAPH, none);
    bz_node w = bz_doc_add_text(d, p, BZ_DOC_WORD, BZ_STR("mother"), none);
    bz_doc_set(d, w, BZ_ATTR_FORM, BZ_STR("possessive"));
    bz_doc_add(d, root, BZ_DOC_RULE, none);
    return root;
}

static void test_doc_encode__reads_back_the_same(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new(), *back = bz_doc_new();
    bz_node root = sample(d);
    bz_buf bytes = {0}, one = {0}, two = {0}, why = {0};
    bz_buf_put(&bytes, "before");
    bz_doc_encode(d, root, &bytes);
    size_t end = bytes.n, at = 6;
    bz_buf_put(&bytes, "behind");
    bz_node again = bz_doc_decode(back, bz_buf_view(&bytes), &at, &bz_limits_default, &why);
    assert_int_not_equal(again, 0);
    assert_int_equal(at, end);
    bz_doc_dump(d, root, NULL, &one);
    bz_doc_dump(back, again, NULL, &two);
    assert_string_equal(one.p, two.p);
    assert_int_equal(bz_doc_at(back, bz_doc_at(back, again)->first)->span.end, 70000);
    bz_buf_deinit(&bytes);
    bz_buf_deinit(&one);
    bz_buf_deinit(&two);
    bz_buf_deinit(&why);
    bz_doc_free(d);
    bz_doc_free(back);
}

static void test_doc_encode__leaves_out_absent_and_dead_parts(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node root = sample(d);
    bz_node first = bz_doc_at(d, root)->first, last = bz_doc_at(d, root)->last;
    d->nodes.p[first].flags = BZ_NODE_ABSENT;
    d->nodes.p[last].flags = BZ_NODE_DEAD;
    bz_buf bytes = {0};
    bz_doc_encode(d, root, &bytes);
    size_t at = 0;
    bz_node again = bz_doc_decode(d, bz_buf_view(&bytes), &at, &bz_limits_default, NULL);
    assert_int_equal(bz_doc_kind_of(d, bz_doc_at(d, again)->first), BZ_DOC_CONTAINER);
    assert_int_equal(bz_doc_kind_of(d, bz_doc_at(d, again)->last), BZ_DOC_PARAGRAPH);
    bz_buf_deinit(&bytes);
    bz_doc_free(d);
}

static void refuse(bz_doc *d, bz_str bytes, const bz_limits *limits, const char *reason)
{
    size_t at = 0, nodes = d->nodes.n, attrs = d->attrs.n, text = d->text.n;
    bz_buf why = {0};
    assert_int_equal(bz_doc_decode(d, bytes, &at, limits, &why), 0);
    if (reason) assert_str(bz_buf_view(&why), reason);
    assert_int_not_equal(why.n, 0);
    assert_int_equal(at, 0);
    assert_int_equal(d->nodes.n, nodes); /* as it was before */
    assert_int_equal(d->attrs.n, attrs);
    assert_int_equal(d->text.n, text);
    bz_buf_deinit(&why);
}

static void test_doc_encode__says_what_is_wrong(void **state)
{
    (void)state;
    const bz_limits *limits = &bz_limits_default;
    bz_doc *d = bz_doc_new();
    sample(d);
    refuse(d, BZ_STR(""), limits, "the answer ends early at byte 0");
    refuse(d, BZ_STR("\x02"), limits, "an unknown format at byte 1");
    refuse(d, BZ_STR("\x01\x7f"), limits, "an unknown kind at byte 2");
    refuse(d, BZ_STR("\x01\xff\xff\xff\xff\xff\x01"), limits, "a number is too long at byte 6");
    refuse(d, BZ_STR("\x01\xff\xff\xff\xff\x7f"), limits, "a number is too large at byte 6");
    /* A text node: kind, aux, length, text, file, attributes, end. */
    char text[] = {1, BZ_DOC_TEXT, 0, 2, 'a', 'b', 0, 0, 0};
    size_t at = 0;
    assert_int_not_equal(bz_doc_decode(d, (bz_str){text, sizeof text}, &at, limits, NULL), 0);
    text[4] = '\x1b';
    refuse(d, (bz_str){text, sizeof text}, limits, "a text holds a control character at byte 4");
    memcpy(text + 4, "\xc2\x85", 2);
    refuse(d, (bz_str){text, sizeof text}, limits, "a text holds a control character at byte 4");
    memcpy(text + 4, "\xc3\x28", 2);
    refuse(d, (bz_str){text, sizeof text}, limits, "a text is not UTF-8 at byte 4");
    text[3] = 100;
    refuse(d, (bz_str){text, sizeof text}, limits, "a text is longer than the answer at byte 4");
    text[2] = 3;
    refuse(d, (bz_str){text, sizeof text}, limits, "a level or act out of range at byte 3");
    const char noncharacter[] = {1, BZ_DOC_TEXT, 0, 3, '\xef', '\xbf', '\xbf', 0, 0, 0};
    refuse(d, (bz_str){noncharacter, sizeof noncharacter}, limits, NULL);
    /* Attributes: twice the same key, and a key that does not exist. */
    const char twice[] = {1, BZ_DOC_RULE, 0, 0, 0, 2, BZ_ATTR_ID, 0, BZ_ATTR_ID, 0, 0};
    refuse(d, (bz_str){twice, sizeof twice}, limits,
           "an attribute is unknown, repeated or out of order at byte 9");
    const char unknown[] = {1, BZ_DOC_RULE, 0, 0, 0, 1, 0x7f, 0, 0};
    refuse(d, (bz_str){unknown, sizeof unknown}, limits, NULL);
    bz_doc_free(d);
}

static void test_doc_encode__limits_hold(void **state)
{
    (void)state;
    bz_limits limits = bz_limits_default;
    limits.doc_nodes = 100;
    limits.block_depth = 4;
    bz_doc *d = bz_doc_new();
    bz_buf deep = {0}, many = {0};
    bz_buf_char(&deep, 1);
    for (int i = 0; i < 40; i++)
        bz_buf_bytes(&deep, (char[]){BZ_DOC_QUOTE, 0, 0, 0, 0}, 5);
    for (int i = 0; i < 40; i++)
        bz_buf_char(&deep, 0);
    refuse(d, bz_buf_view(&deep), &limits, "nested too deeply (node 17, quote)");
    bz_buf_bytes(&many, (char[]){1, BZ_DOC_FRAGMENT, 0, 0, 0, 0}, 6);
    for (int i = 0; i < 100; i++)
        bz_buf_bytes(&many, (char[]){BZ_DOC_RULE, 0, 0, 0, 0, 0}, 6);
    refuse(d, bz_buf_view(&many), &limits, "too many nodes at byte 601");
    limits.answer_bytes = 10;
    refuse(d, bz_buf_view(&many), &limits, "the answer is too large at byte 0");
    bz_buf_deinit(&deep);
    bz_buf_deinit(&many);
    bz_doc_free(d);
}

static void test_doc_encode__survives_mutations(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new(), *into = bz_doc_new();
    bz_buf good = {0}, bad = {0};
    bz_doc_encode(d, sample(d), &good);
    uint32_t seed = 2463534242u;
    size_t accepted = 0;
    for (int round = 0; round < 60000; round++) {
        bz_buf_clear(&bad);
        bz_buf_str(&bad, bz_buf_view(&good));
        for (uint32_t k = 1 + next_random(&seed) % 3; k; k--) {
            size_t at = next_random(&seed) % bad.n;
            switch (next_random(&seed) % 4) {
            case 0: bad.p[at] = (char)next_random(&seed); break;
            case 1: bad.p[at] ^= (char)(1u << next_random(&seed) % 8); break;
            case 2: bad.n = at + 1; break;
            default: memmove(bad.p, bad.p + at, bad.n - at), bad.n -= at;
            }
        }
        /* In storage of its exact size, so that a step too far is seen. */
        char *exact = test_malloc(bad.n);
        memcpy(exact, bad.p, bad.n);
        size_t at = 0;
        bz_doc_clear(into);
        bz_node n = bz_doc_decode(into, (bz_str){exact, bad.n}, &at, &bz_limits_default, NULL);
        if (n) {
            accepted++;
            assert_true(at <= bad.n);
            assert_true(bz_doc_is_sound(into, n, &bz_limits_default, NULL));
        }
        test_free(exact);
    }
    assert_true(accepted > 1000); /* spans and letters may change */
    bz_buf_deinit(&good);
    bz_buf_deinit(&bad);
    bz_doc_free(d);
    bz_doc_free(into);
}
