/* The rows of enums.def as tables, and the rule for ids. Nothing comes in but the rows; values are
 * indices into a list, so that a model holds a number and people see a word. */
#include "model/fields.h"
#include "doc/doc.h"
#include <assert.h>
#include <string.h>

/* Each literal of a list (up to 64) as a slice, so that the lists can be constant: the helper puts
 * one literal out and names itself again, and each round of EXPAND lets it go one further. */
#define EXPAND(...)    EXPAND_16(EXPAND_16(EXPAND_16(EXPAND_16(__VA_ARGS__))))
#define EXPAND_16(...) EXPAND_4(EXPAND_4(EXPAND_4(EXPAND_4(__VA_ARGS__))))
#define EXPAND_4(...)  EXPAND_1(EXPAND_1(EXPAND_1(EXPAND_1(__VA_ARGS__))))
#define EXPAND_1(...)  __VA_ARGS__
#define PARENTHESES    ()
#define VALUES(...)    EXPAND(VALUES_HELPER(__VA_ARGS__))
#define VALUES_HELPER(value, ...)                                                                  \
    {value, sizeof(value) - 1}, __VA_OPT__(VALUES_AGAIN PARENTHESES(__VA_ARGS__))
#define VALUES_AGAIN() VALUES_HELPER

#define BZ_ENUM(name, ...) static const bz_str name##_VALUES[] = {VALUES(__VA_ARGS__)};
#include "model/enums.def"
#undef BZ_ENUM

static const struct {
    const bz_str *values;
    size_t n;
} ENUMS[BZ_ENUM_COUNT] = {
#define BZ_ENUM(name, ...)                                                                         \
    [BZ_E_##name] = {name##_VALUES, sizeof name##_VALUES / sizeof *name##_VALUES},
#include "model/enums.def"
#undef BZ_ENUM
};

const bz_str *bz_enum_values(bz_enum e, size_t *n)
{
    assert(e < BZ_ENUM_COUNT);
    *n = ENUMS[e].n;
    return ENUMS[e].values;
}

int bz_enum_find(bz_enum e, bz_str value)
{
    assert(e < BZ_ENUM_COUNT);
    for (size_t i = 0; i < ENUMS[e].n; i++)
        if (bz_str_eq(ENUMS[e].values[i], value)) return (int)i;
    return -1;
}

const char *bz_enum_name(bz_enum e, int value)
{
    assert(e < BZ_ENUM_COUNT && value >= 0 && (size_t)value < ENUMS[e].n);
    return ENUMS[e].values[value].p;
}

static const struct {
    bz_enum e;
    const char *value, *term;
} TERMS[] = {
#define BZ_TERM(name, value, term) {BZ_E_##name, value, term},
#include "model/terms.def"
#undef BZ_TERM
};

const char *bz_enum_term(bz_enum e, int value)
{
    const char *name = bz_enum_name(e, value);
    for (size_t i = 0; i < sizeof TERMS / sizeof *TERMS; i++)
        if (TERMS[i].e == e && strcmp(TERMS[i].value, name) == 0) return TERMS[i].term;
    return NULL;
}

static bool is_any_of(bz_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bz_str_is(s, list[i])) return true;
    return false;
}

/* `kind-n` is how a block without a name is addressed: no id may look like one. */
static bool is_block_name(bz_str id)
{
    size_t at = id.n;
    while (at > 0 && id.p[at - 1] >= '0' && id.p[at - 1] <= '9')
        at--;
    if (at == id.n || at < 2 || id.p[at - 1] != '-') return false;
    bz_str kind = bz_str_cut(id, 0, at - 1);
    bz_doc_kind k = bz_doc_kind_find(kind);
    return (k != BZ_DOC_NONE && !bz_doc_is_inline(k)) || bz_act_find(kind) != BZ_ACT_NONE;
}

/* Files are named by ids, and these cannot be files on Windows. */
static bool is_device(bz_str id)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    if (is_any_of(id, devices, sizeof devices / sizeof *devices)) return true;
    return id.n == 4 && (bz_str_starts(id, "com") || bz_str_starts(id, "lpt")) && id.p[3] >= '1' &&
           id.p[3] <= '9';
}

bool bz_name_is_valid(bz_str name, const char **why)
{
    enum { LONGEST = 64 };
    const char *reason = NULL;
    if (name.n == 0) reason = "it is empty";
    else if (name.n > LONGEST) reason = "it is longer than 64 characters";
    else if (name.p[0] < 'a' || name.p[0] > 'z') reason = "it must start with one of a to z";
    for (size_t i = 0; i < name.n && !reason; i++) {
        char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            reason = "only a to z, 0 to 9 and `-` are allowed";
    }
    if (why) *why = reason;
    return !reason;
}

bool bz_id_is_valid(bz_str id, const char **why)
{
    static const char *const reserved[] = {"session", "library", "handout",
                                           "form",    "word",    "index"};
    const char *reason = NULL;
    if (!bz_name_is_valid(id, &reason)) {
        if (why) *why = reason;
        return false;
    }
    if (is_any_of(id, reserved, sizeof reserved / sizeof *reserved))
        reason = "this name is reserved for addresses";
    if (!reason && is_block_name(id))
        reason = "names like `ask-2` are kept for blocks without an id";
    if (!reason && is_device(id)) reason = "a file cannot have this name on Windows";
    if (why) *why = reason;
    return !reason;
}
