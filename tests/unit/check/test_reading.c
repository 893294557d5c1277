/* Reading level: what is a word, a sentence, a syllable; the formulas on counts done by hand. */
#include "../unit.h"
#include "check/reading.h"

static bz_reading measure(bz_arena *a, const char *language, const char *text)
{
    bz_reading r;
    bz_reading_open(&r, bz_str_from(language), a);
    bz_reading_add(&r, bz_str_from(text), bz_span_none());
    return r;
}

static void expect(const char *language, const char *text, unsigned sentences, unsigned words,
                   unsigned syllables)
{
    bz_arena *a = bz_arena_new();
    bz_reading r = measure(a, language, text);
    assert_int_equal(r.sentences, sentences);
    assert_int_equal(r.words, words);
    if (syllables) assert_int_equal(r.syllables, syllables);
    bz_arena_free(a);
}

static void test_check_reading__sentences_and_words(void **state)
{
    (void)state;
    expect("en", "", 0, 0, 0);
    expect("en", "...", 0, 0, 0);
    expect("en", "Stop. Look! Why? Wait…", 4, 4, 0);
    expect("en", "It takes 1.5 hours.", 1, 4, 0);
    expect("en", "“Come here.” She smiled", 2, 4, 0);
    expect("en", "{{mother}} can't find her well-worn shoes.", 1, 6, 0);
    expect("en", "Wait – then talk.", 1, 3, 0);
    expect("ar", "ماذا فعلت الأم؟ ابتسمت.", 2, 4, 0);
    expect("bn", "সে হাসে। আমি শুনি।", 2, 4, 0);
    expect("am", "ሰላም። ደህና ነህ?", 2, 3, 0);
    expect("en", "{{", 0, 0, 0);
    expect("en", "{{a", 1, 1, 0);
}

static void test_check_reading__syllables(void **state)
{
    (void)state;
    expect("en", "cat home homes table houses stopped started", 1, 7, 1 + 1 + 1 + 2 + 2 + 1 + 2);
    expect("en", "children families listen together", 1, 4, 2 + 3 + 2 + 3);
    expect("en", "the me be", 1, 3, 3);
    expect("en", "{{name}}", 1, 1, 2);
}

static void test_check_reading__grades(void **state)
{
    (void)state;
    bz_arena *a = bz_arena_new();
    /* 13 words, 24 syllables, 1 sentence: 0.39 * 13 + 11.8 * 24 / 13 - 15.59 = 11.26 */
    bz_reading r =
        measure(a, "en",
                "The Australian platypus is seemingly a hybrid of a mammal and reptilian "
                "creature.");
    assert_int_equal(r.words, 13);
    assert_true(bz_reading_grade(&r) > 9 && bz_reading_grade(&r) < 13);
    r = measure(a, "en", "The cat sat on the mat.");
    assert_true(bz_reading_grade(&r) < 0.01);
    /* LIX: 5 words, one of more than six letters: 5 + 20 = 25, grade 5 */
    r = measure(a, "es", "La mamá mira las estrellas.");
    assert_true(bz_reading_grade(&r) > 4.9 && bz_reading_grade(&r) < 5.1);
    r = measure(a, "sw", "Mama anatazama nyota.");
    assert_true(bz_reading_grade(&r) < 0.01 && bz_reading_words(&r) > 2.9);
    bz_arena_free(a);
}

static void test_check_reading__the_hardest(void **state)
{
    (void)state;
    bz_arena *a = bz_arena_new();
    bz_reading r =
        measure(a, "sw", "Moja. Moja mbili tatu nne. Moja mbili. Moja mbili tatu. Mbili.");
    assert_str(r.hardest[0].text, "Moja mbili tatu nne.");
    assert_str(r.hardest[1].text, "Moja mbili tatu.");
    assert_str(r.hardest[2].text, "Moja mbili.");
    bz_arena_free(a);
}
