/* The changes of an adaptation, made. In: a model whose context names adaptations, each with its
 * changes as records (verb, address, what it brings). Out: the changed model and the journal's
 * entries. The one idea: a verb is sugar; each comes down to one or two of the five primitives,
 * goes through the one door, and is recorded under the name that people used. */
#include "adapt/changes_priv.h"

bz_change bz_changes__start(const bz_changing *x, bz_op op)
{
    const bz_model *m = x->m;
    bz_change c = {.op = op, .by = BZ_BY_ADAPTATION, .declared = x->change};
    c.author = bz_model_id(m, x->adaptation);
    c.verb = bz_str_from(bz_record_row_at(BZ_R_CHANGE)->fields[x->verb->field].key);
    c.why = bz_model_text(m, x->change, BZ_CHANGE_WHY);
    c.span = bz_model_span(m, x->change, x->verb->field);
    c.text = c.goal = c.address = c.was = c.now = BZ_STR("");
    if (bz_model_has(m, x->change, BZ_CHANGE_GOAL))
        c.goal =
            bz_str_from(bz_enum_name(BZ_E_FRAME_GOAL, bz_model_int(m, x->change, BZ_CHANGE_GOAL)));
    return c;
}

/* The door keeps what it is given; the model's text, of which the slices are, moves while it works.
 */
bool bz_changes__do(bz_changing *x, bz_change c, bz_target *made)
{
    bz_arena *a = x->job->arena;
    c.text = bz_arena_str(a, c.text);
    c.why = bz_arena_str(a, c.why);
    c.author = bz_arena_str(a, c.author);
    return bz_journal_apply(x->j, x->m, &c, made, x->job) == BZ_OK;
}

bool bz_changes__cannot(const bz_changing *x, const char *why, const char *hint)
{
    bz_diag *d = bz_diag_add(x->job->diags, BZ_A010, bz_model_span(x->m, x->change, x->verb->field),
                             "%s", why);
    bz_diag_hint(x->job->diags, d, "%s", hint);
    return false;
}

/* --- addresses */

/* Nothing is near: then what the session that was named does have. */
static void note_parts(const bz_changing *x, bz_diag *d, bz_str address)
{
    bz_str rest = address, id;
    if (bz_str_starts(rest, "session/")) rest = bz_str_cut(rest, 8, rest.n);
    if (!bz_str_split(&rest, '/', &id)) return;
    bz_rec s = bz_model_child(x->m, x->m->curriculum, BZ_CURRICULUM_SESSIONS, id);
    bz_buf list = {0};
    for (bz_rec a = s ? bz_model_first(x->m, s, BZ_SESSION_ACTIVITIES) : 0; a;
         a = bz_model_next(x->m, a))
        bz_buf_fmt(&list, "%s%.*s", list.n ? ", " : "", BZ_FMT(bz_model_id(x->m, a)));
    if (list.n)
        bz_diag_note_at(x->job->diags, d, bz_span_none(), "`%.*s` has %.*s", BZ_FMT(id),
                        BZ_FMT(bz_buf_view(&list)));
    bz_buf_deinit(&list);
}

static void lost(const bz_changing *x, int field, bz_str address, const bz_buf *near)
{
    bz_diag *d = bz_diag_add(
        x->job->diags, BZ_A005, bz_model_span(x->m, x->change, field), "there is no `%.*s` to %s",
        BZ_FMT(address),
        field == x->verb->field ? bz_record_row_at(BZ_R_CHANGE)->fields[field].key : "go by");
    if (near->n) bz_diag_hint(x->job->diags, d, "did you mean `%.*s`?", (int)near->n, near->p);
    else note_parts(x, d, address);
}

/* A block without a name has a number, which is another's as soon as a block is put before it. */
static void warn_of_number(const bz_changing *x, int field, bz_target t)
{
    if (!t.node || bz_doc_attr_text(x->m->bodies, t.node, BZ_ATTR_ID).n) return;
    bz_diag *d = bz_diag_add(x->job->diags, BZ_A007, bz_model_span(x->m, x->change, field),
                             "`%.*s` names a block by its number",
                             BZ_FMT(bz_model_text(x->m, x->change, field)));
    bz_span at = bz_doc_at(x->m->bodies, t.node)->span;
    if (at.file) bz_diag_note_at(x->job->diags, d, at, "this block");
    bz_diag_hint(x->job->diags, d, "ask those who write the curriculum for a name, `{#name}`");
}

bool bz_changes__find(const bz_changing *x, int field, bz_target *t)
{
    bz_buf near = {0};
    bz_str address = bz_model_text(x->m, x->change, field);
    *t = bz_model_find(x->m, address, &near);
    if (!t->rec) lost(x, field, address, &near);
    bz_buf_deinit(&near);
    if (!t->rec) return false;
    if (bz_model_above(x->m, t->rec, BZ_R_CURRICULUM) != x->m->curriculum ||
        bz_model_kind(x->m, t->rec) == BZ_R_WORD)
        return bz_changes__cannot(x, "a change is made to a part of the curriculum",
                                  "a word gets another text under `words:`; what a place says is "
                                  "changed in the place's own file");
    warn_of_number(x, field, *t);
    return true;
}

/* Two adaptations, one part: said, for neither of the two who signed may know. */
static void warn_of_other(const bz_changing *x, bz_target t)
{
    bz_str self = bz_model_id(x->m, x->adaptation);
    const bz_change *before = NULL;
    for (uint32_t i = 1; i <= bz_journal_count(x->j); i++) {
        const bz_change *c = bz_journal_at(x->j, i);
        if (c->by == BZ_BY_ADAPTATION && !bz_str_eq(c->author, self) && c->op != BZ_OP_INSERT &&
            c->target.rec == t.rec && c->target.node == t.node)
            before = c;
    }
    if (!before) return;
    bz_diag *d = bz_diag_add(x->job->diags, BZ_A008, bz_model_span(x->m, x->change, x->verb->field),
                             "adaptation `%.*s` changes what `%.*s` has changed", BZ_FMT(self),
                             BZ_FMT(before->author));
    bz_diag_note_at(x->job->diags, d, before->span, "changed first here");
    bz_diag_hint(
        x->job->diags, d,
        "the later one wins; take one of the two changes out, or make one adaptation of both");
}

/* --- where to */

bool bz_changes__place(const bz_changing *x, bz_target *into, bz_target *before)
{
    *into = *before = (bz_target){0, 0};
    const bz_model *m = x->m;
    if (bz_model_has(m, x->change, BZ_CHANGE_INTO))
        return bz_changes__find(x, BZ_CHANGE_INTO, into);
    bool is_after = bz_model_has(m, x->change, BZ_CHANGE_AFTER);
    bz_target t;
    if (!bz_changes__find(x, is_after ? BZ_CHANGE_AFTER : BZ_CHANGE_BEFORE, &t)) return false;
    if (t.node) {
        *into = (bz_target){t.rec, bz_doc_at(m->bodies, t.node)->parent};
        before->rec = t.rec;
        before->node = is_after ? bz_doc_at(m->bodies, t.node)->next : t.node;
        if (into->node == bz_model_at(m, t.rec)->body) into->node = 0;
    } else {
        into->rec = bz_model_at(m, t.rec)->parent;
        before->rec = is_after ? bz_model_next(m, t.rec) : t.rec;
    }
    return true;
}

/* --- the verbs */

static bool drop(bz_changing *x)
{
    bz_change c = bz_changes__start(x, BZ_OP_REMOVE);
    if (!bz_changes__find(x, BZ_CHANGE_DROP, &c.target)) return false;
    warn_of_other(x, c.target);
    return bz_changes__do(x, c, NULL);
}

static bool move(bz_changing *x)
{
    bz_target into;
    bz_change c = bz_changes__start(x, BZ_OP_MOVE);
    if (!bz_changes__find(x, BZ_CHANGE_MOVE, &c.target)) return false;
    if (!bz_changes__place(x, &into, &c.before)) return false;
    warn_of_other(x, c.target);
    if (c.target.node && !c.before.node) /* to the end: the parent says whose */
        c.before = (bz_target){into.rec, 0};
    if (!c.target.node && bz_model_at(x->m, c.target.rec)->parent != into.rec && !c.before.rec)
        return bz_changes__cannot(x, "a part cannot be moved to the end of another",
                                  "name the part that it goes before: `before: calm/story`");
    return bz_changes__do(x, c, NULL);
}

static bool set_time(bz_changing *x, bz_target t, int from, int field, bz_value_kind kind)
{
    const bz_value *v = bz_model_value(x->m, x->change, from);
    if (v->kind == BZ_V_NONE) return true;
    bz_change c = bz_changes__start(x, BZ_OP_SET);
    c.target = t;
    c.field = field;
    c.value = kind;
    c.low = (int32_t)v->a;
    c.high = (int32_t)v->b;
    return bz_changes__do(x, c, NULL);
}

static bool retime(bz_changing *x)
{
    bz_target t;
    if (!bz_changes__find(x, BZ_CHANGE_RETIME, &t)) return false;
    bz_record_kind kind = bz_model_kind(x->m, t.rec);
    bool is_activity = kind == BZ_R_ACTIVITY;
    if (t.node || (!is_activity && kind != BZ_R_SESSION) ||
        (!is_activity && bz_model_has(x->m, x->change, BZ_CHANGE_BETWEEN)))
        return bz_changes__cannot(x, "sessions have `minutes`, activities `minutes` and `between`",
                                  "for example `{retime: calm/practice, minutes: 15, why: …}`");
    warn_of_other(x, t);
    bool is_fine = set_time(x, t, BZ_CHANGE_BETWEEN, BZ_ACTIVITY_BETWEEN, BZ_V_RANGE);
    return is_fine && set_time(x, t, BZ_CHANGE_MINUTES,
                               is_activity ? BZ_ACTIVITY_MINUTES : BZ_SESSION_MINUTES, BZ_V_INT);
}

static bz_node brought_text(const bz_changing *x)
{
    return bz_doc_copy(bz_journal_doc(x->j), 0, 0, x->m->bodies,
                       bz_model_at(x->m, x->change)->body);
}

/* A text that starts with its title would print a second one below the part's own. */
static bool starts_with_title(const bz_changing *x, bz_target t)
{
    const bz_doc *d = x->m->bodies;
    bz_node body = bz_model_at(x->m, x->change)->body, first = body ? bz_doc_at(d, body)->first : 0;
    return first && !t.node && bz_model_kind(x->m, t.rec) == BZ_R_ACTIVITY &&
           bz_doc_kind_of(d, first) == BZ_DOC_HEADING;
}

static bool replace(bz_changing *x)
{
    bz_change c = bz_changes__start(x, BZ_OP_REPLACE);
    const bz_model *m = x->m;
    if (!bz_changes__find(x, BZ_CHANGE_REPLACE, &c.target)) return false;
    if (starts_with_title(x, c.target))
        return bz_changes__cannot(x, "it begins with a heading, and the part keeps its own",
                                  "take the heading out of the file; for another title, `drop` the "
                                  "part and `insert` one");
    warn_of_other(x, c.target);
    if (bz_model_at(m, x->change)->body) {
        c.fragment = brought_text(x);
        return bz_changes__do(x, c, NULL);
    }
    bz_record_kind kind = bz_model_kind(m, c.target.rec);
    bz_rec from = bz_model_first(m, x->change, BZ_CHANGE_MATERIAL);
    if (!from) from = bz_model_first(m, x->change, BZ_CHANGE_QUESTION);
    if (!from || c.target.node || kind != bz_model_kind(m, from))
        return bz_changes__cannot(
            x, "a text is replaced by a text, a material by a material, a question by a question",
            "for example `{replace: calm/story, with: story-otieno.md, why: …}`");
    bz_change gone = bz_changes__start(x, BZ_OP_REMOVE), new = bz_changes__start(x, BZ_OP_INSERT);
    bz_target next = {bz_model_next(m, c.target.rec), 0};
    new.target.rec = bz_model_at(m, c.target.rec)->parent;
    new.field = bz_model_at(m, c.target.rec)->role;
    new.kind = kind;
    new.from = from;
    new.text = bz_model_id(m, from);
    gone.target = c.target;
    new.before = next;
    return bz_changes__do(x, gone, NULL) && bz_changes__do(x, new, NULL);
}

static bool insert_record(bz_changing *x, bz_rec from, bz_target into, bz_target before,
                          bz_record_kind parent, int field)
{
    bz_change c = bz_changes__start(x, BZ_OP_INSERT);
    bool is_row = before.rec ? bz_model_at(x->m, before.rec)->role == field : true;
    if (into.node || before.node || !is_row || bz_model_kind(x->m, into.rec) != parent)
        return bz_changes__cannot(x, "it cannot stand there",
                                  "an activity goes into a session, a material into an activity or "
                                  "a session, a question into a form, a session among sessions");
    c.target = into;
    c.before = before;
    c.field = field;
    c.kind = bz_model_kind(x->m, from);
    c.from = from;
    c.text = bz_model_id(x->m, from);
    return bz_changes__do(x, c, NULL);
}

static bool insert(bz_changing *x)
{
    bz_target into, before;
    bz_model *m = x->m;
    if (!bz_changes__place(x, &into, &before)) return false;
    bz_rec session = bz_model_first(m, x->change, BZ_CHANGE_SESSION),
           material = bz_model_first(m, x->change, BZ_CHANGE_MATERIAL),
           question = bz_model_first(m, x->change, BZ_CHANGE_QUESTION);
    bz_str id = bz_model_text(m, x->change, BZ_CHANGE_INSERT);
    if (session)
        return insert_record(x, bz_model_first(m, session, BZ_SESSION_ACTIVITIES), into, before,
                             BZ_R_SESSION, BZ_SESSION_ACTIVITIES);
    if (question) {
        bool is_repeat = bz_model_kind(m, into.rec) == BZ_R_QUESTION;
        return insert_record(x, question, into, before, is_repeat ? BZ_R_QUESTION : BZ_R_FORM,
                             is_repeat ? BZ_QUESTION_QUESTIONS : BZ_FORM_QUESTIONS);
    }
    if (material) {
        bool is_session = bz_model_kind(m, into.rec) == BZ_R_SESSION;
        if (!bz_model_id(m, material).n)
            bz_model_set_text(m, material, 0, id, bz_model_span(m, x->change, BZ_CHANGE_INSERT));
        return insert_record(x, material, into, before, is_session ? BZ_R_SESSION : BZ_R_ACTIVITY,
                             is_session ? BZ_SESSION_MATERIALS : BZ_ACTIVITY_MATERIALS);
    }
    bz_change c = bz_changes__start(x, BZ_OP_INSERT);
    if (!into.node && before.rec && !before.node && before.rec != into.rec)
        return bz_changes__cannot(x, "a piece of text cannot stand between activities",
                                  "put it into one: `into: calm/story`; or make an activity of it "
                                  "with `method` and `minutes`");
    c.target = into;
    c.before = before.node ? before : (bz_target){0, 0};
    c.fragment = brought_text(x);
    return bz_changes__do(x, c, NULL);
}

static bool add_session(bz_changing *x)
{
    bz_target into, before;
    if (!bz_changes__place(x, &into, &before)) return false;
    return insert_record(x, bz_model_first(x->m, x->change, BZ_CHANGE_SESSION), into, before,
                         BZ_R_CURRICULUM, BZ_CURRICULUM_SESSIONS);
}

static bool make(bz_changing *x)
{
    switch (x->verb->field) {
    case BZ_CHANGE_REPLACE: return replace(x);
    case BZ_CHANGE_INSERT: return insert(x);
    case BZ_CHANGE_DROP: return drop(x);
    case BZ_CHANGE_MOVE: return move(x);
    case BZ_CHANGE_RETIME: return retime(x);
    case BZ_CHANGE_REWORD: return bz_changes__reword(x);
    default: return add_session(x);
    }
}

/* --- all of them */

/* Sessions are numbered as they stand. */
static void number_sessions(bz_model *m)
{
    int32_t number = 0;
    bz_rec s = bz_model_first_present(m, m->curriculum, BZ_CURRICULUM_SESSIONS);
    for (; s; s = bz_model_next_present(m, s))
        bz_model_set_int(m, s, BZ_SESSION_NUMBER, ++number, bz_model_at(m, s)->id_span);
}

static void check_approvals(const bz_journal *j, const bz_model *m, bz_rec adaptation, bz_job *job)
{
    for (bz_rec p = bz_model_first(m, adaptation, BZ_ADAPTATION_APPROVALS); p;
         p = bz_model_next(m, p)) {
        bool is_used = false;
        for (uint32_t i = 1; i <= bz_journal_count(j) && !is_used; i++)
            is_used = bz_journal_at(j, i)->approval == p;
        if (is_used) continue;
        bz_diag *d = bz_diag_add(job->diags, BZ_A009, bz_model_span(m, p, BZ_APPROVAL_PARTS),
                                 "no change needs this approval");
        bz_diag_hint(job->diags, d, "correct its address, or take it out");
    }
}

/* The key whose address the change acts on, or goes by. */
static int main_key(const bz_model *m, bz_rec change, const bz_verb *verb)
{
    static const int places[] = {BZ_CHANGE_BEFORE, BZ_CHANGE_AFTER, BZ_CHANGE_INTO};
    if (verb->field != BZ_CHANGE_INSERT && verb->field != BZ_CHANGE_ADD_SESSION) return verb->field;
    for (size_t i = 0; i < 3; i++)
        if (bz_model_has(m, change, places[i])) return places[i];
    return verb->field;
}

static bool make_watched(bz_changing *x, const bz_change_watch *watch)
{
    if (!watch) return make(x);
    bz_str address = bz_model_text(x->m, x->change, main_key(x->m, x->change, x->verb));
    watch->before(watch->context, x->m, x->change, address, bz_model_find(x->m, address, NULL));
    bool is_made = make(x);
    watch->after(watch->context, x->m, x->change, is_made);
    return is_made;
}

bz_status bz_changes_apply(bz_journal *j, bz_model *m, const bz_change_watch *watch, bz_job *job)
{
    uint32_t n = m->context ? bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS) : 0;
    bz_status worst = BZ_OK;
    for (uint32_t i = 0; i < n; i++) {
        bz_changing x = {.j = j, .m = m, .job = job};
        x.adaptation = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        for (x.change = bz_model_first(m, x.adaptation, BZ_ADAPTATION_CHANGES); x.change;
             x.change = bz_model_next(m, x.change)) {
            x.verb = bz_verb_of(m, x.change);
            if (!make_watched(&x, watch)) worst = BZ_INVALID;
        }
    }
    if (bz_journal_count(j)) number_sessions(m);
    return worst;
}

void bz_changes_check(const bz_journal *j, const bz_model *m, bz_job *job)
{
    uint32_t n = m->context ? bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS) : 0;
    for (uint32_t i = 0; i < n; i++)
        check_approvals(j, m, bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target,
                        job);
}
