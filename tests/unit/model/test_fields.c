/* The rows of fields.def and enums.def hold together, and what an id may be. */
#include "../unit.h"
#include "model/model.h"
#include <string.h>

static void test_model_fields__rows_hold_together(void **state)
{
    (void)state;
    for (unsigned k = 1; k < BZ_RECORD_KIND_COUNT; k++) {
        const bz_record_row *row = bz_record_row_at((bz_record_kind)k);
        assert_int_equal(bz_record_kind_find(bz_str_from(row->name)), k);
        assert_string_equal(row->fields[0].key, "id");
        for (int i = 0; i < row->n; i++) {
            const bz_field *f = &row->fields[i];
            assert_int_equal(bz_field_find((bz_record_kind)k, bz_str_from(f->key)), i);
            assert_true(f->doc && f->doc[strlen(f->doc) - 1] == '.');
            if (f->type == BZ_T_ENUM) assert_in_range(f->of, 1, BZ_ENUM_COUNT - 1);
            else if (f->type == BZ_T_RECORD || f->type == BZ_T_REF)
                assert_in_range(f->of, 1, BZ_RECORD_KIND_COUNT - 1);
            else assert_int_equal(f->of, 0);
            if (!(f->flags & (BZ_COMPUTED | BZ_OPEN))) assert_non_null(f->example);
        }
        bz_model *m = bz_model_new();
        bz_rec r = bz_model_add(m, 0, 0, 0, (bz_record_kind)k, bz_span_none());
        bz_model_apply_defaults(m, r);
        for (int i = 0; i < row->n; i++)
            assert_int_equal(bz_model_has(m, r, i), row->fields[i].otherwise != NULL);
        bz_model_free(m);
    }
    assert_int_equal(bz_field_find(BZ_R_ACTIVITY, BZ_STR("minuts")), -1);
    assert_int_equal(bz_record_kind_find(BZ_STR("nothing")), BZ_NO_RECORD);
}

static void test_model_fields__enums(void **state)
{
    (void)state;
    size_t n;
    const bz_str *methods = bz_enum_values(BZ_E_METHOD, &n);
    assert_int_equal(n, 18);
    assert_str(methods[0], "circle");
    assert_str(methods[17], "planning");
    for (unsigned e = 1; e < BZ_ENUM_COUNT; e++) {
        const bz_str *v = bz_enum_values((bz_enum)e, &n);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(bz_enum_find((bz_enum)e, v[i]), i);
            assert_string_equal(bz_enum_name((bz_enum)e, (int)i), v[i].p);
        }
    }
    assert_int_equal(bz_enum_find(BZ_E_METHOD, BZ_STR("roleplay")), -1);
    assert_int_equal(bz_enum_find(BZ_E_MAY_CHANGE, BZ_STR("with_approval")), BZ_WITH_APPROVAL);
}

static void test_model_fields__ids(void **state)
{
    (void)state;
    const char *good[] = {"a",    "calm",  "four-steps", "explore-2",
                          "com0", "con-1", "f1-mother",  "x9-"};
    const char *bad[] = {"",        "A",    "9a",       "-a",      "a_b",     "a.b",  "é",
                         "session", "word", "index",    "ask-2",   "table-1", "con",  "lpt9",
                         "nul",     "a b",  "safety-0", "item-10", "aux",     "form", "a\n"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const char *why = NULL;
        if (!bz_id_is_valid(bz_str_from(good[i]), &why)) fail_msg("%s: %s", good[i], why);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *why = NULL;
        if (bz_id_is_valid(bz_str_from(bad[i]), &why)) fail_msg("%s was taken", bad[i]);
        assert_non_null(why);
    }
    char sixty_five[66];
    memset(sixty_five, 'a', 65);
    sixty_five[65] = 0;
    assert_false(bz_id_is_valid(bz_str_from(sixty_five), NULL));
    assert_true(bz_id_is_valid(bz_str_from(sixty_five + 1), NULL));
    assert_false(bz_id_is_valid((bz_str){"a\0b", 3}, NULL));
}
