/* One description of every field. The rows of fields.def decode YAML (with "did you mean"),
 * validate, serve Lua properties, and print the format reference, the plugin reference and the JSON
 * Schema. Adding a field is adding a row. */
#ifndef BZ_MODEL_FIELDS_H
#define BZ_MODEL_FIELDS_H

#include "base/str.h"

/* What a single value is. */
typedef enum bz_type {
    BZ_T_ID,       /* [a-z][a-z0-9-]*, not reserved */
    BZ_T_PLAIN,    /* text as it stands, one line */
    BZ_T_LINE,     /* one line of inline Markdown with words */
    BZ_T_INTEGER,  /* ASCII digits, no sign, no leading zero */
    BZ_T_MINUTES,  /* an integer of minutes */
    BZ_T_RANGE,    /* "10-20", without spaces; the second is not smaller */
    BZ_T_DATE,     /* "2026-09-08", a day that exists */
    BZ_T_TIME,     /* "09:00" */
    BZ_T_DURATION, /* "1 week", "2 hours", "15 min before" is duration + "before" where a row says
                      so */
    BZ_T_BOOL,     /* true or false, nothing else */
    BZ_T_ENUM,     /* one of the row's values */
    BZ_T_REF,      /* an id or address of a record of the row's kind */
    BZ_T_LANGUAGE, /* a BCP 47 tag */
    BZ_T_WHEN,     /* fact=a|b fact!=c */
    BZ_T_PATH,     /* a file relative to the one that names it, inside the root */
    BZ_T_RECORD    /* a mapping with rows of its own */
} bz_type;

typedef enum bz_shape {
    BZ_ONE,
    BZ_LIST, /* a sequence */
    BZ_MAP,  /* a mapping: key to value; of records: id to record */
    BZ_MAP2  /* a mapping of mappings of values */
} bz_shape;

/* How a layer above (a place that `extends`, an adaptation, a group) joins the one below. */
typedef enum bz_merge { BZ_REPLACE, BZ_BY_KEY, BZ_APPEND, BZ_NEVER } bz_merge;

/* Where the change of a field belongs in FRAME (Wiltsey Stirman, Baumann, Miller 2019). */
typedef enum bz_frame { BZ_FRAME_NONE, BZ_FRAME_CONTENT, BZ_FRAME_CONTEXTUAL } bz_frame;

typedef enum bz_record_kind {
    BZ_NO_RECORD,
#define BZ_RECORD(K, name, doc) BZ_R_##K,
#define BZ_FIELD(K, F, key, shape, type, of, flags, ...)
#define BZ_END(K)
#include "model/fields.def"
#undef BZ_RECORD
#undef BZ_FIELD
#undef BZ_END
    BZ_RECORD_KIND_COUNT
} bz_record_kind;

/* Per kind: BZ_SESSION_TITLE … and BZ_SESSION__N, the number of its rows. Row 0 is always `id`. */
#define BZ_RECORD(K, name, doc)                          enum {
#define BZ_FIELD(K, F, key, shape, type, of, flags, ...) BZ_##K##_##F,
#define BZ_END(K)                                                                                  \
    BZ_##K##__N                                                                                    \
    }                                                                                              \
    ;
#include "model/fields.def"
#undef BZ_RECORD
#undef BZ_FIELD
#undef BZ_END

/* Enumerations of values: BZ_E_METHOD … ; a value is its index in the list. */
typedef enum bz_enum {
    BZ_NO_ENUM,
#define BZ_ENUM(name, ...) BZ_E_##name,
#include "model/enums.def"
#undef BZ_ENUM
    BZ_ENUM_COUNT
} bz_enum;

enum { /* flags of a row */
       BZ_REQUIRED = 1,
       BZ_READ_ONLY = 2,    /* a plugin cannot set it */
       BZ_COMPUTED = 4,     /* not written in YAML: the loader or the planner fills it */
       BZ_FILES = 8,        /* YAML lists ids; each is a file of its own */
       BZ_OPEN = 16,        /* takes the keys that no row knows (a plugin's options) */
       BZ_NO_LUA = 32,      /* not a property for plugins */
       BZ_INHERITED = 64,   /* without a value of its own, the parent's counts */
       BZ_ALONE = 256,      /* of a list: one value may be written without brackets */
       BZ_IN_LIBRARY = 512, /* of a reference: written `library/session/NAME` */
       BZ_DIALLED = 128     /* a number; plugins read it masked where the record is an example */
};

typedef struct bz_field {
    const char *key;
    bz_shape shape;
    bz_type type;
    int of; /* bz_record_kind of RECORD and REF; bz_enum of ENUM; else 0 */
    unsigned flags;
    const char *unit;
    int32_t min, max;      /* of integers, minutes and both ends of ranges; 0,0: no limit */
    const char *otherwise; /* the default, as written; NULL: none */
    bz_merge merge;
    int shared; /* of FILES: the record that describes an entry taken from the library; 0: none */
    int since;  /* API level */
    bz_frame frame;
    const char *doc; /* one sentence, for the reference */
    const char *example;
} bz_field;

typedef struct bz_record_row {
    const char *name; /* "session" */
    const char *doc;
    const bz_field *fields;
    int n;
} bz_record_row;

const bz_record_row *bz_record_row_at(bz_record_kind kind);
bz_record_kind bz_record_kind_find(bz_str name);
int bz_field_find(bz_record_kind kind, bz_str key); /* -1 when unknown */
const char *bz_type_name(bz_type t);                /* "minutes", for messages and references */

const bz_str *bz_enum_values(bz_enum e, size_t *n);
int bz_enum_find(bz_enum e, bz_str value); /* -1 when unknown */
const char *bz_enum_name(bz_enum e, int value);
/* What people read for it, in English: the key of a label. NULL: as the name says. */
const char *bz_enum_term(bz_enum e, int value);

/* [a-z][a-z0-9-]*, at most 64 bytes, not reserved, not `kind-n`, not a device of Windows. When
 * false,
 * `*why` says what is wrong in a few words. */
bool bz_id_is_valid(bz_str id, const char **why);
/* The same form for keys that name no file and no part: words and their forms, facts, references,
 * services. Nothing is reserved among them: `word/library` cannot be mistaken. */
bool bz_name_is_valid(bz_str name, const char **why);

#endif
