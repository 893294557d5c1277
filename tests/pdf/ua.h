/* What the files of the checker for PDF/UA-1 share: the file as qpdf's JSON has it, and what was
 * found in its pages. */
#ifndef BZ_TESTS_PDF_UA_H
#define BZ_TESTS_PDF_UA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UA_CODES = 65536 };

typedef struct ua_font {
    const char *ref;        /* "12 0 R" */
    uint8_t used[UA_CODES]; /* shown on a page */
    struct ua_font *next;
} ua_font;

typedef struct ua_page {
    const char *ref;
    json_t *dict;
    int64_t *owners; /* by MCID: the number of the element's object that claims it; 0: none yet */
    bool *seen;      /* by MCID: stands in the content */
    size_t n;
} ua_page;

typedef struct ua {
    json_t *objects, *trailer, *catalog;
    size_t faults;
    ua_page *pages;
    size_t n_pages;
    ua_font *fonts;
} ua;

/* Reports a fault: its rule, and in words what and where. */
void ua_fault(ua *u, const char *rule, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The value, or what it refers to: a stream gives its dictionary. NULL when there is none. */
json_t *ua_value(const ua *u, json_t *v);
json_t *ua_get(const ua *u, json_t *dict, const char *key); /* of a dictionary, resolved */
const char *ua_ref(json_t *v);                              /* "12 0 R", or NULL */
bool ua_is_name(json_t *v, const char *name);               /* "/Name" */
/* A text string's text: not NULL, perhaps empty. */
const char *ua_text(json_t *v);
/* The bytes of the stream that `v` refers to; the caller frees. NULL when it is none. */
unsigned char *ua_stream(const ua *u, json_t *v, size_t *n);
double ua_number(json_t *v, double otherwise);
bool ua_is_language(const char *s);

ua_page *ua_page_of(ua *u, const char *ref);
/* Grows the page's tables to hold `mcid`. False when it is out of all bounds. */
bool ua_page_holds(ua_page *p, int64_t mcid);

void ua_check_content(ua *u);   /* fills `seen` and the fonts' used codes */
void ua_check_structure(ua *u); /* fills `owners` */
void ua_check_fonts(ua *u);

#endif
