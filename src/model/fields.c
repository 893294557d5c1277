/* The rows of fields.def as tables: what records there are, what fields each has, and what those
 * may hold. Nothing comes in but the rows; all answers are borrowed from them. The one idea: a
 * field is described once, and everything that knows fields asks here. */
#include "model/fields.h"
#include <assert.h>

#define BZ_RECORD(K, name, doc) static const bz_field K##_ROWS[] = {
#define BZ_FIELD(K, F, k, s, t, o, f, ...)                                                         \
    {.key = k, .shape = s, .type = t, .of = o, .flags = f, .since = 1, __VA_ARGS__},
#define BZ_END(K)                                                                                  \
    }                                                                                              \
    ;
#include "model/fields.def"
#undef BZ_RECORD
#undef BZ_FIELD
#undef BZ_END

static const bz_record_row RECORDS[BZ_RECORD_KIND_COUNT] = {
    [BZ_NO_RECORD] = {"", "", NULL, 0},
#define BZ_RECORD(K, name, doc) [BZ_R_##K] = {name, doc, K##_ROWS, BZ_##K##__N},
#define BZ_FIELD(K, F, k, s, t, o, f, ...)
#define BZ_END(K)
#include "model/fields.def"
#undef BZ_RECORD
#undef BZ_FIELD
#undef BZ_END
};

const bz_record_row *bz_record_row_at(bz_record_kind kind)
{
    assert(kind < BZ_RECORD_KIND_COUNT);
    return &RECORDS[kind];
}

bz_record_kind bz_record_kind_find(bz_str name)
{
    for (unsigned k = BZ_NO_RECORD + 1; k < BZ_RECORD_KIND_COUNT; k++)
        if (bz_str_is(name, RECORDS[k].name)) return (bz_record_kind)k;
    return BZ_NO_RECORD;
}

int bz_field_find(bz_record_kind kind, bz_str key)
{
    const bz_record_row *row = bz_record_row_at(kind);
    for (int i = 0; i < row->n; i++)
        if (bz_str_is(key, row->fields[i].key)) return i;
    return -1;
}

const char *bz_type_name(bz_type t)
{
    static const char *const names[] = {[BZ_T_ID] = "id",
                                        [BZ_T_PLAIN] = "plain text",
                                        [BZ_T_LINE] = "line",
                                        [BZ_T_INTEGER] = "integer",
                                        [BZ_T_MINUTES] = "minutes",
                                        [BZ_T_RANGE] = "range",
                                        [BZ_T_DATE] = "date",
                                        [BZ_T_TIME] = "time",
                                        [BZ_T_DURATION] = "duration",
                                        [BZ_T_BOOL] = "true or false",
                                        [BZ_T_ENUM] = "one of a list",
                                        [BZ_T_REF] = "reference",
                                        [BZ_T_LANGUAGE] = "language",
                                        [BZ_T_WHEN] = "condition",
                                        [BZ_T_PATH] = "path",
                                        [BZ_T_RECORD] = "mapping"};
    assert(t <= BZ_T_RECORD);
    return names[t];
}
