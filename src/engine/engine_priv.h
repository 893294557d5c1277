/* What the files of the engine share. */
#ifndef BZ_ENGINE_ENGINE_PRIV_H
#define BZ_ENGINE_ENGINE_PRIV_H

#include "baraza/baraza.h"

#include "adapt/journal.h"
#include "base/date.h"
#include "base/file.h"
#include "doc/language.h"
#include "load/load.h"
#include "markdown/markdown.h"
#include "plan/plan.h"
#include "render/render.h"
#include "sandbox/answer.h"
#include "sandbox/host.h"

#include <time.h>

enum { BZ_BUNDLE_ROOTS = 4, BZ_PHASES_MOST = 24, BZ_FORMATS_MOST = 8 };

typedef struct bz_running_plugin {
    bz_worker *worker;
    bz_str id;
    bz_rec manifest;
    bz_status status; /* how loading it went */
} bz_running_plugin;

typedef struct bz_timing {
    const char *phase;
    double seconds;
} bz_timing;

struct bz_engine {
    bz_job job; /* its arena and scratch, diagnostics and sources are the engine's */
    bz_root *root;
    bz_root *plugin_roots[BZ_BUNDLE_ROOTS], *holiday_roots[BZ_BUNDLE_ROOTS];
    size_t n_plugin_roots, n_holiday_roots;
    bz_model *model;
    bz_journal *journal;
    bz_plan_outcome plan; /* of the last plan */
    bz_host *host;        /* of the workers; while a job runs */
    bz_plugin_limits limits;
    bool is_weak;    /* plugins run also where they cannot be locked in */
    bool is_looking; /* plugins' files are read for what they could not use */
    bool is_trying;  /* plugins are tried, not used: they need not be as they were locked */
    BZ_VEC(bz_running_plugin) plugins;
    BZ_VEC(bz_rec) owners; /* by body: its record; made when first asked for */
    bz_buf output, text, json, timing_text;
    bool is_misasked; /* the request names what is not there */
    bz_buf folder;    /* of the last build */
    bz_buf signature; /* on every page: "DRAFT", the first digits of the signatures, or nothing */
    size_t n_files;
    bz_timing timings[BZ_PHASES_MOST];
    size_t n_timings;
};

/* What concerns paper and is either so or not. */
typedef enum bz_paper_word {
    BZ_PAPER_IS_SAVING,
    BZ_PAPER_IS_LARGE,
    BZ_PAPER_IS_DUPLEX,
    BZ_PAPER_IS_BOOKLET,
    BZ_PAPER_IS_TWO_UP,
    BZ_PAPER_IS_WHOLE, /* words are not parted */
    BZ_PAPER_WORDS
} bz_paper_word;

/* A request, looked up: ids instead of ids or paths. */
typedef struct bz_wanted {
    const bz_request *request;
    bz_str curriculum, place, group; /* empty: none */
    bz_str adaptation;               /* without a group; empty: none */
    bz_str name;                     /* of the group, place or curriculum: for the output folder */
    const bz_renderer *formats[BZ_FORMATS_MOST];
    size_t n_formats;
    bool has_date;
    bz_date date;
    const char *sheet; /* goes before what group and plugins say; NULL: as they say */
    bz_choice on_paper[BZ_PAPER_WORDS]; /* likewise */
    bool with_documents;                /* documents are composed and assembled */
    bz_output *output;                  /* and rendered into this, when not NULL */
    struct json_t *files;               /* rows of the manifest */
    struct json_t *fonts;               /* likewise; NULL: no document is on paper */
    const bz_change_watch *watch;       /* who looks on while changes are made, or NULL */
    const struct bz_trial *trial;       /* plugins are tried, or NULL */
} bz_wanted;

/* Plugins that are tried: which, and who looks at what they make. */
typedef struct bz_trial {
    /* Starts them, in place of those that the context names. */
    bz_status (*start)(void *context, bz_engine *e, bz_wanted *w);
    bz_str only;    /* this one alone reports and makes documents; empty: all of them */
    bool is_listed; /* documents are listed only, not made */
    /* Told of each document: put together, or with NULL when they are listed only. */
    void (*see)(void *context, const bz_descriptor *about, bz_str language, const bz_doc *doc,
                bz_node root);
    void *context;
} bz_trial;

/* json.c: jansson's memory never runs out without a word. */
void bz_engine__json_memory(void);
/* A text as JSON; the second gives null for an empty one. */
struct json_t *bz_engine__json_text(bz_str s);
struct json_t *bz_engine__json_or_null(bz_str s);

/* Forgets the last job: model, journal, plugins, diagnostics, texts. */
void bz_engine__reset(bz_engine *e);
void bz_engine__forget_model(bz_engine *e);
/* Opens the root above request->start and the folders of installed plugins. */
bz_result bz_engine__open_root(bz_engine *e, const bz_request *request);
/* Fills `w` but for output. A curriculum must be known when `needs_curriculum`. */
bz_result bz_engine__resolve(bz_engine *e, const bz_request *request, bool needs_curriculum,
                             bz_wanted *w);
/* Sets what plugins may use to what the request says. */
bz_result bz_engine__limits(bz_engine *e, const bz_request *request);
/* Takes from this process the network, and writing anywhere but beside the output (NULL: anywhere).
 */
void bz_engine__lock(bz_engine *e, const char *output);
bz_result bz_engine__usage(bz_engine *e, bz_diag **d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The id at the end of an id or path: "curricula/x/curriculum.yaml", "curricula/x/", "x" all give
 * "x". */
bz_str bz_engine__id_of(bz_str id_or_path);
/* Whether the root has a file of that name; ids that a folder of it offers. */
bool bz_engine__exists(const bz_engine *e, const char *before, bz_str id, const char *after);
size_t bz_engine__offered(bz_engine *e, const char *folder, bz_str **out);
/* Says what there is, where nothing is near what was asked for. */
void bz_engine__note_names(bz_engine *e, bz_diag *d, const bz_str *names, size_t n);
bz_load_request bz_engine__load_request(const bz_engine *e, const bz_wanted *w);

/* The one order of phases. Stops after the first phase that had errors. `until` names the last
 * phase to run; NULL: all. */
bz_status bz_engine__run(bz_engine *e, bz_wanted *w, const char *until);
const char *bz_engine__phase_name(size_t i); /* NULL past the end */
void bz_engine__time(bz_engine *e, const char *phase, const struct timespec *since);
void bz_engine__progress(const bz_wanted *w, const char *phase, size_t done, size_t of);
bz_result bz_engine__result(const bz_engine *e, bz_status s);

/* Starts workers for plugins before it is known which, and ends all. */
void bz_engine__begin_plugins(bz_engine *e);
void bz_engine__end_plugins(bz_engine *e);
/* Plugins: opens those that the context asks for; runs `adapt` and replays the answers; runs
 * `check`. */
bz_status bz_engine__open_plugins(bz_engine *e, bz_wanted *w);
/* Opens every plugin of a model that holds everything, used or not. */
bz_status bz_engine__open_all_plugins(bz_engine *e);
bz_status bz_engine__adapt(bz_engine *e, bz_wanted *w);
bz_status bz_engine__plugin_checks(bz_engine *e, bz_wanted *w);
/* Whether this plugin's findings and documents are wanted. */
bool bz_engine__is_heard(const bz_wanted *w, bz_str plugin);
/* Whether a condition holds here; an error for a fact or value that there is not. */
bz_status bz_engine__condition(bz_engine *e, bz_str when, bz_span span, bool *holds);
/* Looks at what a change brought in: the blocks from this one on, and a line. */
bz_status bz_engine__look_at_blocks(bz_engine *e, bz_node from);
bz_status bz_engine__look_at_line(bz_engine *e, bz_str line, bz_span span);
/* write.c: a file of the root, new (it must not exist) or in place of the one that is there
 * (written beside it, then renamed); false with errno. */
bool bz_engine__write_new(int root, const char *path, bz_str text);
bool bz_engine__write_over(int root, const char *path, bz_str text);
void bz_engine__unwrite(int root, const char *path);
/* The same for a path below the root that is open, with a message when it cannot be. */
bz_result bz_engine__write_file(bz_engine *e, bz_str path, bz_str text);
/* sign.c: the files that a signature of this adaptation covers, sorted by name, and their hash; and
 * what stands behind the version on every page: "DRAFT" or the signature's first digits, in the
 * document's language; nothing for a programme without an adaptation. */
typedef struct bz_signed_file {
    bz_str name;
    char hash[65];
} bz_signed_file;
typedef BZ_VEC(bz_signed_file) bz_signed_files;
void bz_engine__signed_files(bz_engine *e, bz_rec adaptation, bz_signed_files *out);
void bz_engine__signed_hash(const bz_engine *e, const bz_signed_files *files, char hex[65]);
/* The digest of a head and a line for each file, `SHA-256 NAME`. */
void bz_engine__digest_files(bz_str head, const bz_signed_files *files, char hex[65]);
void bz_engine__put_signature(bz_engine *e, const bz_language *language, bz_buf *out);
/* Works it out; warns of each signature that holds no longer. */
void bz_engine__check_signatures(bz_engine *e);
/* leftover.c: what another place left behind, looked for where nothing is written. */
typedef struct bz_leftovers bz_leftovers;
bz_leftovers *bz_engine__leftovers_new(bz_engine *e, const bz_wanted *w);
void bz_engine__leftovers_free(bz_leftovers *l); /* NULL is fine */
void bz_engine__leftovers_look(bz_leftovers *l, const bz_doc *doc, bz_node root);
/* Lists documents, and composes, assembles and renders those that are wanted. */
bz_status bz_engine__documents(bz_engine *e, bz_wanted *w);

/* The request as this library knows it, in `own`: a program built with an older header gives less
 * of it. */
const bz_request *bz_engine__whole(const bz_request *given, bz_request *own);

/* Paper. Looks up the request's words for it; writes them over the group's, once it is loaded; and
 * tells a document of what it is printed on and how. */
bz_result bz_engine__resolve_paper(bz_engine *e, bz_wanted *w);
void bz_engine__override_paper(bz_engine *e, const bz_wanted *w);
void bz_engine__set_paper(bz_engine *e, const bz_wanted *w, bz_doc *doc, bz_node root);

/* What stays the same while the documents of a build are rendered. */
typedef struct bz_filing bz_filing;
bz_filing *bz_engine__filing_new(bz_engine *e, bz_wanted *w);
void bz_engine__filing_free(bz_filing *f);
/* Renders a document; puts its files into the output, if there is one, with rows for the manifest.
 */
/* The files of a document that are all of it, not a page. */
typedef struct bz_made_files {
    BZ_VEC(bz_str) names; /* in the job's arena */
    uint32_t pages;       /* 0: it is not on paper */
    bool is_counted;      /* only the pages are wanted */
} bz_made_files;
bz_status bz_engine__file(bz_filing *f, const bz_descriptor *about, bz_made_files *made,
                          const bz_doc *doc, bz_node root, const bz_renderer *format);

/* The same for several documents in one file. */
bz_status bz_engine__file_all(bz_filing *f, const bz_descriptor *about, bz_made_files *made,
                              const bz_render_part *parts, size_t n, const bz_renderer *format);

/* pack.c: a document that is kept until all are there, and the file of them all. */
typedef struct bz_packed {
    const bz_descriptor *about;
    bz_doc *doc;
    bz_node root;
} bz_packed;
bz_status bz_engine__pack(bz_filing *f, const bz_wanted *w, bz_packed *list, size_t n);

/* papers.c: adds a document as plugins read of it. Texts of the model may move. */
void bz_engine__add_document(bz_engine *e, const bz_descriptor *d, const bz_made_files *made);
/* Whether it is about the other documents, and made after them. */
bool bz_engine__is_about_others(const bz_descriptor *d);

/* A line of Markdown as plain text, its words filled in `language`. */
void bz_engine__flatten(bz_engine *e, bz_str line, bz_span span, bz_str language, bz_buf *out);

/* plan_days.c: beside the meetings of a plan, as text and as JSON: what is observed on a meeting's
 * day, and the days without one. */
void bz_engine__put_observances(const bz_model *m, bz_rec meeting, bz_buf *out);
void bz_engine__put_closed(const bz_model *m, bz_buf *out);
/* Who can lead, and when those who miss it can make it up, where the group says so. */
void bz_engine__put_people(const bz_model *m, bz_rec meeting, bz_buf *out);
void bz_engine__set_people(struct json_t *o, const bz_model *m, bz_rec meeting);
/* The date in the second calendar, where there is one. */
void bz_engine__put_second_date(const bz_model *m, bz_date date, bz_buf *out);
void bz_engine__set_second_date(struct json_t *o, const bz_model *m, bz_rec meeting);
void bz_engine__set_observances(struct json_t *o, const bz_model *m, bz_rec meeting);
void bz_engine__set_closed(struct json_t *top, const bz_model *m);

/* An earlier plan: as a file has it, and with what the request says has been held. False with a
 * diagnostic. */
bool bz_engine__read_was(bz_engine *e, const char *path, bz_was *out);
bool bz_engine__earlier_plan(bz_engine *e, const bz_request *q, bz_was *out);
/* What moved since then, a line a meeting. */
void bz_engine__tell_moved(bz_engine *e, const bz_was *was, bz_buf *out);
/* Writes the meetings into a calendar file, or brings it up to date. */
bz_result bz_engine__write_ics(bz_engine *e, const char *path);

/* Fills the requests of a decoded document: bodies, Markdown, words, labels. `language` is that of
 * the document. */
bz_status bz_engine__assemble(bz_engine *e, bz_doc *doc, bz_node root, bz_str language);

/* --- new.c: what `baraza new` writes */

/* `@` stands for the id, in the path and in the text; this for a title made from it. */
#define BZ_TEMPLATE_TITLE "\001"
typedef struct bz_template {
    const char *path, *text;
} bz_template;

bz_result bz_engine__new_id(bz_engine *e, const char *id);
/* The folder where it was asked for, as seen from the root. */
bz_str bz_engine__below_root(bz_engine *e, const bz_root *root, const char *start);
/* All of them or none, and nothing that is there already. */
bz_result bz_engine__write_templates(bz_engine *e, int root, const bz_template *t, size_t n,
                                     const char *id, bz_str below);

#endif
