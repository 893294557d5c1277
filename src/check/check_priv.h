/* Shared by the files of this room: what a rule sees, and the rules by file. */
#ifndef BZ_CHECK_CHECK_PRIV_H
#define BZ_CHECK_CHECK_PRIV_H

#include "base/map.h"
#include "check/check.h"

/* The days against which numbers are held: of the meetings, else of the build. */
typedef struct bz_days {
    bool is_known, has_meetings;
    int32_t first, last;
} bz_days;

/* One run of the rules over a model. */
typedef struct bz_checker {
    const bz_model *m;
    bz_job *job;
    uint32_t *positions; /* of sessions in their curriculum, of questions in their form, from 1; by
                            record */
    uint8_t *is_used;    /* handouts that something names, warnings that are accepted; by record */
    bz_map *asked;       /* rules_form.c: the questions by id of the form that was looked at last */
    bz_rec asked_in;     /* that form */
    bz_days days;
    bz_code code;    /* of the rule that runs */
    bool has_errors; /* an error was found, be it one that is reported already */
} bz_checker;

typedef enum bz_rule_needs {
    BZ_RULE_ALWAYS,
    BZ_RULE_CONTEXT, /* a curriculum with its context */
    BZ_RULE_GROUP,   /* a context with a group */
    BZ_RULE_PLAN     /* runs after planning; the group has dates */
} bz_rule_needs;

/* A rule looks at one record of its kind and reports with its code. */
typedef struct bz_rule {
    bz_code code;
    const char *name;
    bz_record_kind on;
    void (*look)(bz_checker *k, bz_rec r);
    bz_rule_needs needs;
} bz_rule;

/* The rules of a file. */
typedef struct bz_rules {
    const bz_rule *rules;
    size_t n;
} bz_rules;

extern const bz_rules bz_check__time, bz_check__session, bz_check__condition, bz_check__handout,
    bz_check__words, bz_check__place, bz_check__group, bz_check__licence, bz_check__holiday,
    bz_check__form, bz_check__material, bz_check__teaching, bz_check__accept, bz_check__reading;

/* A report with the code of the rule at hand. */
bz_diag *bz_check__report(bz_checker *k, bz_span at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The same on a part or a group, unless it or its curriculum accepts the code: NULL then. */
bz_diag *bz_check__report_of(bz_checker *k, bz_rec r, bz_span at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Says what is accepted and was not found; after all rules have run. The second: by the group,
 * after those on its plan. */
void bz_check__stale(bz_checker *k);
void bz_check__stale_plan(bz_checker *k);
/* NULL is fine. */
void bz_check__hint(bz_checker *k, bz_diag *d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Whether a session or activity is done: not removed, and its `when` holds, with the facts of the
 * context, or without one with the defaults of the curriculum. */
bool bz_check__applies(const bz_checker *k, bz_rec r);
/* The next activity of a session that is done; start with 0. */
bz_rec bz_check__next_activity(const bz_checker *k, bz_rec session, bz_rec a);
/* The key before a value of a map, when it stands on the same line; else the value. */
bz_span bz_check__key_span(const bz_checker *k, const bz_value *v);
/* 2026-09-08, in the job's arena. */
const char *bz_check__iso(const bz_checker *k, int32_t date);
bool bz_check__is_alive(const bz_model *m, bz_rec r);
/* Where its name stands. Of a file, its title. */
bz_span bz_check__name_span(const bz_model *m, bz_rec r);

#endif
