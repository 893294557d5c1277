/* The record for plugins. In: the journal, once the plan is made. Out: an ENTRY below the programme
 * for each change. The one idea: a column of the record is a row of ENTRY by its name, so that a
 * plugin reads what an officer reads in a spreadsheet. */
#include "engine/record.h"

#include <assert.h>

static void set_list(bz_model *m, bz_rec r, int field, bz_str words)
{
    bz_str rest = words, word;
    uint32_t n = 0;
    while (bz_str_split(&rest, ' ', &word))
        n++;
    uint32_t at = bz_model_set_many(m, r, field, BZ_V_LIST, n, bz_span_none());
    for (rest = words; bz_str_split(&rest, ' ', &word); at++)
        bz_model_set_element(m, at, BZ_STR(""), word, bz_span_none());
}

static void set_value(bz_model *m, bz_rec r, const char *key, bz_str text)
{
    int field = bz_field_find(BZ_R_ENTRY, bz_str_from(key));
    assert(field > 0);
    const bz_field *row = &bz_record_row_at(BZ_R_ENTRY)->fields[field];
    bz_date day;
    if (!text.n) return;
    if (row->shape == BZ_LIST) set_list(m, r, field, text);
    else if (row->type == BZ_T_ENUM)
        bz_model_set_int(m, r, field, bz_enum_find((bz_enum)row->of, text), bz_span_none());
    else if (row->type == BZ_T_DATE) {
        if (bz_date_parse(text, &day)) bz_model_set_int(m, r, field, day, bz_span_none());
    } else bz_model_set_text(m, r, field, text, bz_span_none());
}

void bz_engine__put_entries(bz_engine *e)
{
    bz_model *m = e->model;
    bz_rows rows = {0};
    bz_buf cell = {0};
    bz_engine__rows(e, &rows);
    for (size_t i = 0; i < rows.n; i++) {
        const bz_row *row = &rows.p[i];
        bz_rec r = bz_model_add(m, m->programme, BZ_PROGRAMME_CHANGES, 0, BZ_R_ENTRY, row->c->span);
        bz_str id = bz_arena_printf(e->job.arena, "change-%u", row->number);
        bz_model_set_text(m, r, BZ_ENTRY_ID, id, row->c->span);
        bz_model_set_int(m, r, BZ_ENTRY_NUMBER, (int32_t)row->number, row->c->span);
        for (int k = 1; k < BZ_RECORD_COLUMNS; k++) {
            bz_buf_clear(&cell);
            bz_engine__columns[k].put(row, &cell);
            set_value(m, r, bz_engine__columns[k].name, bz_buf_view(&cell));
        }
    }
    bz_buf_deinit(&cell);
    bz_vec_free(&rows);
}
