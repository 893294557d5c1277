/* The content of pages: reads the operators, and holds them to the rules of marked content: all
 * that paints is tagged or an artifact, marks are closed where they were opened, and no tagged
 * piece lies within another or within an artifact. Notes which MCIDs and which codes of which fonts
 * stand on the page. */
#include "ua.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64, MOST_BYTES = 4096 };

typedef enum mark { SPAN, ARTIFACT, TAGGED } mark;

typedef struct scan {
    ua *u;
    ua_page *page;
    json_t *resources;
    const unsigned char *p, *end;
    /* The operands since the last operator: the last name, number and string, and whether a
     * dictionary with an MCID was among them. */
    char name[128];
    int64_t mcid; /* -1: none */
    ua_font *font;
    mark marks[DEEPEST];
    bool mark_in_text[DEEPEST];
    int n_marks, n_saved;
    ua_font *saved[DEEPEST]; /* by q */
    bool in_text;
    size_t unmarked;
} scan;

static bool is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_delimiter(int c)
{
    return c && strchr("()<>[]{}/%", c);
}

static void fault(scan *s, const char *what)
{
    ua_fault(s->u, "content", "page %s: %s", s->page->ref, what);
}

/* --- tokens */

static void show(scan *s, const unsigned char *bytes, size_t n)
{
    if (!s->font) return;
    for (size_t i = 0; i + 1 < n; i += 2)
        s->font->used[bytes[i] << 8 | bytes[i + 1]] = 1;
    if (n % 2) fault(s, "half a code in a string");
}

/* Bytes of a literal or hexadecimal string; behind it the scan goes on. */
static size_t take_string(scan *s, unsigned char *out)
{
    size_t n = 0;
    int depth = 1;
    bool is_hex = *s->p++ == '<';
    int half = -1;
    while (s->p < s->end && n < MOST_BYTES) {
        int c = *s->p++;
        if (is_hex) {
            if (c == '>') break;
            if (!isxdigit(c)) continue;
            int digit = isdigit(c) ? c - '0' : tolower(c) - 'a' + 10;
            if (half < 0) half = digit;
            else {
                out[n++] = (unsigned char)(half << 4 | digit);
                half = -1;
            }
            continue;
        }
        if (c == '\\' && s->p < s->end) {
            c = *s->p++;
            const char *from = "nrtbf", *to = "\n\r\t\b\f", *at = strchr(from, c);
            if (c >= '0' && c <= '7') {
                int v = c - '0';
                for (int i = 0; i < 2 && s->p < s->end && *s->p >= '0' && *s->p <= '7'; i++)
                    v = v * 8 + *s->p++ - '0';
                c = v & 255;
            } else if (at && *at) {
                c = to[at - from];
            }
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            break;
        }
        out[n++] = (unsigned char)c;
    }
    return n;
}

static void take_word(scan *s, char *out, size_t size)
{
    size_t n = 0;
    if (*s->p == '/') s->p++;
    while (s->p < s->end && !is_space(*s->p) && !is_delimiter(*s->p)) {
        if (n + 1 < size) out[n++] = (char)*s->p;
        s->p++;
    }
    out[n] = 0;
}

/* --- operators */

static void paints(scan *s)
{
    for (int i = 0; i < s->n_marks; i++)
        if (s->marks[i] != SPAN) return;
    s->unmarked++;
}

static void open_mark(scan *s)
{
    mark kind = strcmp(s->name, "Artifact") == 0 ? ARTIFACT : s->mcid >= 0 ? TAGGED : SPAN;
    for (int i = 0; i < s->n_marks && kind != SPAN; i++)
        if (s->marks[i] != SPAN) fault(s, "a marked piece within another");
    if (s->n_marks == DEEPEST) {
        fault(s, "marks too deep");
        return;
    }
    if (kind == TAGGED) {
        if (!ua_page_holds(s->page, s->mcid)) fault(s, "an MCID out of bounds");
        else if (s->page->seen[s->mcid]) fault(s, "an MCID that stands twice");
        else s->page->seen[s->mcid] = true;
    }
    s->mark_in_text[s->n_marks] = s->in_text;
    s->marks[s->n_marks++] = kind;
}

static void close_mark(scan *s)
{
    if (s->n_marks == 0) fault(s, "EMC without a beginning");
    else if (s->mark_in_text[--s->n_marks] != s->in_text) fault(s, "a mark across a text object");
}

static ua_font *font_named(scan *s)
{
    char key[140];
    snprintf(key, sizeof key, "/%s", s->name);
    const char *ref = ua_ref(json_object_get(ua_get(s->u, s->resources, "/Font"), key));
    if (!ref) {
        fault(s, "a font that is not in the resources");
        return NULL;
    }
    for (ua_font *f = s->u->fonts; f; f = f->next)
        if (strcmp(f->ref, ref) == 0) return f;
    ua_font *made = calloc(1, sizeof *made);
    if (!made) abort();
    made->ref = ref;
    made->next = s->u->fonts;
    s->u->fonts = made;
    return made;
}

static void draw_object(scan *s)
{
    char key[140];
    snprintf(key, sizeof key, "/%s", s->name);
    json_t *ref = json_object_get(ua_get(s->u, s->resources, "/XObject"), key);
    if (!ua_value(s->u, ref)) {
        fault(s, "an object that is not in the resources");
        return;
    }
    paints(s);
    if (!ua_is_name(ua_get(s->u, ref, "/Subtype"), "Form")) return;
    size_t n = 0;
    unsigned char *bytes = ua_stream(s->u, ref, &n);
    if (!bytes) return;
    bytes[n] = 0;
    if (strstr((char *)bytes, "/MCID")) fault(s, "a form with tagged pieces of its own");
    free(bytes);
}

static void operate(scan *s, const char *op)
{
    static const char *const painting[] = {"f", "f*", "F",  "S",  "s", "B",  "B*",
                                           "b", "b*", "Tj", "TJ", "'", "\"", "sh"};
    for (size_t i = 0; i < sizeof painting / sizeof *painting; i++)
        if (strcmp(op, painting[i]) == 0) paints(s);
    bool begins = strcmp(op, "BT") == 0;
    if (begins || strcmp(op, "ET") == 0) {
        if (s->in_text == begins) fault(s, "text objects that do not alternate");
        if (!begins && s->n_marks && s->mark_in_text[s->n_marks - 1])
            fault(s, "a mark across a text object");
        s->in_text = begins;
    } else if (strcmp(op, "BDC") == 0 || strcmp(op, "BMC") == 0) {
        open_mark(s);
    } else if (strcmp(op, "EMC") == 0) {
        close_mark(s);
    } else if (strcmp(op, "Tf") == 0) {
        s->font = font_named(s);
    } else if (strcmp(op, "Do") == 0) {
        draw_object(s);
    } else if (strcmp(op, "q") == 0) {
        if (s->n_saved < DEEPEST) s->saved[s->n_saved] = s->font;
        s->n_saved++;
    } else if (strcmp(op, "Q") == 0) {
        if (s->n_saved == 0) fault(s, "Q without q");
        else if (--s->n_saved < DEEPEST) s->font = s->saved[s->n_saved];
    } else if (strcmp(op, "BI") == 0) {
        fault(s, "an image within the content, which is not looked into");
    }
}

/* A dictionary of properties: only its MCID matters here. */
static void take_dictionary(scan *s)
{
    int depth = 0;
    bool is_mcid = false;
    unsigned char bytes[MOST_BYTES];
    while (s->p < s->end) {
        if (s->p + 1 < s->end && s->p[0] == '<' && s->p[1] == '<') {
            depth++;
            s->p += 2;
        } else if (s->p + 1 < s->end && s->p[0] == '>' && s->p[1] == '>') {
            s->p += 2;
            if (--depth == 0) return;
        } else if (*s->p == '(' || *s->p == '<') {
            take_string(s, bytes);
        } else if (*s->p == '/') {
            char word[64];
            take_word(s, word, sizeof word);
            is_mcid = depth == 1 && strcmp(word, "MCID") == 0;
        } else if (is_mcid && isdigit(*s->p)) {
            char word[32];
            take_word(s, word, sizeof word);
            s->mcid = strtoll(word, NULL, 10);
            is_mcid = false;
        } else {
            s->p++;
        }
    }
}

static void scan_bytes(scan *s)
{
    unsigned char bytes[MOST_BYTES];
    s->mcid = -1;
    while (s->p < s->end) {
        int c = *s->p;
        if (is_space(c) || c == '[' || c == ']') {
            s->p++;
        } else if (c == '<' && s->p + 1 < s->end && s->p[1] == '<') {
            take_dictionary(s);
        } else if (c == '(' || c == '<') {
            show(s, bytes, take_string(s, bytes));
        } else if (c == '/') {
            take_word(s, s->name, sizeof s->name);
        } else if (isdigit(c) || strchr("+-.", c)) {
            char number[64];
            take_word(s, number, sizeof number);
        } else if (isalpha(c) || c == '\'' || c == '"') {
            char op[16];
            take_word(s, op, sizeof op);
            operate(s, op);
            s->mcid = -1;
        } else {
            fault(s, "something that is no PDF");
            return;
        }
    }
}

static void scan_part(scan *s, json_t *ref)
{
    size_t n = 0;
    unsigned char *bytes = ua_stream(s->u, ref, &n);
    if (!bytes) return;
    s->p = bytes;
    s->end = bytes + n;
    scan_bytes(s);
    free(bytes);
}

void ua_check_content(ua *u)
{
    for (size_t i = 0; i < u->n_pages; i++) {
        ua_page *page = &u->pages[i];
        scan s = {.u = u, .page = page, .resources = ua_get(u, page->dict, "/Resources")};
        json_t *content = json_object_get(page->dict, "/Contents"), *parts, *part;
        size_t k;
        parts = ua_value(u, content);
        if (json_is_array(parts)) {
            json_array_foreach(parts, k, part) scan_part(&s, part);
        } else {
            scan_part(&s, content);
        }
        if (s.n_marks) fault(&s, "a mark that is not closed");
        if (s.in_text || s.n_saved > 0) fault(&s, "a text object or a state that is not closed");
        if (s.unmarked) fault(&s, "something painted that is neither tagged nor an artifact");
    }
}
