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
#include "plugin/plugin.h"
#include "render/render.h"

#include <time.h>

enum { BZ_PLUGIN_ROOTS = 2, BZ_PHASES_MOST = 16, BZ_FORMATS_MOST = 8 };

typedef struct bz_running_plugin {
    bz_plugin *plugin;
    bz_str id;
} bz_running_plugin;

typedef struct bz_timing {
    const char *phase;
    double seconds;
} bz_timing;

struct bz_engine {
    bz_job job; /* its arena and scratch, diagnostics and sources are the engine's */
    bz_root *root;
    bz_root *plugin_roots[BZ_PLUGIN_ROOTS];
    size_t n_plugin_roots;
    bz_model *model;
    bz_journal *journal;
    BZ_VEC(bz_running_plugin) plugins;
    BZ_VEC(bz_rec) owners; /* by body: its record; made when first asked for */
    bz_buf output, text, json, timing_text;
    bz_buf folder; /* of the last build */
    size_t n_files;
    bz_timing timings[BZ_PHASES_MOST];
    size_t n_timings;
};

/* A request, looked up: ids instead of ids or paths. */
typedef struct bz_wanted {
    const bz_request *request;
    bz_str curriculum, place, group; /* empty: none */
    bz_str name;                     /* of the group, place or curriculum: for the output folder */
    const bz_renderer *formats[BZ_FORMATS_MOST];
    size_t n_formats;
    bool has_date;
    bz_date date;
    bool with_documents;  /* documents are composed and assembled */
    bz_output *output;    /* and rendered into this, when not NULL */
    struct json_t *files; /* rows of the manifest */
} bz_wanted;

/* Forgets the last job: model, journal, plugins, diagnostics, texts. */
void bz_engine__reset(bz_engine *e);
void bz_engine__forget_model(bz_engine *e);
/* Opens the root above request->start and the folders of installed plugins. */
bz_result bz_engine__open_root(bz_engine *e, const bz_request *request);
/* Fills `w` but for output. A curriculum must be known when `needs_curriculum`. */
bz_result bz_engine__resolve(bz_engine *e, const bz_request *request, bool needs_curriculum,
                             bz_wanted *w);
bz_result bz_engine__usage(bz_engine *e, bz_diag **d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The id at the end of an id or path: "curricula/x/curriculum.yaml", "curricula/x/", "x" all give
 * "x". */
bz_str bz_engine__id_of(bz_str id_or_path);
bz_load_request bz_engine__load_request(const bz_engine *e, const bz_wanted *w);

/* The one order of phases. Stops after the first phase that had errors. `until` names the last
 * phase to run; NULL: all. */
bz_status bz_engine__run(bz_engine *e, bz_wanted *w, const char *until);
const char *bz_engine__phase_name(size_t i); /* NULL past the end */
void bz_engine__time(bz_engine *e, const char *phase, const struct timespec *since);
void bz_engine__progress(const bz_wanted *w, const char *phase, size_t done, size_t of);
bz_result bz_engine__result(const bz_engine *e, bz_status s);

/* Plugins: opens those that the context asks for; runs `adapt` and replays the answers; runs
 * `check`. */
bz_status bz_engine__open_plugins(bz_engine *e, bz_wanted *w);
/* Opens every plugin of a model that holds everything, used or not. */
bz_status bz_engine__open_all_plugins(bz_engine *e);
bz_status bz_engine__adapt(bz_engine *e, bz_wanted *w);
bz_status bz_engine__plugin_checks(bz_engine *e, bz_wanted *w);
/* Whether a condition holds here; an error for a fact or value that there is not. */
bz_status bz_engine__condition(bz_engine *e, bz_str when, bz_span span, bool *holds);
/* Looks at what a change brought in: the blocks from this one on, and a line. */
bz_status bz_engine__look_at_blocks(bz_engine *e, bz_node from);
bz_status bz_engine__look_at_line(bz_engine *e, bz_str line, bz_span span);
/* Lists documents, and composes, assembles and renders those that are wanted. */
bz_status bz_engine__documents(bz_engine *e, bz_wanted *w);

/* Fills the requests of a decoded document: bodies, Markdown, words, labels. `language` is that of
 * the document. */
bz_status bz_engine__assemble(bz_engine *e, bz_doc *doc, bz_node root, bz_str language);

#endif
