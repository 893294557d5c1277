/* Texts in many scripts: what poppler and mupdf read from the file is what was written, in the
 * order of its letters. */
#include "sheets.h"

static sheets one_line(const char *font, const char *lang, bool is_rtl, const char *text)
{
    sheets s = sheets_new();
    s.pages->lang = bz_str_from(lang);
    s.pages->is_rtl = is_rtl;
    uint32_t f = sheets_font(&s, font);
    bz_pages_begin(s.pages, 595.28F, 841.89F);
    bz_tag p = sheets_tag(&s, s.document, BZ_ROLE_P);
    sheets_line(&s, f, 11, is_rtl, is_rtl ? 540 : 56, 100, p, text);
    sheets_write(&s);
    FILE *o = fopen(getenv("KEEP") ? getenv("KEEP") : "/dev/null", "wb");
    fwrite(s.out.p, 1, s.out.n, o);
    fclose(o);
    sheets_check(&s);
    return s;
}

static void reads(const char *font, const char *lang, bool is_rtl, const char *text)
{
    sheets s = one_line(font, lang, is_rtl, text);
    bz_buf expected = {0};
    bz_buf_fmt(&expected, "%s\n", text);
    sheets_reads(&s, expected.p);
    bz_buf_deinit(&expected);
    sheets_free(&s);
}

static void test_pdf_text__english(void **state)
{
    (void)state;
    reads(NOTO "NotoSans-Regular.ttf", "en", false, "The office waffle (AV To) \\ fi—affluent.");
}

static void test_pdf_text__ligatures(void **state)
{
    (void)state;
    reads(NOTO "NotoSerif-Regular.ttf", "en", false, "first office waffle affluent");
}

static void test_pdf_text__marks_on_letters(void **state)
{
    (void)state;
    reads(NOTO "NotoSans-Regular.ttf", "yo", false, "Ọjọ́ kẹ́rin g̃uarani m̃");
}

static void test_pdf_text__arabic(void **state)
{
    (void)state;
    reads(NOTO "NotoNaskhArabic-Regular.ttf", "ar", true, "السلام عليكم ورحمة الله لا إلى");
}

static void test_pdf_text__other_arabic_letters(void **state)
{
    (void)state;
    reads(NOTO "NotoNaskhArabic-Regular.ttf", "ps", true, "پښتو ژبه ده یہ ایک کتاب ہے");
}

/* poppler puts a vowel sign before its letter, whoever wrote the file; so only mupdf is asked. */
static void test_pdf_text__vowel_signs_in_arabic(void **state)
{
    (void)state;
    sheets s = one_line(NOTO "NotoNaskhArabic-Regular.ttf", "ar", true, "مَرْحَبًا بِكُمْ");
    bz_buf said = sheets_ask(&s, "mutool draw -q -F txt %s 2> /dev/null");
    assert_true(bz_str_starts(bz_buf_view(&said), "مَرْحَبًا بِكُمْ"));
    bz_buf_deinit(&said);
    sheets_free(&s);
}

static void test_pdf_text__devanagari(void **state)
{
    (void)state;
    reads(NOTO "NotoSansDevanagari-Regular.ttf", "hi", false, "हिन्दी में क्षत्रिय कर्म");
}

static void test_pdf_text__bengali(void **state)
{
    (void)state;
    reads(NOTO "NotoSansBengali-Regular.ttf", "bn", false, "বই যাচ্ছি স্ত্রী");
}

/* Who knows ActualText reads one letter, who does not the two that it is made of. */
static void test_pdf_text__vowel_on_both_sides(void **state)
{
    (void)state;
    sheets s = one_line(NOTO "NotoSansBengali-Regular.ttf", "bn", false, "কোথায়");
    bz_buf said = sheets_ask(&s, "pdftotext %s -");
    assert_true(bz_str_starts(bz_buf_view(&said), "কোথায়"));
    bz_buf_deinit(&said);
    said = sheets_ask(&s, "mutool draw -q -F txt %s 2> /dev/null");
    assert_true(bz_str_starts(bz_buf_view(&said), "ক\u09c7\u09beথায়"));
    bz_buf_deinit(&said);
    sheets_free(&s);
}

static void test_pdf_text__burmese(void **state)
{
    (void)state;
    reads(NOTO "NotoSansMyanmar-Regular.ttf", "my", false, "မင်္ဂလာပါ ကျေးဇူး");
}

static void test_pdf_text__amharic(void **state)
{
    (void)state;
    reads(NOTO "NotoSansEthiopic-Regular.ttf", "am", false, "ሰላም ለእናንተ ይሁን።");
}

static void test_pdf_text__khmer(void **state)
{
    (void)state;
    reads(NOTO "NotoSansKhmer-Regular.ttf", "km", false, "សួស្តី ស្រុកខ្មែរ");
}
