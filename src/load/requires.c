/* In: the sessions of a curriculum with what each requires. Out: an error for each circle. The one
 * idea: a walk in depth on a stack of its own; a session that is met while it is still on the stack
 * closes a circle, and the stack is the circle. */
#include "load/load_priv.h"

typedef struct step {
    bz_rec session;
    uint32_t next; /* of its requirements */
} step;

typedef struct walk {
    bz_load__run *l;
    uint8_t *state; /* by record: 0 new, 1 on the stack, 2 done */
    BZ_VEC(step) stack;
} walk;

static bz_span entry_span(const bz_model *m, const step *s)
{
    return bz_model_element(m, s->session, BZ_SESSION_REQUIRES, s->next - 1)->span;
}

/* The sessions from `first` to the top of the stack require each other in turn. */
static void report(walk *w, bz_rec first)
{
    enum { MOST_NOTES = 10 };
    const bz_model *m = w->l->m;
    size_t from = w->stack.n;
    while (w->stack.p[from - 1].session != first)
        from--;
    const step *top = &w->stack.p[w->stack.n - 1];
    bz_str last = bz_model_id(m, top->session);
    bz_diag *diag = bz_diag_add(w->l->job->diags, BZ_X008, entry_span(m, top),
                                "session `%.*s` requires itself%s", BZ_FMT(last),
                                first == top->session ? "" : ", by way of others");
    if (first == top->session) return;
    for (size_t i = from - 1; i + 1 < w->stack.n && i < from - 1 + MOST_NOTES; i++)
        bz_diag_note_at(w->l->job->diags, diag, entry_span(m, &w->stack.p[i]),
                        "`%.*s` requires `%.*s`", BZ_FMT(bz_model_id(m, w->stack.p[i].session)),
                        BZ_FMT(bz_model_id(m, w->stack.p[i + 1].session)));
    bz_diag_hint(w->l->job->diags, diag, "take out the requirement that does not hold");
}

static void step_on(walk *w, bz_rec session)
{
    w->state[session] = 1;
    bz_vec_push(&w->stack, ((step){session, 0}));
}

static void walk_from(walk *w, bz_rec session)
{
    const bz_model *m = w->l->m;
    step_on(w, session);
    while (w->stack.n) {
        step *top = &w->stack.p[w->stack.n - 1];
        if (top->next == bz_model_count(m, top->session, BZ_SESSION_REQUIRES)) {
            w->state[top->session] = 2;
            w->stack.n--;
            continue;
        }
        bz_rec next = bz_model_element(m, top->session, BZ_SESSION_REQUIRES, top->next++)->target;
        if (next && w->state[next] == 1) report(w, next);
        else if (next && w->state[next] == 0) step_on(w, next);
    }
}

void bz_load__requires_check(bz_load__run *l, bz_load__course *c)
{
    walk w = {.l = l, .state = bz_mem_new(l->m->records.n)};
    for (bz_rec s = bz_model_first(l->m, c->rec, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(l->m, s))
        if (!w.state[s]) walk_from(&w, s);
    bz_vec_free(&w.stack);
    bz_mem_free(w.state);
}
