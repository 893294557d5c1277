/* Changes as bytes: the same changes back, the same model after a replay, and no harm from anything
 * else. */
#include "../unit.h"
#include "desk.h"
#include <stdlib.h>
#include <string.h>

/* A bit of everything, applied to the desk's model. */
static void make_changes(desk *d)
{
    bz_change c = desk_change(d, BZ_OP_INSERT, "calm");
    c.field = BZ_SESSION_ACTIVITIES;
    c.kind = BZ_R_ACTIVITY;
    c.text = BZ_STR("talk");
    c.before = tiny_at(d->m, "calm/practice");
    bz_target talk = desk_do(d, &c);
    c = desk_set(d, "calm/talk", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 10, 0);
    c.span = (bz_span){1, 2, 5};
    desk_do(d, &c);
    c = desk_change(d, BZ_OP_INSERT, "calm/talk");
    c.fragment = desk_fragment(d, BZ_ACT_ASK, "why", "Why not?");
    desk_do(d, &c);
    c = desk_change(d, BZ_OP_INSERT, "calm/talk/why"); /* into what an earlier entry made */
    c.fragment = desk_fragment(d, BZ_ACT_NOTE, NULL, "größer");
    desk_do(d, &c);
    c = desk_set(d, "calm", BZ_SESSION_KEY_MESSAGES, BZ_V_LIST, "One.\x1eTwo.", 0, 0);
    desk_do(d, &c);
    c = desk_change(d, BZ_OP_MOVE, "calm/story");
    desk_do(d, &c);
    c = desk_change(d, BZ_OP_REPLACE, "calm/story/the-cup");
    c.fragment = desk_fragment(d, BZ_ACT_READ, NULL, "The pot.");
    c.goal = BZ_STR("improve_fit_with_recipients");
    c.verb = BZ_STR("reword");
    desk_do(d, &c);
    c = desk_change(d, BZ_OP_REMOVE, "calm/story/ask-2");
    desk_do(d, &c);
    c = desk_set(d, "calm/talk", BZ_ACTIVITY_BETWEEN, BZ_V_RANGE, "", 5, 15);
    desk_do(d, &c);
    assert_int_not_equal(talk.rec, 0);
}

static void replay(desk *d, bz_str bytes)
{
    bz_change *changes;
    size_t n;
    bz_buf why = {0};
    if (bz_journal_decode(d->j, bytes, &changes, &n, &d->job, &why) != BZ_OK) fail_msg("%s", why.p);
    for (size_t i = 0; i < n; i++) {
        changes[i].author = BZ_STR("p");
        desk_do(d, &changes[i]);
    }
    bz_buf_deinit(&why);
}

static void test_adapt_encode__replay_gives_the_same_model(void **state)
{
    (void)state;
    desk one = desk_new(), two = desk_new();
    bz_sources_add(one.job.sources, BZ_STR("p.lua"), BZ_STR("0123456789"));
    bz_sources_add(two.job.sources, BZ_STR("p.lua"), BZ_STR("0123456789"));
    bz_model_free(two.m);
    two.m = bz_model_clone(one.m);
    make_changes(&one);
    bz_buf bytes = {0}, a = {0}, b = {0};
    bz_journal_encode(one.j, 1, &bytes);
    replay(&two, bz_buf_view(&bytes));
    desk_dump(one.m, &a);
    desk_dump(two.m, &b);
    assert_string_equal(a.p, b.p);
    assert_int_equal(bz_journal_count(two.j), bz_journal_count(one.j));
    for (uint32_t i = 1; i <= bz_journal_count(one.j); i++) {
        const bz_change *x = bz_journal_at(one.j, i), *y = bz_journal_at(two.j, i);
        assert_true(bz_str_eq(x->was, y->was) && bz_str_eq(x->now, y->now));
        assert_true(bz_str_eq(x->address, y->address) && bz_str_eq(x->verb, y->verb));
        assert_true(bz_str_eq(x->why, y->why) && bz_str_eq(x->goal, y->goal));
        assert_int_equal(x->span.end, y->span.end);
        assert_int_equal(x->light, y->light);
    }
    /* A second answer, from the entry behind the first. */
    bz_change c = desk_set(&one, "calm/talk", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 11, 0);
    uint32_t from = bz_journal_count(one.j) + 1;
    desk_do(&one, &c);
    bz_buf_clear(&bytes);
    bz_journal_encode(one.j, from, &bytes);
    replay(&two, bz_buf_view(&bytes));
    assert_int_equal(bz_model_int(two.m, c.target.rec, BZ_ACTIVITY_MINUTES), 11);
    bz_buf_deinit(&bytes);
    bz_buf_deinit(&a);
    bz_buf_deinit(&b);
    desk_free(&one);
    desk_free(&two);
}

static void refuse(desk *d, bz_str bytes, bz_status status, const char *reason)
{
    bz_change *changes;
    size_t n = 99, nodes = bz_journal_doc(d->j)->nodes.n;
    bz_buf why = {0};
    assert_int_equal(bz_journal_decode(d->j, bytes, &changes, &n, &d->job, &why), status);
    assert_str(bz_buf_view(&why), reason);
    assert_int_equal(n, 0);
    assert_int_equal(bz_journal_doc(d->j)->nodes.n, nodes);
    bz_buf_deinit(&why);
}

static void test_adapt_encode__says_what_is_wrong(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_limits limits = bz_limits_default;
    limits.journal_entries = 10;
    limits.answer_bytes = 100;
    d.job.limits = &limits;
    refuse(&d, BZ_STR(""), BZ_INVALID, "the answer ends early at byte 0");
    refuse(&d, BZ_STR("\x01"), BZ_INVALID, "an unknown format at byte 1");
    refuse(&d, BZ_STR("\x02\x0b"), BZ_LIMIT, "too many changes at byte 2");
    refuse(&d, BZ_STR("\x02\x09"), BZ_INVALID, "the answer ends early at byte 2");
    char bytes[101] = {2, 1, 9};
    refuse(&d, (bz_str){bytes, 30}, BZ_INVALID, "an unknown kind of change at byte 3");
    refuse(&d, (bz_str){bytes, 101}, BZ_LIMIT, "the answer is too large at byte 0");
    bytes[2] = 0;
    refuse(&d, (bz_str){bytes, 20}, BZ_INVALID,
           "the answer does not end where it should at byte 19");
    bytes[18] = 2;
    refuse(&d, (bz_str){bytes, 19}, BZ_INVALID, "a mark that is neither 0 nor 1 at byte 19");
    bytes[18] = 1;
    refuse(&d, (bz_str){bytes, 19}, BZ_INVALID, "the answer ends early at byte 19 at byte 19");
    bytes[14] = 1;
    bytes[15] = '\n';
    refuse(&d, (bz_str){bytes, 20}, BZ_INVALID, "a text is not one short line at byte 15");
    bytes[15] = '\xff';
    refuse(&d, (bz_str){bytes, 20}, BZ_INVALID, "a text is not UTF-8 at byte 15");
    desk_free(&d);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void mutate(bz_buf *b, uint32_t *seed)
{
    for (uint32_t k = 1 + next_random(seed) % 3; k; k--) {
        size_t at = next_random(seed) % b->n;
        switch (next_random(seed) % 12) {
        case 0: b->n = at + 1; break;
        case 1: b->p[at] = (char)next_random(seed); break;
        case 2:
        case 3:
        case 4: b->p[at] = (char)(next_random(seed) % 24); break;
        default: b->p[at] ^= (char)(1u << next_random(seed) % 8); break;
        }
    }
}

/* Whatever the bytes: decoded or refused, applied or refused, and the model stays whole. */
static void test_adapt_encode__survives_mutations(void **state)
{
    (void)state;
    desk d = desk_new();
    make_changes(&d);
    bz_buf good = {0}, bad = {0};
    bz_journal_encode(d.j, 1, &good);
    bz_model *base = tiny_model();
    uint32_t seed = 88172645u;
    size_t decoded = 0, applied = 0;
    for (int round = 0; round < 6000; round++) {
        bz_buf_clear(&bad);
        bz_buf_str(&bad, bz_buf_view(&good));
        mutate(&bad, &seed);
        char *exact = malloc(bad.n);
        memcpy(exact, bad.p, bad.n);
        desk e = desk_new();
        bz_model_free(e.m);
        e.m = bz_model_clone(base);
        bz_change *changes;
        size_t n;
        if (bz_journal_decode(e.j, (bz_str){exact, bad.n}, &changes, &n, &e.job, NULL) == BZ_OK) {
            decoded++;
            for (size_t i = 0; i < n; i++)
                applied += bz_journal_apply(e.j, e.m, &changes[i], NULL, &e.job) == BZ_OK;
        }
        for (bz_rec r = 1; r < e.m->records.n; r++) {
            bz_node body = bz_model_at(e.m, r)->body;
            if (body) assert_true(bz_doc_is_sound(e.m->bodies, body, e.job.limits, NULL));
        }
        free(exact);
        desk_free(&e);
    }
    assert_true(decoded > 1000 && applied > 5000);
    bz_model_free(base);
    bz_buf_deinit(&good);
    bz_buf_deinit(&bad);
    desk_free(&d);
}
