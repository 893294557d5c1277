/* Numbers, texts and spans as bytes: what is written comes back, and what is wrong is refused once,
 * with the reason. */
#include "../unit.h"

#include "base/wire.h"

static void test_base_wire__what_is_written_comes_back(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {0, 1, 127, 128, 16383, 16384, 2147483647, UINT32_MAX};
    static const int32_t signed_ones[] = {0, -1, 1, -64, 64, INT32_MIN, INT32_MAX};
    bz_buf out = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        bz_wire_put_number(&out, numbers[i]);
    for (size_t i = 0; i < sizeof signed_ones / sizeof *signed_ones; i++)
        bz_wire_put_signed(&out, signed_ones[i]);
    bz_wire_put_text(&out, BZ_STR("أمينة"));
    bz_wire_put_span(&out, (bz_span){3, 10, 14});
    bz_wire_put_span(&out, bz_span_none());
    bz_wire_reader r = {.bytes = bz_buf_view(&out)};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(bz_wire_take_number(&r) == numbers[i]);
    for (size_t i = 0; i < sizeof signed_ones / sizeof *signed_ones; i++)
        assert_int_equal(bz_wire_take_signed(&r), signed_ones[i]);
    assert_str(bz_wire_take_text(&r, 100), "أمينة");
    bz_span span = bz_wire_take_span(&r);
    assert_true(span.file == 3 && span.start == 10 && span.end == 14);
    assert_int_equal(bz_wire_take_span(&r).file, 0);
    assert_false(r.failed);
    assert_int_equal(r.at, r.bytes.n);
    bz_buf_deinit(&out);
}

/* Takes a text from the bytes, which must fail for the reason; later takes give nothing and no
 * reason. */
static void assert_refused(bz_str bytes, size_t most, const char *reason)
{
    bz_buf why = {0};
    bz_wire_reader r = {.bytes = bytes, .why = &why};
    assert_int_equal(bz_wire_take_text(&r, most).n, 0);
    assert_true(r.failed);
    assert_true(bz_str_starts(bz_buf_view(&why), reason));
    size_t n = why.n;
    assert_int_equal(bz_wire_take_number(&r), 0);
    assert_int_equal(why.n, n);
    bz_buf_deinit(&why);
}

static void test_base_wire__what_is_wrong_is_refused(void **state)
{
    (void)state;
    assert_refused(BZ_STR(""), 100, "the answer ends early");
    assert_refused(BZ_STR("\x80"), 100, "the answer ends early");
    assert_refused(BZ_STR("\x80\x80\x80\x80\x80\x01"), 100, "a number is too long");
    assert_refused(BZ_STR("\xff\xff\xff\xff\x7f"), 100, "a number is too large");
    assert_refused(BZ_STR("\x05"
                          "abcd"),
                   100, "a text is longer than the answer");
    assert_refused(BZ_STR("\x04"
                          "abcd"),
                   3, "a text is too long");
    assert_refused(BZ_STR("\x02"
                          "a\xff"),
                   100, "a text is not UTF-8");
}

static void test_base_wire__a_span_cannot_run_over(void **state)
{
    (void)state;
    bz_buf out = {0};
    bz_wire_put_number(&out, 1);
    bz_wire_put_number(&out, UINT32_MAX);
    bz_wire_put_number(&out, 2);
    bz_wire_reader r = {.bytes = bz_buf_view(&out)};
    assert_int_equal(bz_wire_take_span(&r).file, 0);
    assert_true(r.failed);
    bz_buf_deinit(&out);
}

static void test_base_wire__spans_are_held_against_their_file(void **state)
{
    (void)state;
    bz_sources *s = bz_sources_new();
    uint32_t file = bz_sources_add(s, BZ_STR("a.md"), BZ_STR("12345"));
    assert_true(bz_span_is_within(s, bz_span_none()));
    assert_true(bz_span_is_within(s, (bz_span){file, 0, 5}));
    assert_false(bz_span_is_within(s, (bz_span){file, 0, 6}));
    assert_false(bz_span_is_within(s, (bz_span){file, 4, 3}));
    assert_false(bz_span_is_within(s, (bz_span){file + 1, 0, 0}));
    bz_sources_free(s);
}
