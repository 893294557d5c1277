/* Values of a change: whether one fits its row, and how one reads. In: a change, or a record and a
 * row. Out: yes, or the reason in plain words; or the value as text. The one idea: the rows of
 * fields.def that decode YAML decide here too, so that a plugin can write only what an author
 * could. */
#include "adapt/journal_priv.h"
#include "base/date.h"
#include "base/utf8.h"
#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { LONGEST_TEXT = 10000 };

static bool no(bz_buf *why, const char *reason)
{
    if (why) bz_buf_put(why, reason);
    return false;
}

/* One line of text such as an author could have written. */
bool bz_adapt__is_line(bz_str s, bz_buf *why)
{
    if (s.n == 0) return no(why, "the text is empty");
    if (s.n > LONGEST_TEXT) return no(why, "the text is longer than 10,000 bytes");
    if (bz_utf8_valid(s) < s.n) return no(why, "the text is not UTF-8");
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return no(why, "the text holds a line break or a control character");
    return true;
}

static bool is_number(const bz_field *row, int32_t v, bz_buf *why)
{
    if (row->min == row->max || (v >= row->min && v <= row->max)) return true;
    bz_buf_fmt(why, "%" PRId32 " is not within %" PRId32 "-%" PRId32, v, row->min, row->max);
    return false;
}

static bool is_integer(const bz_field *row, int32_t v, bz_buf *why)
{
    size_t n = 2;
    if (row->type == BZ_T_ENUM) bz_enum_values((bz_enum)row->of, &n);
    if (row->type == BZ_T_ENUM || row->type == BZ_T_BOOL)
        return (v >= 0 && (size_t)v < n) || no(why, "it is not one of its values");
    if (row->type == BZ_T_INTEGER || row->type == BZ_T_MINUTES)
        return v >= 0 ? is_number(row, v, why) : no(why, "a negative number");
    if (row->type == BZ_T_DATE) return true;
    if (row->type == BZ_T_TIME) return (v >= 0 && v < 24 * 60) || no(why, "it is no time of a day");
    return no(why, "a number where text belongs");
}

static bool is_text_of(const bz_field *row, bz_str s, bz_buf *why)
{
    int32_t count;
    bz_unit unit;
    if (!bz_adapt__is_line(s, why)) return false;
    if (row->type == BZ_T_PLAIN || row->type == BZ_T_LINE) return true;
    if (row->type == BZ_T_DURATION)
        return bz_duration_parse(s, &count, &unit) || no(why, "it is no length of time");
    return no(why, "a text does not belong there");
}

static bool is_list(const bz_field *row, bz_str text, bz_buf *why)
{
    if (row->shape != BZ_LIST || (row->type != BZ_T_LINE && row->type != BZ_T_PLAIN))
        return no(why, "it is not a list of texts");
    bz_str rest = text, piece;
    while (bz_str_split(&rest, BZ_BETWEEN_ELEMENTS, &piece))
        if (!bz_adapt__is_line(piece, why)) return false;
    return true;
}

/* An address, or the bare id of a record of that kind. */
static bool find_ref(const bz_model *m, const bz_field *row, bz_str text, bz_rec *ref, bz_buf *why)
{
    if (!bz_adapt__is_line(text, why)) return false;
    bz_target t = bz_model_find(m, text, NULL);
    if (!t.rec || t.node || bz_model_kind(m, t.rec) != (bz_record_kind)row->of) {
        bz_buf address = {0};
        bz_buf_fmt(&address, "%s/%.*s", bz_record_row_at((bz_record_kind)row->of)->name,
                   BZ_FMT(text));
        t = bz_model_find(m, bz_buf_view(&address), NULL);
        bz_buf_deinit(&address);
    }
    if (t.rec && !t.node && bz_model_kind(m, t.rec) == (bz_record_kind)row->of) {
        *ref = t.rec;
        return true;
    }
    bz_buf_fmt(why, "there is no %s `%.*s`", bz_record_row_at((bz_record_kind)row->of)->name,
               BZ_FMT(text));
    return false;
}

static bool may_be_empty(bz_record_kind kind, int field, const bz_field *row)
{
    bool is_needed =
        kind == BZ_R_ACTIVITY && (field == BZ_ACTIVITY_METHOD || field == BZ_ACTIVITY_MINUTES);
    return !(row->flags & BZ_REQUIRED) && !is_needed;
}

bool bz_adapt__is_value(const bz_model *m, const bz_change *c, bz_rec *ref, bz_buf *why)
{
    bz_record_kind kind = bz_model_kind(m, c->target.rec);
    const bz_field *row = &bz_record_row_at(kind)->fields[c->field];
    if (c->value == BZ_V_NONE)
        return may_be_empty(kind, c->field, row) || no(why, "it cannot be left out");
    if (c->value == BZ_V_LIST) return is_list(row, c->text, why);
    if (row->shape != BZ_ONE) return no(why, "it takes a list");
    switch (c->value) {
    case BZ_V_INT: return is_integer(row, c->low, why);
    case BZ_V_RANGE:
        if (row->type != BZ_T_RANGE) return no(why, "a range does not belong there");
        if (c->low > c->high)
            return no(why, "the second number of a range is smaller than the first");
        return is_number(row, c->low, why) && is_number(row, c->high, why);
    case BZ_V_REF:
        if (row->type != BZ_T_REF) return no(why, "a reference does not belong there");
        return find_ref(m, row, c->text, ref, why);
    case BZ_V_TEXT: return is_text_of(row, c->text, why);
    default: return no(why, "it is of a kind that cannot be set");
    }
}

static void put_int(const bz_field *row, int32_t v, bz_buf *out)
{
    if (row->type == BZ_T_BOOL) bz_buf_put(out, v ? "true" : "false");
    else if (row->type == BZ_T_ENUM) bz_buf_put(out, bz_enum_name((bz_enum)row->of, v));
    else if (row->type == BZ_T_TIME) bz_buf_fmt(out, "%02d:%02d", v / 60, v % 60);
    else if (row->type == BZ_T_DATE) {
        bz_civil d = bz_date_civil(v);
        bz_buf_fmt(out, "%04" PRId32 "-%02d-%02d", d.year, d.month, d.day);
    } else bz_buf_fmt(out, "%" PRId32, v);
}

void bz_adapt__put_value(const bz_model *m, bz_rec r, int field, bz_buf *out)
{
    const bz_field *row = &bz_record_row_at(bz_model_kind(m, r))->fields[field];
    const bz_value *v = bz_model_value(m, r, field);
    if (v->kind == BZ_V_INT) put_int(row, (int32_t)v->a, out);
    else if (v->kind == BZ_V_RANGE)
        bz_buf_fmt(out, "%" PRId32 "-%" PRId32, (int32_t)v->a, (int32_t)v->b);
    else if (v->kind == BZ_V_LIST) {
        for (uint32_t i = 0; i < v->b; i++) {
            if (i) bz_buf_char(out, '\n');
            bz_buf_str(out, bz_value_text(m, bz_value_element(m, v, i)));
        }
    } else bz_buf_str(out, bz_value_text(m, v));
}
