/* A checker for PDF/UA-1 (ISO 14289-1): reads on stdin what
 *     qpdf --json=2 --json-stream-data=inline --decode-level=generalized FILE
 * prints, and writes one line for each fault. Exit 0: none was found; 1: some were; 2: the input
 * cannot be read. The rules are those that a machine can hold a file to, in our own words and with
 * our own names; what needs a person (does the alternative text say what the picture shows?) is not
 * here. This file: the document as a whole, and reading the JSON. */
#include "ua.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ua_fault(ua *u, const char *rule, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    printf("%s: ", rule);
    vprintf(fmt, ap);
    putchar('\n');
    va_end(ap);
    u->faults++;
}

/* --- reading */

const char *ua_ref(json_t *v)
{
    const char *s = json_string_value(v);
    if (!s || !isdigit((unsigned char)*s)) return NULL;
    size_t n = strlen(s);
    return n > 4 && strcmp(s + n - 2, " R") == 0 ? s : NULL;
}

static json_t *object_of(const ua *u, json_t *v)
{
    const char *ref = ua_ref(v);
    if (!ref) return NULL;
    char key[64];
    snprintf(key, sizeof key, "obj:%s", ref);
    return json_object_get(u->objects, key);
}

json_t *ua_value(const ua *u, json_t *v)
{
    json_t *object = object_of(u, v);
    if (!object) return ua_ref(v) ? NULL : v;
    json_t *stream = json_object_get(object, "stream");
    return stream ? json_object_get(stream, "dict") : json_object_get(object, "value");
}

json_t *ua_get(const ua *u, json_t *dict, const char *key)
{
    return ua_value(u, json_object_get(ua_value(u, dict), key));
}

bool ua_is_name(json_t *v, const char *name)
{
    const char *s = json_string_value(v);
    return s && *s == '/' && strcmp(s + 1, name) == 0;
}

const char *ua_text(json_t *v)
{
    const char *s = json_string_value(v);
    return s && (strncmp(s, "u:", 2) == 0 || strncmp(s, "b:", 2) == 0) ? s + 2 : "";
}

double ua_number(json_t *v, double otherwise)
{
    return json_is_number(v) ? json_number_value(v) : otherwise;
}

static int six_bits(char c)
{
    const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

unsigned char *ua_stream(const ua *u, json_t *v, size_t *n)
{
    json_t *data = json_object_get(json_object_get(object_of(u, v), "stream"), "data");
    if (!json_is_string(data)) return NULL;
    const char *s = json_string_value(data);
    unsigned char *out = malloc(json_string_length(data) + 1);
    if (!out) abort();
    uint32_t bits = 0, count = 0;
    for (*n = 0; *s; s++) {
        int six = six_bits(*s);
        if (six < 0) continue;
        bits = bits << 6 | (uint32_t)six;
        if (++count % 4 == 0) {
            out[(*n)++] = (unsigned char)(bits >> 16);
            out[(*n)++] = (unsigned char)(bits >> 8);
            out[(*n)++] = (unsigned char)bits;
        }
    }
    if (count % 4 == 3) {
        out[(*n)++] = (unsigned char)(bits >> 10);
        out[(*n)++] = (unsigned char)(bits >> 2);
    } else if (count % 4 == 2) {
        out[(*n)++] = (unsigned char)(bits >> 4);
    }
    return out;
}

/* A language tag by its shape: letters, then groups of letters and digits. */
bool ua_is_language(const char *s)
{
    size_t group = 0, groups = 0;
    for (;; s++) {
        if (*s && isalnum((unsigned char)*s) && (groups || isalpha((unsigned char)*s))) {
            group++;
            continue;
        }
        if (group < (groups ? 1 : 2) || group > 8) return false;
        if (!*s) return true;
        if (*s != '-') return false;
        groups++;
        group = 0;
    }
}

/* --- pages */

static void add_pages(ua *u, json_t *node, int depth)
{
    json_t *dict = ua_value(u, node), *kids = ua_get(u, dict, "/Kids"), *kid;
    size_t i;
    if (depth > 32) return;
    if (ua_is_name(json_object_get(dict, "/Type"), "Pages")) {
        json_array_foreach(kids, i, kid) add_pages(u, kid, depth + 1);
        return;
    }
    u->pages = realloc(u->pages, (u->n_pages + 1) * sizeof *u->pages);
    if (!u->pages) abort();
    u->pages[u->n_pages++] = (ua_page){.ref = ua_ref(node), .dict = dict};
}

ua_page *ua_page_of(ua *u, const char *ref)
{
    for (size_t i = 0; ref && i < u->n_pages; i++)
        if (u->pages[i].ref && strcmp(u->pages[i].ref, ref) == 0) return &u->pages[i];
    return NULL;
}

bool ua_page_holds(ua_page *p, int64_t mcid)
{
    if (mcid < 0 || mcid > 1000000) return false;
    size_t least = (size_t)mcid + 1;
    if (least <= p->n) return true;
    p->owners = realloc(p->owners, least * sizeof *p->owners);
    p->seen = realloc(p->seen, least * sizeof *p->seen);
    if (!p->owners || !p->seen) abort();
    for (; p->n < least; p->n++) {
        p->owners[p->n] = 0;
        p->seen[p->n] = false;
    }
    return true;
}

/* --- the document */

static void check_metadata(ua *u)
{
    size_t n = 0;
    unsigned char *bytes = ua_stream(u, json_object_get(u->catalog, "/Metadata"), &n);
    if (!bytes) {
        ua_fault(u, "metadata", "the document has none");
        return;
    }
    bytes[n] = 0;
    const char *xmp = (const char *)bytes;
    if (!strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"))
        ua_fault(u, "metadata", "it does not say pdfuaid:part 1");
    const char *title = strstr(xmp, "<dc:title>");
    const char *item = title ? strstr(title, "<rdf:li") : NULL;
    const char *text = item ? strchr(item, '>') : NULL;
    if (!text || text[1] == '<') ua_fault(u, "title", "the metadata has no dc:title");
    free(bytes);
}

static void check_document(ua *u)
{
    json_t *viewing = ua_get(u, u->catalog, "/ViewerPreferences");
    if (!json_is_true(ua_get(u, viewing, "/DisplayDocTitle")))
        ua_fault(u, "title", "viewers are not asked to show it (DisplayDocTitle)");
    json_t *mark = ua_get(u, u->catalog, "/MarkInfo");
    if (!json_is_true(ua_get(u, mark, "/Marked"))) ua_fault(u, "tagged", "Marked is not true");
    if (json_is_true(ua_get(u, mark, "/Suspects"))) ua_fault(u, "tagged", "Suspects is true");
    if (!ua_is_language(ua_text(ua_get(u, u->catalog, "/Lang"))))
        ua_fault(u, "language", "the document has no valid language");
    if (json_object_get(u->trailer, "/Encrypt")) ua_fault(u, "locked", "the file is encrypted");
    if (ua_get(u, ua_get(u, u->catalog, "/AcroForm"), "/XFA")) ua_fault(u, "script", "it has XFA");
    json_t *names = ua_get(u, u->catalog, "/Names");
    if (ua_get(u, names, "/JavaScript")) ua_fault(u, "script", "it has JavaScript");
    if (ua_get(u, u->catalog, "/AA")) ua_fault(u, "script", "the document acts by itself (AA)");
    check_metadata(u);
}

static void check_annotations(ua *u, const ua_page *p)
{
    json_t *list = ua_get(u, p->dict, "/Annots"), *v;
    size_t i;
    if (!ua_is_name(ua_get(u, p->dict, "/Tabs"), "S"))
        ua_fault(u, "tab order", "page %s does not follow the structure (Tabs /S)", p->ref);
    json_array_foreach(list, i, v)
    {
        json_t *a = ua_value(u, v);
        const char *ref = ua_ref(v) ? ua_ref(v) : "?";
        if (!*ua_text(ua_get(u, a, "/Contents")))
            ua_fault(u, "annotation", "%s does not say what it is (Contents)", ref);
        if (!json_is_integer(ua_get(u, a, "/StructParent")))
            ua_fault(u, "annotation", "%s is not in the structure (StructParent)", ref);
        int flags = (int)ua_number(ua_get(u, a, "/F"), 0);
        if (flags & (1 | 2 | 32)) ua_fault(u, "annotation", "%s is hidden", ref);
        if (ua_is_name(ua_get(u, ua_get(u, a, "/A"), "/S"), "JavaScript"))
            ua_fault(u, "script", "%s runs JavaScript", ref);
    }
}

static void release(ua *u)
{
    for (size_t i = 0; i < u->n_pages; i++) {
        free(u->pages[i].owners);
        free(u->pages[i].seen);
    }
    free(u->pages);
    while (u->fonts) {
        ua_font *next = u->fonts->next;
        free(u->fonts);
        u->fonts = next;
    }
}

int main(void)
{
    json_error_t error;
    json_t *whole = json_loadf(stdin, JSON_ALLOW_NUL, &error);
    ua u = {.objects = json_array_get(json_object_get(whole, "qpdf"), 1)};
    u.trailer = json_object_get(json_object_get(u.objects, "trailer"), "value");
    u.catalog = ua_get(&u, u.trailer, "/Root");
    if (!u.catalog) {
        fprintf(stderr, "ua: this is not the JSON of a PDF: %s\n",
                whole ? "no catalogue" : error.text);
        json_decref(whole);
        return 2;
    }
    add_pages(&u, json_object_get(u.catalog, "/Pages"), 0);
    check_document(&u);
    for (size_t i = 0; i < u.n_pages; i++)
        check_annotations(&u, &u.pages[i]);
    ua_check_content(&u);
    ua_check_structure(&u);
    ua_check_fonts(&u);
    release(&u);
    json_decref(whole);
    return u.faults ? 1 : 0;
}
