/* Whether caregivers can follow what they hear and read, and the facilitator what stands in the
 * guide. In: sessions and handouts. Out: a warning for each that is harder than its curriculum
 * allows, with its hardest sentences; and the table of `baraza reading`. */
#include "check/check_priv.h"
#include "check/reading.h"

#include <stdio.h>

enum { TOO_SHORT = 60 }; /* words: less than that says nothing */

/* --- whose text a block is */

static bool is_heard(bz_act act)
{
    switch (act) {
    case BZ_ACT_SAY:
    case BZ_ACT_ASK:
    case BZ_ACT_READ:
    case BZ_ACT_STORY:
    case BZ_ACT_DIALOGUE:
    case BZ_ACT_KEY:
    case BZ_ACT_NOTICE:
    case BZ_ACT_HOME_PRACTICE:
    case BZ_ACT_CARDS: return true;
    default: return false;
    }
}

/* The nearest container says it; `when` and `columns` say nothing. */
static bool is_heard_block(const bz_doc *d, bz_node n)
{
    for (n = bz_doc_at(d, n)->parent; n; n = bz_doc_at(d, n)->parent) {
        if (bz_doc_kind_of(d, n) != BZ_DOC_CONTAINER) continue;
        bz_act act = (bz_act)bz_doc_at(d, n)->aux;
        if (act != BZ_ACT_WHEN && act != BZ_ACT_COLUMNS && act != BZ_ACT_OPTION)
            return is_heard(act);
    }
    return false;
}

static void add_body(const bz_model *m, bz_rec r, bz_reading *heard, bz_reading *read)
{
    const bz_doc *d = m->bodies;
    bz_node root = bz_model_at(m, r)->body;
    bz_buf text = {0};
    for (bz_node n = root ? bz_doc_next(d, root, root) : 0; n;) {
        const bz_doc_node *node = bz_doc_at(d, n);
        if (node->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) {
            n = bz_doc_skip(d, root, n);
            continue;
        }
        if (node->kind == BZ_DOC_PARAGRAPH || node->kind == BZ_DOC_CELL) {
            bool is_handout = bz_model_kind(m, r) == BZ_R_HANDOUT;
            bz_buf_clear(&text);
            bz_doc_plain(d, n, &text);
            bz_reading_add(is_handout || is_heard_block(d, n) ? heard : read, bz_buf_view(&text),
                           node->span);
        }
        n = bz_doc_next(d, root, n);
    }
    bz_buf_deinit(&text);
}

/* A session of the library is judged without the rituals of the curriculum that takes it in: its
 * text is one, and a finding in it is to be one too. */
void bz_reading_of(const bz_model *m, bz_rec r, bz_reading *heard, bz_reading *read)
{
    add_body(m, r, heard, read);
    if (bz_model_kind(m, r) != BZ_R_SESSION) return;
    bool is_shared = bz_model_has(m, r, BZ_SESSION_USE);
    for (bz_rec a = bz_model_first_present(m, r, BZ_SESSION_ACTIVITIES); a;
         a = bz_model_next_present(m, a))
        if (!bz_model_has(m, a, BZ_ACTIVITY_LANGUAGE) &&
            !(is_shared && bz_model_int(m, a, BZ_ACTIVITY_RITUAL)))
            add_body(m, a, heard, read);
    for (uint32_t i = 0; i < bz_model_count(m, r, BZ_SESSION_KEY_MESSAGES); i++) {
        const bz_value *v = bz_model_element(m, r, BZ_SESSION_KEY_MESSAGES, i);
        bz_reading_add(heard, bz_value_text(m, v), v->span);
    }
}

/* --- limits */

typedef struct limits {
    int participants, words, facilitators;
} limits;

static limits limits_of(const bz_model *m, bz_rec curriculum)
{
    bz_rec r = bz_model_first(m, curriculum, BZ_CURRICULUM_READING);
    if (!r) return (limits){6, 15, 8};
    return (limits){bz_model_int(m, r, BZ_READING_PARTICIPANTS),
                    bz_model_int(m, r, BZ_READING_WORDS),
                    bz_model_int(m, r, BZ_READING_FACILITATORS)};
}

/* Rounded to a tenth, so that what is printed as 6.0 is not more than 6. */
static double tenths(double x)
{
    return (double)(int)(x * 10 + 0.5) / 10;
}

static void note_hardest(bz_checker *k, bz_diag *d, const bz_reading *r)
{
    for (int i = 0; d && i < BZ_HARDEST && r->hardest[i].words; i++) {
        bz_str text = r->hardest[i].text;
        bz_diag_note_at(k->job->diags, d, r->hardest[i].span, "%u words: \"%.*s\"",
                        r->hardest[i].words, BZ_FMT(text));
    }
}

static void say_grade(bz_reading_by by, double grade, char out[40])
{
    if (by == BZ_BY_WORDS) out[0] = 0;
    else snprintf(out, 40, " of grade %.1f,", grade);
}

static void report(bz_checker *k, bz_rec r, const bz_reading *t, int grade, int words,
                   const char *what)
{
    char is[40];
    double has = tenths(bz_reading_grade(t)), per = tenths(bz_reading_words(t));
    if (t->words < TOO_SHORT || (has <= grade && (!words || per <= words))) return;
    say_grade(t->by, has, is);
    bz_diag *d = bz_check__report_of(k, r, bz_check__name_span(k->m, r),
                                     "%s `%.*s`: %s is%s %.1f words a sentence",
                                     bz_record_row_at(bz_model_kind(k->m, r))->name,
                                     BZ_FMT(bz_model_id(k->m, r)), what, is, per);
    note_hardest(k, d, t);
    if (words)
        bz_check__hint(k, d,
                       "at most grade %d and %d words a sentence: shorter sentences, everyday "
                       "words",
                       grade, words);
    else bz_check__hint(k, d, "at most grade %d: shorter sentences, everyday words", grade);
}

static void measure(bz_checker *k, bz_rec r, bool is_heard_by_all)
{
    const bz_model *m = k->m;
    bz_rec c = bz_model_above(m, r, BZ_R_CURRICULUM);
    if (!c || !bz_check__applies(k, r)) return;
    bz_str language = bz_model_text(m, c, BZ_CURRICULUM_LANGUAGE);
    bz_reading heard, read;
    limits l = limits_of(m, c);
    bz_reading_open(&heard, language, k->job->scratch);
    bz_reading_open(&read, language, k->job->scratch);
    bz_reading_of(m, r, &heard, &read);
    if (is_heard_by_all)
        report(k, r, &heard, l.participants, l.words,
               bz_model_kind(m, r) == BZ_R_HANDOUT ? "its text" : "what caregivers hear");
    else report(k, r, &read, l.facilitators, 0, "what the facilitator reads");
}

static void heard_in_session(bz_checker *k, bz_rec session)
{
    measure(k, session, true);
}

static void read_in_session(bz_checker *k, bz_rec session)
{
    measure(k, session, false);
}

/* A sheet for staff is not for caregivers. */
static void in_handout(bz_checker *k, bz_rec handout)
{
    int audience = bz_model_int(k->m, handout, BZ_HANDOUT_AUDIENCE);
    if (audience == bz_enum_find(BZ_E_AUDIENCE, BZ_STR("caregivers")) ||
        audience == bz_enum_find(BZ_E_AUDIENCE, BZ_STR("children")))
        measure(k, handout, true);
}

static const bz_rule RULES[] = {
    {BZ_T128, "what caregivers hear", BZ_R_SESSION, heard_in_session, BZ_RULE_ALWAYS},
    {BZ_T129, "what facilitators read", BZ_R_SESSION, read_in_session, BZ_RULE_ALWAYS},
    {BZ_T128, "what handouts say", BZ_R_HANDOUT, in_handout, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__reading = {RULES, sizeof RULES / sizeof *RULES};

/* --- the table */

static void put_measure(const bz_reading *r, bz_buf *out)
{
    if (!r->words) bz_buf_put(out, "       -      -      -");
    else if (r->by == BZ_BY_WORDS)
        bz_buf_fmt(out, "  %6u      -  %5.1f", r->words, bz_reading_words(r));
    else bz_buf_fmt(out, "  %6u  %5.1f  %5.1f", r->words, bz_reading_grade(r), bz_reading_words(r));
}

static void put_row(const bz_model *m, bz_rec r, bz_arena *arena, bz_buf *out)
{
    bz_str language =
        bz_model_text(m, bz_model_above(m, r, BZ_R_CURRICULUM), BZ_CURRICULUM_LANGUAGE);
    bz_reading heard, read;
    bz_reading_open(&heard, language, arena);
    bz_reading_open(&read, language, arena);
    bz_reading_of(m, r, &heard, &read);
    bz_buf_fmt(out, "%-8s %-24.*s", bz_record_row_at(bz_model_kind(m, r))->name,
               BZ_FMT(bz_model_id(m, r)));
    put_measure(&heard, out);
    put_measure(&read, out);
    bz_buf_char(out, '\n');
}

void bz_reading_table(const bz_model *m, bz_rec curriculum, bz_arena *arena, bz_buf *out)
{
    limits l = limits_of(m, curriculum);
    bz_buf_fmt(out, "%-33s  %-20s  %s\n", "", "heard by caregivers", "read by the facilitator");
    bz_buf_fmt(out, "%-33s%s%s\n", "", "   words  grade  w/sen", "   words  grade  w/sen");
    for (bz_rec s = bz_model_first_present(m, curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next_present(m, s))
        put_row(m, s, arena, out);
    for (bz_rec h = bz_model_first_present(m, curriculum, BZ_CURRICULUM_HANDOUTS); h;
         h = bz_model_next_present(m, h))
        put_row(m, h, arena, out);
    bz_buf_fmt(out,
               "at most grade %d and %d words a sentence for caregivers, grade %d for the "
               "facilitator\n",
               l.participants, l.words, l.facilitators);
}
