/* In: one scalar of a YAML tree and the row that it is for. Out: its value, or a diagnostic that
 * says what was found, what the row takes and, for the usual slips, what to write instead. Owns
 * nothing: texts are slices of the tree. The one idea: the type comes from the row and never from
 * how the scalar looks, so quotes change nothing. */
#include "load/load_priv.h"
#include "base/date.h"
#include "doc/language.h"
#include <string.h>

typedef struct reading {
    bz_job *job;
    const bz_field *f;
    bz_str text; /* without white space around it */
    bz_span span;
    bool is_quoted; /* with straight quotes */
} reading;

/* "`minutes` takes …, not `soon`", with the row's example as its hint. */
static bz_diag *refuse(const reading *r, bz_code code, const char *takes)
{
    bz_diag *diag = bz_diag_add(r->job->diags, code, r->span, "`%s` takes %s, not `%.*s`",
                                r->f->key, takes, BZ_FMT(r->text));
    if (bz_load__slip_quotes(r->text).n < r->text.n)
        bz_diag_hint(r->job->diags, diag, "curly quotes are part of the text: write `%s: \"%.*s\"`",
                     r->f->key, BZ_FMT(bz_load__slip_quotes(r->text)));
    else if (r->f->example && r->f->shape == BZ_ONE)
        bz_diag_hint(r->job->diags, diag, "for example `%s: %s`", r->f->key, r->f->example);
    return diag;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(bz_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

/* --- numbers */

/* "2 hours", "90 min", "٩٠", "+5", "05": the slips that have an answer of their own. */
static void hint_for_number(const reading *r, bz_diag *diag)
{
    bz_str s = r->text;
    size_t n = digits_at(s, 0);
    int minutes = r->f->type == BZ_T_MINUTES && n < s.n ? bz_load__slip_minutes(s) : 0;
    if (minutes > 0) {
        bz_diag_hint(r->job->diags, diag, "minutes, and digits only: `%s: %d`", r->f->key, minutes);
    } else if (n > 1 && n == s.n && s.p[0] == '0') {
        bz_diag_hint(r->job->diags, diag, "write it without the leading zero");
    } else if (n > 0 && n < s.n && (s.p[n] == ' ' || s.p[n] == 'm' || s.p[n] == '\'')) {
        bz_diag_hint(r->job->diags, diag, "digits only: `%s: %.*s`", r->f->key, (int)n, s.p);
    } else if (s.n > 1 && (s.p[0] == '+' || s.p[0] == '-') && digits_at(s, 1)) {
        bz_diag_hint(r->job->diags, diag, "digits only, without a sign");
    } else if (s.n && (unsigned char)s.p[0] >= 0x80 && bz_load__slip_quotes(s).n == s.n) {
        bz_diag_hint(r->job->diags, diag,
                     "write it with the digits 0 to 9; a guide prints it in those of its language");
    }
}

static bool in_range(const reading *r, int32_t value)
{
    const bz_field *f = r->f;
    if (f->min == 0 && f->max == 0) return true;
    if (value >= f->min && value <= f->max) return true;
    const char *unit = f->unit ? f->unit : "";
    bz_diag_add(r->job->diags, BZ_F008, r->span, "`%s` is %.*s; it can be from %d to %d%s%s",
                f->key, BZ_FMT(r->text), f->min, f->max, *unit ? " " : "", unit);
    return false;
}

static bool read_integer(const reading *r, bz_load__scalar *out)
{
    const char *takes = r->f->type == BZ_T_MINUTES ? "a whole number of minutes" : "a whole number";
    out->kind = BZ_V_INT;
    if (bz_str_integer(r->text, &out->a)) return in_range(r, out->a);
    bool is_long = r->text.n > 9 && digits_at(r->text, 0) == r->text.n && r->text.p[0] != '0';
    if (is_long && r->f->max) return in_range(r, INT32_MAX);
    hint_for_number(r, refuse(r, BZ_F007, takes));
    return false;
}

static bool read_range(const reading *r, bz_load__scalar *out)
{
    bz_str s = r->text;
    size_t dash = bz_str_find(s, '-', 0);
    bool is_form = dash < s.n && bz_str_integer(bz_str_cut(s, 0, dash), &out->a) &&
                   bz_str_integer(bz_str_cut(s, dash + 1, s.n), &out->b);
    out->kind = BZ_V_RANGE;
    if (is_form && out->a <= out->b) return in_range(r, out->a) && in_range(r, out->b);
    if (is_form) {
        bz_diag *diag =
            bz_diag_add(r->job->diags, BZ_F009, r->span, "`%s` runs backwards: %d is more than %d",
                        r->f->key, out->a, out->b);
        bz_diag_hint(r->job->diags, diag, "the smaller number first: `%d-%d`", out->b, out->a);
        return false;
    }
    bz_diag *diag = refuse(r, BZ_F009, "two whole numbers with `-` between them");
    size_t n = digits_at(s, 0), end = s.n;
    while (end > n && is_digit(s.p[end - 1]))
        end--;
    if (n && end < s.n && end > n)
        bz_diag_hint(r->job->diags, diag, "with a hyphen and without spaces: `%.*s-%.*s`", (int)n,
                     s.p, (int)(s.n - end), s.p + end);
    return false;
}

/* --- dates and times */

static bool looks_like_date(bz_str s)
{
    return s.n == 10 && digits_at(s, 0) == 4 && s.p[4] == '-' && digits_at(s, 5) == 2 &&
           s.p[7] == '-' && digits_at(s, 8) == 2;
}

static bool read_date(const reading *r, bz_load__scalar *out)
{
    bz_date date = 0;
    out->kind = BZ_V_INT;
    if (bz_date_parse(r->text, &date)) {
        out->a = date;
        return true;
    }
    if (looks_like_date(r->text)) {
        bz_diag *diag =
            bz_diag_add(r->job->diags, BZ_F010, r->span, "`%s` is `%.*s`, and there is no such day",
                        r->f->key, BZ_FMT(r->text));
        bz_diag_hint(r->job->diags, diag, "year, month, day, in the years 1900 to 2199");
        return false;
    }
    bz_diag *diag = refuse(r, BZ_F010, "a date");
    char meant[16];
    bool is_day_first;
    if (bz_load__slip_date(r->text, meant, &is_day_first))
        bz_diag_hint(r->job->diags, diag, "year, month, day: `%s`%s", meant,
                     is_day_first ? ", if the day stands first" : "");
    else bz_diag_hint(r->job->diags, diag, "year, month, day: `2026-09-08`");
    return false;
}

static bool read_time(const reading *r, bz_load__scalar *out)
{
    int minutes = 0;
    out->kind = BZ_V_INT;
    if (bz_time_parse(r->text, &minutes)) {
        out->a = minutes;
        return true;
    }
    bz_diag *diag = refuse(r, BZ_F011, "a time of day");
    char meant[16];
    bool is_plain = bz_load__slip_time(r->text, meant);
    bz_diag_hint(r->job->diags, diag, "hours and minutes of 24 hours: `\"%s\"`",
                 is_plain ? meant : "17:00");
    return false;
}

static bool read_duration(const reading *r, bz_load__scalar *out)
{
    int32_t count;
    bz_unit unit;
    bz_str s = r->text;
    /* A row whose example ends in "before" counts backwards from the meeting. */
    if (r->f->example && bz_str_ends(bz_str_from(r->f->example), " before") &&
        bz_str_ends(s, " before"))
        s = bz_str_cut(s, 0, s.n - strlen(" before"));
    out->kind = BZ_V_TEXT;
    if (bz_duration_parse(s, &count, &unit)) return true;
    bz_diag *diag = refuse(r, BZ_F012, "a length of time");
    bz_diag_hint(r->job->diags, diag,
                 "a number up to 10,000 and one of min, hours, days, weeks, months: `%s: %s`",
                 r->f->key, r->f->example ? r->f->example : "1 week");
    return false;
}

/* --- choices */

static bool read_bool(const reading *r, bz_load__scalar *out)
{
    static const char *const yes[] = {"yes", "on", "True", "TRUE", "Yes", "1"};
    static const char *const no[] = {"no", "off", "False", "FALSE", "No", "0"};
    out->kind = BZ_V_INT;
    out->a = bz_str_is(r->text, "true");
    if (out->a || bz_str_is(r->text, "false")) return true;
    bz_diag *diag = refuse(r, BZ_F013, "`true` or `false`");
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (bz_str_is(r->text, yes[i])) bz_diag_hint(r->job->diags, diag, "write `true`");
        if (bz_str_is(r->text, no[i])) bz_diag_hint(r->job->diags, diag, "write `false`");
    }
    return false;
}

static bool read_enum(const reading *r, bz_load__scalar *out)
{
    out->kind = BZ_V_INT;
    out->a = bz_enum_find((bz_enum)r->f->of, r->text);
    if (out->a >= 0) return true;
    size_t n;
    const bz_str *values = bz_enum_values((bz_enum)r->f->of, &n);
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_F014, r->span, "`%s` cannot be `%.*s`", r->f->key,
                                BZ_FMT(r->text));
    bz_load__say_values(r->job, diag, r->text, (bz_load__names){(bz_str *)(uintptr_t)values, n});
    return false;
}

static bool read_language(const reading *r, bz_load__scalar *out)
{
    out->kind = BZ_V_TEXT;
    if (bz_language_is_tag(r->text)) return true;
    bz_diag *diag = refuse(r, BZ_F015, "a language tag");
    bz_diag_hint(
        r->job->diags, diag,
        "the code of the language (BCP 47), not its name: `en`, `sw`, `prs`, with the script "
        "where it matters, `zh-Hant`");
    return false;
}

/* --- texts */

/* To YAML they are letters, and would stand on paper. */
static void warn_of_curly_quotes(const reading *r)
{
    bz_str inside = bz_load__slip_quotes(r->text);
    bool is_simple = inside.n <= 80 && bz_str_find(inside, '"', 0) == inside.n;
    if (r->is_quoted || inside.n == r->text.n || !is_simple) return;
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_F018, r->span,
                                "the curly quotes round `%s` are printed with it", r->f->key);
    bz_diag_hint(r->job->diags, diag,
                 "write `%s: \"%.*s\"`; where they are meant, put straight quotes round them",
                 r->f->key, BZ_FMT(inside));
}

static bool read_line(const reading *r, bz_load__scalar *out)
{
    out->kind = BZ_V_TEXT;
    warn_of_curly_quotes(r);
    size_t end = bz_str_find(r->text, '\n', 0);
    if (end == r->text.n) return true;
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_F004, r->span,
                                "`%s` takes one line, and this has several", r->f->key);
    bz_diag_hint(r->job->diags, diag,
                 "begin it with `>` in place of `|`, so that lines are joined");
    return false;
}

static bool go_on(void *context, const bz_when_part *part)
{
    (void)context;
    (void)part;
    return true;
}

static bool read_when(const reading *r, bz_load__scalar *out)
{
    const char *why = NULL;
    size_t at = 0;
    out->kind = BZ_V_TEXT;
    /* Facts and values are looked up when the curriculum is known; here only the form counts. */
    if (bz_when_parse(r->text, go_on, NULL, &why, &at)) return true;
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_F016, r->span, "`%.*s` is not a condition: %s",
                                BZ_FMT(r->text), why);
    bz_diag_hint(r->job->diags, diag, "for example `caregivers=men|mixed delivery!=phone`");
    return false;
}

/* What may stand before the id in an address. */
static const struct {
    bz_record_kind kind;
    const char *text;
} PREFIXES[] = {{BZ_R_ACTIVITY, "library/"},
                {BZ_R_HANDOUT, "handout/"},
                {BZ_R_HANDOUT, BZ_LOAD__SHARED_HANDOUT},
                {BZ_R_SESSION, "session/"}};

static bz_str without(bz_str text, const char *prefix)
{
    return bz_str_starts(text, prefix) ? bz_str_cut(text, strlen(prefix), text.n) : text;
}

bz_str bz_load__ref_id(bz_record_kind kind, bz_str text)
{
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
        if (PREFIXES[i].kind == kind && bz_str_starts(text, PREFIXES[i].text))
            return without(text, PREFIXES[i].text);
    return text;
}

bz_str bz_load__shared_id(bz_str text)
{
    bz_str id = without(text, BZ_LOAD__SHARED_SESSION);
    return id.n < text.n && bz_id_is_valid(id, NULL) ? id : BZ_STR("");
}

/* Of what lies in the library the kind is said too: `stretch` or `library/session/stretch` is no
 * activity of it, `library/stretch` no session. */
static bool refuse_kind(const reading *r, bool is_session)
{
    size_t slash = r->text.n;
    while (slash > 0 && r->text.p[slash - 1] != '/')
        slash--;
    bz_str last = bz_str_cut(r->text, slash, r->text.n);
    if (!bz_id_is_valid(last, NULL) || (slash && !bz_str_starts(r->text, "library/"))) return false;
    bz_diag *diag =
        bz_diag_add(r->job->diags, BZ_F017, r->span, "`%s` takes %s of the library, not `%.*s`",
                    r->f->key, is_session ? "a session" : "an activity", BZ_FMT(r->text));
    if (is_session)
        bz_diag_hint(r->job->diags, diag, "write `" BZ_LOAD__SHARED_SESSION "%.*s`", BZ_FMT(last));
    else if (bz_str_starts(r->text, BZ_LOAD__SHARED_SESSION))
        bz_diag_hint(r->job->diags, diag,
                     "a whole session is named in `sessions` of a curriculum: `- use: %.*s`",
                     BZ_FMT(r->text));
    else bz_diag_hint(r->job->diags, diag, "write `library/%.*s`", BZ_FMT(last));
    return true;
}

static bool read_ref(const reading *r, bz_load__scalar *out)
{
    const char *why = NULL;
    bz_record_kind kind = (bz_record_kind)r->f->of;
    bool is_session = r->f->flags & BZ_IN_LIBRARY;
    bool in_library = is_session || kind == BZ_R_ACTIVITY;
    bz_str id =
        is_session ? without(r->text, BZ_LOAD__SHARED_SESSION) : bz_load__ref_id(kind, r->text);
    out->kind = BZ_V_REF;
    bool is_good = kind == BZ_R_REFERENCE ? bz_name_is_valid(id, &why) : bz_id_is_valid(id, &why);
    if (is_good && (!in_library || id.n < r->text.n)) return true;
    if (in_library && refuse_kind(r, is_session)) return false;
    const char *name = bz_record_row_at(kind)->name;
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_F017, r->span,
                                "`%s` takes the name of %s %s, and `%.*s` cannot be one: %s",
                                r->f->key, bz_load__article(name), name, BZ_FMT(r->text), why);
    char meant[65];
    bz_str before = bz_str_cut(r->text, 0, r->text.n - id.n); /* "library/" and the like */
    if (in_library) before = is_session ? BZ_STR(BZ_LOAD__SHARED_SESSION) : BZ_STR("library/");
    if (kind == BZ_R_SESSION && bz_load__shared_id(r->text).n)
        bz_diag_hint(r->job->diags, diag, "in its curriculum it is called `%.*s`",
                     BZ_FMT(bz_load__shared_id(r->text)));
    else if (kind != BZ_R_REFERENCE && bz_load__slip_id(id, meant))
        bz_diag_hint(r->job->diags, diag, "is it `%.*s%s`?", BZ_FMT(before), meant);
    else if (r->f->example && r->f->shape == BZ_ONE)
        bz_diag_hint(r->job->diags, diag, "for example `%s: %s`", r->f->key, r->f->example);
    return false;
}

const char *bz_load__article(const char *name)
{
    /* Records of which there is one at its place, some of them plural. */
    static const char *const only[] = {"meetings", "languages",   "paper",         "childcare",
                                       "for",      "focal_point", "every_meeting", "home_practice"};
    for (size_t i = 0; i < sizeof only / sizeof *only; i++)
        if (strcmp(name, only[i]) == 0) return "the";
    return strchr("aeio", name[0]) ? "an" : "a";
}

static bool refuse_name(bz_job *job, bz_str id, bz_span span, const char *why)
{
    bz_diag *diag =
        bz_diag_add(job->diags, BZ_F005, span, "`%.*s` cannot be an id: %s", BZ_FMT(id), why);
    char meant[65];
    bool is_plain = bz_load__slip_id(id, meant);
    bz_diag_hint(job->diags, diag,
                 "ids are small letters, digits and hyphens and start with a letter: `%s`",
                 is_plain ? meant : "calm-first");
    return false;
}

bool bz_load__id_check(bz_job *job, bz_str id, bz_span span)
{
    const char *why = NULL;
    return bz_id_is_valid(id, &why) || refuse_name(job, id, span, why);
}

bool bz_load__entry_check(bz_job *job, bz_str id, bz_span span, int shared)
{
    if (!shared || !bz_load__shared_id(id).n) return bz_load__id_check(job, id, span);
    bz_diag *diag = bz_diag_add(job->diags, BZ_F005, span,
                                "`%.*s` cannot be an id: it is the address of a session of the "
                                "library",
                                BZ_FMT(id));
    bz_diag_hint(job->diags, diag, "write `- use: %.*s`", BZ_FMT(id));
    return false;
}

static bool name_check(bz_job *job, bz_str name, bz_span span)
{
    const char *why = NULL;
    return bz_name_is_valid(name, &why) || refuse_name(job, name, span, why);
}

static bool read_id(const reading *r, bz_load__scalar *out)
{
    out->kind =
        BZ_V_TEXT; /* kept even when it is wrong, so that nothing else is said to be missing */
    bz_load__id_check(r->job, r->text, r->span);
    return true;
}

bool bz_load__scalar_read(bz_load__decoder *d, const bz_field *f, const bz_ynode *y,
                          bz_load__scalar *out)
{
    reading r = {d->job, f, bz_str_trim(y->text), y->span, y->is_quoted};
    *out = (bz_load__scalar){.text = r.text};
    switch (f->type) {
    case BZ_T_ID: return read_id(&r, out);
    case BZ_T_INTEGER:
    case BZ_T_MINUTES: return read_integer(&r, out);
    case BZ_T_RANGE: return read_range(&r, out);
    case BZ_T_DATE: return read_date(&r, out);
    case BZ_T_TIME: return read_time(&r, out);
    case BZ_T_DURATION: return read_duration(&r, out);
    case BZ_T_BOOL: return read_bool(&r, out);
    case BZ_T_ENUM: return read_enum(&r, out);
    case BZ_T_REF: return read_ref(&r, out);
    case BZ_T_LANGUAGE: return read_language(&r, out);
    case BZ_T_WHEN: return read_when(&r, out);
    case BZ_T_PLAIN:
    case BZ_T_LINE:
    case BZ_T_PATH:
    case BZ_T_RECORD: return read_line(&r, out);
    }
    return false;
}

/* --- keys of maps */

/* What a key must be where it is not an id of ours. */
static bz_type key_type(bz_record_kind kind, int field, int depth)
{
    if (kind == BZ_R_WORD && depth == 0) return BZ_T_LANGUAGE;
    if (kind == BZ_R_HOLIDAY) return BZ_T_LANGUAGE;
    if (kind == BZ_R_GROUP && field == BZ_GROUP_TOPICS) return BZ_T_DATE;
    if (kind == BZ_R_PLUGIN && field == BZ_PLUGIN_LABELS) return depth ? BZ_T_PLAIN : BZ_T_LANGUAGE;
    if (kind == BZ_R_PLUGIN && field == BZ_PLUGIN_OPTIONS) return BZ_T_PLAIN;
    return BZ_T_ID;
}

bool bz_load__key_check(bz_load__decoder *d, bz_record_kind kind, int field, int depth,
                        const bz_yentry *e)
{
    bz_type type = key_type(kind, field, depth);
    int32_t number;
    bool is_topic = kind == BZ_R_GROUP && field == BZ_GROUP_TOPICS;
    if (is_topic && bz_str_integer(e->key, &number) && number) return true; /* a meeting's */
    if (type == BZ_T_PLAIN) return true;
    if (type == BZ_T_ID) return name_check(d->job, e->key, e->key_span);
    const bz_field row = {.key = bz_record_row_at(kind)->fields[field].key, .type = type};
    const bz_ynode key = {.kind = BZ_YSCALAR, .span = e->key_span, .text = e->key};
    bz_load__scalar ignored;
    return bz_load__scalar_read(d, &row, &key, &ignored);
}
