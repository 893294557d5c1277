/* The table of verbs: what people say of a change, and the keys that go with it. Nothing comes in
 * but the rows. */
#include "adapt/verbs.h"

#define BIT(name) (UINT64_C(1) << BZ_CHANGE_##name)
#define PLACE     (BIT(BEFORE) | BIT(AFTER))
#define TIME      (BIT(MINUTES) | BIT(BETWEEN))
#define BROUGHT   (BIT(WITH) | BIT(MATERIAL) | BIT(QUESTION))
#define TEXT      (BIT(LANGUAGE) | BIT(MEANING))
#define ACTIVITY                                                                                   \
    (BIT(TITLE) | BIT(PURPOSE) | BIT(METHOD) | TIME | BIT(IN) | BIT(LEAD) | BIT(KEEP_WITH_NEXT) |  \
     BIT(LEAVE_OUT) | BIT(MATERIALS))
/* Why, and what FRAME and the Ecological Validity Model ask: of every change. */
#define REASON                                                                                     \
    (BIT(WHY) | BIT(EVIDENCE) | BIT(GOAL) | BIT(REASONS) | BIT(WHO) | BIT(PLANNED) | BIT(EVM))

_Static_assert(BZ_CHANGE__N <= 64, "a set of rows is one 64-bit word");

static const bz_verb verbs[] = {
    {BZ_CHANGE_REPLACE, false, true, BROUGHT | TEXT,
     "for example `{replace: calm/story, with: story-otieno.md, why: …}`"},
    {BZ_CHANGE_INSERT, true, true, PLACE | BIT(INTO) | BROUGHT | TEXT | ACTIVITY,
     "for example `{insert: fathers-talk, after: calm/story, method: discussion, minutes: 10, "
     "with: "
     "fathers-talk.md, why: …}`"},
    {BZ_CHANGE_DROP, false, false, 0, "for example `{drop: calm/stretch, why: …}`"},
    {BZ_CHANGE_MOVE, true, false, PLACE | BIT(INTO),
     "for example `{move: calm/stretch, before: calm/story, why: …}`"},
    {BZ_CHANGE_RETIME, false, false, TIME,
     "for example `{retime: calm/practice, minutes: 15, why: …}`"},
    {BZ_CHANGE_REWORD, false, false, BIT(FIND) | BIT(TO) | TEXT,
     "for example `{reword: calm/practice, find: flip chart, to: chalk board, why: …}`"},
    {BZ_CHANGE_ADD_SESSION, true, false, PLACE | BIT(INTO) | BIT(USE) | TEXT,
     "for example `{add_session: saving-together, after: calm, why: …}`"},
};

size_t bz_verbs_count(void)
{
    return sizeof verbs / sizeof *verbs;
}

const bz_verb *bz_verb_at(size_t i)
{
    return &verbs[i];
}

bool bz_verb_takes(const bz_verb *v, int field)
{
    return ((v->takes | REASON) >> field & 1) != 0;
}

const bz_verb *bz_verb_of(const bz_model *m, bz_rec change)
{
    for (size_t i = 0; i < bz_verbs_count(); i++)
        if (bz_model_has(m, change, verbs[i].field)) return &verbs[i];
    return NULL;
}
