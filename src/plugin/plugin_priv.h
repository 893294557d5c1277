/* Shared by the files of this room: the state of one plugin, the one way into Lua and out of it,
 * and the helpers that bindings are made of. Nothing that needs release is alive across a call that
 * may raise: texts are put together in the plugin's own `note`. */
#ifndef BZ_PLUGIN_PLUGIN_PRIV_H
#define BZ_PLUGIN_PLUGIN_PRIV_H

#include "doc/language.h"
#include "plugin/plugin.h"
#include "base/utf8.h"
#include "base/wire.h"
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

enum {
    BZ_PLUGIN_HOOK_EVERY = 1000, /* instructions */
    BZ_PLUGIN_TEXT = 1 << 20,    /* bytes of one text that a plugin hands over */
    BZ_PLUGIN_CALLERS = 3
};

/* Why a run was ended. Once set, nothing in the state goes on: the process ends, or, where a test
 * runs the plugin in its own, our pcall raises it again. */
typedef enum bz_plugin_stop {
    BZ_STOP_NONE,
    BZ_STOP_CALL,  /* instructions of one call */
    BZ_STOP_BUILD, /* instructions of all calls */
    BZ_STOP_MEMORY,
    BZ_STOP_TIME /* a net below the others: for single steps that take long */
} bz_plugin_stop;

/* What a step hands to Lua, and what may be done in it. */
typedef enum bz_plugin_step {
    BZ_STEP_LOAD, /* init.lua runs: there is no model to be seen */
    BZ_STEP_ADAPT,
    BZ_STEP_CHECK,
    BZ_STEP_DOCUMENTS,
    BZ_STEP_DOCUMENT
} bz_plugin_step;

struct bz_plugin {
    lua_State *L;
    bz_arena *arena; /* as long-lived as the plugin */
    bz_str id;
    bz_plugin_file *files;
    uint32_t **lines; /* where the lines of each file start; made when asked for */
    size_t n_files, last_file;
    bz_rec manifest;
    bz_str why, goal; /* of changes, where a call gives none */
    unsigned has;

    bool is_running;      /* a call into Lua is under way */
    size_t used, refused; /* bytes of Lua's memory; the size refused last */
    uint64_t steps, steps_all;
    uint64_t random;
    bz_plugin_limits limits;
    size_t collect_at; /* bytes of Lua's memory at which its garbage is collected */
    const volatile sig_atomic_t *is_late;
    const char *what; /* the call that is under way */
    void (*ended)(void *context);
    void *ended_context;
    bz_plugin_stop stopped;
    bz_span stopped_at;
    bz_span failed_at; /* of the last Lua error, with the lines that led there */
    bz_span callers[BZ_PLUGIN_CALLERS];
    size_t n_callers;

    bz_plugin_step step;
    const bz_model *m;   /* what handles read; NULL while loading */
    bz_model *own;       /* the same, from the first change on */
    bz_journal *journal; /* while adapting */
    size_t base_bytes;   /* of the copy, as it was made */
    size_t entry_bytes;  /* of the journal's entries, about */
    bz_job *job;
    uint32_t generation;  /* of handles; grows when the model is another */
    const bz_model *seen; /* the model and epoch of this generation */
    uint32_t seen_epoch;
    uint32_t *links; /* a record's part (activities) or meeting (sessions); made when asked for */

    bz_doc *doc; /* the document being built */
    uint32_t doc_serial;
    bz_node doc_root;
    bz_str doc_title, doc_audience;

    bz_str language; /* of the document being made */
    const bz_language *words;
    BZ_VEC(bz_str) missing; /* labels that this language lacks, not yet reported */
    BZ_VEC(bz_str) told;    /* languages whose missing labels were reported */

    BZ_VEC(bz_finding) findings; /* of a check, texts in job->arena */
    BZ_VEC(bz_descriptor) descriptors;
    uint32_t i; /* of the descriptor whose document is made */
    bz_buf *answer;

    bz_code refusal; /* of the last change that the journal refused, with its words */
    bz_buf refusal_text, refusal_hint;
    bz_diags *quiet; /* takes what the journal reports while a plugin adapts */

    bz_buf note; /* texts in the making */
    int ref_env, ref_globals, ref_plugin, ref_records, ref_blocks, ref_handle, ref_list,
        ref_builder, ref_fragment, ref_baraza, ref_modules, ref_descriptors, ref_labels, ref_report;
    int ref_members[BZ_RECORD_KIND_COUNT];  /* by kind of record, and at 0 for blocks */
    const void *handle_meta, *builder_meta; /* whose metatables tell what a userdata is */
};

static inline bz_plugin *bz_plugin__of(lua_State *L)
{
    return *(bz_plugin **)lua_getextraspace(L);
}

/* A function that plugins can call. It is registered by its row only, so none is without its text.
 */
typedef struct bz_api {
    const char *name, *signature, *doc;
    int since;
    lua_CFunction call;
} bz_api;

/* A property that no row of fields.def has. */
typedef struct bz_api_property {
    const char *name, *type, *doc;
    int since;
    void (*push)(lua_State *L, bz_plugin *p, bz_target t);
} bz_api_property;

/* Methods and further properties by kind of record; a list of kinds ends with BZ_NO_RECORD. */
typedef struct bz_api_methods {
    const char *title;
    const bz_record_kind *kinds;
    const bz_api *rows;
} bz_api_methods;

typedef struct bz_api_properties {
    const bz_record_kind *kinds;
    const bz_api_property *rows;
} bz_api_properties;

/* --- state.c */
void bz_plugin__start(bz_plugin *p);
/* Calls the function below its `n_args` arguments. False when it failed; that is then reported. */
bool bz_plugin__call(bz_plugin *p, int n_args, int n_results, const char *what);
/* Loads one of the plugin's files as a function. False: a message lies on the stack. */
bool bz_plugin__load(lua_State *L, const bz_plugin_file *f);
/* Reports the message on the stack of a file that cannot be read as Lua. */
void bz_plugin__report_syntax(bz_plugin *p);
/* Counts work done in C as instructions; may end the run. */
void bz_plugin__charge(lua_State *L, uint64_t n);
/* Counts the C memory of documents and journals into the limit; may end the run. */
void bz_plugin__charge_memory(lua_State *L);
/* Ends the run; cannot be caught by Lua. */
_Noreturn void bz_plugin__stop(lua_State *L, bz_plugin_stop why);
/* Bytes of the model and the journal that a plugin adapts. */
size_t bz_plugin__weigh(const bz_plugin *p);
/* The line of Lua that runs now. */
bz_span bz_plugin__here(lua_State *L);
bz_span bz_plugin__line(const bz_plugin *p, size_t file, int line);
/* The line at which the function on top of the stack is defined. */
bz_span bz_plugin__defined(lua_State *L);
/* Raises an error at the plugin's line. */
_Noreturn void bz_plugin__fail(lua_State *L, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, with "; did you mean `x`?" when a candidate is near. */
_Noreturn void bz_plugin__fail_near(lua_State *L, bz_str word, const bz_str *candidates, size_t n,
                                    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void bz_plugin__push(lua_State *L, bz_str s);
const char *bz_plugin__type_name(lua_State *L, int index); /* "a number", "nothing" */

/* --- reference.c: whether plugins see anything of records of this kind */
bool bz_plugin__is_seen(bz_record_kind kind);

/* --- look.c: warns of what the plugin's files could not use */
void bz_plugin__look(bz_plugin *p);

/* --- plugin.c: a state without a plugin, to look at */
bz_plugin *bz_plugin__bare(bz_job *job, const bz_model *m);

/* --- sandbox.c, lib_*.c */
void bz_plugin__open_sandbox(bz_plugin *p);
void bz_plugin__open_string(lua_State *L);
void bz_plugin__open_table(lua_State *L);
void bz_plugin__open_math(lua_State *L);
/* Replaces the table on top by one that can be read only. */
void bz_plugin__lock(lua_State *L, const char *name);
/* Pushes a list of the table's keys, in the order of `pairs`. */
void bz_plugin__push_keys(lua_State *L, int table);
int bz_plugin__pairs(lua_State *L);
int bz_plugin__next(lua_State *L);
/* Pushes the value as text, without addresses. */
void bz_plugin__push_tostring(lua_State *L, int index);
/* A table that fails on unknown keys, with "did you mean"; `what` names it in the message. */
void bz_plugin__make_strict(lua_State *L, const char *what);
/* Puts the functions of the rows into the table on top. */
void bz_plugin__register(lua_State *L, const bz_api *rows);
/* The functions of Lua that we wrote anew; and the i-th library with the names that are Lua's own.
 */
const bz_api *bz_plugin__own_rows(void);
const char *const *bz_plugin__lua_rows(size_t i, const char **name);

/* --- pattern.c: find, match, gmatch and gsub, whose work is counted */
int bz_plugin__find(lua_State *L);
int bz_plugin__match(lua_State *L);
int bz_plugin__gmatch(lua_State *L);
int bz_plugin__gsub(lua_State *L);

/* --- handle.c */
void bz_plugin__open_handles(bz_plugin *p);
void bz_plugin__forget_handles(bz_plugin *p);
/* What the names of this kind's members stand for (BZ_NO_RECORD: of blocks), made when first asked
 * for. */
void bz_plugin__push_names(lua_State *L, bz_plugin *p, bz_record_kind kind);
void bz_plugin__push_record(lua_State *L, bz_plugin *p, bz_rec r); /* nil for 0 */
void bz_plugin__push_block(lua_State *L, bz_plugin *p, bz_rec r, bz_node n);
bool bz_plugin__is_handle(lua_State *L, int arg);
/* The one check: metatable, step, alive. Raises. */
bz_target bz_plugin__handle(lua_State *L, int arg);
/* The same, and a record of this kind. */
bz_rec bz_plugin__record(lua_State *L, int arg, bz_record_kind kind);
const char *bz_plugin__target_name(const bz_plugin *p, bz_target t); /* "activity", "block" */
/* Whether it is there in this context, and all that it stands in. */
bool bz_plugin__applies(const bz_model *m, bz_target t);
/* The record's part in the plan (of an activity) or meeting (of a session), or 0. */
bz_rec bz_plugin__planned(bz_plugin *p, bz_rec r);
/* Pushes the `name` of a record or block: raises when there is none. */
void bz_plugin__push_property(lua_State *L, bz_plugin *p, bz_target t, int key);
/* What the filter table at `filter` (or nil) says of each of the handles in the list on top: leaves
 * the list of those that fit. */
void bz_plugin__filter(lua_State *L, int filter);

/* --- bind_value.c */
void bz_plugin__push_field(lua_State *L, bz_plugin *p, bz_rec r, int field);
void bz_plugin__push_iso(lua_State *L, bz_plugin *p, bz_rec r, int field);
void bz_plugin__push_date(lua_State *L, bz_plugin *p, bz_date d);
/* Turns the Lua value into the change of a field; raises with the field's name. Texts lie on the
 * stack or in p->note. */
void bz_plugin__take_value(lua_State *L, int index, bz_record_kind kind, int field, bz_change *c);
/* Makes the metatable of lists of records on top of the stack. */
void bz_plugin__push_list_metatable(lua_State *L);

/* --- bind_record.c, bind_block.c, bind_change.c */
int bz_plugin__handle_index(lua_State *L);
int bz_plugin__handle_set(lua_State *L);
void bz_plugin__push_members(lua_State *L, bz_record_kind kind); /* name → row, getter or method */
void bz_plugin__push_block_members(lua_State *L);
void bz_plugin__push_blocks(lua_State *L, bz_plugin *p, bz_rec r, int options);
extern const bz_api_methods bz_plugin__methods[];
extern const bz_api_properties bz_plugin__properties[];
/* bind_days.c */
int bz_plugin__day(lua_State *L);
extern const bz_api_property bz_plugin__local_properties[];
extern const bz_api_property bz_plugin__holiday_properties[], bz_plugin__closed_properties[];
extern const bz_api_property bz_plugin__block_properties[];
extern const bz_api bz_plugin__change_block[], bz_plugin__change_body[], bz_plugin__change_record[],
    bz_plugin__change_materials[];
/* A change by this plugin at the line that runs now; raises when it is refused. */
bz_target bz_plugin__apply(lua_State *L, bz_change *c);
bz_change bz_plugin__new_change(lua_State *L, bz_op op, bz_target t);

/* The plugin's own label, else the engine's, else the text. */
void bz_plugin__push_label(lua_State *L, bz_plugin *p, bz_str text);

/* --- bind_value.c: what people read for a value of an enumeration (nil where there is none), and a
 * number that can be dialled as it may be printed. */
void bz_plugin__push_term(lua_State *L, bz_plugin *p, bz_rec r, int field);
void bz_plugin__push_call(lua_State *L, bz_plugin *p, bz_rec r, int field);

/* --- notes.c */
/* Adds a line of inline Markdown below `parent`: a SOURCE_LINE, and a NOTE for each `^[…]` in it.
 */
void bz_plugin__add_line(lua_State *L, bz_doc *d, bz_node parent, bz_str line, bz_span span);
int bz_plugin__new_note(lua_State *L); /* baraza.note(text) */

/* --- bind_options.c: tables of named options */
/* Checks that the table at `index` (or nothing) has these keys only. */
void bz_plugin__check_options(lua_State *L, int index, const char *what, const char *const *keys);
/* A text (or number) of the table at `index`, which stays on the stack; false when it is not there.
 */
bool bz_plugin__text_option(lua_State *L, int index, const char *key, bz_str *out);
bool bz_plugin__flag_option(lua_State *L, int index, const char *key);
bool bz_plugin__count_option(lua_State *L, int index, const char *key, int least, int most,
                             uint32_t *out);
/* The text at `index`, a string or a number. `what` names it in errors. A line has no line break.
 */
bz_str bz_plugin__text(lua_State *L, int index, const char *what);
bz_str bz_plugin__line_text(lua_State *L, int index, const char *what);
/* A list (a table) at `index`: its length. Raises when it is something else. */
lua_Integer bz_plugin__list(lua_State *L, int index, const char *what);
/* One of the texts of a list ended by NULL. */
bool bz_plugin__choice_option(lua_State *L, int index, const char *key, const char *const *values,
                              bz_str *out);

/* --- bind_baraza.c */
void bz_plugin__open_baraza(bz_plugin *p);
void bz_plugin__set_options(bz_plugin *p, bz_rec use);
void bz_plugin__set_language(bz_plugin *p, bz_str tag);
/* Pushes the label in the language of now; one that is missing is noted until it is reported. */
void bz_plugin__push_label(lua_State *L, bz_plugin *p, bz_str text);
bz_date bz_plugin__date_at(lua_State *L, int index); /* 2026-09-08, or raises */
void bz_plugin__report_labels(bz_plugin *p);
/* Text as a line that reads back as exactly this text; and what keeps a line from starting a block.
 */
void bz_plugin__escape(bz_str s, bz_buf *out);
void bz_plugin__escape_start(bz_buf *out, size_t start);
bool bz_plugin__is_fragment(lua_State *L, int index);
/* The Markdown of the fragment at `index`, and where it was made. */
bz_str bz_plugin__fragment(lua_State *L, int index, bz_span *at);
extern const bz_api bz_plugin__global_rows[], bz_plugin__baraza_rows[];

/* --- bind_document.c */
void bz_plugin__open_builders(bz_plugin *p);
int bz_plugin__new_document(lua_State *L);
extern const bz_api bz_plugin__builder_rows[];
/* The document that lies at `index`, or what is wrong with it. */
const char *bz_plugin__document(lua_State *L, int index, bz_node *root);

/* --- hooks.c */
extern const bz_api bz_plugin__report_rows[];
void bz_plugin__open_report(bz_plugin *p);

#endif
