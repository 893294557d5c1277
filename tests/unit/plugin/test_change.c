/* Changes by a plugin: what it sees of them, what is refused, and the journal that it answers with.
 */
#include "desk.h"

#define FAILED(line, message) "P002 " #line " plugin `probe` failed in `adapt`: " message "\n"

/* Replays the answer on the model and gives the journal as lines "op address: was -> now (why)". */
static const char *replay(desk *k)
{
    bz_journal *j = bz_journal_new();
    bz_change *changes = NULL;
    size_t n = 0;
    bz_buf why = {0};
    bz_status s = bz_journal_decode(j, bz_buf_view(&k->answer), &changes, &n, &k->job, &why);
    if (s != BZ_OK) fail_msg("%s", why.p);
    bz_buf_clear(&k->text);
    for (size_t i = 0; i < n; i++) {
        bz_target made;
        changes[i].by = BZ_BY_PLUGIN;
        changes[i].author = BZ_STR("probe");
        assert_int_equal(bz_journal_apply(j, k->m, &changes[i], &made, &k->job), BZ_OK);
        const bz_change *c = bz_journal_at(j, (uint32_t)i + 1);
        unsigned line =
            c->span.file ? bz_source_locate(k->job.sources, c->span.file, c->span.start).line : 0;
        bz_buf_fmt(&k->text, "%u %.*s %.*s: %.*s -> %.*s (%.*s)\n", line, BZ_FMT(c->verb),
                   BZ_FMT(c->address), BZ_FMT(c->was), BZ_FMT(c->now), BZ_FMT(c->why));
    }
    bz_buf_deinit(&why);
    bz_journal_free(j);
    return k->text.p ? k->text.p : "";
}

static void expect_journal(const char *code, const char *journal)
{
    desk k = desk_new();
    bz_status s = adapt(&k, code);
    assert_string_equal(desk_reports(&k), "");
    assert_int_equal(s, BZ_OK);
    assert_string_equal(replay(&k), journal);
    desk_free(&k);
}

#define OWN_WHY "(many caregivers do not write)\n"

static void test_plugin_change__fields(void **state)
{
    (void)state;
    expect_journal(
        "local a = curriculum.sessions[1].activities.letter\n"
        "a.method = 'drawing'\nassert(a.method == 'drawing')\n"
        "a.minutes = 25\na.between = {low = 20, high = 30}\nassert(a.between.high == 30)\n"
        "a.lead = 'co-facilitator'\na.lead = nil\nassert(a.lead == nil)\n"
        "a.keep_with_next = true\n"
        "a.session.key_messages = {'One.', 'Two.'}\nassert(#a.session.key_messages == 2)",
        "4 set session/calm/letter: writing -> drawing " OWN_WHY
        "6 set session/calm/letter: 20 -> 25 " OWN_WHY
        "7 set session/calm/letter:  -> 20-30 " OWN_WHY
        "9 set session/calm/letter:  -> co-facilitator " OWN_WHY
        "10 set session/calm/letter: co-facilitator ->  " OWN_WHY
        "12 set session/calm/letter: false -> true " OWN_WHY
        "13 set session/calm:  -> One.\nTwo. " OWN_WHY);
}

static void test_plugin_change__blocks(void **state)
{
    (void)state;
    expect_journal(
        "local a = curriculum.sessions[1].activities.letter\n"
        "local w = a:blocks{act = 'write'}\n"
        "assert(#w == 2 and w[2].parent.act == 'when' and w[1].parent == nil)\n"
        "w[1]:replace(baraza.markdown('::: say\\nDraw it.\\n:::'), {why = 'draw'})\n"
        "assert(not pcall(function() return w[1].text end))\n"
        "w[2]:remove{why = 'too much'}\n"
        "assert(#a:blocks{act = 'write'} == 0)\n"
        "local s = a:blocks{act = 'safety'}[1]\n"
        "s:insert_before(baraza.markdown('Before.'))\ns:insert_after(baraza.markdown('After.'))\n"
        "a:append(baraza.markdown('Last.'))\na:prepend(baraza.markdown('First.'))",
        "6 replace session/calm/letter/write-1: Write three lines. -> ::: say\nDraw it.\n::: "
        "(draw)\n"
        "8 remove session/calm/letter/write-2: Write your name. ->  (too much)\n"
        "11 insert session/calm/letter:  -> Before. " OWN_WHY
        "12 insert session/calm/letter:  -> After. " OWN_WHY
        "13 insert session/calm/letter:  -> Last. " OWN_WHY
        "14 insert session/calm/letter:  -> First. " OWN_WHY);
}

static void test_plugin_change__inside_a_condition(void **state)
{
    (void)state;
    expect_journal("local w = curriculum.sessions[1].activities.letter:blocks{act = 'write'}[2]\n"
                   "w:insert_after(baraza.markdown('Inside, last.'))\n"
                   "w:insert_before(baraza.markdown('Inside, first.'))\n"
                   "local all = {}\nfor i, b in ipairs(w.parent.activity:blocks()) do all[i] = "
                   "b.act or b.kind end\n"
                   "assert(table.concat(all, ' ') == 'write paragraph when source write paragraph "
                   "source safety paragraph', table.concat(all, ' '))",
                   "4 insert session/calm/letter/when-1:  -> Inside, last. " OWN_WHY
                   "5 insert session/calm/letter/when-1:  -> Inside, first. " OWN_WHY);
}

static void test_plugin_change__properties_of_blocks(void **state)
{
    (void)state;
    expect_journal(
        "local b = curriculum:find('calm/story/the-cup')\n"
        "assert(b.act == 'read' and b.kind == 'container' and b.id == 'the-cup' and b.title == "
        "nil)\n"
        "assert(b.text == 'Amina comes home.' and b.address == 'session/calm/story/the-cup')\n"
        "assert(b.activity.id == 'story' and b.session.id == 'calm' and b.level == nil)\n"
        "assert(b.may_change == 'with_care' and tostring(b) == 'block the-cup')\n"
        "b.title = 'The cup'\nassert(b.title == 'The cup')\n"
        "assert(#b.activity:blocks{kind = 'paragraph'} == 1)",
        "8 set session/calm/story/the-cup:  -> The cup " OWN_WHY);
    expect_adapt("local x = curriculum:find('calm/story/the-cup').txet",
                 FAILED(3, "block has no property `txet`; did you mean `text`?"));
    expect_adapt("curriculum:find('calm/story/the-cup').text = 'x'",
                 FAILED(3, "`text` of block can only be read"));
    expect_adapt("curriculum:find('calm/story'):blocks{act = 'wriet'}",
                 FAILED(3, "there is no act `wriet`; did you mean `write`?"));
    expect_adapt("curriculum:find('calm/story'):blocks{kind = 'paragraf'}",
                 FAILED(3, "there is no kind of block `paragraf`; did you mean `paragraph`?"));
    expect_adapt("curriculum:find('calm/story'):blocks{acts = 'say'}",
                 FAILED(3, "blocks has no option `acts`; did you mean `act`?"));
}

/* Lines carry what the text is made of, and nothing in them starts a block or ends as markup. */
static void test_plugin_change__lines_of_a_block(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_doc *d = k.m->bodies;
    bz_span none = bz_span_none();
    bz_node box = add_container(k.m, k.story, 0, BZ_ACT_WRITE, "all", "- a *b* <c> {{d}} 1|2");
    bz_node p = bz_doc_add(d, box, BZ_DOC_PARAGRAPH, none);
    bz_doc_add_text(d, p, BZ_DOC_TEXT, BZ_STR("12) "), none);
    bz_node strong = bz_doc_add(d, bz_doc_add(d, p, BZ_DOC_STRONG, none), BZ_DOC_EMPH, none);
    bz_doc_add_text(d, strong, BZ_DOC_TEXT, BZ_STR("both"), none);
    bz_doc_add(d, p, BZ_DOC_SOFT_BREAK, none);
    bz_doc_set(d, bz_doc_add_text(d, p, BZ_DOC_WORD, BZ_STR("mother"), none), BZ_ATTR_FORM,
               BZ_STR("possessive"));
    bz_node item = bz_doc_add(d, bz_doc_add(d, box, BZ_DOC_LIST, none), BZ_DOC_ITEM, none);
    bz_doc_add_text(d, bz_doc_add(d, item, BZ_DOC_PARAGRAPH, none), BZ_DOC_TEXT, BZ_STR("2026"),
                    none);
    bz_doc_add(d, box, BZ_DOC_PARAGRAPH, none);
    assert_int_equal(adapt(&k,
                           "local l = curriculum:find('calm/story/all').lines\n"
                           "assert(#l == 3, #l)\n"
                           "assert(l[1] == [[\\- a \\*b\\* \\<c\\> \\{\\{d\\}\\} 1\\|2]], l[1])\n"
                           "assert(l[2] == [[12\\) ***both*** {{mother.possessive}}]], l[2])\n"
                           "assert(l[3] == '2026', l[3])"),
                     BZ_OK);
    assert_string_equal(desk_reports(&k), "");
    desk_free(&k);
}

/* A block is a picture when there is one in it, and nothing else. */
static void test_plugin_change__picture_of_a_block(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_doc *d = k.m->bodies;
    bz_span none = bz_span_none();
    bz_node box = add_container(k.m, k.story, 0, BZ_ACT_WRITE, "all", "words");
    bz_node p = bz_doc_add(d, box, BZ_DOC_PARAGRAPH, none);
    bz_doc_set(d, bz_doc_add(d, p, BZ_DOC_IMAGE, none), BZ_ATTR_DEST, BZ_STR("a/cup.svg"));
    bz_node q = bz_doc_add(d, box, BZ_DOC_PARAGRAPH, none);
    bz_doc_set(d, bz_doc_add(d, q, BZ_DOC_IMAGE, none), BZ_ATTR_DEST, BZ_STR("a/cup.svg"));
    bz_doc_add_text(d, q, BZ_DOC_TEXT, BZ_STR("and words"), none);
    bz_doc_add(d, box, BZ_DOC_PARAGRAPH, none);
    assert_int_equal(adapt(&k, "local box = curriculum:find('calm/story/all')\n"
                               "assert(box.picture == nil)\n"
                               "local found = {}\n"
                               "for _, b in ipairs(curriculum:find('calm/story'):blocks{kind = "
                               "'paragraph'}) do\n"
                               "  if b.picture then found[#found + 1] = b.picture end\n"
                               "end\n"
                               "assert(#found == 1 and found[1] == 'a/cup.svg', #found)"),
                     BZ_OK);
    assert_string_equal(desk_reports(&k), "");
    desk_free(&k);
}

static void test_plugin_change__materials(void **state)
{
    (void)state;
    expect_journal(
        "local a = curriculum.sessions[1].activities.letter\n"
        "local m = a:add_material{item = 'crayons', per = 'three', count = 2, why = 'to draw'}\n"
        "assert(m.item == 'crayons' and m.per == 'three' and m.get == 'bring' and #a.materials == "
        "1)\n"
        "m.count = 3\n"
        "local n = a:add_material{item = 'paper'}\nn:remove()\nassert(#a.materials == 1)\n"
        "assert(not pcall(function() return n.item end))\n"
        "curriculum.sessions[1].activities.story:remove{why = 'no time'}",
        "4 insert session/calm/letter:  ->  (to draw)\n"
        "4 set session/calm/letter/materials/1:  -> crayons (to draw)\n"
        "4 set session/calm/letter/materials/1: room -> three (to draw)\n"
        "4 set session/calm/letter/materials/1: 1 -> 2 (to draw)\n"
        "6 set session/calm/letter/materials/1: 2 -> 3 " OWN_WHY
        "7 insert session/calm/letter:  ->  " OWN_WHY
        "7 set session/calm/letter/materials/2:  -> paper " OWN_WHY
        "8 remove session/calm/letter/materials/2:  ->  " OWN_WHY
        "11 remove session/calm/story: story ->  (no time)\n");
    expect_adapt("curriculum:find('calm/story'):add_material{per = 'three'}",
                 FAILED(3, "`item` of material is required and cannot be nil"));
    expect_adapt("curriculum:find('calm/story'):add_material{item = 'x', cuont = 3}",
                 FAILED(3, "add_material has no option `cuont`; did you mean `count`?"));
    expect_adapt("curriculum:find('calm/story'):add_material{item = 'x', count = 0}",
                 FAILED(3, "`count` of material is between 1 and 1000, not 0"));
}

/* A value that the journal refuses leaves no half of a material behind. */
static void test_plugin_change__material_refused(void **state)
{
    (void)state;
    expect_journal("local a = curriculum.sessions[1].activities.letter\n"
                   "local ok, e = pcall(a.add_material, a, {item = ('x'):rep(10001)})\n"
                   "assert(not ok and e:find('longer than 10,000 bytes'), e)\n"
                   "assert(#a.materials == 0)\n"
                   "ok, e = pcall(a.add_material, a, {item = 'copies', from = 'no-such-handout'})\n"
                   "assert(not ok and e:find('there is no handout `no%-such%-handout`'), e)\n"
                   "assert(#a.materials == 0)",
                   "4 insert session/calm/letter:  ->  " OWN_WHY
                   "4 remove session/calm/letter/materials/1:  ->  " OWN_WHY
                   "7 insert session/calm/letter:  ->  " OWN_WHY
                   "7 set session/calm/letter/materials/1:  -> copies " OWN_WHY
                   "7 remove session/calm/letter/materials/1:  ->  " OWN_WHY);
    expect_adapt(
        "curriculum:find('calm/practice'):add_material{item = 'x', from = 'nothing'}",
        "C101 3 the plugin `probe` cannot set `session/calm/practice/materials/1`: `from`: "
        "there is no handout `nothing`\n");
}

static void test_plugin_change__protection(void **state)
{
    (void)state;
    expect_adapt(
        "local a = curriculum.sessions[1].activities.practice\na.method = 'drawing'",
        "C102 4 the plugin `probe` wants to set `session/calm/practice`, which may be changed "
        "with approval (red) only, and no approval is recorded\n");
    expect_adapt(
        "curriculum.sessions[1].activities.letter:blocks{act = 'safety'}[1]:remove()",
        "C102 3 the plugin `probe` wants to remove `session/calm/letter/safety-1`, which may be "
        "changed with approval (red) only, and no approval is recorded\n");
    /* What the plugin catches is not reported, and the rest of its work stands. */
    expect_journal("local a = curriculum.sessions[1].activities.practice\n"
                   "local ok, e = pcall(function() a.method = 'drawing' end)\n"
                   "assert(not ok and e:find('with approval'))\n"
                   "a:append(baraza.markdown('Beside.'))",
                   "6 insert session/calm/practice:  -> Beside. " OWN_WHY);
}

static void test_plugin_change__needs_a_reason(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_model_clear(k.m, k.manifest, BZ_PLUGIN_WHY);
    assert_int_equal(adapt(&k, "local a = curriculum:find('calm/story')\n"
                               "a:append(baraza.markdown('x'), {why = 'because'})\na.minutes = 12"),
                     BZ_PLUGIN);
    assert_string_equal(desk_reports(&k),
                        "C103 5 the plugin `probe` changes `session/calm/story` without a reason; "
                        "it may be changed with care (yellow)\n");
    desk_free(&k);
}

static void test_plugin_change__wrong_calls(void **state)
{
    (void)state;
    expect_adapt("curriculum:find('calm/story'):append('text')",
                 FAILED(3, "a text to be inserted is made by baraza.markdown(…), not by a text"));
    expect_adapt("curriculum:find('calm/story'):append(baraza.markdown('x'), {way = 'x'})",
                 FAILED(3, "append has no option `way`; did you mean `why`?"));
    expect_adapt("baraza.markdown(nil)", FAILED(3, "the Markdown is a text, not nil"));
    expect_adapt("local b = curriculum:find('calm/story/the-cup')\nb:remove()\nb:remove()",
                 FAILED(5, "this block was removed"));
    expect_adapt("local a = curriculum:find('calm/story')\na:remove()\nlocal x = a.minutes",
                 FAILED(5, "this activity was removed"));
    expect_adapt(
        "local b = curriculum:find('calm/story/the-cup')\nb.activity:remove()\nlocal x = b.text",
        FAILED(5, "this block was removed"));
    expect_adapt("baraza.document{}", FAILED(3, "a document is made in `document` only"));
    desk k = desk_new();
    assert_true(desk_open(
        &k, "return {check = function(programme)\n  programme.curriculum.title = 'x'\nend}", NULL,
        NULL));
    assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_string_equal(
        desk_reports(&k),
        "P002 2 plugin `probe` failed in `check`: the curriculum can be changed in `adapt` only\n");
    desk_free(&k);
}

static void test_plugin_change__the_model_given_is_untouched(void **state)
{
    (void)state;
    desk k = desk_new();
    size_t records = k.m->records.n, nodes = k.m->bodies->nodes.n;
    assert_int_equal(
        adapt(&k,
              "curriculum.title = 'x'\ncurriculum:find('calm/story'):append(baraza.markdown('x'))\n"
              "curriculum:find('calm/story'):remove()"),
        BZ_OK);
    assert_int_equal(k.m->records.n, records);
    assert_int_equal(k.m->bodies->nodes.n, nodes);
    assert_false(bz_model_has(k.m, k.m->curriculum, BZ_CURRICULUM_TITLE));
    desk_free(&k);
}

static void test_plugin_change__limits(void **state)
{
    (void)state;
    expect_adapt("local a = curriculum:find('calm/story')\nlocal big = ('x'):rep(1000000)\nfor i = "
                 "1, 100 do\n  a:append(baraza.markdown(big))\nend",
                 "P003 6 plugin `probe` stopped: memory limit (64 MiB) in `adapt`\n");
}

static void test_plugin_change__same_bytes_every_time(void **state)
{
    (void)state;
    const char *code = "for _, a in ipairs(curriculum:activities()) do\n"
                       "  for k, v in pairs({b = 1, a = 2, c = 3}) do a:append(baraza.markdown(k "
                       ".. v .. math.random(1000))) end\nend";
    bz_buf first = {0};
    for (int i = 0; i < 5; i++) {
        desk k = desk_new();
        assert_int_equal(adapt(&k, code), BZ_OK);
        if (i == 0) bz_buf_str(&first, bz_buf_view(&k.answer));
        assert_true(bz_str_eq(bz_buf_view(&first), bz_buf_view(&k.answer)));
        desk_free(&k);
    }
    bz_buf_deinit(&first);
}
