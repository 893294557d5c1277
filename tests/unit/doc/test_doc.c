/* Building, linking, copying and reading trees; names; soundness; the dump. */
#include "../unit.h"
#include "doc/doc.h"
#include <string.h>

static bz_node paragraph(bz_doc *d, bz_node parent, const char *text)
{
    bz_node p = bz_doc_add(d, parent, BZ_DOC_PARAGRAPH, bz_span_none());
    bz_doc_add_text(d, p, BZ_DOC_TEXT, bz_str_from(text), bz_span_none());
    return p;
}

static void assert_dump(const bz_doc *d, bz_node root, const char *expected)
{
    bz_buf out = {0};
    bz_doc_dump(d, root, NULL, &out);
    assert_str(bz_buf_view(&out), expected);
    bz_buf_deinit(&out);
}

static void assert_unsound(const bz_doc *d, bz_node root, const char *reason)
{
    bz_buf why = {0};
    assert_false(bz_doc_is_sound(d, root, &bz_limits_default, &why));
    assert_str(bz_buf_view(&why), reason);
    bz_buf_deinit(&why);
    assert_false(bz_doc_is_sound(d, root, &bz_limits_default, NULL));
}

static void test_doc_doc__names_are_found_again(void **state)
{
    (void)state;
    for (unsigned k = 1; k < BZ_DOC_KIND_COUNT; k++)
        assert_int_equal(bz_doc_kind_find(bz_str_from(bz_doc_kind_name((bz_doc_kind)k))), k);
    for (unsigned a = 1; a < BZ_ACT_COUNT; a++)
        assert_int_equal(bz_act_find(bz_str_from(bz_act_name((bz_act)a))), a);
    for (unsigned a = 1; a < BZ_ATTR_KEY_COUNT; a++)
        assert_int_equal(bz_attr_find(bz_str_from(bz_attr_name((bz_attr)a))), a);
    assert_int_equal(bz_doc_kind_find(BZ_STR("none")), BZ_DOC_NONE);
    assert_int_equal(bz_act_find(BZ_STR("")), BZ_ACT_NONE);
    assert_int_equal(bz_act_find(BZ_STR("Say")), BZ_ACT_NONE);
    assert_int_equal(bz_attr_find(BZ_STR("colour")), BZ_ATTR_NONE);
    assert_string_equal(bz_act_label(BZ_ACT_LISTEN), "Listen for");
    assert_string_equal(bz_act_icon(BZ_ACT_READ), "read");
}

static void test_doc_doc__kinds_say_what_they_hold(void **state)
{
    (void)state;
    assert_true(bz_doc_accepts(BZ_DOC_FRAGMENT, BZ_DOC_PARAGRAPH));
    assert_true(bz_doc_accepts(BZ_DOC_LIST, BZ_DOC_ITEM));
    assert_true(bz_doc_accepts(BZ_DOC_STRIP, BZ_DOC_FACT));
    assert_true(bz_doc_accepts(BZ_DOC_IMAGE, BZ_DOC_WORD));
    assert_false(bz_doc_accepts(BZ_DOC_LIST, BZ_DOC_PARAGRAPH));
    assert_false(bz_doc_accepts(BZ_DOC_PARAGRAPH, BZ_DOC_PARAGRAPH));
    assert_false(bz_doc_accepts(BZ_DOC_RULE, BZ_DOC_TEXT));
    assert_false(bz_doc_accepts(BZ_DOC_NONE, BZ_DOC_FRAGMENT));
    assert_true(bz_doc_is_inline(BZ_DOC_WORD));
    assert_false(bz_doc_is_inline(BZ_DOC_CELL));
}

static void test_doc_doc__links_and_unlinks(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node f = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, bz_span_none());
    bz_node a = paragraph(d, f, "a"), b = paragraph(d, f, "b"), c = paragraph(d, f, "c");
    bz_doc_unlink(d, a);
    bz_doc_link(d, f, 0, a);
    bz_doc_unlink(d, c);
    bz_doc_link(d, f, b, c);
    bz_doc_unlink(d, b);
    assert_dump(d, f, "fragment\n  paragraph\n    text \"c\"\n  paragraph\n    text \"a\"\n");
    assert_true(bz_doc_is_sound(d, f, &bz_limits_default, NULL));
    bz_doc_unlink(d, b); /* twice does no harm */
    bz_doc_unlink(d, a);
    bz_doc_unlink(d, c);
    assert_int_equal(bz_doc_at(d, f)->first, 0);
    assert_int_equal(bz_doc_at(d, f)->last, 0);
    bz_doc_free(d);
}

static void test_doc_doc__attributes_keep_their_order(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node l = bz_doc_add(d, 0, BZ_DOC_LIST, bz_span_none());
    bz_doc_set_number(d, l, BZ_ATTR_TIGHT, 1);
    bz_doc_set(d, l, BZ_ATTR_ID, BZ_STR("x"));
    bz_doc_set_number(d, l, BZ_ATTR_START, 3);
    bz_doc_set(d, l, BZ_ATTR_DELIMITER, BZ_STR(")"));
    bz_doc_set(d, l, BZ_ATTR_ID, BZ_STR("a \"b\"\n"));
    bz_doc_set_number(d, l, BZ_ATTR_ORDERED, 0);
    assert_dump(d, l, "list id=\"a \\\"b\\\"\\n\" delimiter=\")\" start=3 tight\n");
    assert_true(bz_doc_has(d, l, BZ_ATTR_ORDERED));
    assert_false(bz_doc_has(d, l, BZ_ATTR_TITLE));
    assert_int_equal(bz_doc_attr_number(d, l, BZ_ATTR_START, 1), 3);
    assert_int_equal(bz_doc_attr_number(d, l, BZ_ATTR_COUNT, 7), 7);
    assert_str(bz_doc_attr_text(d, l, BZ_ATTR_TITLE), "");
    bz_doc_free(d);
}

static void test_doc_doc__text_of_the_same_blob_is_shared(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node a = bz_doc_add_text(d, 0, BZ_DOC_TEXT, BZ_STR("one two"), bz_span_none());
    bz_node b = bz_doc_add(d, 0, BZ_DOC_TEXT, bz_span_none());
    bz_doc_set_text(d, b, bz_str_cut(bz_doc_text(d, a), 4, 7));
    assert_int_equal(d->text.n, 7);
    assert_str(bz_doc_text(d, b), "two");
    bz_doc_append_text(d, b, BZ_STR("!"));       /* it ends the blob: grows in place */
    bz_doc_append_text(d, a, bz_doc_text(d, b)); /* moves, out of its own blob */
    assert_str(bz_doc_text(d, b), "two!");
    assert_str(bz_doc_text(d, a), "one twotwo!");
    bz_node c = bz_doc_add(d, 0, BZ_DOC_TEXT, bz_span_none());
    bz_doc_append_text(d, c, BZ_STR(""));
    bz_doc_append_text(d, c, BZ_STR("x"));
    assert_str(bz_doc_text(d, c), "x");
    bz_doc_free(d);
}

static void test_doc_doc__copy_leaves_out_what_is_absent(void **state)
{
    (void)state;
    bz_doc *from = bz_doc_new(), *to = bz_doc_new();
    bz_node q = bz_doc_add(from, 0, BZ_DOC_QUOTE, (bz_span){1, 2, 9});
    bz_node gone = paragraph(from, q, "gone");
    bz_node kept = paragraph(from, q, "kept");
    bz_node last = paragraph(from, q, "last");
    bz_doc_set(from, kept, BZ_ATTR_ID, BZ_STR("k"));
    from->nodes.p[kept].origin = 4;
    from->nodes.p[gone].flags = BZ_NODE_ABSENT;
    from->nodes.p[last].flags = BZ_NODE_DEAD;
    bz_node f = bz_doc_add(to, 0, BZ_DOC_FRAGMENT, bz_span_none());
    bz_node end = paragraph(to, f, "end");
    bz_node copy = bz_doc_copy(to, f, end, from, q);
    assert_int_equal(bz_doc_at(to, copy)->span.start, 2);
    assert_dump(to, f,
                "fragment\n  quote\n    paragraph id=\"k\" origin=4\n      text \"kept\"\n"
                "  paragraph\n    text \"end\"\n");
    assert_int_equal(bz_doc_copy(to, f, 0, from, gone), 0);
    assert_dump(from, gone, "paragraph absent\n  text \"gone\"\n");
    bz_doc_free(from);
    bz_doc_free(to);
}

static void test_doc_doc__copy_into_itself(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node q = bz_doc_add(d, 0, BZ_DOC_QUOTE, bz_span_none());
    paragraph(d, q, "a");
    for (int i = 0; i < 3; i++)
        bz_doc_copy(d, q, 0, d, q);
    size_t nodes = 0;
    for (bz_node n = q; n; n = bz_doc_next(d, q, n))
        nodes++;
    assert_int_equal(nodes, 24);
    assert_int_equal(d->text.n, 1);
    assert_true(bz_doc_is_sound(d, q, &bz_limits_default, NULL));
    bz_doc_free(d);
}

static void test_doc_doc__clone_is_its_own(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node p = paragraph(d, 0, "a");
    bz_doc_set(d, p, BZ_ATTR_ID, BZ_STR("x"));
    bz_doc *c = bz_doc_clone(d);
    bz_doc_clear(d);
    assert_int_equal(d->nodes.n, 1);
    assert_dump(c, p, "paragraph id=\"x\"\n  text \"a\"\n");
    bz_doc_free(d);
    bz_doc_free(c);
    bz_doc_free(NULL);
}

static void test_doc_doc__plain_text(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node f = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, bz_span_none());
    bz_node p = paragraph(d, f, "Hello ");
    bz_node w = bz_doc_add_text(d, p, BZ_DOC_WORD, BZ_STR("mother"), bz_span_none());
    bz_doc_set(d, w, BZ_ATTR_FORM, BZ_STR("possessive"));
    bz_doc_add(d, p, BZ_DOC_SOFT_BREAK, bz_span_none());
    bz_node e = bz_doc_add(d, p, BZ_DOC_EMPH, bz_span_none());
    bz_doc_add_text(d, e, BZ_DOC_TEXT, BZ_STR("son"), bz_span_none());
    bz_doc_add_text(d, p, BZ_DOC_HTML_INLINE, BZ_STR("<b>"), bz_span_none());
    d->nodes.p[paragraph(d, f, "absent")].flags = BZ_NODE_ABSENT;
    paragraph(d, f, "Next");
    bz_buf out = {0};
    bz_doc_plain(d, f, &out);
    assert_str(bz_buf_view(&out), "Hello {{mother.possessive}} son\nNext");
    bz_buf_deinit(&out);
    bz_doc_free(d);
}

static void test_doc_doc__unsound_trees_are_told_apart(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node l = bz_doc_add(d, 0, BZ_DOC_LIST, bz_span_none());
    assert_true(bz_doc_is_sound(d, l, &bz_limits_default, NULL));
    bz_node p = paragraph(d, l, "a");
    assert_unsound(d, l, "paragraph below a part that this kind does not take (node 1, list)");
    bz_doc_unlink(d, p);
    bz_doc_set(d, p, BZ_ATTR_DEST, BZ_STR("x"));
    assert_unsound(d, p, "attribute dest: this kind may not carry it (node 2, paragraph)");
    assert_unsound(d, 77, "no such node");
    assert_unsound(d, 0, "no such node");
    bz_node h = bz_doc_add(d, 0, BZ_DOC_HEADING, bz_span_none());
    assert_unsound(d, h, "a level or act out of range (node 4, heading)");
    d->nodes.p[h].aux = 6;
    assert_true(bz_doc_is_sound(d, h, &bz_limits_default, NULL));
    bz_doc_set_text(d, h, BZ_STR("x"));
    assert_unsound(d, h, "text where this kind has none (node 4, heading)");
    d->nodes.p[h].text_n = 0;
    d->nodes.p[h].kind = 200;
    assert_unsound(d, h, "an unknown kind (node 4, unknown kind)");
    bz_doc_free(d);
}

static void test_doc_doc__broken_links_do_not_hang_the_check(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node f = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, bz_span_none());
    bz_node q = bz_doc_add(d, f, BZ_DOC_QUOTE, bz_span_none());
    bz_node a = paragraph(d, q, "a"), b = paragraph(d, q, "b");
    bz_doc_node good[8];
    memcpy(good, d->nodes.p, d->nodes.n * sizeof *good);
    uint32_t *fields[] = {&d->nodes.p[q].first,  &d->nodes.p[q].last,  &d->nodes.p[a].next,
                          &d->nodes.p[a].parent, &d->nodes.p[b].next,  &d->nodes.p[b].prev,
                          &d->nodes.p[a].attrs,  &d->nodes.p[a].text_n};
    uint32_t wrong[] = {f, q, a, b, 999, UINT32_MAX};
    size_t refused = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
            if (*fields[i] == wrong[j]) continue;
            *fields[i] = wrong[j];
            refused += !bz_doc_is_sound(d, f, &bz_limits_default, NULL);
            memcpy(d->nodes.p, good, d->nodes.n * sizeof *good);
        }
    assert_int_equal(refused, 6 * 8 - 5); /* five of the values were the right ones */
    bz_doc_free(d);
}

static void test_doc_doc__depth_and_size_are_limited(void **state)
{
    (void)state;
    bz_limits limits = bz_limits_default;
    limits.block_depth = 2;
    limits.doc_nodes = 12;
    bz_doc *d = bz_doc_new();
    bz_node root = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, bz_span_none()), n = root;
    for (int i = 0; i < 8; i++)
        n = bz_doc_add(d, n, BZ_DOC_QUOTE, bz_span_none());
    assert_true(bz_doc_is_sound(d, root, &limits, NULL));
    bz_node deep = bz_doc_add(d, n, BZ_DOC_QUOTE, bz_span_none());
    assert_false(bz_doc_is_sound(d, root, &limits, NULL));
    bz_doc_unlink(d, deep);
    for (int i = 0; i < 3; i++)
        bz_doc_add(d, root, BZ_DOC_RULE, bz_span_none());
    assert_true(bz_doc_is_sound(d, root, &limits, NULL));
    bz_doc_add(d, root, BZ_DOC_RULE, bz_span_none());
    assert_false(bz_doc_is_sound(d, root, &limits, NULL));
    bz_doc_free(d);
}

static void test_doc_doc__dump_names_places(void **state)
{
    (void)state;
    bz_sources *s = bz_sources_new();
    uint32_t one = bz_sources_add(s, BZ_STR("one.md"), BZ_STR("ä b\nc\n"));
    uint32_t two = bz_sources_add(s, BZ_STR("two.md"), BZ_STR("xyz\n"));
    bz_doc *d = bz_doc_new();
    bz_node f = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, (bz_span){one, 0, 6});
    bz_node c = bz_doc_add(d, f, BZ_DOC_CONTAINER, (bz_span){one, 3, 4});
    d->nodes.p[c].aux = BZ_ACT_SAY;
    bz_doc_add(d, c, BZ_DOC_RULE, (bz_span){two, 1, 2});
    bz_doc_add(d, f, BZ_DOC_RULE, (bz_span){77, 0, 1});
    bz_buf out = {0};
    bz_doc_dump(d, f, s, &out);
    assert_str(bz_buf_view(&out), "fragment one.md:1:1-2:2\n  container say 1:3-1:4\n"
                                  "    rule two.md:1:2-1:3\n  rule\n");
    bz_doc_mend_spans(d, f, s);
    assert_int_equal(bz_doc_at(d, c)->span.file, one);
    assert_int_equal(bz_doc_at(d, bz_doc_at(d, f)->last)->span.file, 0);
    bz_buf_deinit(&out);
    bz_doc_free(d);
    bz_sources_free(s);
}

static void test_doc_doc__notes_and_covers_have_their_places(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node root = bz_doc_add(d, 0, BZ_DOC_DOCUMENT, bz_span_none());
    bz_node cover = bz_doc_add(d, root, BZ_DOC_COVER, bz_span_none());
    bz_node p = paragraph(d, cover, "Caregivers");
    bz_node note = bz_doc_add(d, p, BZ_DOC_NOTE, bz_span_none());
    bz_doc_add_text(d, note, BZ_DOC_TEXT, BZ_STR("aside"), bz_span_none());
    assert_true(bz_doc_is_sound(d, root, &bz_limits_default, NULL));
    bz_buf plain = {0};
    bz_doc_plain(d, root, &plain);
    assert_str(bz_buf_view(&plain), "Caregivers");
    bz_buf_clear(&plain);
    bz_doc_plain(d, note, &plain);
    assert_str(bz_buf_view(&plain), "aside");
    bz_buf_deinit(&plain);
    bz_node link = bz_doc_add(d, note, BZ_DOC_LINK, bz_span_none());
    bz_doc_add(d, link, BZ_DOC_NOTE, bz_span_none());
    assert_unsound(d, root, "a note inside a note, a link or an image (node 8, note)");
    bz_doc_unlink(d, link);
    bz_node box = bz_doc_add(d, root, BZ_DOC_BOX, bz_span_none());
    bz_node second = bz_doc_add(d, box, BZ_DOC_COVER, bz_span_none());
    assert_unsound(d, root, "a cover that is not the first part of its document (node 10, cover)");
    bz_doc_unlink(d, second);
    bz_doc_unlink(d, cover);
    bz_doc_link(d, root, 0, cover);
    assert_unsound(d, root, "a cover that is not the first part of its document (node 2, cover)");
    bz_doc_free(d);
}
