/* Languages: which tags there are, which way they run, and how each writes
 * dates, times and labels.
 */
#include "../unit.h"
#include "doc/doc.h"
#include "doc/language.h"
#include <string.h>

static const bz_language *find(const char *tag)
{
    bool is_exact = false;
    const bz_language *l = bz_language_find(bz_str_from(tag), &is_exact);
    assert_true(is_exact);
    return l;
}

static void test_doc_language__tags(void **state)
{
    (void)state;
    static const char *const good[] = {
        "en",      "ar-JO",  "prs",         "zh-Hant",        "zh-Hant-TW",       "sl-rozaj-biske",
        "de-1996", "es-419", "en-x-kisumu", "zh-cmn-Hans-CN", "en-a-bbb-x-a-ccc", "AR-arab"};
    static const char *const bad[] = {"",      "e",          "en-",    "-en",       "en--GB",
                                      "en_GB", "arabic-",    "en-x",   "12",        "en GB",
                                      "en-a",  "en-GB-Latn", "عربي",   "abcdefghi", "en-é",
                                      "a-DE",  "Swahili",    "acholi", "arab"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!bz_language_is_tag(bz_str_from(good[i]))) fail_msg("%s is refused", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (bz_language_is_tag(bz_str_from(bad[i]))) fail_msg("%s is taken", bad[i]);
}

static void test_doc_language__direction_by_script_then_language(void **state)
{
    (void)state;
    static const char *const rtl[] = {"ar",  "AR", "ar-JO", "fa",      "prs",        "ps",
                                      "ckb", "ur", "he",    "ku-Arab", "ku-Arab-IQ", "rhg",
                                      "apc", "sd", "ug",    "ff-Adlm"};
    static const char *const ltr[] = {"en", "sw",      "ar-Latn", "ur-Latn-PK", "ku", "uk",
                                      "my", "bn",      "ne",      "am",         "ti", "so",
                                      "",   "sd-Deva", "arx",     "en-x-Arab"};
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        if (!bz_language_is_rtl(bz_str_from(rtl[i]))) fail_msg("%s runs from the right", rtl[i]);
    for (size_t i = 0; i < sizeof ltr / sizeof *ltr; i++)
        if (bz_language_is_rtl(bz_str_from(ltr[i]))) fail_msg("%s runs from the left", ltr[i]);
}

static void test_doc_language__lookup_cuts_the_tag(void **state)
{
    (void)state;
    bool is_exact = false;
    assert_string_equal(bz_language_name(find("en-GB-oxendict")), "English");
    assert_string_equal(bz_language_name(find("ar-JO")), "Arabic (Jordan)");
    assert_string_equal(bz_language_name(find("ar-jo-x-camp")), "Arabic (Jordan)");
    assert_string_equal(bz_language_name(find("ar-EG")), "Arabic");
    assert_string_equal(bz_language_name(find("apc-SY")), "Arabic");
    assert_string_equal(bz_language_name(find("fa-AF")), "Dari");
    assert_string_equal(bz_language_name(find("SW")), "Swahili");
    assert_string_equal(bz_language_name(bz_language_find(BZ_STR("luo"), &is_exact)), "English");
    assert_false(is_exact);
    assert_string_equal(bz_language_name(bz_language_find(BZ_STR(""), NULL)), "English");
    assert_string_equal(bz_language_name(bz_language_find(BZ_STR("-x-"), NULL)), "English");
}

static void assert_date(const char *tag, const char *expected, const char *expected_short)
{
    bz_buf out = {0};
    bz_date d;
    assert_true(bz_date_parse(BZ_STR("2026-09-08"), &d));
    bz_language_date(find(tag), d, &out);
    assert_str(bz_buf_view(&out), expected);
    bz_buf_clear(&out);
    bz_language_date_short(find(tag), d, &out);
    assert_str(bz_buf_view(&out), expected_short);
    bz_buf_deinit(&out);
}

static void test_doc_language__dates(void **state)
{
    (void)state;
    assert_date("en", "Tuesday 8 September 2026", "8 September 2026");
    assert_date("ar", "الثلاثاء، ٨ سبتمبر ٢٠٢٦", "٨ سبتمبر ٢٠٢٦");
    assert_date("ar-SY", "الثلاثاء، ٨ أيلول ٢٠٢٦", "٨ أيلول ٢٠٢٦");
    assert_date("fr", "mardi 8 septembre 2026", "8 septembre 2026");
    assert_date("es", "martes, 8 de septiembre de 2026", "8 de septiembre de 2026");
    assert_date("sw", "Jumanne, 8 Septemba 2026", "8 Septemba 2026");
    assert_date("uk", "вівторок, 8 вересня 2026 р.", "8 вересня 2026 р.");
    assert_date("ne", "२०२६ सेप्टेम्बर ८, मङ्गलबार", "२०२६ सेप्टेम्बर ८");
    assert_date("am", "ማክሰኞ፣ 8 ሴፕቴምበር 2026", "8 ሴፕቴምበር 2026");
    assert_date("my", "၂၀၂၆၊ စက်တင်ဘာ ၈၊ အင်္ဂါ", "၂၀၂၆၊ စက်တင်ဘာ ၈");
    assert_date("prs", "سه‌شنبه ۸ سپتمبر ۲۰۲۶", "۸ سپتمبر ۲۰۲۶");
}

/* English names would not be understood, so the date is one of digits. */
static void test_doc_language__date_without_names(void **state)
{
    (void)state;
    assert_date("xh", "2026-09-08", "2026-09-08");
    assert_date("ku", "2026-09-08", "2026-09-08");
}

static void test_doc_language__french_counts_the_first(void **state)
{
    (void)state;
    bz_buf out = {0};
    bz_date d;
    assert_true(bz_date_parse(BZ_STR("2026-10-01"), &d));
    bz_language_date(find("fr"), d, &out);
    assert_str(bz_buf_view(&out), "jeudi 1er octobre 2026");
    bz_buf_deinit(&out);
}

static void assert_minutes(const char *tag, int minutes, const char *expected)
{
    bz_buf out = {0};
    bz_language_minutes(find(tag), minutes, &out);
    assert_str(bz_buf_view(&out), expected);
    bz_buf_deinit(&out);
}

static void test_doc_language__minutes_have_plurals(void **state)
{
    (void)state;
    assert_minutes("en", 0, "0 minutes");
    assert_minutes("en", 1, "1 minute");
    assert_minutes("en", 90, "90 minutes");
    assert_minutes("fr", 0, "0 minute");
    assert_minutes("fr", 2, "2 minutes");
    assert_minutes("sw", 15, "Dakika 15");
    assert_minutes("uk", 21, "21 хвилина");
    assert_minutes("uk", 22, "22 хвилини");
    assert_minutes("uk", 12, "12 хвилин");
    assert_minutes("uk", 111, "111 хвилин");
    assert_minutes("ar", 1, "دقيقة واحدة");
    assert_minutes("ar", 2, "دقيقتان");
    assert_minutes("ar", 10, "١٠ دقائق");
    assert_minutes("ar", 90, "٩٠ دقيقة");
    assert_minutes("ar-JO", 103, "١٠٣ دقائق");
    assert_minutes("ar", 100, "١٠٠ دقيقة");
    assert_minutes("ti", 90, "90 minutes");
}

static void test_doc_language__time_and_numbers_in_its_digits(void **state)
{
    (void)state;
    bz_buf out = {0};
    bz_language_time(find("en"), 9 * 60 + 5, &out);
    bz_buf_char(&out, '|');
    bz_language_time(find("ar"), 16 * 60 + 30, &out);
    bz_buf_char(&out, '|');
    bz_language_number(find("fa"), 1234567890, &out);
    bz_buf_char(&out, '|');
    bz_language_number(find("ne"), -7, &out);
    assert_str(bz_buf_view(&out), "09:05|١٦:٣٠|۱۲۳۴۵۶۷۸۹۰|-७");
    bz_buf_deinit(&out);
}

static void test_doc_language__labels_fall_back_and_say_so(void **state)
{
    (void)state;
    bool is_missing = false;
    assert_str(bz_language_label(find("en"), "Anything at all", &is_missing), "Anything at all");
    assert_str(bz_language_label(find("ar-JO"), "Say", &is_missing), "قل");
    assert_str(bz_language_label(find("sw"), "Ask", &is_missing), "Uliza");
    assert_str(bz_language_label(find("sw"), "", &is_missing), "");
    assert_false(is_missing);
    assert_str(bz_language_label(find("my"), "Say", &is_missing), "Say");
    assert_true(is_missing);
    is_missing = false;
    assert_str(bz_language_label(find("fr"), "No such label", &is_missing), "No such label");
    assert_true(is_missing);
}

static void test_doc_language__every_act_has_its_label(void **state)
{
    (void)state;
    static const char *const tags[] = {"ar", "fr", "es", "sw"};
    for (unsigned a = BZ_ACT_NONE + 1; a < BZ_ACT_COUNT; a++) {
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
            bool is_missing = false;
            bz_str label = bz_language_label(find(tags[i]), bz_act_label((bz_act)a), &is_missing);
            if (is_missing) fail_msg("%s has no label in %s", bz_act_label((bz_act)a), tags[i]);
            assert_int_equal(label.n > 0, *bz_act_label((bz_act)a) != 0);
        }
    }
}

static void expect_in(const char *tag, bz_calendar calendar, int32_t year, int month, int day,
                      const char *text)
{
    bz_buf out = {0};
    bz_date d = bz_date_from_civil((bz_civil){year, month, day});
    assert_true(bz_language_date_in(bz_language_find(bz_str_from(tag), NULL), calendar, d, &out));
    assert_str(bz_buf_view(&out), text);
    bz_buf_deinit(&out);
}

static void test_doc_language__other_calendars(void **state)
{
    (void)state;
    expect_in("en", BZ_ISLAMIC_UMALQURA, 2025, 3, 1, "1 Ramadan 1446 AH");
    expect_in("ar-JO", BZ_ISLAMIC_UMALQURA, 2025, 3, 1, "١ رمضان ١٤٤٦ هـ");
    expect_in("am", BZ_ETHIOPIAN, 2025, 1, 1, "23 ታኅሣሥ 2017 ዓ.ም.");
    expect_in("prs", BZ_SOLAR_HIJRI, 2025, 3, 21, "۱ حمل ۱۴۰۴ ه‍.ش.");
    expect_in("fa", BZ_SOLAR_HIJRI, 2025, 3, 21, "۱ فروردین ۱۴۰۴ ه‍.ش.");
    expect_in("ne", BZ_BIKRAM_SAMBAT, 2026, 9, 30, "वि.सं. २०८३ असोज १४");
    /* Latin letters take the English names; others write the numbers. */
    expect_in("sw", BZ_ISLAMIC_UMALQURA, 2025, 3, 1, "1 Ramadan 1446 AH");
    expect_in("my", BZ_ISLAMIC_TABULAR, 2025, 3, 2, "၁၄၄၆-၀၉-၀၂");
    expect_in("ne", BZ_GREGORIAN, 2026, 9, 30, "२०२६ सेप्टेम्बर ३०");
    bz_buf none = {0};
    assert_false(bz_language_date_in(bz_language_find(BZ_STR("ne"), NULL), BZ_BIKRAM_SAMBAT,
                                     bz_date_from_civil((bz_civil){2050, 1, 1}), &none));
    bz_buf_deinit(&none);
}

static void test_doc_language__ethiopian_clock(void **state)
{
    (void)state;
    bz_buf out = {0};
    bz_language_ethiopian_time(bz_language_find(BZ_STR("am"), NULL), 16 * 60 + 30, &out);
    assert_str(bz_buf_view(&out), "ከቀኑ 10:30");
    bz_buf_clear(&out);
    bz_language_ethiopian_time(bz_language_find(BZ_STR("en"), NULL), 20 * 60, &out);
    assert_str(bz_buf_view(&out), "2:00 by night");
    bz_buf_deinit(&out);
}
