/* Checks: what a loaded and adapted model says that cannot be right, or that will be regretted in
 * the room. In: a model, with or without a context and a plan. Out: diagnostics; the model stays as
 * it is.
 *
 * The one idea: a rule is a row, with the kind of record that it looks at; one walk over the
 * records runs them all. An error is kept for what would make the paper wrong or unsafe. */
#include "check/check_priv.h"
#include "base/date.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static const bz_rules *const FILES[] = {
    &bz_check__time,    &bz_check__session, &bz_check__condition, &bz_check__handout,
    &bz_check__words,   &bz_check__place,   &bz_check__group,     &bz_check__licence,
    &bz_check__holiday, &bz_check__form,    &bz_check__material,  &bz_check__teaching,
    &bz_check__accept,  &bz_check__reading};

bz_diag *bz_check__report(bz_checker *k, bz_span at, const char *fmt, ...)
{
    char message[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    if (bz_code_row(k->code)->severity == BZ_ERROR) k->has_errors = true;
    return bz_diag_add(k->job->diags, k->code, at, "%s", message);
}

void bz_check__hint(bz_checker *k, bz_diag *d, const char *fmt, ...)
{
    char message[512];
    va_list ap;
    if (!d) return;
    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    bz_diag_hint(k->job->diags, d, "%s", message);
}

bool bz_check__is_alive(const bz_model *m, bz_rec r)
{
    for (; r && r != m->project; r = bz_model_at(m, r)->parent)
        if (bz_model_at(m, r)->flags & BZ_REC_DEAD) return false;
    return r == m->project;
}

/* The row with the title of what is a file by itself, or -1. */
static int title_row(bz_record_kind kind)
{
    switch (kind) {
    case BZ_R_SESSION: return BZ_SESSION_TITLE;
    case BZ_R_HANDOUT: return BZ_HANDOUT_TITLE;
    case BZ_R_PLACE: return BZ_PLACE_TITLE;
    default: return -1;
    }
}

bz_span bz_check__name_span(const bz_model *m, bz_rec r)
{
    const bz_record *self = bz_model_at(m, r);
    int row = title_row(bz_model_kind(m, r));
    if (row >= 0) return bz_model_span(m, r, row);
    return self->id_span.file ? self->id_span : self->span;
}

bz_span bz_check__key_span(const bz_checker *k, const bz_value *v)
{
    bz_str text = bz_source_text(k->job->sources, v->span.file), key = bz_value_key(k->m, v);
    size_t at = v->span.start;
    while (at > 0 && at <= text.n && text.p[at - 1] != '\n') {
        at--;
        if (key.n && bz_str_eq(bz_str_cut(text, at, at + key.n), key))
            return (bz_span){v->span.file, (uint32_t)at, (uint32_t)(at + key.n)};
    }
    return v->span;
}

const char *bz_check__iso(const bz_checker *k, int32_t date)
{
    bz_civil c = bz_date_civil(date);
    return bz_arena_printf(k->job->arena, "%04" PRId32 "-%02d-%02d", c.year, c.month, c.day).p;
}

typedef struct defaults {
    const bz_model *m;
    bz_rec curriculum;
    bool holds;
} defaults;

static bool by_default(void *context, const bz_when_part *part)
{
    defaults *d = context;
    bz_rec fact = bz_model_child(d->m, d->curriculum, BZ_CURRICULUM_FACTS, part->fact);
    bz_str answer = fact ? bz_model_text(d->m, fact, BZ_FACT_DEFAULT) : BZ_STR("");
    bz_str rest = part->values, value;
    bool is_among = false;
    while (bz_str_split(&rest, '|', &value))
        is_among = is_among || bz_str_eq(value, answer);
    d->holds = is_among != part->is_not;
    return d->holds;
}

bool bz_check__applies(const bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    if (m->context) return bz_model_is_present(m, r);
    for (; r; r = bz_model_at(m, r)->parent) {
        bz_record_kind kind = bz_model_kind(m, r);
        int row = kind == BZ_R_SESSION    ? BZ_SESSION_WHEN
                  : kind == BZ_R_ACTIVITY ? BZ_ACTIVITY_WHEN
                                          : -1;
        defaults d = {m, bz_model_above(m, r, BZ_R_CURRICULUM), true};
        if (bz_model_at(m, r)->flags & BZ_REC_DEAD) return false;
        if (row < 0 || !bz_model_has(m, r, row) || !d.curriculum) continue;
        if (bz_when_parse(bz_model_text(m, r, row), by_default, &d, NULL, NULL) && !d.holds)
            return false;
    }
    return true;
}

bz_rec bz_check__next_activity(const bz_checker *k, bz_rec session, bz_rec a)
{
    a = a ? bz_model_next(k->m, a) : bz_model_first(k->m, session, BZ_SESSION_ACTIVITIES);
    while (a && !bz_check__applies(k, a))
        a = bz_model_next(k->m, a);
    return a;
}

/* Notes which handouts somebody names, and where sessions stand. */
static void look_around(bz_checker *k)
{
    const bz_model *m = k->m;
    k->positions = bz_mem_new(m->records.n * sizeof *k->positions);
    k->is_used = bz_mem_new(m->records.n);
    for (bz_rec r = 1; r < m->records.n; r++) {
        if (!bz_check__is_alive(m, r)) continue;
        bz_record_kind kind = bz_model_kind(m, r);
        uint32_t position = 0;
        for (bz_rec s = kind == BZ_R_CURRICULUM ? bz_model_first(m, r, BZ_CURRICULUM_SESSIONS) : 0;
             s; s = bz_model_next(m, s))
            k->positions[s] = ++position;
        if (kind == BZ_R_MATERIAL) k->is_used[bz_model_ref(m, r, BZ_MATERIAL_FROM)] = 1;
        if (kind == BZ_R_HOME_PRACTICE)
            k->is_used[bz_model_ref(m, r, BZ_HOME_PRACTICE_HANDOUT)] = 1;
    }
}

static bz_days days_of(const bz_model *m)
{
    bz_days d = {0};
    if (!m->programme) return d;
    for (bz_rec r = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); r;
         r = bz_model_next(m, r)) {
        if (!bz_model_has(m, r, BZ_MEETING_DATE)) continue;
        d.last = bz_model_int(m, r, BZ_MEETING_DATE);
        if (!d.is_known) d.first = d.last;
        d.is_known = d.has_meetings = true;
    }
    if (!d.is_known && bz_model_has(m, m->programme, BZ_PROGRAMME_DATE)) {
        d.first = d.last = bz_model_int(m, m->programme, BZ_PROGRAMME_DATE);
        d.is_known = true;
    }
    return d;
}

/* In a build of one curriculum, the others are none of its business. */
static bool is_in_scope(const bz_model *m, bz_rec r)
{
    bz_rec curriculum = m->curriculum ? bz_model_above(m, r, BZ_R_CURRICULUM) : 0;
    return bz_check__is_alive(m, r) && (!curriculum || curriculum == m->curriculum);
}

static bool has(const bz_model *m, bz_rule_needs needs)
{
    bool has_context = m->context && m->curriculum;
    if (needs == BZ_RULE_ALWAYS) return true;
    if (needs == BZ_RULE_CONTEXT) return has_context;
    return has_context && bz_model_ref(m, m->context, BZ_CONTEXT_GROUP);
}

static void run_file(bz_checker *k, const bz_rules *file, bool is_planned, bz_rec r)
{
    for (size_t i = 0; i < file->n; i++) {
        const bz_rule *rule = &file->rules[i];
        if (rule->on != bz_model_kind(k->m, r) || (rule->needs == BZ_RULE_PLAN) != is_planned)
            continue;
        if (!has(k->m, is_planned ? BZ_RULE_CONTEXT : rule->needs)) continue;
        k->code = rule->code;
        rule->look(k, r);
    }
}

static bz_status run(const bz_model *m, bool is_planned, bz_job *job)
{
    bz_checker k = {.m = m, .job = job, .days = days_of(m)};
    look_around(&k);
    for (bz_rec r = 1; r < m->records.n; r++) {
        if (!is_in_scope(m, r)) continue;
        for (size_t f = 0; f < sizeof FILES / sizeof *FILES; f++)
            run_file(&k, FILES[f], is_planned, r);
    }
    if (is_planned) bz_check__stale_plan(&k);
    else bz_check__stale(&k);
    bz_map_free(k.asked);
    bz_mem_free(k.positions);
    bz_mem_free(k.is_used);
    return k.has_errors ? BZ_INVALID : BZ_OK;
}

bz_status bz_check_model(const bz_model *m, bz_job *job)
{
    return run(m, false, job);
}

bz_status bz_check_plan(const bz_model *m, bz_job *job)
{
    return run(m, true, job);
}
