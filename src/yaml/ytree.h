/* YAML, strictly: a tree of mappings, sequences and scalars, every one with its span. Scalars are
 * text only; what they mean is for the fields to say, so quoting never changes meaning. Aliases,
 * anchors, tags, merge keys, directives, second documents and empty values are refused, each with a
 * diagnostic. This is the only room that knows libyaml. */
#ifndef BZ_YAML_YTREE_H
#define BZ_YAML_YTREE_H

#include "base/buf.h"
#include "base/job.h"

typedef enum bz_ykind { BZ_YSCALAR, BZ_YSEQUENCE, BZ_YMAPPING } bz_ykind;

typedef struct bz_ynode bz_ynode;

typedef struct bz_yentry {
    bz_str key;
    bz_span key_span;
    const bz_ynode *value;
} bz_yentry;

struct bz_ynode {
    bz_ykind kind;
    bool is_quoted;  /* for hints only */
    bool is_refused; /* already reported (an empty value, an alias): nothing more to say about it */
    bz_span span;    /* of a scalar: its text, without quotes; of a block: first to last byte */
    bz_str text;     /* scalar: folded and unescaped; often a slice of the source */
    union {
        const bz_ynode **items;   /* sequence */
        const bz_yentry *entries; /* mapping, in file order; keys are unique */
    };
    size_t n; /* items or entries */
};

/* Reads the file's text (already among job->sources). The tree lies in job->arena. Reports
 * everything it can; gives INVALID when there was an error (then *out may be NULL or a partial
 * tree, which may be used to find further errors but not to build; *out is NULL when its structure
 * is unclear). The text
 * `- Remember: breathe`, which YAML takes for a mapping, is reported and given as a scalar. An
 * empty file gives an empty mapping. */
bz_status bz_yaml_read(const bz_ynode **out, uint32_t file, bz_job *job) BZ_CHECK_RESULT;

/* The value under `key`, or NULL. */
const bz_ynode *bz_yaml_find(const bz_ynode *mapping, const char *key);

/* Writes a line of text in double quotes, so that it is read again as it was. */
void bz_yaml_put_quoted(bz_str line, bz_buf *out);

#endif
