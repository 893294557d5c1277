/* What the reader's files share: the reader itself, reports, and places. Inside yaml only. */
#ifndef BZ_YAML_YTREE_PRIV_H
#define BZ_YAML_YTREE_PRIV_H

#include "base/map.h"
#include "base/vec.h"
#include "yaml/ytree.h"
#include <yaml.h>

/* A mapping or sequence that is being read. Its children lie on top of the reader's stacks. */
typedef struct bz_yaml__frame {
    bz_ynode *node;
    size_t first; /* of its children on `items` or `entries` */
    bool is_flow;
    bool has_key;    /* a mapping: the key is read, its value is next */
    bool is_as_key;  /* stands where a key should */
    bool is_dropped; /* the key is refused: its value is read, but kept nowhere */
    bz_yentry entry; /* the key, while has_key */
    bool key_is_plain;
} bz_yaml__frame;

typedef struct bz_yaml__reader {
    bz_job *job;
    uint32_t file;
    bz_str text; /* the file */
    char *seen; /* what libyaml reads: NULL, or a copy of the text with slips mended, from bz_mem */
    size_t bom; /* bytes of it at the start; libyaml does not see them */
    bool is_ascii;
    bool is_bad;     /* something was reported */
    bool is_broken;  /* no tree can be given */
    bool is_mended;  /* `seen` has just been changed: read again */
    bz_status limit; /* BZ_LIMIT when one was met */
    struct {
        size_t index, at; /* a character's number and its byte */
    } cursor;
    uint32_t last_end; /* of the last thing that is more than a place */
    size_t nodes, documents;
    const bz_ynode *root;
    BZ_VEC(uint32_t) tabs; /* that start a line with text; UINT32_MAX: within a block text */
    size_t tab;            /* the first of them that was not passed yet */
    BZ_VEC(bz_yaml__frame) frames;
    BZ_VEC(const bz_ynode *) items;
    BZ_VEC(bz_yentry) entries;
} bz_yaml__reader;

/* Adds a diagnostic for the bytes [start, end), and remembers that there was one. */
#define bz_yaml__report(r, code, start, end, ...)                                                  \
    ((r)->is_bad = true,                                                                           \
     bz_diag_add((r)->job->diags, (code), bz_yaml__span((r), (start), (end)), __VA_ARGS__))

bz_span bz_yaml__span(const bz_yaml__reader *r, size_t start, size_t end);
/* The byte at which libyaml's character `index` starts. */
size_t bz_yaml__byte(bz_yaml__reader *r, size_t index);
/* The end of the line that holds `at`, without the break and white space before it. */
size_t bz_yaml__line_end(const bz_yaml__reader *r, size_t at);
size_t bz_yaml__line_start(const bz_yaml__reader *r, size_t at);
/* Replaces one byte of what libyaml reads and asks for another reading. */
void bz_yaml__mend(bz_yaml__reader *r, size_t at, char c);
/* Adds the hint to put quotes round the bytes [start, end), and shows how where that is short. */
/* The hint for `people:18`, which is no key to YAML; false when the text does not begin so. */
bool bz_yaml__hint_tight(bz_yaml__reader *r, bz_diag *diag, bz_str text);
void bz_yaml__hint_quotes(bz_yaml__reader *r, bz_diag *diag, size_t start, size_t end);

/* yscan.c: looks at every byte before libyaml does. False when libyaml must not see the text. */
bool bz_yaml__scan(bz_yaml__reader *r);
/* yslip.c: reports what stopped libyaml. */
void bz_yaml__failed(bz_yaml__reader *r, const yaml_parser_t *parser);
/* Reports `{{` at the start of a value, at byte `start`. */
void bz_yaml__open_word(bz_yaml__reader *r, size_t start);
/* Reports the tabs that start lines before byte `end`, and says how many. */
size_t bz_yaml__report_tabs(bz_yaml__reader *r, size_t end);

#endif
