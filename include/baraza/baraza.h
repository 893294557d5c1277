/* Baraza: a curriculum and session-planning engine for parent support groups.
 *
 * This is the whole public interface; the program `baraza` uses nothing else. An engine reads one
 * root (the folder that holds baraza.yaml), does one job at a time, and keeps what came of it until
 * the next: its output text and its diagnostics. Strings given back belong to the engine and are
 * valid until the next call that does a job, or bz_engine_free. All text is UTF-8. Nothing is read
 * but the root, the plugins that are installed with the library, SOURCE_DATE_EPOCH, and, for pdf
 * and png, the library's part for paper (paper.so) with the fonts. One engine must not be used by
 * two threads at once; two engines may be. */
#ifndef BARAZA_H
#define BARAZA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define BZ_EXPORT
#else
#define BZ_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bz_engine bz_engine;

/* What a job came to; also the exit status of the program. */
typedef enum bz_result {
    BZ_RESULT_OK = 0,
    BZ_RESULT_ERRORS = 1, /* errors in the curriculum or a plugin; see the diagnostics */
    BZ_RESULT_USAGE = 2,  /* a request that makes no sense: an unknown id, a name that is no id */
    BZ_RESULT_SYSTEM = 3  /* files or system */
} bz_result;

/* Called now and then during long work, with what is being done and how far it is (of 0: unknown).
 */
typedef void (*bz_progress)(void *context, const char *phase, size_t done, size_t of);

/* Whether something is done: as the group's file says, or whatever it says. */
typedef enum bz_choice { BZ_CHOICE_GROUP = 0, BZ_CHOICE_YES = 1, BZ_CHOICE_NO = 2 } bz_choice;

/* What is asked. Zero-initialise, set `size`, then what is wanted; everything may stay NULL. */
typedef struct bz_request {
    size_t size;              /* sizeof(bz_request): room for later fields */
    const char *start;        /* a folder in or below the root; NULL: the current folder */
    const char *const *paths; /* check: ids or paths of what to look at; none: everything */
    size_t n_paths;
    const char
        *curriculum; /* id or path; may be left out where there is only one, or a group says it */
    const char *context;  /* a group or a place, id or path */
    const char *formats;  /* "pdf,html"; NULL: html */
    const char *output;   /* folder for what is made; NULL: build/CONTEXT or build/CURRICULUM */
    const char *session;  /* only documents of this session */
    const char *document; /* only this document */
    const char *date;     /* the date of the build, where the plan has none: 2026-09-08 */
    bz_progress progress;
    void *progress_context;
    /* Paper: what stands here goes before what the group's file says. */
    const char *paper;                              /* "A4", "Letter", "A5" */
    const char *ink;                                /* "full", "saving" */
    bz_choice large_print, duplex, booklet, two_up; /* the last two exclude each other */
    const char *const *font_folders; /* pdf, png: where fonts are looked for; none: where the
                                        distribution puts them */
    size_t n_font_folders;
    unsigned dpi;        /* png: dots an inch, 30 to 600; 0: 96 */
    const char *ics;     /* plan: the calendar file to write or bring up to date; NULL: none */
    unsigned plan_limit; /* how long a plan may be looked for, in steps; 0: about two seconds */
    /* What a plugin may use where that is to be less than usual, as "call=1000000,memory=16":
     * call and build (instructions), memory and source (MiB, KiB), seconds (processor time of a
     * call), wait (seconds until an answer); NULL: the usual. */
    const char *plugin_limits;
    /* Runs plugins also where the system cannot lock their processes in: only for plugins whose
     * code you have read. */
    bool weak_sandbox;
    /* For a program that does this one job: takes from the whole process, for good, the network and
     * writing anywhere but beside the output (Linux with Landlock; elsewhere it does nothing). Of
     * bz_build, bz_check and bz_why. A program that goes on with other things leaves it false. */
    bool lock_process;
    /* Planning again: a plan that was kept (what bz_plan gives as JSON), and what of it has been
     * held: so many meetings, or all up to a day. Of bz_plan and bz_build. */
    const char *plan_from;  /* a file; NULL: plan from the start */
    unsigned plan_done;     /* the first so many meetings have been held */
    const char *plan_after; /* or those up to this day: 2026-10-06 */
    const char *plan_diff;  /* plan: say what moved since this plan, in place of the plan */
    unsigned meeting; /* build: the papers of this meeting only, in one file a format, behind a
                         cover that says how many copies of each; 0: all documents, a file each */
} bz_request;

/* The version of the library: "0.1.0". */
BZ_EXPORT const char *bz_version(void);

/* An engine; never NULL. */
BZ_EXPORT bz_engine *bz_engine_new(void);
/* NULL is fine. */
BZ_EXPORT void bz_engine_free(bz_engine *engine);

/* Looks for everything that is wrong, and makes nothing. */
BZ_EXPORT bz_result bz_check(bz_engine *engine, const bz_request *request);

/* Makes the documents and puts them, with manifest.json, into the output folder: all of them or
 * none. A folder that exists must be empty or carry the manifest of an earlier build. */
BZ_EXPORT bz_result bz_build(bz_engine *engine, const bz_request *request);
/* After bz_build: the folder, and how many files lie in it. */
BZ_EXPORT const char *bz_build_folder(const bz_engine *engine);
BZ_EXPORT size_t bz_build_files(const bz_engine *engine);

/* Says how a part came to be what it is: where it is written, and every change with who, why,
 * before and after. `address` is an address ("calm/story") or FILE:LINE. The text is bz_printed. */
BZ_EXPORT bz_result bz_why(bz_engine *engine, const bz_request *request, const char *address);

/* The record of a group's programme: every change, who made it and why, before and after, with the
 * terms of FRAME. `format` is "text", "json" (an array of objects) or "csv", and the text is
 * bz_printed; or "xlsx", a workbook, written to the file request->output. */
BZ_EXPORT bz_result bz_adapt_record(bz_engine *engine, const bz_request *request,
                                    const char *format);

/* Signs an adaptation of the group (`name`; NULL: its only one): writes `signed.yaml` beside it, by
 * whom (a role) and on request->date. The pages of its groups then carry the first digits of its
 * hash; where the adaptation, the curriculum or a plugin changed since, or nobody signed, they
 * carry DRAFT. */
BZ_EXPORT bz_result bz_adapt_sign(bz_engine *engine, const bz_request *request, const char *name,
                                  const char *by);
/* How each change of the group's adaptations stands against what was signed: unchanged, still fits,
 * look at it, conflict, target gone. BZ_RESULT_ERRORS when one needs a person. */
BZ_EXPORT bz_result bz_adapt_status(bz_engine *engine, const bz_request *request, bool is_json);
/* What the part said when it was signed, what it says now, and the change; of all that are not
 * unchanged when `address` is NULL. */
BZ_EXPORT bz_result bz_adapt_diff(bz_engine *engine, const bz_request *request,
                                  const char *address);
/* Records that the change of this part was looked at and stays. */
BZ_EXPORT bz_result bz_adapt_accept(bz_engine *engine, const bz_request *request,
                                    const char *address, const char *by);
/* What differs between two versions of a curriculum, by structure. `a` and `b` name a curriculum,
 * an adaptation, a group or a place, by id or path; a path may lead into another root. `b` NULL:
 * what `a` makes of its curriculum. `format` is "text", "markdown" or "json". The text is
 * bz_printed; BZ_RESULT_OK says only that both could be made. */
BZ_EXPORT bz_result bz_diff(bz_engine *engine, const bz_request *request, const char *a,
                            const char *b, const char *format);
/* How hard the texts of a curriculum are to read: a table in bz_printed, of what caregivers hear
 * and of what only the facilitator reads, session by session. */
BZ_EXPORT bz_result bz_reading_levels(bz_engine *engine, const bz_request *request);

/* Fits a curriculum to a group's meetings. The plan is bz_printed: a table, a timeline and what was
 * left out, or all of it as JSON. */
BZ_EXPORT bz_result bz_plan(bz_engine *engine, const bz_request *request, bool as_json);

/* Writes a new curriculum (with one session) or a new session into the root. A curriculum makes the
 * root as well where there is none; below a root, it is for its `curricula` only. What was written
 * is named in bz_printed, as seen from request->start. Nothing is overwritten. Where the request
 * names `library` as its curriculum, the session is one of the library. */
BZ_EXPORT bz_result bz_new_curriculum(bz_engine *engine, const bz_request *request, const char *id);
BZ_EXPORT bz_result bz_new_session(bz_engine *engine, const bz_request *request, const char *id);
/* The same for a place (`first`: its country; the words of request->curriculum, where it is given,
 * to be filled in), a group (its place and, or NULL, its adaptation) and an adaptation. */
typedef enum bz_new_kind { BZ_NEW_PLACE, BZ_NEW_GROUP, BZ_NEW_ADAPTATION } bz_new_kind;
BZ_EXPORT bz_result bz_new_context(bz_engine *engine, const bz_request *request, bz_new_kind kind,
                                   const char *id, const char *first, const char *second);
/* The same for a plugin, in `plugins`: it checks one rule, says where the others go, and has a test
 * that passes; with stubs for editors in the root (.luacats, .luarc.json). */
BZ_EXPORT bz_result bz_new_plugin(bz_engine *engine, const bz_request *request, const char *id);

/* Plugins. request->paths names them; none: all. The text is bz_printed. The list: those of the
 * root and of the program, what each does, how it stands against baraza.lock; as JSON an array of
 * {plugin, title, version, api, licence, summary, from, loads, does, lock}. */
BZ_EXPORT bz_result bz_plugin_list(bz_engine *engine, const bz_request *request, bool is_json);
/* Loads them as a build does, each in its worker, and looks for what they could not use. */
BZ_EXPORT bz_result bz_plugin_check(bz_engine *engine, const bz_request *request);
/* A dry run of one plugin for request->context: what it would change ("would change 14 parts of 96:
 * 11 freely, 3 with care, 0 with approval; makes 2 documents"), change by change, and the documents
 * that it would make; as JSON an object {plugin, parts, changed, freely, with_care, with_approval,
 * changes, documents}. */
BZ_EXPORT bz_result bz_plugin_explain(bz_engine *engine, const bz_request *request,
                                      const char *name, bool is_json);
/* Runs the tests of the plugins that request->paths names (none: of all in the root): each
 * `tests/NAME.yaml` of a plugin is a small root with what the plugin is expected to make of it, as
 * text in NAME.txt. The text says how each went, and shows what differs; BZ_RESULT_ERRORS when one
 * did. With `accept`, what comes out now is written as what is expected. */
BZ_EXPORT bz_result bz_plugin_test(bz_engine *engine, const bz_request *request, bool accept);
/* A page about a plugin, in Markdown: what it is and does, its options, reasons and labels. */
BZ_EXPORT bz_result bz_plugin_doc(bz_engine *engine, const bz_request *request, const char *name);
/* Writes baraza.lock into the root: what these plugins are now is what was accepted. A build with
 * another of the root's plugins than was locked is then an error. */
BZ_EXPORT bz_result bz_plugin_lock(bz_engine *engine, const bz_request *request);

/* The page of a diagnostic code ("F001", upper or lower case), or NULL; the i-th code, or NULL. */
BZ_EXPORT const char *bz_explain(const char *code);
BZ_EXPORT const char *bz_explain_code(size_t i);
/* A code's one-line summary, or NULL. */
BZ_EXPORT const char *bz_explain_summary(const char *code);

/* The i-th format that bz_build can make ("html"), or NULL; and what it is. */
BZ_EXPORT const char *bz_format_name(size_t i);
BZ_EXPORT const char *bz_format_summary(size_t i);

/* What the last job printed, "" when nothing. */
BZ_EXPORT const char *bz_printed(const bz_engine *engine);
/* Where the time of the last job went, a line a phase: "load 12.3 ms". */
BZ_EXPORT const char *bz_timings(bz_engine *engine);

/* The diagnostics of the last job, in file order: as text for people, and as JSON (an array of
 * {code, severity, file, line, column, end_line, end_column, message, hint, notes}). */
BZ_EXPORT size_t bz_error_count(const bz_engine *engine);
BZ_EXPORT size_t bz_warning_count(const bz_engine *engine);
BZ_EXPORT const char *bz_diagnostics_text(bz_engine *engine, bool colour);
/* A line each, and what helps only once: for whoever waits for something else. */
BZ_EXPORT const char *bz_diagnostics_short(bz_engine *engine, bool colour);
BZ_EXPORT const char *bz_diagnostics_json(bz_engine *engine);

/* One diagnostic. Columns count characters, from 1; line 0: it has no place. */
typedef struct bz_diagnostic {
    const char *code;     /* "F001" */
    const char *severity; /* "error", "warning", "note" */
    const char *file;     /* relative to the root, "" when it has no place */
    uint32_t line, column, end_line, end_column;
    const char *message;
    const char *hint; /* "" when there is none */
} bz_diagnostic;

/* Fills `out` with the i-th; false past the end. */
BZ_EXPORT bool bz_diagnostic_at(bz_engine *engine, size_t i, bz_diagnostic *out);

#ifdef __cplusplus
}
#endif

#endif
