/* Damaged files: cut off anywhere, bytes turned, pieces put in. Nothing may crash or hang, every
 * span must lie within the file, and whatever is not fine must say so. The seeds are fixed. */
#include "../unit.h"
#include "base/utf8.h"
#include "desk.h"

static const char *const texts[] = {
    "# a session\n"
    "title: Staying calm, setting limits\n"
    "purpose: Caregivers can calm themselves first,\n"
    "  then set one clear limit.\n"
    "minutes: 90\n"
    "requires: [praise, \"other\"]\n"
    "objectives:\n"
    "  - id: four-steps\n"
    "    text: 'use the four steps: it''s one line'\n"
    "key_messages:\n"
    "  - \"All feelings are welcome.\\tNot all \\u00e9 is.\"\n"
    "activities:\n"
    "- id: review\n"
    "  between: 10-20\n"
    "  note: >-\n"
    "    folded\n"
    "    text\n",
    "\xef\xbb\xbf"
    "---\r\n"
    "mother: {is: person, text: {en: Amina, ar: \xd8\xa3\xd9\x85\xd9\x8a\xd9\x86\xd8\xa9}}\r\n"
    "long: |\r\n"
    "  one\r\n"
    "\r\n"
    "   two {{mother}}\r\n"
    "empty: {}\r\n",
    "a: {{b}} c: d\n*e: &f !g h\n%YAML 1.2\n\tb: [c, {d: e: f}, {{g}}]\n<<: *x\n? [y]\n: z\na: "
    "\"u\n",
};
static const char *const pieces[] = {
    "\t",
    ": ",
    "- ",
    "\n",
    "{{",
    "}}",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    " #",
    "*a",
    "&a ",
    "!t ",
    "|\n",
    ">\n",
    "? ",
    "%T ",
    "---",
    "\r",
    "\r\n",
    "\\u",
    "\\",
    ",",
    "\xc3",
    "\xc2\x85",
    "\xe2\x80\xa8",
    "<<:",
    "...",
    "\x01",
    "\xef\xbb\xbf",
    "\xee\x80\x80",
    "\xd9\x85",
    "@",
    "`",
    "  ",
    ":\n",
};
enum { TEXTS = sizeof texts / sizeof *texts, PIECES = sizeof pieces / sizeof *pieces };

static uint32_t next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(*seed >> 8) * below >> 24);
}

static void check_span(bz_str text, bz_span span)
{
    assert_int_equal(span.file, 1);
    assert_true(span.start <= span.end && span.end <= text.n);
}

static void check_node(bz_str text, const bz_ynode *node)
{
    check_span(text, node->span);
    assert_non_null(node->text.p);
    for (size_t i = 0; node->kind == BZ_YSEQUENCE && i < node->n; i++)
        check_node(text, node->items[i]);
    for (size_t i = 0; node->kind == BZ_YMAPPING && i < node->n; i++) {
        check_span(text, node->entries[i].key_span);
        check_node(text, node->entries[i].value);
    }
}

static void check(bz_str text)
{
    desk d = desk_read_bytes(text);
    size_t errors = bz_diags_errors(d.job.diags);
    assert_int_equal(errors > 0, d.status != BZ_OK);
    if (d.status == BZ_OK) assert_non_null(d.root);
    if (d.root) check_node(text, d.root);
    for (size_t i = 0; i < bz_diags_count(d.job.diags); i++) {
        const bz_diag *diag = bz_diags_at(d.job.diags, i);
        check_span(text, diag->span);
        bz_diag_print(&d.out, diag, d.job.sources, false);
    }
    assert_int_equal(bz_utf8_valid(bz_buf_view(&d.out)), d.out.n);
    desk_free(&d);
}

static void test_yaml_yhostile__cut_off(void **state)
{
    (void)state;
    for (size_t t = 0; t < TEXTS; t++) {
        bz_str whole = bz_str_from(texts[t]);
        for (size_t n = 0; n <= whole.n; n++)
            check(bz_str_cut(whole, 0, n));
        for (size_t n = 0; n <= whole.n; n++)
            check(bz_str_cut(whole, n, whole.n));
    }
}

/* Turns, takes out and puts in at some places. */
static void damage(bz_buf *b, bz_str text, uint32_t *seed)
{
    uint32_t rate = 10 + next(seed, 200);
    bz_buf_clear(b);
    for (size_t i = 0; i < text.n; i++) {
        if (next(seed, rate) != 0) {
            bz_buf_char(b, text.p[i]);
            continue;
        }
        uint32_t how = next(seed, 6);
        if (how == 0) bz_buf_char(b, (char)next(seed, 256));
        if (how == 1) bz_buf_char(b, (char)(text.p[i] ^ (1 << next(seed, 8))));
        if (how > 2) bz_buf_put(b, pieces[next(seed, PIECES)]);
        if (how > 3) bz_buf_char(b, text.p[i]);
    }
}

static void test_yaml_yhostile__damaged(void **state)
{
    (void)state;
    uint32_t seed = 20260908;
    bz_buf b = {0};
    for (int round = 0; round < 6000; round++) {
        damage(&b, bz_str_from(texts[round % TEXTS]), &seed);
        check(bz_buf_view(&b));
    }
    bz_buf_deinit(&b);
}

/* Nothing but pieces: mostly structure. */
static void test_yaml_yhostile__pieces(void **state)
{
    (void)state;
    uint32_t seed = 42;
    bz_buf b = {0};
    for (int round = 0; round < 6000; round++) {
        bz_buf_clear(&b);
        for (uint32_t n = next(&seed, 30); n > 0; n--)
            bz_buf_put(&b, next(&seed, 3) ? pieces[next(&seed, PIECES)] : "ab");
        check(bz_buf_view(&b));
    }
    bz_buf_deinit(&b);
}
