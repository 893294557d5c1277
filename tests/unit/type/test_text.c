/* What becomes of the text: quotes, spaces, numbers; and what is kept together. */
#include "../unit.h"
#include "bench.h"

static void test_type_text__quotes(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *printed;
    } rows[] = {
        {"en", "\"Yes,\" she said.", "“Yes,” she said."},
        {"en", "'Yes'", "‘Yes’"},
        {"en", "\"He said 'no' twice.\"", "“He said ‘no’ twice.”"},
        {"en", "don't, parents', '90s, o'clock", "don’t, parents’, ’90s, o’clock"},
        {"en", "(\"so\") [\"so\"] —\"so\"", "(“so”) [“so”] —“so”"},
        {"en", "\"\"", "“”"},
        {"en", "5'10\" tall", "5’10\" tall"},
        {"fr", "\"Oui\" dit-elle", "«\u202fOui\u202f» dit-elle"},
        {"fr", "l'enfant ; quoi ? non ! « oui »",
         "l’enfant\u202f; quoi\u202f? non\u202f! «\u202foui\u202f»"},
        {"fr", "à 10:30 http://a.org", "à 10:30 http://a.org"},
        {"de", "\"Ja\", 'so'", "„Ja“, ‚so‘"},
        {"ar", "قال \"نعم\" ثم", "قال «نعم» ثم"},
        {"fa", "\"بله\"", "«بله»"},
        {"es", "dijo \"sí\"", "dijo «sí»"},
        {"es-MX", "dijo \"sí\"", "dijo “sí”"},
        {"es", "¿\"sí\"?", "¿«sí»?"},
        {"uk", "\"Так\" м'ята", "«Так» м’ята"},
        {"sw", "ng'ombe \"ndiyo\"", "ng’ombe “ndiyo”"},
        {"xx", "\"a\"", "“a”"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, rows[i].lang, rows[i].text, 5000);
        assert_str(lines_text(&b), rows[i].printed);
    }
    bench_free(&b);
}

static void test_type_text__quotes_over_styles(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_text_style bold = plain;
    bold.bold = true;
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("Say \""), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("stop"), &bold, bz_span_none());
    bz_para_text(p, BZ_STR("\" and go"), &plain, bz_span_none());
    lay_para(&b, p, 500);
    assert_str(lines_text(&b), "Say “stop” and go");
    p = para(&b, "en");
    bz_para_verbatim(p, BZ_STR("print(\"a\") - 10-15"), &plain, bz_span_none());
    lay_para(&b, p, 500);
    assert_str(lines_text(&b), "print(\"a\") - 10-15");
    bench_free(&b);
}

static void test_type_text__ranges(void **state)
{
    (void)state;
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"10-15 minutes", "10–15 minutes"},
        {"ages 2-9.", "ages 2–9."},
        {"2020-2026", "2020–2026"},
        {"call 116-117", "call 116-117"},
        {"15-10", "15-10"},
        {"1-2-3", "1-2-3"},
        {"2026-11-22", "2026-11-22"},
        {"A-10-15", "A-10-15"},
        {"10-15a", "10-15a"},
        {"1.2-1.5", "1.2-1.5"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, "en", rows[i].text, 5000);
        assert_str(lines_text(&b), rows[i].printed);
    }
    lay(&b, "ar", "10-15 دقيقة", 5000);
    assert_true(strstr(lines_text(&b).p, "10-15") != NULL);
    bench_free(&b);
}

/* Lays the text in columns of every width: no line may end inside what is kept together. */
static void assert_together(bench *b, const char *lang, const char *text, const char *together)
{
    bz_type_drop(b->t);
    bz_para *p = para(b, lang);
    bz_para_text(p, bz_str_from(text), &plain, bz_span_none());
    float least, most;
    bz_para_measure(p, &least, &most, &b->job);
    for (float w = least; w < most + 1; w += 1) {
        lay_para(b, p, w);
        bz_str lines = lines_text(b);
        if (!strstr(lines.p, together)) fail_msg("%s in %.*s", together, BZ_FMT(lines));
    }
}

static void test_type_text__kept_together(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *together;
    } rows[] = {
        {"en", "walk for 10 minutes now", "10 minutes"},
        {"en", "about 1,500 ml of it", "1,500 ml"},
        {"en", "at 10 % or so", "10 %"},
        {"en", "please call 0800 123 456 today", "0800 123 456"},
        {"en", "please call +254 (20) 123 4567 today", "+254 (20) 123 4567"},
        {"en", "call 555-123-4567 today", "555-123-4567"},
        {"en", "aaa aaa bbb ! ccc", "bbb !"},
        {"en", "aaa aaa ( bbb ccc", "( bbb"},
        {"en", "aaa aaa – bbb ccc", "aaa –"},
        {"fr", "que dire ? rien", "dire\u202f?"},
        {"fr", "« oui » et non", "«\u202foui\u202f»"},
        {"ar", "نمشي 10 دقائق الآن", "10 دقائق"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_together(&b, rows[i].lang, rows[i].text, rows[i].together);
    lay(&b, "en", "in 2026 families", 20);
    assert_str(lines_text(&b), "in |202|6 |fam|ilies");
    bench_free(&b);
}

static void test_type_text__manners(void **state)
{
    (void)state;
    assert_true(bz_type_manner(BZ_STR("ar")).is_rtl);
    assert_true(bz_type_manner(BZ_STR("prs-AF")).is_rtl);
    assert_true(bz_type_manner(BZ_STR("ckb")).is_rtl);
    assert_true(bz_type_manner(BZ_STR("UR")).is_rtl);
    assert_true(bz_type_manner(BZ_STR("az-Arab")).is_rtl);
    assert_false(bz_type_manner(BZ_STR("ur-Latn")).is_rtl);
    assert_false(bz_type_manner(BZ_STR("ar")).has_italics);
    assert_true(bz_type_manner(BZ_STR("uk")).has_italics);
    assert_true(bz_type_manner(BZ_STR("")).has_italics);
    assert_true(bz_type_manner(BZ_STR("my")).leading > bz_type_manner(BZ_STR("en")).leading);
}
