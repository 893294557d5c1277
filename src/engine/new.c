/* bz_new_curriculum, bz_new_session and bz_new_plugin. In: an id. Out: files that pass `check` and
 * build, written only where there was nothing before; if one cannot be written, those before it are
 * taken away again. */
#include "engine/engine_priv.h"
#include "engine/explain.h"

#include "yaml/ytree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char session_yaml[] =
    "title: \"" BZ_TEMPLATE_TITLE "\"\n"
    "purpose: Say in one sentence what caregivers take home.\n"
    "minutes: 60            # the whole meeting, breaks counted\n"
    "objectives:\n"
    "  - id: first\n"
    "    kind: do\n"
    "    text: try one thing with their child this week\n"
    "key_messages:\n"
    "  - One sentence to remember.\n"
    "prepare:\n"
    "  - before: 1 day\n"
    "    task: Read the session once, aloud.\n"
    "activities:\n"
    "  - id: opening\n"
    "    method: circle\n"
    "    minutes: 10\n"
    "  - id: talk\n"
    "    method: discussion\n"
    "    minutes: 20\n"
    "    between: 15-25        # the planner may stretch or shorten within this\n"
    "  - id: try-it\n"
    "    method: practice\n"
    "    in: pairs\n"
    "    minutes: 20\n"
    "    between: 15-25\n"
    "    objectives: [first]\n"
    "  - id: closing\n"
    "    method: reflection\n"
    "    minutes: 10\n";

static const char session_md[] =
    "Background for the facilitator: what to know before the meeting.\n"
    "\n"
    "## Opening {#opening}\n"
    "\n"
    "::: say\n"
    "Welcome. It is good that you are here.\n"
    ":::\n"
    "\n"
    "## Talk about it {#talk}\n"
    "\n"
    "::: ask\n"
    "- What made your child laugh this week?\n"
    ":::\n"
    "\n"
    "::: listen\n"
    "Small things: a song, a game, being noticed.\n"
    ":::\n"
    "\n"
    "## Try it {#try-it}\n"
    "\n"
    "::: do\n"
    "Make pairs. Each shows the other how to praise a child for a small thing. Then change.\n"
    ":::\n"
    "\n"
    "## Closing {#closing}\n"
    "\n"
    "::: do\n"
    "Thank everyone. Say when you meet again.\n"
    ":::\n";

static const char curriculum_yaml[] = "title: \"" BZ_TEMPLATE_TITLE "\"\n"
                                      "version: \"0.1\"\n"
                                      "language: en\n"
                                      "audience: Caregivers\n"
                                      "licence: CC-BY-4.0\n"
                                      "credit: \"Name your organisation here\"\n"
                                      "sessions:\n"
                                      "  - first\n";

static const char plugin_yaml[] = "title: \"" BZ_TEMPLATE_TITLE "\"\n"
                                  "version: \"0.1\"\n"
                                  "api: 1\n"
                                  "licence: CC-BY-4.0\n"
                                  "summary: Say in one sentence what it does.\n"
                                  "options:\n"
                                  "  longest:\n"
                                  "    type: integer\n"
                                  "    default: 120\n"
                                  "    doc: Sessions that take longer are reported.\n";

static const char plugin_lua[] =
    "local plugin = {}\n"
    "\n"
    "-- Called after the plan, with everything as it will be printed. There are also `adapt`, "
    "which\n"
    "-- changes the curriculum, `documents`, which lists what to print, and `document`, which "
    "makes it.\n"
    "function plugin.check(programme, context, report)\n"
    "  local longest = baraza.options.longest\n"
    "  for _, session in ipairs(programme.curriculum.sessions) do\n"
    "    if session.minutes > longest then\n"
    "      report:warning(session, \"the session takes more than \" .. longest .. \" minutes\")\n"
    "    end\n"
    "  end\n"
    "end\n"
    "\n"
    "return plugin\n";

/* A plugin's first test: a small root, and what the plugin makes of it. */
static const char plugin_test[] = "title: A session that takes longer than is allowed is reported\n"
                                  "root: small\n"
                                  "context: us\n"
                                  "plugins:\n"
                                  "  - use: @\n"
                                  "    longest: 30\n";

static const char plugin_expected[] =
    "@ on small for us\n"
    "\n"
    "changes: 0 of 16 parts\n"
    "\n"
    "reports:\n"
    "  warning[P083] curricula/small/sessions/first.yaml: the session takes more than 30 "
    "minutes\n"
    "\n"
    "documents: 0\n";

static const char place_yaml[] = "title: Here\ncountry: KE\n";

static const char group_yaml[] =
    "title: Us\n"
    "curriculum: small\n"
    "place: here\n"
    "people: 12\n"
    "meetings: {start: 2026-09-08, every: 1 week, at: \"16:30\", minutes: 60}\n";

static const char root_yaml[] = "title: Name your organisation here\n";

/* "when-a-child-is-ill" is called "When a child is ill" until somebody finds a better title. */
static void put_title(const char *id, bz_buf *out)
{
    for (const char *p = id; *p; p++) {
        bool is_first = p == id && *p >= 'a' && *p <= 'z';
        bz_buf_char(out, *p == '-' ? ' ' : is_first ? (char)(*p - 'a' + 'A') : *p);
    }
}

static void fill_in(const char *template, const char *id, bz_buf *out)
{
    for (const char *p = template; *p; p++)
        if (*p == '@') bz_buf_put(out, id);
        else if (*p == BZ_TEMPLATE_TITLE[0]) put_title(id, out);
        else bz_buf_char(out, *p);
}

/* The folder where it was asked for, as seen from the root: "", "curricula", "notes/old". */
bz_str bz_engine__below_root(bz_engine *e, const bz_root *root, const char *start)
{
    char *path = realpath(start, NULL);
    size_t n = strlen(bz_root_path(root));
    bz_str below =
        bz_arena_str(e->job.arena, bz_str_from(path && strlen(path) > n ? path + n : ""));
    free(path);
    return bz_str_starts(below, "/") ? bz_str_cut(below, 1, below.n) : below;
}

/* What was written is named as seen from there: "../plugins/ours/init.lua". */
static void put_path(bz_engine *e, bz_str below, const char *path)
{
    bz_str step;
    while (below.n && bz_str_split(&below, '/', &step))
        bz_buf_put(&e->output, "../");
    bz_buf_fmt(&e->output, "%s\n", path);
}

bz_result bz_engine__write_templates(bz_engine *e, int root, const bz_template *t, size_t n,
                                     const char *id, bz_str below)
{
    bz_buf path = {0}, text = {0};
    bz_result result = BZ_RESULT_OK;
    size_t i = 0;
    for (; i < n && result == BZ_RESULT_OK; i++) {
        bz_buf_clear(&path);
        bz_buf_clear(&text);
        fill_in(t[i].path, id, &path);
        fill_in(t[i].text, id, &text);
        if (bz_engine__write_new(root, path.p, bz_buf_view(&text))) {
            put_path(e, below, path.p);
            continue;
        }
        if (errno == EEXIST) result = bz_engine__usage(e, NULL, "`%s` is there already", path.p);
        else {
            bz_diag_add(e->job.diags, BZ_S007, bz_span_none(), "`%s` cannot be written: %s", path.p,
                        strerror(errno));
            result = BZ_RESULT_SYSTEM;
        }
    }
    if (result != BZ_RESULT_OK) {
        for (size_t k = 0; k + 1 < i; k++) {
            bz_buf_clear(&path);
            fill_in(t[k].path, id, &path);
            bz_engine__unwrite(root, path.p);
        }
        bz_buf_clear(&e->output);
    }
    bz_buf_deinit(&path);
    bz_buf_deinit(&text);
    return result;
}

bz_result bz_engine__new_id(bz_engine *e, const char *id)
{
    const char *why = "";
    bool is_taken = strcmp(id, "contexts") == 0;
    if (!is_taken && bz_id_is_valid(bz_str_from(id), &why)) return BZ_RESULT_OK;
    if (is_taken) why = "`curricula/contexts` holds places, adaptations and groups";
    bz_diag *d;
    bz_engine__usage(e, &d, "`%.80s` cannot be a name: %s", id, why);
    bz_diag_hint(e->job.diags, d, "small letters, digits and `-`, a letter first: `first-steps`");
    return BZ_RESULT_USAGE;
}

/* Whoever stands in another folder of a root may well mean to start one there. */
static bool is_for_curricula(bz_str below)
{
    return !below.n || bz_str_is(below, "curricula") || bz_str_starts(below, "curricula/");
}

static bz_result refuse_here(bz_engine *e, const bz_root *root)
{
    bz_diag *d;
    bz_engine__usage(e, &d, "this folder lies in the root `%s`, which has its own `curricula/`",
                     bz_root_path(root));
    bz_diag_hint(e->job.diags, d,
                 "do it in that folder; or write a file `baraza.yaml` here first (`title: Our "
                 "organisation`), which makes this folder a root of its own");
    return BZ_RESULT_USAGE;
}

bz_result bz_new_curriculum(bz_engine *e, const bz_request *request, const char *id)
{
    static const bz_template files[] = {
        {"curricula/@/curriculum.yaml", curriculum_yaml},
        {"curricula/@/sessions/first.yaml", session_yaml},
        {"curricula/@/sessions/first.md", session_md},
        {"baraza.yaml", root_yaml},
    };
    bz_engine__reset(e);
    bz_result r = bz_engine__new_id(e, id);
    if (r != BZ_RESULT_OK) return r;
    const char *start = request->start ? request->start : ".";
    bz_root *root = bz_root_find(start);
    bz_str below = root ? bz_engine__below_root(e, root, start) : BZ_STR("");
    size_t n = sizeof files / sizeof *files - (root ? 1 : 0);
    const char *folder = root ? bz_root_path(root) : start;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root && !is_for_curricula(below)) {
        r = refuse_here(e, root);
    } else if (fd < 0) {
        bz_diag_add(e->job.diags, BZ_S005, bz_span_none(), "the folder `%s` cannot be opened: %s",
                    folder, strerror(errno));
        r = BZ_RESULT_SYSTEM;
    } else {
        r = bz_engine__write_templates(e, fd, files, n, id, below);
    }
    if (fd >= 0) close(fd);
    bz_root_close(root);
    return r;
}

static const char luarc[] =
    "{\n"
    "  \"runtime.version\": \"Lua 5.4\",\n"
    "  \"runtime.builtin\": {\"coroutine\": \"disable\", \"debug\": \"disable\", "
    "\"io\": \"disable\", \"os\": \"disable\", \"package\": \"disable\"},\n"
    "  \"workspace.library\": [\".luacats\"]\n"
    "}\n";

/* For editors: what plugins can use, and where that stands. The settings are the author's once they
 * are there; the stubs are ours, and brought up to date. That they cannot be written is no reason
 * to stop. */
static void write_for_editors(bz_engine *e, int root, bz_str below)
{
    bz_str text, stubs = bz_str_from(bz_stubs);
    if (bz_engine__write_new(root, ".luarc.json", bz_str_from(luarc)))
        put_path(e, below, ".luarc.json");
    bool is_there = bz_root_read(e->root, BZ_STR(".luacats/baraza.lua"), e->job.limits->file_bytes,
                                 &text) == BZ_READ_OK;
    bool is_same = is_there && bz_str_eq(text, stubs);
    if (is_there) bz_mem_free((void *)(uintptr_t)text.p);
    if (is_same) return;
    if (is_there ? bz_engine__write_over(root, ".luacats/baraza.lua", stubs)
                 : bz_engine__write_new(root, ".luacats/baraza.lua", stubs))
        put_path(e, below, ".luacats/baraza.lua");
}

bz_result bz_new_plugin(bz_engine *e, const bz_request *request, const char *id)
{
#define SMALL "plugins/@/tests/small/"
    static const bz_template files[] = {
        {"plugins/@/plugin.yaml", plugin_yaml},
        {"plugins/@/init.lua", plugin_lua},
        {"plugins/@/tests/first.yaml", plugin_test},
        {"plugins/@/tests/first.txt", plugin_expected},
        {SMALL "baraza.yaml", root_yaml},
        {SMALL "curricula/small/curriculum.yaml", curriculum_yaml},
        {SMALL "curricula/small/sessions/first.yaml", session_yaml},
        {SMALL "curricula/small/sessions/first.md", session_md},
        {SMALL "curricula/contexts/places/here.yaml", place_yaml},
        {SMALL "curricula/contexts/groups/us.yaml", group_yaml},
    };
#undef SMALL
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__new_id(e, id);
    if (r != BZ_RESULT_OK) return r;
    int fd = open(bz_root_path(e->root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        bz_diag_add(e->job.diags, BZ_S005, bz_span_none(), "the folder `%s` cannot be opened: %s",
                    bz_root_path(e->root), strerror(errno));
        return BZ_RESULT_SYSTEM;
    }
    bz_str below = bz_engine__below_root(e, e->root, request->start ? request->start : ".");
    r = bz_engine__write_templates(e, fd, files, sizeof files / sizeof *files, id, below);
    if (r == BZ_RESULT_OK) write_for_editors(e, fd, below);
    close(fd);
    return r;
}

/* --- a session is also named in its curriculum's list */

/* Where in curriculum.yaml the new id goes, and what stands before and after it. */
static bool place_in_list(const bz_ynode *top, bz_str text, size_t *at, const char **before,
                          const char **after)
{
    const bz_ynode *list = bz_yaml_find(top, "sessions");
    if (!list || list->kind != BZ_YSEQUENCE || list->n == 0) return false;
    const bz_ynode *last = list->items[list->n - 1];
    bool is_flow = list->span.start < text.n && text.p[list->span.start] == '[';
    *at = last->span.end + (last->is_quoted ? 1 : 0);
    *before = is_flow ? ", " : "";
    *after = "";
    if (is_flow) return true;
    *at = bz_str_find(text, '\n', *at);
    return true;
}

static bz_result add_to_list(bz_engine *e, int root, const char *path, const char *id)
{
    bz_str text;
    if (bz_root_read(e->root, bz_str_from(path), e->job.limits->file_bytes, &text) != BZ_READ_OK) {
        bz_diag_add(e->job.diags, BZ_S005, bz_span_none(), "`%s` cannot be read", path);
        return BZ_RESULT_SYSTEM;
    }
    uint32_t file = bz_sources_adopt(e->job.sources, bz_str_from(path), text);
    text = bz_source_text(e->job.sources, file);
    const bz_ynode *top = NULL;
    size_t at = 0;
    const char *before = "", *after = "";
    if (bz_yaml_read(&top, file, &e->job) != BZ_OK) return BZ_RESULT_ERRORS;
    if (!place_in_list(top, text, &at, &before, &after))
        return bz_engine__usage(e, NULL, "`%s` has no list of sessions to add to", path);
    bz_buf out = {0};
    bz_buf_str(&out, bz_str_cut(text, 0, at));
    if (*before) bz_buf_fmt(&out, "%s%s", before, id);
    else {
        /* The same indentation as the last item has. */
        const bz_ynode *list = bz_yaml_find(top, "sessions");
        bz_line_column item =
            bz_source_locate(e->job.sources, file, list->items[list->n - 1]->span.start);
        uint32_t line = bz_source_line_start(e->job.sources, file, item.line);
        bz_str lead = bz_str_cut(text, line, bz_str_find(text, '-', line));
        bz_buf_fmt(&out, "\n%.*s- %s", BZ_FMT(lead), id);
    }
    bz_buf_str(&out, bz_str_cut(text, at, text.n));
    bool is_written = bz_engine__write_over(root, path, bz_buf_view(&out));
    bz_buf_deinit(&out);
    if (is_written) return BZ_RESULT_OK;
    bz_diag_add(e->job.diags, BZ_S007, bz_span_none(), "`%s` cannot be written: %s", path,
                strerror(errno));
    return BZ_RESULT_SYSTEM;
}

/* Puts the new session into the list of its curriculum, or takes its files away again. */
static bz_result list_session(bz_engine *e, int root, const bz_template files[2], bz_str curriculum,
                              const char *id, bz_str below)
{
    bz_str list =
        bz_arena_printf(e->job.arena, "curricula/%.*s/curriculum.yaml", BZ_FMT(curriculum));
    bz_result r = add_to_list(e, root, list.p, id);
    if (r == BZ_RESULT_OK) {
        put_path(e, below, list.p);
        return r;
    }
    for (size_t i = 0; i < 2; i++) {
        bz_buf path = {0};
        fill_in(files[i].path, id, &path);
        bz_engine__unwrite(root, path.p);
        bz_buf_deinit(&path);
    }
    return r;
}

/* One of the library is in no list: each curriculum that takes it in says where and after what. */
bz_result bz_new_session(bz_engine *e, const bz_request *request, const char *id)
{
    bz_wanted w = {.curriculum = BZ_STR("library")};
    bool is_shared = request->curriculum && bz_str_is(w.curriculum, request->curriculum);
    bz_engine__reset(e);
    bz_result r = bz_engine__new_id(e, id);
    if (r == BZ_RESULT_OK) r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK && !is_shared) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_str yaml =
        bz_arena_printf(e->job.arena, "curricula/%.*s/sessions/@.yaml", BZ_FMT(w.curriculum));
    bz_str md = bz_arena_printf(e->job.arena, "curricula/%.*s/sessions/@.md", BZ_FMT(w.curriculum));
    const bz_template files[] = {{yaml.p, session_yaml}, {md.p, session_md}};
    int fd = open(bz_root_path(e->root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return BZ_RESULT_SYSTEM;
    bz_str below = bz_engine__below_root(e, e->root, request->start ? request->start : ".");
    r = bz_engine__write_templates(e, fd, files, 2, id, below);
    if (r == BZ_RESULT_OK && !is_shared) r = list_session(e, fd, files, w.curriculum, id, below);
    close(fd);
    return r;
}
