/* Words parted with a hyphen: where, and above all where not. */
#include "../unit.h"
#include "bench.h"
#include "type/patterns.h"
#include <stdio.h>

/* With hyphens, in the plain style or another. */
static void lay_hyphens(bench *b, const char *lang, const char *text, float width, bz_hyphens when)
{
    bz_type_drop(b->t);
    bz_para *p = para(b, lang);
    bz_para_hyphens(p, when);
    bz_para_text(p, bz_str_from(text), &plain, bz_span_none());
    lay_para(b, p, width);
}

static bool can_part(const char *file)
{
    char path[64];
    snprintf(path, sizeof path, "/usr/share/hyphen/%s", file);
    FILE *f = fopen(path, "r");
    if (f) fclose(f);
    return f != NULL;
}

static bz_str parts(const bz_patterns *p, const char *word, char *out)
{
    uint8_t places[BZ_HYPHENS_WORD];
    size_t n = bz_patterns_ask(p, bz_str_from(word), places), at = 0, k = 0;
    for (size_t i = 0; word[i]; i++) {
        if (k < n && places[k] == i) out[at++] = '-', k++;
        out[at++] = word[i];
    }
    return (bz_str){out, at};
}

static void test_type_hyphens__patterns(void **state)
{
    (void)state;
    char out[200];
    /* The highest digit counts; odd parts, even does not; the point is the word's edge. */
    bz_patterns *p = bz_patterns_new(
        BZ_STR("UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n% note\na1b\nxa2b\n.la1m\nfa1la/l=l,1,2\n"
               "é1t\n"));
    assert_non_null(p);
    assert_str(parts(p, "caballos", out), "ca-ballos");
    assert_str(parts(p, "xaballos", out), "xaballos");
    assert_str(parts(p, "lamento", out), "la-mento");
    assert_str(parts(p, "salamento", out), "salamento");
    assert_str(parts(p, "abcdef", out), "abcdef"); /* one letter before */
    assert_str(parts(p, "ccabcd", out), "cca-bcd");
    assert_str(parts(p, "ccabc", out), "ccabc");    /* two letters behind */
    assert_str(parts(p, "écéter", out), "écé-ter"); /* letters, not bytes */
    assert_str(parts(p, "falla", out), "falla");
    bz_patterns_free(p);
    p = bz_patterns_new(BZ_STR("KOI8-R\n\xc1\xc2\x31\xd2\n")); /* аб1р */
    assert_non_null(p);
    assert_str(parts(p, "забрать", out), "заб-рать");
    bz_patterns_free(p);
    p = bz_patterns_new(BZ_STR("ISO8859-1\nq1x\nNEXTLEVEL\n\xe9\x31t\n"));
    assert_non_null(p);
    assert_str(parts(p, "aqéténdre", out), "aqé-téndre");
    bz_patterns_free(p);
}

static void test_type_hyphens__no_patterns(void **state)
{
    (void)state;
    assert_null(bz_patterns_new(BZ_STR("")));
    assert_null(bz_patterns_new(BZ_STR("UTF-8\n")));
    assert_null(bz_patterns_new(BZ_STR("EBCDIC\na1b\n")));
    /* Lines without end, digits without letters, bytes that are no text. */
    bz_buf b = {0};
    bz_buf_put(&b, "UTF-8\n1\n99999999\n\xff\xfe\x31\xc3\nLEFTHYPHENMIN 99999\nLEFTHYPHENMIN -3\n");
    for (int i = 0; i < 5000; i++)
        bz_buf_put(&b, "a1");
    bz_patterns *p = bz_patterns_new(bz_buf_view(&b));
    char out[200];
    if (p) assert_str(parts(p, "aaaaaaaa", out), "aaaaaaaa");
    bz_patterns_free(p);
    bz_buf_deinit(&b);
}

static void test_type_hyphens__only_where_needed(void **state)
{
    (void)state;
    if (!can_part("hyph_en_GB.dic")) skip();
    bench b = bench_new();
    const char *text = "the communication between";
    lay_hyphens(&b, "en", text, 80, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), "the communica\xc2\xad|tion between");
    assert_true(b.lines.lines.p[0].is_parted && !b.lines.lines.p[1].is_parted);
    /* Asked not to; in a line that is filled well enough; where everything fits. */
    lay_hyphens(&b, "en", text, 80, BZ_HYPHENS_FORCED);
    assert_str(lines_text(&b), "the |communication |between");
    lay_hyphens(&b, "en", "what is the communication between", 80, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), "what is the |communication |between");
    lay_hyphens(&b, "en", text, 300, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), text);
    /* Not the last word, and no two lines one after the other. */
    lay_hyphens(&b, "en", "the communication", 80, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), "the |communication");
    lay_hyphens(&b, "en", "the communication demonstrations there", 80, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), "the communica\xc2\xad|tion |demonstrations |there");
    bench_free(&b);
}

static void test_type_hyphens__not_what_is_no_plain_word(void **state)
{
    (void)state;
    if (!can_part("hyph_en_GB.dic")) skip();
    bench b = bench_new();
    static const char *const texts[] = {
        "the Communication between",         "the COMMUNICATION between",
        "the communication2 between",        "the communication\xe2\x80\x99s between",
        "the commu@nication between",        "the commu\xc2\xadnication between",
        "the www.communication.org between",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bz_str with, without = {0};
        lay_hyphens(&b, "en", texts[i], 90, BZ_HYPHENS_NEVER);
        without = bz_arena_str(b.job.arena, lines_text(&b));
        lay_hyphens(&b, "en", texts[i], 90, BZ_HYPHENS_NEEDED);
        with = lines_text(&b);
        if (!bz_str_eq(with, without)) fail_msg("%s: %.*s", texts[i], BZ_FMT(with));
    }
    /* Inserted words, what is to be kept, and code. */
    for (int i = 0; i < 3; i++) {
        bz_text_style style = plain;
        style.isolate = i == 0, style.keep = i == 1, style.mono = i == 2;
        bz_type_drop(b.t);
        bz_para *p = para(&b, "en");
        bz_para_hyphens(p, BZ_HYPHENS_NEEDED);
        bz_para_text(p, BZ_STR("the "), &plain, bz_span_none());
        bz_para_text(p, BZ_STR("communication "), &style, bz_span_none());
        bz_para_text(p, BZ_STR("between"), &plain, bz_span_none());
        lay_para(&b, p, 90);
        assert_int_equal(bz_str_find(lines_text(&b), '\xad', 0), lines_text(&b).n);
    }
    bench_free(&b);
}

static void test_type_hyphens__wider_than_the_line(void **state)
{
    (void)state;
    if (!can_part("hyph_en_GB.dic")) skip();
    bench b = bench_new();
    /* As often as it takes, and with a capital. */
    lay_hyphens(&b, "en", "Responsibilities", 40, BZ_HYPHENS_FORCED);
    assert_str(lines_text(&b), "Re\xc2\xad|sponsib\xc2\xad|ilities");
    for (size_t i = 0; i < b.lines.lines.n; i++)
        assert_true(b.lines.lines.p[i].width <= 40.5F);
    /* Between letters where it must not, or the language has none. */
    lay_hyphens(&b, "en", "Responsibilities", 40, BZ_HYPHENS_NEVER);
    assert_str(lines_text(&b), "Respons|ibilities");
    lay_hyphens(&b, "sw", "Responsibilities", 40, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&b), "Respons|ibilities");
    lay_hyphens(&b, "ar", "والمسؤوليات", 30, BZ_HYPHENS_NEEDED);
    assert_int_equal(bz_str_find(lines_text(&b), '\xad', 0), lines_text(&b).n);
    bench_free(&b);
}

static void test_type_hyphens__languages(void **state)
{
    (void)state;
    static const struct {
        const char *file, *lang, *text, *lines;
    } rows[] = {
        {"hyph_en_US.dic", "en-US", "the communication between",
         "the communica\xc2\xad|tion between"},
        {"hyph_en_GB.dic", "en-KE", "the communication between",
         "the communica\xc2\xad|tion between"},
        {"hyph_fr.dic", "fr", "les responsabilités partagées",
         "les responsabili\xc2\xad|tés partagées"},
        {"hyph_es_ES.dic", "es-CO", "la responsabilidad de todos",
         "la responsabili\xc2\xad|dad de todos"},
        {"hyph_uk_UA.dic", "uk", "ця відповідальність усіх", "ця відповідаль\xc2\xad|ність усіх"},
        {"hyph_ru_RU.dic", "ru", "эта ответственность всех", "эта ответствен\xc2\xad|ность всех"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!can_part(rows[i].file)) continue;
        lay_hyphens(&b, rows[i].lang, rows[i].text, 82, BZ_HYPHENS_NEEDED);
        assert_str(lines_text(&b), rows[i].lines);
    }
    bench_free(&b);
}

static void test_type_hyphens__dictionaries_are_told(void **state)
{
    (void)state;
    if (!can_part("hyph_en_GB.dic")) skip();
    bench b = bench_new();
    lay_hyphens(&b, "en", "the communication between", 300, BZ_HYPHENS_NEEDED);
    size_t before = bz_type_files(b.t);
    assert_int_equal(before, 1);
    lay_hyphens(&b, "en", "the communication between", 80, BZ_HYPHENS_NEEDED);
    assert_int_equal(bz_type_files(b.t), before + 1);
    assert_str(bz_type_file(b.t, before), "/usr/share/hyphen/hyph_en_GB.dic");
    bench_free(&b);
    /* In folders that are given, and nowhere else. */
    bench c = bench_new();
    bz_type_free(c.t);
    bz_str folder = BZ_STR("/usr/share/fonts/truetype/noto");
    c.t = bz_type_new(&(bz_type_setup){&folder, 1});
    bz_type_begin(c.t, c.pages);
    lay_hyphens(&c, "en", "the communication between", 80, BZ_HYPHENS_NEEDED);
    assert_str(lines_text(&c), "the |communication |between");
    assert_int_equal(bz_type_files(c.t), 1);
    bench_free(&c);
}
