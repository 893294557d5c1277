/* The HTML renderer: two golden pages with every kind of node, and a case for each promise: text
 * stays text wherever it is put, links by a list, an outline without gaps, labels in the language
 * of the page. */
#include "../unit.h"
#include "one.h"
#include "sketch.h"

static const char circle[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><circle cx=\"20\" cy=\"15\" "
    "r=\"9\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/></svg>";

/* Gives the picture for every path but "images/absent.png"; "images/text.png" is none. */
static bool read_asset(void *context, bz_str path, bz_str *bytes)
{
    (void)context;
    if (bz_str_is(path, "images/absent.png")) return false;
    *bytes = bz_str_from(bz_str_is(path, "images/text.png") ? "not a picture" : circle);
    return true;
}

typedef struct page {
    bz_job job;
    bz_doc *doc;
    bz_buf out;
    bz_status status;
} page;

static page page_of(const char *text)
{
    page p = {.doc = bz_doc_new()};
    bz_assets assets = {read_asset, NULL};
    p.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    bz_render_request request = {.doc = p.doc, .root = sketch(p.doc, text), .assets = &assets};
    p.status = one_render("html", &request, &p.out, &p.job);
    return p;
}

static void page_free(page *p)
{
    bz_doc_free(p->doc);
    bz_buf_deinit(&p->out);
    bz_diags_free(p->job.diags);
    bz_sources_free(p->job.sources);
    bz_arena_free(p->job.arena);
    bz_arena_free(p->job.scratch);
}

/* The page is the one in the file; with ACCEPT set it becomes the file. */
static void assert_golden(const char *sketch_path, const char *golden_path)
{
    char *text = sketch_read(sketch_path);
    page p = page_of(text);
    assert_int_equal(p.status, BZ_OK);
    if (getenv("ACCEPT")) {
        FILE *f = fopen(golden_path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(p.out.p, 1, p.out.n, f), p.out.n);
        fclose(f);
    } else {
        char *golden = sketch_read(golden_path);
        if (strcmp(golden, p.out.p) != 0)
            fail_msg("the page is not %s; look at it, then run this test with ACCEPT=1",
                     golden_path);
        free(golden);
    }
    page_free(&p);
    free(text);
}

#define GOLDEN(name) "tests/unit/render/golden/" name

static void test_render_html__golden_english(void **state)
{
    (void)state;
    assert_golden(GOLDEN("guide-en.sketch"), GOLDEN("guide-en.html"));
}

static void test_render_html__golden_arabic(void **state)
{
    (void)state;
    assert_golden(GOLDEN("guide-ar.sketch"), GOLDEN("guide-ar.html"));
}

/* Renders the sketch and looks for pieces of the page; each must be there, or must not. */
static void assert_page(const char *text, const char *const *there, const char *const *absent)
{
    page p = page_of(text);
    for (; there && *there; there++)
        if (!strstr(p.out.p, *there)) fail_msg("no %s in\n%s", *there, p.out.p);
    for (; absent && *absent; absent++)
        if (strstr(p.out.p, *absent)) fail_msg("%s is in\n%s", *absent, p.out.p);
    page_free(&p);
}
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_render_html__same_bytes_twice(void **state)
{
    (void)state;
    char *text = sketch_read(GOLDEN("guide-en.sketch"));
    page a = page_of(text), b = page_of(text);
    assert_string_equal(a.out.p, b.out.p);
    page_free(&a);
    page_free(&b);
    free(text);
}

static void test_render_html__hostile_text_is_text(void **state)
{
    (void)state;
    assert_page("document lang=en title=\"</title><script>alert(1)</script>\"\n"
                "  p | <script>alert(2)</script> & <b>\n"
                "  section title=\"<i>\" badge=\"<u>\" starts=\"<s>\"\n"
                "    p | `</code><script>`\n"
                "  code-block | </pre><script>\n",
                LIST("<title>&lt;/title&gt;&lt;script&gt;",
                     "&lt;script&gt;alert(2)&lt;/script&gt; &amp; &lt;b&gt;", "&lt;i&gt;",
                     "&lt;u&gt;", "&lt;s&gt;", "&lt;/code&gt;&lt;script&gt;",
                     "&lt;/pre&gt;&lt;script&gt;"),
                LIST("<script", "<i>x", "<u>", "<s>"));
}

static void test_render_html__hostile_attributes_stay_inside(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n"
                "  p | {lang=\"onload=\"alert(1):x}\n"
                "  :h2 id='\"><script>' | H\n"
                "  figure dest=images/c.svg alt='\"onerror=alert(1)' | C\n"
                "  box tone='\"><script>' icon='\"><script>' label='\"><script>'\n"
                "    p | x\n",
                LIST("lang=\"&quot;onload=&quot;alert(1)\"", "alt=\"&quot;onerror=alert(1)\"",
                     "<h2 id=\"&quot;&gt;&lt;script&gt;\"", "<div class=\"box plain\">"),
                LIST("<script", "\"onload", "\"onerror"));
}

static void test_render_html__hostile_running_head_stays_in_its_string(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node root = sketch(d, "document lang=en title=T\n  p | x\n");
    bz_doc_set(d, root, BZ_ATTR_RUNNING, BZ_STR("\"}body{display:none}</style><script>\\\n'\x01"));
    bz_job job = {.diags = bz_diags_new(), .limits = &bz_limits_default};
    bz_buf out = {0};
    bz_render_request request = {.doc = d, .root = root};
    assert_int_equal(one_render("html", &request, &out, &job), BZ_OK);
    assert_non_null(
        strstr(out.p, "content:\"\\22 }body{display:none}\\3c /style\\3e \\3c script\\3e \\5c  "
                      "\\27  \""));
    assert_null(strstr(out.p, "<script"));
    bz_buf_deinit(&out);
    bz_diags_free(job.diags);
    bz_doc_free(d);
}

static void test_render_html__links_by_list(void **state)
{
    (void)state;
    static const char *const good[] = {
        "http://a.org", "HTTPS://a.org/?x=1", "mailto:a@b.org", "tel:+254700",
        "#place",       "handouts/four.html", "a b.html"};
    static const char *const bad[] = {"javascript:alert(1)",  "JavaScript:alert(1)",
                                      " javascript:alert(1)", "java\tscript:alert(1)",
                                      "data:text/html,x",     "vbscript:x",
                                      "file:///etc/passwd",   "//evil.org",
                                      "/etc/passwd",          "\\\\evil",
                                      "../up.html",           "a/../../b",
                                      "\x01javascript:x",     "blob:x",
                                      "javascript&colon;x:y", ""};
    for (size_t i = 0; i < sizeof good / sizeof *good + sizeof bad / sizeof *bad; i++) {
        size_t n_good = sizeof good / sizeof *good;
        bz_doc *d = bz_doc_new();
        bz_node root = sketch(d, "document lang=en title=T\n  p | [text](x)\n");
        bz_node link = bz_doc_at(d, bz_doc_at(d, root)->first)->first;
        bz_doc_set(d, link, BZ_ATTR_DEST, bz_str_from(i < n_good ? good[i] : bad[i - n_good]));
        bz_job job = {.diags = bz_diags_new(), .limits = &bz_limits_default};
        bz_buf out = {0};
        bz_render_request request = {.doc = d, .root = root};
        assert_int_equal(one_render("html", &request, &out, &job), BZ_OK);
        bool is_link = strstr(strstr(out.p, "<main"), "<a href") != NULL;
        if (is_link != (i < n_good)) fail_msg("link %s", i < n_good ? good[i] : bad[i - n_good]);
        assert_non_null(strstr(out.p, "text"));
        bz_buf_deinit(&out);
        bz_diags_free(job.diags);
        bz_doc_free(d);
    }
}

static void test_render_html__address_is_escaped(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  p | [x](https://a.org/?a=1&b=\"'<>é)\n",
                LIST("href=\"https://a.org/?a=1&amp;b=%22&#39;%3C%3E%C3%A9\""), NULL);
}

static void test_render_html__outline_has_no_gaps(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n"
                "  :h4 | A\n  :h4 | B\n  :h6 | C\n  :h2 | D\n"
                "  section title=S\n    :h6 | E\n    section title=U\n      p | x\n",
                LIST("<h1>T</h1>", ">A</h2>", ">B</h2>", ">C</h3>", ">D</h2>", "S</span></h2>",
                     ">E</h3>", "U</span></h3>"),
                NULL);
    assert_page("document lang=en title=Other\n  :h1 | T\n  :h2 | A\n", LIST(">T</h1>", ">A</h2>"),
                LIST("<h1>Other"));
}

static void test_render_html__an_id_stands_once(void **state)
{
    (void)state;
    assert_page(
        "document lang=en title=T\n  :h2 id=a | A\n  :h2 id=a | B\n  :say id=a\n    p | x\n",
        LIST("<h2 id=\"a\">A", "<h2 id=\"_1\">B", "<div class=\"box say\">"), NULL);
}

static void test_render_html__labels_in_the_language_of_the_page(void **state)
{
    (void)state;
    assert_page("document lang=sw title=T\n  :say lang=luo\n    p | x\n  :key label=\"Kumbuka "
                "hili\"\n    p | y\n",
                LIST("<span>Sema</span>", "<div class=\"in\" lang=\"luo\" dir=\"ltr\">",
                     "<span>Kumbuka hili</span>",
                     "\"Ukurasa \" counter(page,decimal) \" kati ya \" counter(pages,decimal)"),
                NULL);
}

static void test_render_html__right_to_left(void **state)
{
    (void)state;
    assert_page("document lang=ar title=T footer=F running=R\n  p | اتصل 0800 720 553 "
                "{time:١٦:٣٠–١٨:٠٠} 10-20 1 2\n"
                "  list ordered\n    item | أ\n",
                LIST("<html lang=\"ar\" dir=\"rtl\">",
                     "<bdi class=\"tel\" dir=\"ltr\">0800 720 553</bdi>",
                     "<bdi class=\"time\" dir=\"rtl\">", " 10-20 1 2", "@top-right{content:\"R\"",
                     "@bottom-right{content:\"F\"",
                     "@bottom-left{content:\"صفحة \" counter(page,arabic-indic)",
                     "<ol style=\"list-style-type:arabic-indic\">"),
                NULL);
}

/* An English sentence without a language of its own: its full stop stands at its right end. */
static void test_render_html__foreign_sentences(void **state)
{
    (void)state;
    assert_page(
        "document lang=ar title=T\n  p | Wait *a little*.\n  p | Wait. نعم\n  p | 9:00\n"
        "  list tight\n    item\n      p | Why?\n  :h2 | Who?\n"
        "  section title=\"Now!\"\n    p lang=en | Go.\n",
        LIST("<p><bdi dir=\"ltr\">Wait <em>a little</em>.</bdi></p>", "<p>Wait. نعم</p>",
             "<p>9:00</p>", "<li><bdi dir=\"ltr\">Why?</bdi>", "><bdi dir=\"ltr\">Who?</bdi></h2>",
             "<span><bdi dir=\"ltr\">Now!</bdi></span>", "<p lang=\"en\" dir=\"ltr\">Go.</p>"),
        NULL);
    assert_page("document lang=en title=T\n  p | Wait.\n", LIST("<p>Wait.</p>"),
                LIST("<bdi dir=\"ltr\">"));
}

static void test_render_html__telephone_numbers(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  p | +254 700 000 001, (020) 7946-0002 x1234567 "
                "12345678901234567890 2026 12 a 0800720553\n",
                LIST(">+254 700 000 001</bdi>, ", "x1234567 12345678901234567890 2026 12 a <bdi "
                                                  "class=\"tel\" dir=\"ltr\">0800720553</bdi>"),
                NULL);
}

static void test_render_html__ranges_are_not_broken(void **state)
{
    (void)state;
    assert_page(
        "document lang=en title=T\n  p | 16:30–18:00 and ١٦:٣٠–١٨:٠٠ but a–b, 1–, –2\n  p | –\n",
        LIST("16:30&NoBreak;–&NoBreak;18:00 and ١٦:٣٠&NoBreak;–&NoBreak;١٨:٠٠ but a–b, 1–, –2<",
             "<p>–</p>"),
        NULL);
}

static void test_render_html__only_what_is_used(void **state)
{
    (void)state;
    assert_page(
        "document lang=en title=T\n  p | x\n", NULL,
        LIST("<symbol", ".box", ".grid", ".strip", "class=\"toc\"", "Naskh Arabic\",\"Geeza"));
    assert_page("document lang=en title=T\n  :do\n    p | x\n",
                LIST("<symbol id=\"_i-do\"", ".box"), LIST("_i-say", ".grid", ".strip"));
}

static void test_render_html__paper_and_tone(void **state)
{
    (void)state;
    assert_page("document lang=en title=T paper=Letter tone=\"ink-saving large-print\"\n  p | x\n",
                LIST("@page{size:letter;", "dir=\"ltr\" class=\"ink large\""), NULL);
    assert_page("document lang=en title=T paper=\"A4;}*{display:none\"\n  p | x\n",
                LIST("@page{size:A4;"), LIST("*{display:none"));
}

static void test_render_html__lines_are_counted(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  :lines\n    p | 2\n",
                LIST("aria-hidden=\"true\"><i></i><i></i></div>"),
                LIST("<p>2</p>", "<i></i><i></i><i></i>"));
    page p = page_of("document lang=en title=T\n  lines count=4000000000\n");
    assert_true(p.out.n < 40000);
    page_free(&p);
}

static void test_render_html__table_says_its_columns(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  table columns=\"-rc\"\n    row header\n      cell\n   "
                "   cell | B\"\n      cell | C\n"
                "    row\n      cell header | 1\n      cell | 2\n      cell spans=2 | 3\n",
                LIST("<table class=\"stack keep\">",
                     "<thead>\n<tr><td></td><th scope=\"col\" class=\"r\">B\"</th>",
                     "<th scope=\"row\">1</th><td class=\"r\" data-l=\"B&quot;\">2</td><td "
                     "class=\"c\" colspan=\"2\" data-l=\"C\">3"),
                NULL);
}

static void test_render_html__pictures(void **state)
{
    (void)state;
    page p = page_of("document lang=en title=T\n  p | ![A cup & a stick](images/cup.svg)\n");
    assert_int_equal(p.status, BZ_OK);
    assert_non_null(
        strstr(p.out.p, "<figure><img src=\"data:image/svg+xml;base64,PHN2ZyB4bWxucz0i"));
    assert_non_null(strstr(p.out.p, "alt=\"A cup &amp; a stick\""));
    page_free(&p);
}

static void assert_bad_picture(const char *text, const char *message)
{
    page p = page_of(text);
    assert_int_equal(p.status, BZ_INVALID);
    assert_int_equal(bz_diags_count(p.job.diags), 1);
    assert_int_equal(bz_diags_at(p.job.diags, 0)->code, BZ_D001);
    assert_str(bz_diags_at(p.job.diags, 0)->message, message);
    page_free(&p);
}

static void test_render_html__what_is_no_picture(void **state)
{
    (void)state;
    assert_bad_picture("document lang=en title=T\n  p | ![a](images/absent.png)\n",
                       "the picture images/absent.png cannot be read");
    assert_bad_picture("document lang=en title=T\n  figure dest=images/text.png alt=a\n",
                       "images/text.png is not a picture that browsers show");
}

static void assert_warned(const char *text, bz_code code, const char *message, const char *hint)
{
    page p = page_of(text);
    assert_int_equal(p.status, BZ_OK);
    assert_int_equal(bz_diags_count(p.job.diags), 1);
    assert_int_equal(bz_diags_at(p.job.diags, 0)->code, code);
    assert_str(bz_diags_at(p.job.diags, 0)->message, message);
    assert_str(bz_diags_at(p.job.diags, 0)->hint, hint);
    page_free(&p);
}

static void test_render_html__unknown_names_are_not_skipped_in_silence(void **state)
{
    (void)state;
    assert_warned("document lang=en title=T\n  box icon=homee label=L\n    p | x\n", BZ_D002,
                  "there is no drawing `homee`", "did you mean `home`?");
    assert_warned("document lang=en title=T\n  box tone=safty label=L\n    p | x\n", BZ_D003,
                  "there is no tone of a box `safty`", "did you mean `safety`?");
    assert_warned("document lang=en title=T\n  box tone=columns label=L\n    p | x\n", BZ_D003,
                  "there is no tone of a box `columns`", "");
    assert_warned("document lang=en title=T tone=\"large-prin ink-saving\"\n  p | x\n", BZ_D003,
                  "there is no tone of a document `large-prin`", "did you mean `large-print`?");
}

static void test_render_html__imprint_in_a_free_margin(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  p | x\n  p tone=imprint | Made by *us*.\n",
                LIST("@bottom-left{content:\"Made by us.\"", "{.imprint{display:none}}",
                     "<p class=\"imprint\">Made by <em>us</em>.</p>"),
                NULL);
    assert_page("document lang=en title=T footer=F\n  p tone=imprint | Made by us.\n",
                LIST("@bottom-left{content:\"F\""), LIST("{.imprint{display:none}}"));
}

static void test_render_html__alternatives_stand_together(void **state)
{
    (void)state;
    assert_page("document lang=en title=T\n  :option\n    p | a\n  :option\n    p | b\n  p | c\n  "
                ":option\n    p | d\n"
                "  :challenge\n    p | e\n  :answer\n    p | f\n  :answer\n    p | g\n",
                LIST("<div class=\"options\">\n<div class=\"box option\">",
                     "</div>\n</div>\n</div>\n<p>c</p>\n<div class=\"box option\">",
                     "<div class=\"pair\">\n<div class=\"box challenge\">"),
                NULL);
}

static void test_render_html__what_is_absent_is_not_written(void **state)
{
    (void)state;
    bz_doc *d = bz_doc_new();
    bz_node root = sketch(d, "document lang=en title=T\n  p | one\n  p | two\n  p | three\n");
    bz_node second = bz_doc_at(d, bz_doc_at(d, root)->first)->next;
    d->nodes.p[second].flags = BZ_NODE_ABSENT;
    bz_job job = {.diags = bz_diags_new(), .limits = &bz_limits_default};
    bz_buf out = {0};
    bz_render_request request = {.doc = d, .root = root};
    assert_int_equal(one_render("html", &request, &out, &job), BZ_OK);
    assert_non_null(strstr(out.p, "<p>one</p>\n<p>three</p>"));
    bz_buf_deinit(&out);
    bz_diags_free(job.diags);
    bz_doc_free(d);
}

static void test_render_html__notes_stand_at_the_end(void **state)
{
    (void)state;
    assert_page(
        "document lang=en title=T\n  p | Caregivers{note:Who *looks after* a child.} meet.\n"
        "  p | Again{note:Each week.}.\n",
        LIST("Caregivers<sup class=\"fm\" id=\"_fm1\"><a href=\"#_fn1\" "
             "role=\"doc-noteref\">1</a></sup> meet.",
             "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"_notes\">\n"
             "<h2 id=\"_notes\">Notes</h2>\n<ol style=\"list-style-type:decimal\">\n"
             "<li id=\"_fn1\">Who <em>looks after</em> a child. <a href=\"#_fm1\" "
             "role=\"doc-backlink\" aria-label=\"Back to the text\">",
             "<li id=\"_fn2\">Each week. "),
        LIST("{note"));
    assert_page("document lang=ar title=T\n  p | x{note:y}\n",
                LIST("role=\"doc-noteref\">\u0661</a>", "list-style-type:arabic-indic"), NULL);
    assert_page("document lang=en title=T\n  p | x\n", NULL, LIST("doc-endnotes", ".notes"));
}

static void test_render_html__cover_contents_and_codes(void **state)
{
    (void)state;
    assert_page(
        "document lang=en title=T\n  cover\n    :h1 | Book\n  contents label=\"In here\" "
        "count=2\n  :h2 | One\n  page-break tone=right\n",
        LIST("<div class=\"cover\">\n<h1 id=\"_1\">Book</h1>\n</div>",
             "<nav class=\"toc asked\" aria-label=\"In here\"><details open><summary>In here"
             "</summary><ul>\n<li><a href=\"#_2\">One</a></li>",
             "<div class=\"break\" style=\"break-after:right\"></div>"),
        NULL);
    assert_page(
        "document lang=en title=T\n  qr dest=\"https://example.org/?a=1&b=2\" | Scan\n"
        "  qr dest=\"javascript:alert(1)\"\n",
        LIST("<figure class=\"qr\"><p><a href=\"https://example.org/?a=1&amp;b=2\"><bdi "
             "dir=\"ltr\">https://example.org/?a=1&amp;b=2</bdi></a></p>"
             "<figcaption>Scan</figcaption></figure>",
             "<figure class=\"qr\"><p><bdi dir=\"ltr\">javascript:alert(1)</bdi></p></figure>"),
        LIST("href=\"javascript"));
}
