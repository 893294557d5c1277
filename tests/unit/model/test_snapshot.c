/* A model survives being bytes; bytes that are no model are refused. */
#include "../unit.h"
#include "base/buf.h"
#include "model/snapshot.h"
#include <string.h>

static bz_model *made(void)
{
    bz_span none = bz_span_none();
    bz_model *m = bz_model_new();
    m->curriculum = bz_model_add(m, m->project, BZ_PROJECT_CURRICULA, 0, BZ_R_CURRICULUM, none);
    bz_model_set_text(m, m->curriculum, BZ_CURRICULUM_ID, BZ_STR("firm"), none);
    bz_rec s = bz_model_add(m, m->curriculum, BZ_CURRICULUM_SESSIONS, 0, BZ_R_SESSION, none);
    bz_model_set_text(m, s, BZ_SESSION_ID, BZ_STR("calm"), none);
    m->records.p[s].body = bz_doc_add(m->bodies, 0, BZ_DOC_FRAGMENT, none);
    bz_node p = bz_doc_add(m->bodies, m->records.p[s].body, BZ_DOC_PARAGRAPH, none);
    bz_doc_add_text(m->bodies, p, BZ_DOC_TEXT, BZ_STR("Amina comes home."), none);
    bz_doc_set(m->bodies, p, BZ_ATTR_ID, BZ_STR("the-cup"));
    bz_model_number_blocks(m);
    m->epoch = 7;
    return m;
}

/* Into memory whose end is its end. */
static char *written(const bz_model *m, size_t *n)
{
    bz_snapshot_head head;
    bz_str pieces[BZ_SNAPSHOT_PIECES];
    *n = bz_snapshot_pieces(m, &head, pieces);
    char *bytes = test_malloc(*n), *to = bytes;
    for (size_t i = 0; i < BZ_SNAPSHOT_PIECES; i++) {
        memcpy(to, pieces[i].p, pieces[i].n);
        to += pieces[i].n;
    }
    assert_int_equal(to - bytes, *n);
    return bytes;
}

static void test_model_snapshot__round(void **state)
{
    (void)state;
    bz_model *m = made();
    size_t n;
    char *bytes = written(m, &n);
    bz_model *same = bz_snapshot_open((bz_str){bytes, n});
    assert_non_null(same);
    assert_int_equal(same->epoch, 7);
    bz_target t = bz_model_find(same, BZ_STR("session/calm/the-cup"), NULL);
    assert_true(t.rec && t.node);
    bz_buf text = {0};
    bz_doc_plain(same->bodies, t.node, &text);
    assert_string_equal(text.p, "Amina comes home.");
    /* A copy can be changed. */
    bz_model *copy = bz_model_clone(same);
    bz_model_set_text(copy, t.rec, BZ_SESSION_TITLE, BZ_STR("Calm"), bz_span_none());
    assert_false(bz_model_has(same, t.rec, BZ_SESSION_TITLE));
    bz_model_free(copy);
    bz_buf_deinit(&text);
    bz_snapshot_close(same);
    test_free(bytes);
    bz_model_free(m);
}

static void test_model_snapshot__empty(void **state)
{
    (void)state;
    bz_model *m = bz_model_new();
    size_t n;
    char *bytes = written(m, &n);
    bz_model *same = bz_snapshot_open((bz_str){bytes, n});
    assert_non_null(same);
    assert_int_equal(same->project, m->project);
    bz_snapshot_close(same);
    bz_snapshot_close(NULL);
    test_free(bytes);
    bz_model_free(m);
}

static void test_model_snapshot__wrong_bytes(void **state)
{
    (void)state;
    bz_model *m = made();
    size_t n;
    char *bytes = written(m, &n);
    for (size_t cut = 0; cut < n; cut++)
        assert_null(bz_snapshot_open((bz_str){bytes, cut}));
    bz_snapshot_head *head = (bz_snapshot_head *)bytes;
    for (size_t i = 0; i < BZ_SNAPSHOT_ARRAYS; i++) {
        uint64_t kept = head->n[i];
        head->n[i] = UINT64_MAX / 2;
        assert_null(bz_snapshot_open((bz_str){bytes, n}));
        head->n[i] = kept + 100;
        assert_null(bz_snapshot_open((bz_str){bytes, n}));
        head->n[i] = kept;
    }
    bytes[0] = 'B';
    assert_null(bz_snapshot_open((bz_str){bytes, n}));
    test_free(bytes);
    bz_model_free(m);
}
