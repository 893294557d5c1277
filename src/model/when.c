/* Conditions: `fact=a|b fact!=c`, all of which must hold. In: the text as written. Out: its parts,
 * or the byte at which it stops making sense; and whether it holds for the facts of a context. The
 * one idea: a condition is read the same way wherever somebody asks about it, and never stored
 * otherwise than as its author wrote it. */
#include "model/model.h"
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_value_byte(char c)
{
    return !is_blank(c) && !strchr("=!|\"'", c);
}

static size_t skip(bz_str s, size_t at, bool (*is)(char))
{
    while (at < s.n && is(s.p[at]))
        at++;
    return at;
}

static bool refuse(const char **why, size_t *at, const char *reason, size_t where)
{
    if (why) *why = reason;
    if (at) *at = where;
    return false;
}

/* Reads "a|b" from `from`; the byte behind it, or `from` when there is nothing, or a value is
 * empty. */
static size_t values_end(bz_str s, size_t from)
{
    for (size_t at = from;; at++) {
        size_t end = skip(s, at, is_value_byte);
        if (end == at) return from;
        if (end == s.n || s.p[end] != '|') return end;
        at = end;
    }
}

bool bz_when_parse(bz_str when, bool (*see)(void *context, const bz_when_part *part), void *context,
                   const char **why, size_t *at)
{
    size_t i = skip(when, 0, is_blank);
    if (i == when.n) return refuse(why, at, "it is empty", 0);
    while (i < when.n) {
        size_t fact = i;
        i = skip(when, i, is_value_byte);
        bz_when_part part = {.fact = bz_str_cut(when, fact, i)};
        if (i == fact) return refuse(why, at, "a fact is missing", i);
        part.is_not = i < when.n && when.p[i] == '!';
        if (part.is_not) i++;
        if (i == when.n || when.p[i] != '=')
            return refuse(why, at, "a fact is followed by `=` or `!=` without spaces", i);
        size_t end = values_end(when, ++i);
        if (end == i) return refuse(why, at, "a value is missing", i);
        part.values = bz_str_cut(when, i, end);
        if (end < when.n && !is_blank(when.p[end]))
            return refuse(why, at, "only a space may follow a value", end);
        if (see && !see(context, &part)) return true;
        i = skip(when, end, is_blank);
    }
    return true;
}

typedef struct question {
    const bz_model *m;
    const bz_value *facts;
    bool holds;
} question;

static bool ask(void *context, const bz_when_part *part)
{
    question *q = context;
    const bz_value *answer = q->facts ? bz_value_find(q->m, q->facts, part->fact) : NULL;
    bz_str said = answer ? bz_value_text(q->m, answer) : BZ_STR("");
    bool is_among = false;
    bz_str rest = part->values, value;
    while (answer && bz_str_split(&rest, '|', &value))
        is_among = is_among || bz_str_eq(value, said);
    q->holds = is_among != part->is_not;
    return q->holds;
}

bool bz_when_holds(const bz_model *m, bz_rec context, bz_str when)
{
    question q = {m, context ? bz_model_value(m, context, BZ_CONTEXT_FACTS) : NULL, true};
    /* What cannot be read was reported by whoever read it; nothing is hidden because of it. */
    return !bz_when_parse(when, ask, &q, NULL, NULL) || q.holds;
}
