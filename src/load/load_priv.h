/* What the files of this room share. A load is one `bz_load__run`: the model that is filled, the
 * maps by which names become records, and the arenas. Everything here belongs to the run and ends
 * with it; what stays is in the model and among the sources. */
#ifndef BZ_LOAD_LOAD_PRIV_H
#define BZ_LOAD_LOAD_PRIV_H

#include "base/map.h"
#include "load/load.h"
#include "yaml/ytree.h"

/* --- decode.c, scalar.c, unknown.c: YAML into records, by the rows of fields.def */

typedef struct bz_load__decoder {
    bz_model *m;
    bz_job *job;
    bz_arena *tree;  /* the YAML tree of the file at hand; reset after it */
    bool is_partial; /* the YAML had errors: what is missing may only be unread */
    bool is_unclear; /* a key of the file's own record was unknown or repeated */
    bz_rec said;     /* a record that says some things already, which stay; 0: none */
} bz_load__decoder;

/* Reads the file's YAML into the record. The tree is gone afterwards. */
void bz_load__decode_file(bz_load__decoder *d, bz_rec r, uint32_t file);
void bz_load__decode(bz_load__decoder *d, bz_rec r, const bz_ynode *y);
/* `as`: the record by whose rows the mapping is read, most often the kind of `r` itself. Gives the
 * row that was perhaps meant, or -1. */
int bz_load__unknown_key(bz_load__decoder *d, bz_rec r, bz_record_kind as, const bz_yentry *e);

typedef struct bz_load__scalar {
    bz_value_kind kind; /* TEXT, INT, RANGE or REF */
    bz_str text;
    int32_t a, b;
} bz_load__scalar;

/* Reads a scalar as the row's type says; false after a diagnostic. */
bool bz_load__scalar_read(bz_load__decoder *d, const bz_field *f, const bz_ynode *y,
                          bz_load__scalar *out);
/* What the keys of a map are: of the outer one (depth 0) and of the inner ones (1). */
bool bz_load__key_check(bz_load__decoder *d, bz_record_kind kind, int field, int depth,
                        const bz_yentry *e);
/* The id in a reference as written: "library/stretch" gives "stretch". */
bz_str bz_load__ref_id(bz_record_kind kind, bz_str text);
/* The id in "library/session/stretch"; empty when it is anything else. */
bz_str bz_load__shared_id(bz_str text);
bool bz_load__id_check(bz_job *job, bz_str id, bz_span span);
/* The same for an entry of a list of files; `shared`: it could be taken from the library too. */
bool bz_load__entry_check(bz_job *job, bz_str id, bz_span span, int shared);
const char *bz_load__article(const char *name); /* "a", "an" or "the" */

/* --- slip.c: what a refused scalar most likely means, written as its row takes it */

/* The text within curly quotes; all of it when there are none round it. */
bz_str bz_load__slip_quotes(bz_str s);
/* *is_day_first: the month could stand first as well. */
bool bz_load__slip_date(bz_str s, char out[16], bool *is_day_first);
bool bz_load__slip_time(bz_str s, char out[16]);
int bz_load__slip_minutes(bz_str s); /* 0 when it is no length of time */
bool bz_load__slip_id(bz_str s, char out[65]);

/* --- files.c */

typedef struct bz_load__names {
    bz_str *p;
    size_t n;
} bz_load__names;

/* Reads a file beneath `root`; 0 when it is not there (nothing is said) or cannot be read (which is
 * reported at `wanted_at`, and *is_reported set). */
uint32_t bz_load__file_read(bz_job *job, const bz_root *root, bz_str path, bz_str name,
                            bz_span wanted_at, bool *is_reported);
/* The names in a folder; none when it is not there. That it cannot be read is reported, since
 * what it holds would else be left out in silence; not without a job, for lists of candidates. */
bz_load__names bz_load__list(bz_job *job, const bz_root *root, bz_str folder, bz_arena *a);
/* The start of a file that is only read so that a diagnostic can show it. */
bz_span bz_load__at_file(bz_job *job, const bz_root *root, bz_str name);
/* "x.yaml" and ".yaml" give "x"; false when it does not end so or is a folder. */
bool bz_load__stem(bz_str name, const char *suffix, bz_str *stem);
/* The stems of a folder's `.yaml` files. */
bz_load__names bz_load__stems(bz_job *job, const bz_root *root, bz_str folder, bz_arena *a);
/* S001 with "did you mean" among the candidates. */
bz_diag *bz_load__missing_file(bz_job *job, bz_span at, bz_str path, bz_str id,
                               bz_load__names candidates);
bool bz_load__did_you_mean(bz_job *job, bz_diag *diag, bz_str word, bz_load__names candidates);
/* A note "it is one of …", and "did you mean". */
void bz_load__say_values(bz_job *job, bz_diag *diag, bz_str word, bz_load__names values);

/* --- the run */

/* A curriculum while it is loaded: its names. */
typedef struct bz_load__course {
    bz_rec rec;
    bz_str id, folder; /* "curricula/ID/" */
    bool is_clear;     /* what it does not declare is unknown, and not only unread */
    bz_map *sessions, *handouts, *forms, *references, *words, *facts;
    bz_map *seen;     /* activities of the library whose words were held against it */
    bz_span taken_at; /* of the record that is linked: where it takes in what the library says */
} bz_load__course;

typedef struct bz_load__run {
    bz_model *m;
    const bz_load_request *request;
    bz_job *job;
    bz_load__decoder decoder;
    bz_arena *names; /* keys of the maps, paths */
    bz_arena *work;  /* reset by whoever starts a piece of work */
    bz_doc *line;    /* one line field at a time */
    BZ_VEC(bz_load__course) courses;
    bz_map *curricula; /* id to index in courses + 1 */
    /* id to record; MISSING once reported */
    bz_map *library, *places, *adaptations, *groups, *holidays;
    bz_map *targets; /* files that links name: 1 good, 2 bad */
} bz_load__run;

enum { BZ_LOAD__MISSING = UINT32_MAX };

/* curriculum.c: a curriculum with everything below it. */
void bz_load__curriculum(bz_load__run *l, bz_str id, bz_span wanted_at);
void bz_load__curricula_all(bz_load__run *l);
bz_load__course *bz_load__course_of(bz_load__run *l, bz_rec curriculum); /* NULL when 0 */
bz_load__course *bz_load__course_by_id(bz_load__run *l, bz_str id);

/* A session's record from its files, both in `folder`; the YAML is read already. The rituals of the
 * curriculum, when given, are put around it. */
void bz_load__session(bz_load__run *l, bz_rec session, bz_rec curriculum, bz_str folder,
                      uint32_t yaml);
/* The same of a session of the library, whose id it has. */
void bz_load__session_taken(bz_load__run *l, bz_rec session, bz_rec curriculum);

/* The same from `sessions/` of where it lies: the curriculum, or `bz_load__shared`. */
void bz_load__session_file(bz_load__run *l, const bz_load__course *home, bz_rec session);
/* Reads a file that is named by a record's id; says so when it is missing. */
uint32_t bz_load__named_file(bz_load__run *l, const bz_load__course *home, const char *folder,
                             bz_rec r, const char *suffix);

/* shared.c: sessions and handouts of the library. */
#define BZ_LOAD__SHARED_SESSION "library/session/"
#define BZ_LOAD__SHARED_HANDOUT "library/handout/"
extern const bz_load__course bz_load__shared; /* the folder only */
void bz_load__handouts(bz_load__run *l, bz_load__course *c);
/* Those of the library that a change, or the session that it adds, names: they come along. */
void bz_load__handouts_of(bz_load__run *l, bz_load__course *c, bz_rec part);
void bz_load__shared_rest(bz_load__run *l);
bool bz_load__in_library(const bz_load__run *l, bz_span at);
/* Where the curriculum takes in what this record stands in; none where it is the curriculum's. */
bz_span bz_load__taken_at(const bz_load__run *l, bz_rec r);
/* Names that place in a report on a text of the library: what is missing is missing there. */
void bz_load__note_taken(bz_load__run *l, bz_diag *diag, bz_span at, bz_span taken_at);
/* That the library has a session or handout of this name. */
void bz_load__hint_shared(bz_load__run *l, bz_diag *diag, const char *folder, bz_str id);

/* session.c: joins the YAML and the Markdown of one session. `is_clear`: the YAML was read whole,
 * so that a heading without an activity is an error. */
void bz_load__session_body(bz_load__run *l, bz_rec session, uint32_t md, bool is_clear);
/* A whole file as one body. */
bz_node bz_load__body(bz_load__run *l, uint32_t md);
/* title.c: the text of a heading as it stands, without marks and `{#id}`. */
bz_str bz_load__heading_title(bz_load__run *l, bz_span heading, bz_span *where);
bz_str bz_load__slug(bz_arena *a, bz_str title);

/* shelf.c: records that are files with a name, read when something names them. */
typedef struct bz_load__shelf {
    bz_record_kind kind;
    int role; /* of the project */
    const char *folder, *suffix;
} bz_load__shelf;
extern const bz_load__shelf bz_load__places, bz_load__groups, bz_load__adaptations,
    bz_load__activities;
/* The record, read now if it is not there yet (*is_new). 0 after a diagnostic at `wanted_at`. */
bz_rec bz_load__take(bz_load__run *l, const bz_load__shelf *shelf, bz_map *map, bz_str id,
                     bz_span wanted_at, bool *is_new);
bz_diag *bz_load__unknown(bz_load__run *l, bz_record_kind kind, bz_str id, bz_span at,
                          bz_load__names candidates, bz_str path);
bz_load__names bz_load__shelf_ids(bz_load__run *l, const bz_load__shelf *shelf);

/* library.c */
bz_rec bz_load__library(bz_load__run *l, bz_str id, bz_span wanted_at);
void bz_load__library_all(bz_load__run *l);
/* The session that the slots of a curriculum make, and its minutes when its rituals are there. */
void bz_load__slots(bz_load__run *l, bz_rec curriculum, int32_t number);
void bz_load__slots_sum(bz_model *m, bz_rec curriculum);
/* Fills an activity that has `use` from the library. */
void bz_load__use(bz_load__run *l, bz_rec activity);
/* Says what an activity lacks, once the library has given what it has. */
void bz_load__activity_check(bz_load__run *l, bz_rec activity);
void bz_load__rituals(bz_load__run *l, bz_rec curriculum);
void bz_load__rituals_around(bz_load__run *l, bz_rec curriculum, bz_rec session);
/* Whether the activity's text was taken from the library. */
bool bz_load__is_copy(const bz_model *m, bz_rec activity);

/* contexts.c: places, groups, adaptations, with all that they name. Give 0 after a diagnostic. */
bz_rec bz_load__place(bz_load__run *l, bz_str id, bz_span wanted_at);
bz_rec bz_load__group(bz_load__run *l, bz_str id, bz_span wanted_at);
bz_rec bz_load__adaptation(bz_load__run *l, bz_str id, bz_span wanted_at);
void bz_load__contexts_all(bz_load__run *l);
void bz_load__places_all(bz_load__run *l);
void bz_load__adaptations_all(bz_load__run *l);

/* holidays.c: the lists of holidays that a place names, and every list of the root. */
void bz_load__holidays_of(bz_load__run *l, bz_rec place);
void bz_load__holidays_all(bz_load__run *l);
/* The lists of the places, none twice, into the context. */
void bz_load__holidays_merge(bz_model *m, bz_rec context, const bz_rec *places, size_t n_places);

/* changes.c: what the changes of all adaptations bring; the curricula must be there. */
void bz_load__changes(bz_load__run *l);

/* stray.c: files that nobody reads. */
void bz_load__strays_curriculum(bz_load__run *l, const bz_load__course *c);
void bz_load__strays_shared(bz_load__run *l);

/* plugin.c, labels.c, options.c */
void bz_load__plugin_uses(bz_load__run *l, bz_rec adaptation);
void bz_load__plugins_all(bz_load__run *l);
void bz_load__labels(bz_load__decoder *d, const bz_root *root, bz_str folder, bz_rec plugin);
void bz_load__options_check(bz_model *m, bz_rec use, bz_rec plugin, bz_job *job);
void bz_load__manifest_check(bz_model *m, bz_rec plugin, bz_job *job);

/* link.c, requires.c: references into records. walk.c: bodies and lines. names.c: words and
 * conditions. target.c: files that links and pictures name. */
void bz_load__link(bz_load__run *l);
void bz_load__places_check(bz_load__run *l); /* places.c */
/* Of it the words alone, which need no links. */
void bz_load__place_words_check(bz_load__run *l);
/* words.c: a word that names another; `{{` in what is printed as it stands, in `key`. */
void bz_load__word_texts_check(bz_load__run *l, bz_rec word);
void bz_load__plain_check(bz_load__run *l, const char *key, const bz_value *v);
void bz_load__requires_check(bz_load__run *l, bz_load__course *c);
enum { BZ_LOAD__PATHS = 1, BZ_LOAD__NAMES = 2 };
void bz_load__body_check(bz_load__run *l, bz_load__course *c, bz_rec r, int what);
void bz_load__line_check(bz_load__run *l, bz_load__course *c, bz_str text, bz_span span);
void bz_load__word_check(bz_load__run *l, bz_load__course *c, const bz_doc *d, bz_node n);
/* Warns of the name of a word in single braces; other braces are free. */
void bz_load__braces_check(bz_load__run *l, const bz_load__course *c, bz_str text, bz_span span);
void bz_load__when_check(bz_load__run *l, bz_load__course *c, bz_str when, bz_span span);
void bz_load__target_check(bz_load__run *l, bz_doc *d, bz_node n, bool may_store);

/* words.c: the words of a context, which knows its adaptations. The chain of places goes from the
 * farthest to the nearest. */
void bz_load__context_words(bz_model *m, bz_rec curriculum, const bz_rec *places, size_t n_places,
                            bz_job *job);

/* values.c: maps of the model, merged. */
typedef BZ_VEC(bz_value) bz_load__values;
/* Puts each element of `map` into `into`, in the place of one with the same key. */
void bz_load__values_merge(const bz_model *m, bz_load__values *into, const bz_value *map);
bz_value *bz_load__values_find(const bz_model *m, const bz_load__values *in, bz_str key);
/* Makes them the elements of a field. */
void bz_load__values_store(bz_model *m, bz_rec r, int field, const bz_load__values *from,
                           bz_span span);
/* The names of a map's keys or of children of a role, for "did you mean". */
bz_load__names bz_load__keys_of(const bz_model *m, const bz_value *map, bz_arena *a);
bz_load__names bz_load__ids_of(const bz_model *m, bz_rec parent, int role, bz_arena *a);
bz_load__names bz_load__texts_of(const bz_model *m, const bz_value *list, bz_arena *a);
/* The key before a value in the YAML, when it stands on the same line; else the value. */
bz_span bz_load__key_span(const bz_job *job, bz_span value, bz_str key);

#endif
