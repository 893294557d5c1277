/* The Lua state of one plugin and the one way into it. In: the plugin's files. Out: calls that come
 * back, or a diagnostic at the plugin's line.
 *
 * The one idea is that a limit is not an error. A hook counts instructions, the allocator counts
 * bytes, and C functions count their own work; when a limit is met, the plugin's process says so
 * and ends (`ended`), so that no Lua code sees it, and the allocator never refuses: ways back from
 * that crash some Lua of today.
 *
 * Without a process of its own, as in unit tests, `stopped` is set for good and a value that Lua
 * code never gets hold of is raised. Our pcall looks at `stopped`, not at the value, and raises
 * again, so nothing in Lua goes on after that either. */
#include "plugin/plugin_priv.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LARGE = 4096, BYTES_A_STEP = 64 };

static const char STOPPED = 0; /* its address is what a stop raises */

static void report_stop(bz_plugin *p);

static void stop(bz_plugin *p, bz_plugin_stop why, bz_span at)
{
    if (p->stopped) return;
    p->stopped = why;
    p->stopped_at = at;
    if (!p->ended) return;
    report_stop(p);
    p->ended(p->ended_context);
    abort(); /* it does not come back */
}

/* `osize` says a kind, not a size, when there was nothing before. */
static void *allocate(void *context, void *ptr, size_t osize, size_t nsize)
{
    bz_plugin *p = context;
    size_t old = ptr ? osize : 0;
    if (nsize == 0) {
        p->used -= old;
        bz_mem_free(ptr);
        return NULL;
    }
    /* The engine's own few bytes between calls are not the plugin's to run out of. */
    if (p->is_running && nsize > old && p->used - old + nsize > p->limits.memory) {
        p->refused = nsize;
        stop(p, BZ_STOP_MEMORY, bz_plugin__here(p->L));
        return NULL;
    }
    /* Lua collects its garbage and asks once more for the same: then nothing has happened. */
    if (p->stopped == BZ_STOP_MEMORY && p->refused == nsize && nsize > old)
        p->stopped = BZ_STOP_NONE;
    p->used += nsize - old;
    /* Copying long texts is work that no hook sees; it ends the run at the next count. */
    if (nsize >= LARGE) p->steps += nsize / BYTES_A_STEP, p->steps_all += nsize / BYTES_A_STEP;
    return bz_mem_resize(ptr, nsize);
}

void bz_plugin__stop(lua_State *L, bz_plugin_stop why)
{
    bz_plugin *p = bz_plugin__of(L);
    if (!p->stopped) stop(p, why, bz_plugin__here(L));
    lua_pushlightuserdata(L, (void *)(uintptr_t)&STOPPED);
    lua_error(L);
    abort(); /* lua_error does not come back */
}

void bz_plugin__charge(lua_State *L, uint64_t n)
{
    bz_plugin *p = bz_plugin__of(L);
    p->steps += n;
    p->steps_all += n;
    if (p->stopped) bz_plugin__stop(L, p->stopped);
    if (p->steps > p->limits.steps_call) bz_plugin__stop(L, BZ_STOP_CALL);
    if (p->steps_all > p->limits.steps_build) bz_plugin__stop(L, BZ_STOP_BUILD);
    if (p->is_late && *p->is_late) bz_plugin__stop(L, BZ_STOP_TIME);
}

static size_t bytes_of(const bz_doc *d)
{
    return d->nodes.n * sizeof *d->nodes.p + d->attrs.n * sizeof *d->attrs.p + d->text.n;
}

static size_t bytes_of_model(const bz_model *m)
{
    return m->records.n * sizeof *m->records.p + m->values.n * sizeof *m->values.p + m->text.n +
           bytes_of(m->bodies);
}

size_t bz_plugin__weigh(const bz_plugin *p)
{
    return bytes_of_model(p->m) + bytes_of(bz_journal_doc(p->journal));
}

void bz_plugin__charge_memory(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    size_t held = p->doc ? bytes_of(p->doc) : 0;
    if (p->journal) held += bz_plugin__weigh(p) - p->base_bytes + p->entry_bytes;
    if (held + p->used > p->limits.memory) bz_plugin__stop(L, BZ_STOP_MEMORY);
}

/* Lua lets garbage grow to as much as what is in use. Near the limit it is collected early, so that
 * the limit is one for what is in use: at each eighth of it that was filled since the last time. */
static void collect(lua_State *L, bz_plugin *p)
{
    lua_gc(L, LUA_GCCOLLECT);
    size_t next = p->used + p->limits.memory / 8;
    p->collect_at = next > p->limits.memory / 2 ? next : p->limits.memory / 2;
}

static void on_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    bz_plugin *p = bz_plugin__of(L);
    bz_plugin__charge(L, BZ_PLUGIN_HOOK_EVERY);
    if (p->used > p->collect_at) collect(L, p);
}

/* --- places */

static uint32_t *line_starts(const bz_plugin *p, size_t file)
{
    if (p->lines[file]) return p->lines[file];
    bz_str text = p->files[file].text;
    size_t n = 1;
    for (size_t at = 0; at < text.n; at++)
        n += text.p[at] == '\n';
    uint32_t *starts = bz_arena_alloc(p->arena, (n + 1) * sizeof *starts);
    starts[0] = (uint32_t)n;
    n = 1;
    starts[n] = 0;
    for (size_t at = 0; at < text.n; at++)
        if (text.p[at] == '\n') starts[++n] = (uint32_t)at + 1;
    return p->lines[file] = starts;
}

bz_span bz_plugin__line(const bz_plugin *p, size_t file, int line)
{
    bz_str text = p->files[file].text;
    const uint32_t *starts = line_starts(p, file);
    bz_span at = {p->files[file].file, (uint32_t)text.n, (uint32_t)text.n};
    if (line < 1 || (uint32_t)line > starts[0]) return at;
    at.start = starts[line];
    if ((uint32_t)line < starts[0]) at.end = starts[line + 1] - 1;
    while (at.start < at.end && (text.p[at.start] == ' ' || text.p[at.start] == '\t'))
        at.start++;
    while (at.end > at.start && (unsigned char)text.p[at.end - 1] <= ' ')
        at.end--;
    return at;
}

/* A line of the plugin's file that `source` names; file 0 when it names none. */
static bz_span line_in(bz_plugin *p, const char *source, int line)
{
    if (line < 1 || source[0] != '@') return bz_span_none();
    size_t i = p->last_file; /* mostly the one asked for before */
    for (size_t tried = 0; tried < p->n_files; tried++, i = (i + 1) % p->n_files)
        if (bz_str_is(p->files[i].name, source + 1)) {
            p->last_file = i;
            return bz_plugin__line(p, i, line);
        }
    return bz_span_none();
}

/* The line at which a level of the stack stands. */
static bz_span line_of(bz_plugin *p, lua_State *L, lua_Debug *ar)
{
    /* The line first: functions of C have none, and the source takes longer to say. */
    if (!lua_getinfo(L, "l", ar) || ar->currentline < 1) return bz_span_none();
    if (!lua_getinfo(L, "S", ar)) return bz_span_none();
    return line_in(p, ar->source, ar->currentline);
}

bz_span bz_plugin__defined(lua_State *L)
{
    lua_Debug ar;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &ar);
    return line_in(bz_plugin__of(L), ar.source, ar.linedefined);
}

bz_span bz_plugin__here(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        bz_span at = line_of(p, L, &ar);
        if (at.file) return at;
    }
    return bz_span_none();
}

/* --- raising */

void bz_plugin__push(lua_State *L, bz_str s)
{
    lua_pushlstring(L, s.n ? s.p : "", s.n);
}

const char *bz_plugin__type_name(lua_State *L, int index)
{
    static const char *const names[] = {"nothing", "nil",     "a boolean",  "a handle", "a number",
                                        "a text",  "a table", "a function", "a handle", "a thread"};
    return names[lua_type(L, index) + 1];
}

void bz_plugin__fail(lua_State *L, const char *fmt, ...)
{
    bz_plugin *p = bz_plugin__of(L);
    va_list ap;
    va_start(ap, fmt);
    bz_buf_clear(&p->note);
    bz_buf_vfmt(&p->note, fmt, ap);
    va_end(ap);
    luaL_where(L, 1);
    bz_plugin__push(L, bz_buf_view(&p->note));
    lua_concat(L, 2);
    lua_error(L);
    abort();
}

void bz_plugin__fail_near(lua_State *L, bz_str word, const bz_str *candidates, size_t n,
                          const char *fmt, ...)
{
    bz_plugin *p = bz_plugin__of(L);
    va_list ap;
    va_start(ap, fmt);
    bz_buf_clear(&p->note);
    bz_buf_vfmt(&p->note, fmt, ap);
    va_end(ap);
    int nearest = bz_str_nearest(word, candidates, n);
    if (nearest >= 0) bz_buf_fmt(&p->note, "; did you mean `%.*s`?", BZ_FMT(candidates[nearest]));
    luaL_where(L, 1);
    bz_plugin__push(L, bz_buf_view(&p->note));
    lua_concat(L, 2);
    lua_error(L);
    abort();
}

/* --- calling */

/* Before the stack is unwound: where it happened, and the lines that led there. */
static int on_error(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    if (p->stopped) return 1;
    p->failed_at = bz_span_none();
    p->n_callers = 0;
    lua_Debug ar;
    for (int level = 0; p->n_callers < BZ_PLUGIN_CALLERS && lua_getstack(L, level, &ar); level++) {
        bz_span at = line_of(p, L, &ar);
        if (!at.file) continue;
        if (!p->failed_at.file) p->failed_at = at;
        else p->callers[p->n_callers++] = at;
    }
    return 1;
}

/* Takes "init.lua:12: " off the front of a message. */
static bool take_position(const bz_plugin *p, bz_str *message, bz_span *at)
{
    for (size_t i = 0; i < p->n_files; i++) {
        bz_str name = p->files[i].name;
        if (message->n < name.n + 2 || memcmp(message->p, name.p, name.n) ||
            message->p[name.n] != ':')
            continue;
        size_t end = bz_str_find(*message, ':', name.n + 1);
        int32_t line;
        if (!bz_str_integer(bz_str_cut(*message, name.n + 1, end), &line)) continue;
        *at = bz_plugin__line(p, i, line);
        *message = bz_str_trim(bz_str_cut(*message, end + 1, message->n));
        return true;
    }
    return false;
}

/* One line, bounded, fit to be printed. */
static bz_str tidy(bz_plugin *p, bz_str s)
{
    enum { MOST = 400 };
    bz_buf_clear(&p->note);
    s = bz_str_cut(s, 0, bz_str_find(s, '\n', 0));
    for (size_t at = 0; at < s.n && p->note.n < MOST;) {
        size_t from = at;
        bz_str rest = bz_str_cut(s, at, s.n);
        if ((unsigned char)s.p[at] < 0x80 || bz_utf8_valid(rest) == 0) at++;
        else bz_utf8_next(s, &at);
        bz_str one = bz_str_cut(s, from, at);
        if (bz_utf8_is_clean(one, false)) bz_buf_str(&p->note, one);
        else bz_buf_char(&p->note, '?');
    }
    return bz_buf_view(&p->note);
}

static void put_count(bz_buf *out, const char *limit, uint64_t n, const char *in)
{
    bool is_round = n % 1000000 == 0;
    bz_buf_fmt(out, "%s limit (%llu%s in one %s)", limit,
               (unsigned long long)(is_round ? n / 1000000 : n), is_round ? " M" : "", in);
}

static void put_limit(const bz_plugin *p, bz_buf *out)
{
    const bz_plugin_limits *l = &p->limits;
    bool is_round = l->memory % (1 << 20) == 0;
    if (p->stopped == BZ_STOP_CALL) put_count(out, "instruction", l->steps_call, "call");
    else if (p->stopped == BZ_STOP_BUILD) put_count(out, "instruction", l->steps_build, "build");
    else if (p->stopped == BZ_STOP_TIME)
        bz_buf_fmt(out, "processor time limit (%u s in one call)", l->seconds);
    else
        bz_buf_fmt(out, "memory limit (%zu %s)", is_round ? l->memory >> 20 : l->memory,
                   is_round ? "MiB" : "bytes");
}

static void report_stop(bz_plugin *p)
{
    bz_buf limit = {0};
    put_limit(p, &limit);
    bz_diag *d = bz_diag_add(p->job->diags, BZ_P003, p->stopped_at,
                             "plugin `%.*s` stopped: %s in %s", BZ_FMT(p->id), limit.p, p->what);
    bz_diag_hint(p->job->diags, d,
                 "look for a loop that does not end, a list that keeps growing or a function that "
                 "calls itself");
    bz_buf_deinit(&limit);
}

static bz_str message_on_top(lua_State *L)
{
    size_t n;
    const char *s = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &n) : NULL;
    if (s) return (bz_str){s, n};
    lua_pushfstring(L, "error with %s for a message", bz_plugin__type_name(L, -1));
    lua_replace(L, -2);
    return bz_str_from(lua_tostring(L, -1));
}

/* Reports the error value on top of the stack and takes it away. */
static void report(bz_plugin *p, const char *what)
{
    bz_str message = message_on_top(p->L);
    bz_span at = p->failed_at;
    if (take_position(p, &message, &at) && at.start != p->failed_at.start) p->n_callers = 0;
    bool is_refusal = p->refusal && bz_str_eq(message, bz_buf_view(&p->refusal_text));
    bz_str text = tidy(p, message);
    bz_diag *d = is_refusal
                     ? bz_diag_add(p->job->diags, p->refusal, at, "%.*s", BZ_FMT(text))
                     : bz_diag_add(p->job->diags, BZ_P002, at, "plugin `%.*s` failed in %s: %.*s",
                                   BZ_FMT(p->id), what, BZ_FMT(text));
    if (is_refusal && p->refusal_hint.n)
        bz_diag_hint(p->job->diags, d, "%.*s", BZ_FMT(bz_buf_view(&p->refusal_hint)));
    for (size_t i = 0; i < p->n_callers; i++)
        bz_diag_note_at(p->job->diags, d, p->callers[i], "called from here");
    lua_pop(p->L, 1);
}

bool bz_plugin__call(bz_plugin *p, int n_args, int n_results, const char *what)
{
    lua_State *L = p->L;
    int base = lua_gettop(L) - n_args;
    lua_pushcfunction(L, on_error);
    lua_insert(L, base);
    p->failed_at = bz_span_none();
    p->n_callers = 0;
    p->steps = 0;
    p->random = 0;
    p->refusal = BZ_CODE_NONE;
    p->what = what;
    p->is_running = true;
    int status = p->stopped ? LUA_ERRRUN : lua_pcall(L, n_args, n_results, base);
    p->is_running = false;
    if (status == LUA_OK && !p->stopped) {
        lua_remove(L, base);
        return true;
    }
    if (p->stopped) report_stop(p);
    else report(p, what);
    lua_settop(L, base - 1);
    return false;
}

/* --- files */

bool bz_plugin__load(lua_State *L, const bz_plugin_file *f)
{
    bz_plugin *p = bz_plugin__of(L);
    if (f->text.n > p->limits.source_bytes) {
        lua_pushfstring(L, "%s:1: the file is larger than %d KiB",
                        lua_pushlstring(L, f->name.p, f->name.n),
                        (int)(p->limits.source_bytes >> 10));
        return false;
    }
    bz_str text = f->text;
    if (bz_str_starts(text, "\xef\xbb\xbf")) text = bz_str_cut(text, 3, text.n);
    bz_buf_clear(&p->note);
    bz_buf_char(&p->note, '@');
    bz_buf_str(&p->note, f->name);
    return luaL_loadbufferx(L, text.p, text.n, p->note.p, "t") == LUA_OK;
}

static bool contains(bz_str s, const char *what)
{
    for (size_t i = bz_str_find(s, what[0], 0); i < s.n; i = bz_str_find(s, what[0], i + 1))
        if (bz_str_starts(bz_str_cut(s, i, s.n), what)) return true;
    return false;
}

/* What people who know other languages, or write in a word processor, take for Lua. */
static void hint_syntax(bz_plugin *p, bz_diag *d, bz_str text)
{
    static const struct {
        const char *says, *hint;
    } rows[] = {
        {"near '<\\226>'", "write straight quotes: \"…\"; those of a word processor are none"},
        {"near '!'", "\"is not\" is written `~=`"},
        {"'then' expected near '='", "whether two things are the same is asked with `==`"},
        {"'do' expected near '='", "whether two things are the same is asked with `==`"},
        {"'end' expected", "every `function`, `if`, `for` and `while` has an `end` of its own"},
        {"'<eof>' expected near 'end'", "there is one `end` more than `function`, `if`, `for` and "
                                        "`while`"},
        {"near '+'", "Lua has no `+=` and no `++`: write `n = n + 1`"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (contains(text, rows[i].says)) {
            bz_diag_hint(p->job->diags, d, "%s", rows[i].hint);
            return;
        }
}

void bz_plugin__report_syntax(bz_plugin *p)
{
    bz_str message = message_on_top(p->L);
    bz_span at = bz_span_none();
    take_position(p, &message, &at);
    bz_str text = tidy(p, message);
    bz_diag *d = bz_diag_add(p->job->diags, BZ_P001, at, "plugin `%.*s` is not Lua: %.*s",
                             BZ_FMT(p->id), BZ_FMT(text));
    hint_syntax(p, d, text);
    lua_pop(p->L, 1);
}

void bz_plugin__start(bz_plugin *p)
{
    p->collect_at = p->limits.memory / 2;
    p->L = lua_newstate(allocate, p);
    assert(p->L);
    *(bz_plugin **)lua_getextraspace(p->L) = p;
    lua_sethook(p->L, on_count, LUA_MASKCOUNT, BZ_PLUGIN_HOOK_EVERY);
}
