/* What a document is printed on and how. In: the words of a request (the command line's), the
 * group's `paper`, and what a plugin gave its document. Out: the document's PAPER, and words of its
 * TONE that renderers of paper know. One idea: what somebody typed goes before everything, and then
 * a document's own word or the group's is enough. */
#include "engine/engine_priv.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* A word of TONE, and the field of the group's that gives it. */
static const struct {
    const char *word, *other; /* `other` means the same */
    int field;
} words[BZ_PAPER_WORDS] = {
    [BZ_PAPER_IS_SAVING] = {"ink-saving", NULL, BZ_PAPER_INK},
    [BZ_PAPER_IS_LARGE] = {"large-print", "large", BZ_PAPER_LARGE_PRINT},
    [BZ_PAPER_IS_DUPLEX] = {"duplex", NULL, BZ_PAPER_DUPLEX},
    [BZ_PAPER_IS_BOOKLET] = {"booklet", NULL, BZ_PAPER_BOOKLET},
    [BZ_PAPER_IS_TWO_UP] = {"two-up", NULL, BZ_PAPER_TWO_UP},
    [BZ_PAPER_IS_WHOLE] = {"whole-words", NULL, BZ_PAPER_HYPHENATE},
};

/* --- the request */

/* The value as it is listed; a4 is A4. NULL with a diagnostic when there is none. */
static const char *find_value(bz_engine *e, bz_enum list, const char *what, const char *given)
{
    size_t n;
    const bz_str *names = bz_enum_values(list, &n);
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(bz_enum_name(list, (int)i), given) == 0) return bz_enum_name(list, (int)i);
    bz_diag *d;
    bz_engine__usage(e, &d, "there is no %s `%.40s`", what, given);
    if (!bz_diag_did_you_mean(e->job.diags, d, bz_str_from(given), names, n))
        for (size_t i = 0; i < n; i++)
            bz_diag_note_at(e->job.diags, d, bz_span_none(), "%.*s", BZ_FMT(names[i]));
    return NULL;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bz_result bz_engine__resolve_paper(bz_engine *e, bz_wanted *w)
{
    const bz_request *r = w->request;
    w->on_paper[BZ_PAPER_IS_LARGE] = r->large_print;
    w->on_paper[BZ_PAPER_IS_DUPLEX] = r->duplex;
    w->on_paper[BZ_PAPER_IS_BOOKLET] = r->booklet;
    w->on_paper[BZ_PAPER_IS_TWO_UP] = r->two_up;
    if (r->booklet == BZ_CHOICE_YES && r->two_up == BZ_CHOICE_YES)
        return bz_engine__usage(e, NULL, "a sheet is folded as a booklet or read two-up, not both");
    /* Asking for one takes back the other that the group asks for. */
    if (r->booklet == BZ_CHOICE_YES) w->on_paper[BZ_PAPER_IS_TWO_UP] = BZ_CHOICE_NO;
    if (r->two_up == BZ_CHOICE_YES) w->on_paper[BZ_PAPER_IS_BOOKLET] = BZ_CHOICE_NO;
    if (r->paper && !(w->sheet = find_value(e, BZ_E_PAPER, "paper", r->paper)))
        return BZ_RESULT_USAGE;
    if (r->ink) {
        const char *ink = find_value(e, BZ_E_INK, "way with ink", r->ink);
        if (!ink) return BZ_RESULT_USAGE;
        w->on_paper[BZ_PAPER_IS_SAVING] = strcmp(ink, "saving") == 0 ? BZ_CHOICE_YES : BZ_CHOICE_NO;
    }
    for (size_t i = 0; i < r->n_font_folders; i++)
        if (!is_folder(r->font_folders[i]))
            return bz_engine__usage(e, NULL, "there is no folder %s to look for fonts in",
                                    r->font_folders[i]);
    if (r->dpi && (r->dpi < 30 || r->dpi > 600))
        return bz_engine__usage(e, NULL, "previews have 30 to 600 dots an inch, not %u", r->dpi);
    return BZ_RESULT_OK;
}

/* --- the model, which plugins see */

static int field_value(bz_paper_word word, bool is_so)
{
    if (word == BZ_PAPER_IS_WHOLE)
        return bz_enum_find(BZ_E_HYPHENATE, is_so ? BZ_STR("never") : BZ_STR("needed"));
    if (word != BZ_PAPER_IS_SAVING) return is_so;
    return bz_enum_find(BZ_E_INK, is_so ? BZ_STR("saving") : BZ_STR("full"));
}

void bz_engine__override_paper(bz_engine *e, const bz_wanted *w)
{
    bz_model *m = e->model;
    bz_rec paper = m->context ? bz_model_first(m, m->context, BZ_CONTEXT_PAPER) : 0;
    if (!paper) return;
    if (w->sheet)
        bz_model_set_int(m, paper, BZ_PAPER_SIZE, bz_enum_find(BZ_E_PAPER, bz_str_from(w->sheet)),
                         bz_span_none());
    for (int i = 0; i < BZ_PAPER_WORDS; i++)
        if (w->on_paper[i] != BZ_CHOICE_GROUP)
            bz_model_set_int(m, paper, words[i].field,
                             field_value((bz_paper_word)i, w->on_paper[i] == BZ_CHOICE_YES),
                             bz_span_none());
}

/* --- a document */

/* Which of the words `s` is; BZ_PAPER_WORDS when none. */
static int find_word(bz_str s)
{
    int i = 0;
    while (i < BZ_PAPER_WORDS && !bz_str_is(s, words[i].word) &&
           !(words[i].other && bz_str_is(s, words[i].other)))
        i++;
    return i;
}

/* The document's words that are not of paper stay as they are. */
static void set_tone(const bz_model *m, const bz_wanted *w, bz_rec paper, bz_doc *d, bz_node root)
{
    bool is_asked[BZ_PAPER_WORDS + 1] = {false};
    bz_buf tone = {0};
    bz_str rest = bz_doc_attr_text(d, root, BZ_ATTR_TONE), word;
    while (bz_str_split(&rest, ' ', &word)) {
        int i = find_word(word);
        is_asked[i] = true;
        if (i < BZ_PAPER_WORDS || word.n == 0) continue;
        bz_buf_char(&tone, ' ');
        bz_buf_str(&tone, word);
    }
    for (int i = 0; i < BZ_PAPER_WORDS; i++) {
        int usual = field_value((bz_paper_word)i, true);
        bool is_so = is_asked[i] || (paper && bz_model_int(m, paper, words[i].field) == usual);
        if (w->on_paper[i] != BZ_CHOICE_GROUP) is_so = w->on_paper[i] == BZ_CHOICE_YES;
        if (is_so) bz_buf_fmt(&tone, " %s", words[i].word);
    }
    if (tone.n || bz_doc_has(d, root, BZ_ATTR_TONE))
        bz_doc_set(d, root, BZ_ATTR_TONE, bz_str_trim(bz_buf_view(&tone)));
    bz_buf_deinit(&tone);
}

void bz_engine__set_paper(bz_engine *e, const bz_wanted *w, bz_doc *doc, bz_node root)
{
    const bz_model *m = e->model;
    bz_rec paper = bz_model_first(m, m->context, BZ_CONTEXT_PAPER);
    const char *sheet = w->sheet;
    if (!sheet && paper && !bz_doc_has(doc, root, BZ_ATTR_PAPER))
        sheet = bz_enum_name(BZ_E_PAPER, bz_model_int(m, paper, BZ_PAPER_SIZE));
    if (sheet) bz_doc_set(doc, root, BZ_ATTR_PAPER, bz_str_from(sheet));
    set_tone(m, w, paper, doc, root);
}
