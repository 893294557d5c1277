/* What another place left behind. In: the assembled documents of a group, and all other places,
 * adaptations and curricula of the root. Out: a warning where a page says the name, the number or
 * the programme of another place; where a telephone number is another one's with its groups turned
 * round, as editing from right to left does; where one text has two kinds of digits; where it
 * speaks of a thing that cannot be had here; and where the group's place gives a word a text that
 * no curriculum has. The one idea: what belongs elsewhere is collected once, and every page is held
 * against it. */
#include "engine/engine_priv.h"

#include "base/map.h"
#include "base/utf8.h"

#include <string.h>

typedef struct foreign {
    bz_str text;  /* a name, or the last digits of a number */
    bz_str whole; /* a number's digits */
    bz_str owner; /* whose it is */
    bz_span span; /* where it is written */
    bool is_number;
} foreign;

struct bz_leftovers {
    bz_engine *e;
    BZ_VEC(foreign) list;
    BZ_VEC(foreign) own; /* numbers of this place */
    bz_map *ours;        /* texts that this context has itself */
    bz_map *said;        /* what was warned of: once in all documents is enough */
    bz_buf text;
};

enum { LEAST_NAME = 4, LEAST_DIGITS = 6, MOST_DIGITS = 9 };

/* --- what belongs elsewhere */

static bz_str digits_of(bz_arena *a, bz_str phone)
{
    char *out = bz_arena_alloc(a, phone.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < phone.n; i++)
        if (phone.p[i] >= '0' && phone.p[i] <= '9') out[n++] = phone.p[i];
    return (bz_str){out, n};
}

static void add_name(bz_leftovers *l, bz_str text, bz_str owner, bz_span span)
{
    bz_arena *a = l->e->job.arena;
    bool is_name = text.n >= LEAST_NAME && text.p[0] >= 'A' && text.p[0] <= 'Z';
    /* Letters of other scripts have no capitals: a name is taken as it is. */
    if (text.n >= LEAST_NAME && (unsigned char)text.p[0] >= 0x80) is_name = true;
    if (!is_name || bz_map_find(l->ours, text)) return;
    foreign f = {.text = bz_arena_str(a, text), .owner = bz_arena_str(a, owner), .span = span};
    bz_vec_push(&l->list, f);
}

static void add_number(bz_leftovers *l, bz_str phone, bz_str owner, bz_span span, bool is_own)
{
    bz_arena *a = l->e->job.arena;
    foreign f = {.whole = digits_of(a, phone), .owner = bz_arena_str(a, owner), .span = span};
    f.is_number = true;
    /* With the country's number before it or without, it is the same telephone. */
    f.text = bz_str_cut(f.whole, f.whole.n > MOST_DIGITS ? f.whole.n - MOST_DIGITS : 0, f.whole.n);
    if (f.text.n < LEAST_DIGITS) return;
    if (is_own) {
        bz_map_add(l->ours, f.text, 1);
        f.text = bz_arena_str(a, phone);
        bz_vec_push(&l->own, f);
    } else if (!bz_map_find(l->ours, f.text)) bz_vec_push(&l->list, f);
}

static void add_words(bz_leftovers *l, const bz_model *m, bz_rec from, int role, bz_str owner)
{
    for (bz_rec w = bz_model_first(m, from, role); w; w = bz_model_next(m, w))
        for (uint32_t i = 0; i < bz_model_count(m, w, BZ_WORD_TEXT); i++) {
            const bz_value *v = bz_model_element(m, w, BZ_WORD_TEXT, i);
            if (v->kind == BZ_V_TEXT) add_name(l, bz_value_text(m, v), owner, v->span);
        }
}

static void add_numbers(bz_leftovers *l, const bz_model *m, bz_rec from, int referrals, int focal,
                        bz_str owner, bool is_own)
{
    for (bz_rec r = bz_model_first(m, from, referrals); r; r = bz_model_next(m, r)) {
        add_number(l, bz_model_text(m, r, BZ_REFERRAL_PHONE), owner,
                   bz_model_span(m, r, BZ_REFERRAL_PHONE), is_own);
        if (!is_own)
            add_name(l, bz_model_text(m, r, BZ_REFERRAL_NAME), owner,
                     bz_model_span(m, r, BZ_REFERRAL_NAME));
        else
            bz_map_add(l->ours,
                       bz_arena_str(l->e->job.arena, bz_model_text(m, r, BZ_REFERRAL_NAME)), 1);
    }
    bz_rec f = bz_model_first(m, from, focal);
    if (f)
        add_number(l, bz_model_text(m, f, BZ_FOCAL_POINT_PHONE), owner,
                   bz_model_span(m, f, BZ_FOCAL_POINT_PHONE), is_own);
}

/* What this context says itself belongs here, whoever else says it too. */
static void take_ours(bz_leftovers *l)
{
    const bz_model *m = l->e->model;
    bz_arena *a = l->e->job.arena;
    for (bz_rec w = bz_model_first(m, m->context, BZ_CONTEXT_WORDS); w; w = bz_model_next(m, w))
        for (uint32_t i = 0; i < bz_model_count(m, w, BZ_WORD_TEXT); i++) {
            const bz_value *v = bz_model_element(m, w, BZ_WORD_TEXT, i);
            if (v->kind == BZ_V_TEXT) bz_map_add(l->ours, bz_arena_str(a, bz_value_text(m, v)), 1);
        }
    bz_rec place = bz_model_ref(m, m->context, BZ_CONTEXT_PLACE);
    add_numbers(l, m, m->context, BZ_CONTEXT_REFERRALS, BZ_CONTEXT_FOCAL_POINT,
                place ? bz_model_id(m, place) : BZ_STR(""), true);
    bz_map_add(l->ours, bz_arena_str(a, bz_model_text(m, m->curriculum, BZ_CURRICULUM_TITLE)), 1);
}

static bool is_in_chain(const bz_model *m, const bz_model *all, bz_rec place)
{
    bz_rec own = bz_model_ref(m, m->context, BZ_CONTEXT_PLACE);
    for (size_t steps = 0; own && steps < m->records.n;
         own = bz_model_ref(m, own, BZ_PLACE_EXTENDS), steps++)
        if (bz_str_eq(bz_model_id(m, own), bz_model_id(all, place))) return true;
    return false;
}

static void take_theirs(bz_leftovers *l, const bz_model *all)
{
    const bz_model *m = l->e->model;
    bz_str own = bz_model_id(m, m->curriculum);
    for (bz_rec p = bz_model_first(all, all->project, BZ_PROJECT_PLACES); p;
         p = bz_model_next(all, p)) {
        if (is_in_chain(m, all, p)) continue;
        bz_str owner = bz_model_id(all, p);
        add_words(l, all, p, BZ_PLACE_WORDS, owner);
        add_name(l, bz_model_text(all, p, BZ_PLACE_TITLE), owner,
                 bz_model_span(all, p, BZ_PLACE_TITLE));
        add_numbers(l, all, p, BZ_PLACE_REFERRALS, BZ_PLACE_FOCAL_POINT, owner, false);
    }
    for (bz_rec c = bz_model_first(all, all->project, BZ_PROJECT_CURRICULA); c;
         c = bz_model_next(all, c))
        if (!bz_str_eq(bz_model_id(all, c), own))
            add_name(l, bz_model_text(all, c, BZ_CURRICULUM_TITLE), bz_model_id(all, c),
                     bz_model_span(all, c, BZ_CURRICULUM_TITLE));
}

/* --- turned round */

static bz_str turned(bz_arena *a, bz_str phone)
{
    bz_buf out = {0};
    size_t end = phone.n;
    while (end > 0) {
        while (end > 0 && !(phone.p[end - 1] >= '0' && phone.p[end - 1] <= '9'))
            end--;
        size_t from = end;
        while (from > 0 && phone.p[from - 1] >= '0' && phone.p[from - 1] <= '9')
            from--;
        bz_buf_str(&out, bz_str_cut(phone, from, end));
        end = from;
    }
    bz_str s = bz_arena_str(a, bz_buf_view(&out));
    bz_buf_deinit(&out);
    return s;
}

static void check_turned(bz_leftovers *l)
{
    bz_arena *a = l->e->job.arena;
    for (size_t i = 0; i < l->own.n; i++) {
        bz_str back = turned(a, l->own.p[i].text), digits = digits_of(a, l->own.p[i].text);
        if (bz_str_eq(back, digits)) continue;
        const foreign *other = NULL;
        for (size_t k = 0; k < l->own.n && !other; k++)
            if (k < i && bz_str_eq(digits_of(a, l->own.p[k].text), back)) other = &l->own.p[k];
        for (size_t k = 0; k < l->list.n && !other; k++)
            if (l->list.p[k].is_number && bz_str_eq(l->list.p[k].whole, back))
                other = &l->list.p[k];
        if (!other) continue;
        bz_diag *d = bz_diag_add(l->e->job.diags, BZ_C133, l->own.p[i].span,
                                 "this number is another one with its groups turned round");
        bz_diag_note_at(l->e->job.diags, d, other->span, "the other one");
        bz_diag_hint(l->e->job.diags, d, "call it; editing from right to left turns numbers round");
    }
}

/* A word of this place that no curriculum has is a slip of this place, found where all curricula
 * are known: what the quiet run said of it is said again. */
static void say_words(const bz_leftovers *l, const bz_model *all, const bz_diags *found)
{
    const bz_model *m = l->e->model;
    bz_diags *diags = l->e->job.diags;
    for (size_t i = 0; i < bz_diags_count(found); i++) {
        const bz_diag *was = bz_diags_at(found, i);
        bz_rec p = bz_model_first(all, all->project, BZ_PROJECT_PLACES);
        while (p && bz_model_at(all, p)->span.file != was->span.file)
            p = bz_model_next(all, p);
        if (was->code != BZ_C136 || !p || !is_in_chain(m, all, p)) continue;
        bz_diag *d = bz_diag_add(diags, was->code, was->span, "%.*s", BZ_FMT(was->message));
        for (size_t k = 0; k < was->n_notes; k++)
            bz_diag_note_at(diags, d, was->notes[k].span, "%.*s", BZ_FMT(was->notes[k].message));
        if (was->hint.n) bz_diag_hint(diags, d, "%.*s", BZ_FMT(was->hint));
    }
}

bz_leftovers *bz_engine__leftovers_new(bz_engine *e, const bz_wanted *w)
{
    bz_leftovers *l = bz_mem_new(sizeof *l);
    *l = (bz_leftovers){.e = e, .ours = bz_map_new(), .said = bz_map_new()};
    bz_load_request request = bz_engine__load_request(e, w);
    request.curriculum = request.place = request.group = BZ_STR("");
    request.covers = true;
    bz_job quiet = e->job; /* what is wrong elsewhere is said when elsewhere is checked */
    quiet.diags = bz_diags_new();
    bz_model *all = NULL;
    bz_status s = bz_load(&all, &request, &quiet);
    (void)s;
    take_ours(l);
    if (all) {
        take_theirs(l, all);
        say_words(l, all, quiet.diags);
    }
    check_turned(l);
    bz_model_free(all);
    bz_diags_free(quiet.diags);
    return l;
}

void bz_engine__leftovers_free(bz_leftovers *l)
{
    if (!l) return;
    bz_vec_free(&l->list);
    bz_vec_free(&l->own);
    bz_map_free(l->ours);
    bz_map_free(l->said);
    bz_buf_deinit(&l->text);
    bz_mem_free(l);
}

/* --- a page held against it */

static bool is_word_part(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static bool says(bz_str text, bz_str name)
{
    for (size_t i = 0; i + name.n <= text.n; i++) {
        if (text.p[i] != name.p[0] || memcmp(text.p + i, name.p, name.n)) continue;
        bool starts = i == 0 || !is_word_part(text.p[i - 1]);
        bool ends = i + name.n == text.n || !is_word_part(text.p[i + name.n]);
        if (starts && ends) return true;
    }
    return false;
}

static bool says_number(bz_str text, bz_str digits)
{
    size_t k = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9') k = c == digits.p[k] ? k + 1 : c == digits.p[0] ? 1 : 0;
        else if (!strchr(" -.()/+", c)) k = 0;
        if (k == digits.n) return true;
    }
    return false;
}

static void warn(bz_leftovers *l, const foreign *f, bz_span at)
{
    bz_diags *diags = l->e->job.diags;
    if (bz_map_add(l->said, f->text, 1)) return;
    bz_diag *d = f->is_number ? bz_diag_add(diags, BZ_C132, at, "a telephone number of `%.*s`",
                                            BZ_FMT(f->owner))
                              : bz_diag_add(diags, BZ_C131, at, "`%.*s` belongs to `%.*s`",
                                            BZ_FMT(f->text), BZ_FMT(f->owner));
    bz_diag_note_at(diags, d, f->span, "it is written here");
    bz_diag_hint(diags, d, "%s",
                 f->is_number ? "print the place's own numbers: they come from `referrals`"
                              : "write a word of the curriculum, as in `{{mother}}`, so that each "
                                "place has its own name; or leave it out");
}

/* What cannot be had here, in a text that an author wrote: lists of materials say it themselves. */
static void check_things(bz_leftovers *l, bz_str text, bz_span at)
{
    const bz_model *m = l->e->model;
    if (!bz_str_ends(bz_source_name(l->e->job.sources, at.file), ".md")) return;
    for (uint32_t i = 0; i < bz_model_count(m, m->context, BZ_CONTEXT_UNAVAILABLE); i++) {
        const bz_value *v = bz_model_element(m, m->context, BZ_CONTEXT_UNAVAILABLE, i);
        bz_str thing = bz_value_text(m, v);
        if (!bz_str_mentions(text, thing)) continue;
        bz_str key = bz_arena_printf(l->e->job.arena, "%u:%u:%u", at.file, at.start, i);
        if (bz_map_add(l->said, key, 1)) continue;
        bz_diag *d =
            bz_diag_add(l->e->job.diags, BZ_C135, at,
                        "the text speaks of `%.*s`, which cannot be had here", BZ_FMT(thing));
        bz_diag_note_at(l->e->job.diags, d, v->span, "it is said here");
        bz_diag_hint(l->e->job.diags, d,
                     "say in an adaptation what is there: `- {reword: …, find: %.*s, to: chalk "
                     "board, why: …}`",
                     BZ_FMT(thing));
    }
}

/* A kind of digits: the code point of its zero; 0 when it is none. */
static uint32_t zero_of(uint32_t c)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0x17e0, 0xe50};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c < zeros[i] + 10) return zeros[i];
    return 0;
}

static void check_digits(bz_leftovers *l, bz_str text, bz_span at)
{
    uint32_t first = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t zero = zero_of(bz_utf8_next(text, &i));
        if (zero && first && zero != first) {
            bz_diag *d =
                bz_diag_add(l->e->job.diags, BZ_C134, at, "one text with two kinds of digits");
            bz_diag_hint(l->e->job.diags, d,
                         "write all numbers of a text in the digits of its language; a telephone "
                         "number may stand in a line of its own");
            return;
        }
        if (zero) first = zero;
    }
}

void bz_engine__leftovers_look(bz_leftovers *l, const bz_doc *doc, bz_node root)
{
    for (bz_node n = bz_doc_next(doc, root, root); n;) {
        bool is_leaf = bz_doc_accepts(bz_doc_kind_of(doc, n), BZ_DOC_TEXT);
        bz_span at = bz_doc_at(doc, n)->span;
        if (is_leaf) {
            bz_buf_clear(&l->text);
            bz_doc_plain(doc, n, &l->text);
            bz_str text = bz_buf_view(&l->text);
            for (size_t i = 0; i < l->list.n; i++) {
                const foreign *f = &l->list.p[i];
                if (f->is_number ? says_number(text, f->text) : says(text, f->text)) warn(l, f, at);
            }
            /* What the engine sets in digits of its own is one text with an author's. */
            if (at.file) check_digits(l, bz_span_text(l->e->job.sources, at), at);
            if (at.file) check_things(l, text, at);
        }
        n = is_leaf ? bz_doc_skip(doc, root, n) : bz_doc_next(doc, root, n);
    }
}
