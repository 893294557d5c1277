/* Scripts: the fonts of each, breaks where no spaces are, what falls back to another font. */
#include "../unit.h"
#include "bench.h"

/* Every glyph of the lines is of a font whose name starts so, but for spaces. */
static void assert_fonts(bench *b, const char *family)
{
    for (size_t i = 0; i < b->lines.pieces.n; i++) {
        const bz_run *r = &b->pages->runs.p[b->lines.pieces.p[i].run];
        bz_str name = b->pages->fonts.p[r->font].family;
        if (!bz_str_starts(name, family))
            fail_msg("`%.*s` is in %.*s", BZ_FMT(piece_text(b, &b->lines.pieces.p[i])),
                     BZ_FMT(name));
        for (uint32_t g = 0; g < r->n_glyphs; g++) {
            assert_int_not_equal(b->pages->glyphs.p[r->glyph + g].id, 0);
            assert_true(b->pages->glyphs.p[r->glyph + g].cluster < r->text_n);
        }
    }
}

static void test_type_scripts__fonts(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *font;
    } rows[] = {
        {"en", "Ng’ombe ﬁne ñandú", "Noto Sans Regular"},
        {"uk", "Вітаємо дітей", "Noto Sans Regular"},
        {"el", "Καλημέρα", "Noto Sans Regular"},
        {"ar", "أهلاً وسهلاً، كيف الحال؟", "Noto Naskh Arabic"},
        {"prs", "خوش آمدید، چطور هستید؟", "Noto Naskh Arabic"},
        {"ps", "ښه راغلاست ټول ډېر ګران ړومبی ځوان څنګه", "Noto Naskh Arabic"},
        {"ckb", "بەخێربێن ڕۆژباش گوڵ چۆنی وێنە ڤیان", "Noto Naskh Arabic"},
        {"ur", "خوش آمدید ٹھیک ڈاکٹر بڑے چھے ں۔", "Noto Naskh Arabic"},
        {"am", "እንኳን ደህና መጣችሁ።", "Noto Sans Ethiopic"},
        {"bn", "স্বাগতম শিক্ষা", "Noto Sans Bengali"},
        {"hi", "स्वागत है क्षमा", "Noto Sans Devanagari"},
        {"my", "မင်္ဂလာပါ ကျောင်းသား", "Noto Sans Myanmar"},
        {"th", "สวัสดีครับผู้ปกครอง", "Noto Sans Thai"},
        {"km", "សូមស្វាគមន៍", "Noto Sans Khmer"},
        {"ka", "გამარჯობა", "Noto Sans Georgian"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, rows[i].lang, rows[i].text, 5000);
        assert_str(lines_text(&b), rows[i].text);
        assert_fonts(&b, rows[i].font);
    }
    bench_free(&b);
}

static void test_type_scripts__styles(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
        bool bold, italic, mono;
        const char *font;
    } rows[] = {
        {"en", "so", true, false, false, "Noto Sans Bold"},
        {"en", "so", false, true, false, "Noto Sans Italic"},
        {"en", "so", true, true, false, "Noto Sans Bold Italic"},
        {"am", "ደህና", false, true, false, "Noto Sans Ethiopic Bold"},
        {"en", "سلام", false, true, false, "Noto Naskh Arabic Bold"},
        {"ar", "name", false, true, false, "Noto Sans Italic"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_text_style style = plain;
        style.bold = rows[i].bold;
        style.italic = rows[i].italic;
        style.mono = rows[i].mono;
        bz_para *p = para(&b, rows[i].lang);
        bz_para_text(p, bz_str_from(rows[i].text), &style, bz_span_none());
        lay_para(&b, p, 5000);
        assert_fonts(&b, rows[i].font);
    }
    bench_free(&b);
}

/* Sizes and leading follow the script of the words, not the language around them. */
static void test_type_scripts__sizes(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "good سلام", 500);
    float arabic = bz_type_manner(BZ_STR("ar")).scale;
    assert_true(arabic > 1);
    assert_true(b.pages->runs.p[b.lines.pieces.p[0].run].size == 10);
    assert_true(b.pages->runs.p[b.lines.pieces.p[1].run].size == 10 * arabic);
    assert_true(b.lines.lines.p[0].pitch > 14);
    bench_free(&b);
}

/* The pieces in the font of Latin letters, as `[text]`; the others as they are. */
static bz_str by_font(bench *b)
{
    bz_buf_clear(&b->out);
    for (size_t i = 0; i < b->lines.pieces.n; i++) {
        const bz_piece *p = &b->lines.pieces.p[i];
        const bz_run *r = &b->pages->runs.p[p->run];
        bool is_latin = bz_str_starts(b->pages->fonts.p[r->font].family, "Noto Sans Regular");
        bz_str text = bz_str_trim(piece_text(b, p));
        if (text.n) bz_buf_fmt(&b->out, is_latin ? "[%.*s]" : "%.*s", BZ_FMT(text));
        if (is_latin) assert_true(r->size == 10);
    }
    return bz_buf_view(&b->out);
}

/* Figures and marks between Latin letters are of their font and size, whatever the language. */
static void test_type_scripts__figures_in_latin(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *seen;
    } rows[] = {
        {"ar", "9:00 to 17:00", "[9:00][to][17:00]"},
        {"ar", "WHO (2023). Title, 2 - 3", "[WHO][(2023).][Title,][2][-][3]"},
        {"ar", "من 10 دقائق", "من10دقائق"},
        {"ar", "نعم WHO 5 دقائق", "نعم[WHO]5دقائق"},
        {"ar", "12 . 2023", "12.2023"},
        {"ar", "WHO ٢٠٢٣", "[WHO]٢٠٢٣"},
        {"ar", "call 0800 123 456 now", "[call][0800][123][456][now]"},
        {"ar", "WHO\u20282023", "[WHO]2023"},
        {"bn", "WHO । 2023", "[WHO]।[2023]"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, rows[i].lang, rows[i].text, 5000);
        assert_str(by_font(&b), rows[i].seen);
    }
    bz_text_style word = plain;
    word.isolate = true;
    bz_para *p = para(&b, "ar");
    bz_para_text(p, BZ_STR("نعم "), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("9:00 to 17:00"), &word, bz_span_none());
    bz_para_text(p, BZ_STR(" 5 "), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("7"), &word, bz_span_none());
    lay_para(&b, p, 5000);
    assert_str(by_font(&b), "نعم[9:00][to][17:00]57");
    bench_free(&b);
}

/* In columns of any width lines end only where `lines` has a '|'. */
static void assert_only(bench *b, bz_para *p, float least, const char *lines)
{
    for (float w = least; w < least + 100; w += 0.5F) {
        lay_para(b, p, w);
        bz_str got = lines_text(b);
        size_t at = 0;
        for (const char *c = lines; *c; c++) {
            if (*c == '|') at += at < got.n && got.p[at] == '|';
            else if (at >= got.n || got.p[at++] != *c)
                fail_msg("%.*s, expected breaks as in %s", BZ_FMT(got), lines);
        }
    }
}

/* Where no more than two neighbours of `lines` are in a column, a line ends between them. */
static void assert_all(bench *b, const char *lang, const char *lines)
{
    bz_str rest = bz_str_from(lines), before, after;
    if (!bz_str_split(&rest, '|', &before)) return;
    for (; bz_str_split(&rest, '|', &after); before = after) {
        bz_para *p = para(b, lang);
        bz_para_text(p, before, &plain, bz_span_none());
        bz_para_text(p, after, &plain, bz_span_none());
        float least, most;
        bz_para_measure(p, &least, &most, &b->job);
        lay_para(b, p, least);
        if (b->lines.lines.n != 2)
            fail_msg("no line ends in %.*s%.*s", BZ_FMT(before), BZ_FMT(after));
    }
}

static void test_type_scripts__breaks_without_spaces(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *lines;
    } rows[] = {
        {"my", "လူတိုင်းသည်ကျောင်းသား", "လူ|တိုင်း|သည်|ကျောင်း|သား"},
        {"my", "ဥက္ကဋ္ဌ", "ဥက္ကဋ္ဌ"},
        {"my", "မင်္ဂလာပါ။", "မင်္ဂ|လာ|ပါ။"},
        {"my", "(၁၂၃)ခု", "(၁၂၃)|ခု"},
        {"km", "សេរីភាពនិងសមភាព", "សេ|រី|ភាព|និង|សម|ភាព"},
        {"km", "ភាពជាបងប្អូន", "ភាព|ជា|បង|ប្អូន"},
        {"km", "មនុស្សទាំងអស់", "មនុស្ស|ទាំង|អស់"},
        {"km", "«មនុស្ស»", "«មនុស្ស»"},
        {"my", "အခွင့်အရေး", "အခွင့်|အရေး"},
        {"km", "កើតមកមាន។", "កើត|មក|មាន។"},
        {"th", "สวัสดีผู้ปกครอง", "สวัสดี|ผู้ปกครอง"},
        {"am", "ሰላም ለሁሉ", "ሰላም |ለሁሉ"},
        {"bn", "শিক্ষা দিন", "শিক্ষা |দিন"},
        {"hi", "क्षमा करें", "क्षमा |करें"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_para *p = para(&b, rows[i].lang);
        bz_para_text(p, bz_str_from(rows[i].text), &plain, bz_span_none());
        float least, most;
        bz_para_measure(p, &least, &most, &b.job);
        assert_only(&b, p, least, rows[i].lines);
        assert_all(&b, rows[i].lang, rows[i].lines);
    }
    bench_free(&b);
}

static void test_type_scripts__clusters_are_not_parted(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "bn", "শিক্ষা", 1);
    for (size_t i = 0; i < b.lines.pieces.n; i++) {
        bz_str text = piece_text(&b, &b.lines.pieces.p[i]);
        size_t at = 0;
        uint32_t c = bz_utf8_next(text, &at);
        assert_true(c < 0x9bc || c > 0x9cd); /* no sign stands first */
    }
    bench_free(&b);
}

static void test_type_scripts__missing(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_span span = {.file = bz_sources_add(b.job.sources, BZ_STR("a.md"), BZ_STR("so 🫠 it")),
                    .start = 0,
                    .end = 10};
    for (int i = 0; i < 2; i++) { /* known words are reported, too; the same place once */
        bz_para *p = para(&b, "en");
        bz_para_text(p, BZ_STR("so x🫠 it"), &plain, span);
        b.lines.lines.n = b.lines.pieces.n = 0;
        assert_int_equal(bz_para_lay(p, 500, 0, 0, &b.lines, &b.job), BZ_INVALID);
        assert_int_equal(b.lines.lines.n, 1);
    }
    assert_int_equal(bz_diags_count(b.job.diags), 1);
    const bz_diag *d = bz_diags_at(b.job.diags, 0);
    assert_int_equal(d->code, BZ_R001);
    assert_int_equal(d->span.end, 10);
    assert_str(d->message, "no font has the character `🫠` (U+1FAE0), in `x🫠 it`");
    span.start = 3;
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("so x🫠 it"), &plain, span);
    float least, most;
    bz_para_measure(p, &least, &most, &b.job);
    assert_int_equal(bz_diags_count(b.job.diags), 2);
    bench_free(&b);
}
