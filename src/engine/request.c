/* From a request to what is wanted. In: ids or paths as people type them. Out: ids that exist, or a
 * diagnostic that names the nearest. Also finds the root and the plugins that came with the
 * program. */
#include "engine/engine_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const bz_request *bz_engine__whole(const bz_request *given, bz_request *own)
{
    /* Who leaves `size` at 0 knows what there was at first. */
    size_t size = given->size ? given->size : offsetof(bz_request, paper);
    if (size >= sizeof *own) return given;
    *own = (bz_request){0};
    memcpy(own, given, size);
    return own;
}

bz_result bz_engine__usage(bz_engine *e, bz_diag **out, const char *fmt, ...)
{
    char message[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    bz_diag *d = bz_diag_add(e->job.diags, BZ_S020, bz_span_none(), "%s", message);
    if (out) *out = d;
    return BZ_RESULT_USAGE;
}

/* What came with the program: beside an installed binary, beside a build in its source tree, or
 * where `make install` put it. */
typedef struct bundle {
    const char *beside[3]; /* from the folder of the binary */
    const char *probe;     /* a file that tells it from another folder of that name */
    const char *installed;
} bundle;

static const bundle bundled_plugins = {
    {"/../share/baraza/plugins", "/../plugins", "/../../plugins"},
    "guide/plugin.yaml",
    BZ_DATADIR "/plugins"};
static const bundle bundled_holidays = {
    {"/../share/baraza/holidays", "/../curricula/holidays", "/../../curricula/holidays"},
    "kenya.yaml",
    BZ_DATADIR "/holidays"};

/* At most BZ_BUNDLE_ROOTS of them. */
static size_t open_bundle(bz_engine *e, const bundle *b, bz_root **roots)
{
    char exe[4096];
    size_t n = 0, bytes;
    ssize_t length = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (length > 0) {
        exe[length] = 0;
        char *slash = strrchr(exe, '/');
        if (slash) *slash = 0;
    }
    for (size_t i = 0; length > 0 && i < sizeof b->beside / sizeof *b->beside && n == 0; i++) {
        bz_str folder = bz_arena_printf(e->job.arena, "%s%s", exe, b->beside[i]);
        bz_root *r = bz_root_open(folder.p);
        if (r && bz_root_stat(r, bz_str_from(b->probe), &bytes) == BZ_READ_OK) roots[n++] = r;
        else bz_root_close(r);
    }
    bz_root *installed = bz_root_open(b->installed);
    if (installed) roots[n++] = installed;
    return n;
}

bz_result bz_engine__open_root(bz_engine *e, const bz_request *request)
{
    const char *start = request->start ? request->start : ".";
    e->root = bz_root_find(start);
    if (!e->root) {
        bz_diag *d;
        bz_engine__usage(e, &d, "no baraza.yaml in `%s` or in a folder above it", start);
        bz_diag_hint(e->job.diags, d,
                     "go into the folder of your curricula, or name it with `-C DIR`; `baraza new "
                     "curriculum NAME` starts one here");
        return BZ_RESULT_USAGE;
    }
    e->n_plugin_roots = open_bundle(e, &bundled_plugins, e->plugin_roots);
    e->n_holiday_roots = open_bundle(e, &bundled_holidays, e->holiday_roots);
    return bz_engine__limits(e, request);
}

bz_str bz_engine__id_of(bz_str s)
{
    static const char *const endings[] = {"/curriculum.yaml", "/adaptation.yaml", ".yaml", "/"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (bz_str_ends(s, endings[i])) s.n -= strlen(endings[i]);
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/') return bz_str_cut(s, i, s.n);
    return s;
}

bool bz_engine__exists(const bz_engine *e, const char *before, bz_str id, const char *after)
{
    size_t bytes;
    bz_str path = bz_arena_printf(e->job.arena, "%s%.*s%s", before, BZ_FMT(id), after);
    return bz_root_stat(e->root, path, &bytes) == BZ_READ_OK;
}

/* Ids that a folder offers: names without ".yaml", or folders without "/". */
size_t bz_engine__offered(bz_engine *e, const char *folder, bz_str **out)
{
    bz_str *names = NULL;
    size_t n = 0, kept = 0;
    bz_read how = bz_root_list(e->root, bz_str_from(folder), e->job.arena, &names, &n);
    if (how == BZ_READ_FAILED || how == BZ_READ_OUTSIDE) {
        bz_status status = bz_read_report(how, bz_str_from(folder), 0, bz_span_none(), &e->job);
        (void)status; /* the job ends with it; here nothing is offered */
    }
    if (how != BZ_READ_OK) return 0;
    for (size_t i = 0; i < n; i++) {
        bz_str s = names[i];
        if (bz_str_is(s, "library/") || bz_str_is(s, "contexts/") || bz_str_is(s, "holidays/"))
            continue;
        if (bz_str_ends(s, ".yaml") || bz_str_ends(s, "/")) names[kept++] = bz_engine__id_of(s);
    }
    *out = names;
    return kept;
}

static bz_result resolve_context(bz_engine *e, bz_wanted *w)
{
    const char *given = w->request->context;
    if (!given) return BZ_RESULT_OK;
    bz_str id = bz_engine__id_of(bz_str_from(given));
    if (bz_engine__exists(e, "curricula/contexts/groups/", id, ".yaml")) w->group = id;
    else if (bz_engine__exists(e, "curricula/contexts/places/", id, ".yaml")) w->place = id;
    else {
        bz_diag *d;
        bz_engine__usage(e, &d, "there is no group and no place `%.*s`", BZ_FMT(id));
        for (int i = 0; i < 2; i++) {
            const char *folder = i ? "curricula/contexts/places/" : "curricula/contexts/groups/";
            if (!bz_engine__exists(e, folder, id, ".yml")) continue;
            bz_diag_hint(e->job.diags, d, "name the file `%s%.*s.yml` so that it ends in `.yaml`",
                         folder, BZ_FMT(id));
            return BZ_RESULT_USAGE;
        }
        bz_str *names = NULL;
        size_t n = bz_engine__offered(e, "curricula/contexts/groups", &names);
        if (!bz_diag_did_you_mean(e->job.diags, d, id, names, n)) {
            n = bz_engine__offered(e, "curricula/contexts/places", &names);
            if (!bz_diag_did_you_mean(e->job.diags, d, id, names, n))
                bz_diag_hint(e->job.diags, d,
                             "groups are files of `curricula/contexts/groups/`, places of "
                             "`curricula/contexts/places/`");
        }
        return BZ_RESULT_USAGE;
    }
    w->name = id;
    return BZ_RESULT_OK;
}

void bz_engine__note_names(bz_engine *e, bz_diag *d, const bz_str *names, size_t n)
{
    for (size_t i = 0; i < n && i < 20; i++)
        bz_diag_note_at(e->job.diags, d, bz_span_none(), "%.*s", BZ_FMT(names[i]));
}

static bz_result resolve_curriculum(bz_engine *e, bool is_needed, bz_wanted *w)
{
    bz_str *names = NULL;
    size_t n = bz_engine__offered(e, "curricula", &names);
    if (w->request->curriculum) {
        w->curriculum = bz_engine__id_of(bz_str_from(w->request->curriculum));
        if (!bz_engine__exists(e, "curricula/", w->curriculum, "/curriculum.yaml")) {
            bz_diag *d;
            bz_engine__usage(e, &d, "there is no curriculum `%.*s`", BZ_FMT(w->curriculum));
            if (bz_engine__exists(e, "curricula/contexts/groups/", w->curriculum, ".yaml"))
                bz_diag_hint(e->job.diags, d, "that is a group: write `-c %.*s`",
                             BZ_FMT(w->curriculum));
            else if (!bz_diag_did_you_mean(e->job.diags, d, w->curriculum, names, n))
                bz_engine__note_names(e, d, names, n);
            return BZ_RESULT_USAGE;
        }
    } else if (!w->group.n && n == 1) {
        w->curriculum = names[0];
    } else if (!w->group.n && is_needed) {
        bz_diag *d;
        bz_engine__usage(
            e, &d, n ? "which curriculum? there are %zu" : "there is no curriculum here (%zu)", n);
        bz_engine__note_names(e, d, names, n);
        bz_diag_hint(e->job.diags, d, "name it, or a group with `-c GROUP`");
        return BZ_RESULT_USAGE;
    }
    if (!w->name.n) w->name = w->curriculum;
    return BZ_RESULT_OK;
}

static bz_result resolve_formats(bz_engine *e, bz_wanted *w)
{
    bz_str rest = bz_str_from(w->request->formats ? w->request->formats : "html"), piece;
    while (bz_str_split(&rest, ',', &piece)) {
        const bz_renderer *r = bz_renderer_find(bz_str_trim(piece));
        if (!r || w->n_formats == BZ_FORMATS_MOST) {
            bz_diag *d;
            bz_engine__usage(e, &d, "there is no format `%.*s`", BZ_FMT(piece));
            bz_str names[BZ_FORMATS_MOST];
            size_t n = 0;
            for (; n < BZ_FORMATS_MOST && bz_renderer_at(n); n++)
                names[n] = bz_str_from(bz_renderer_at(n)->name);
            if (!bz_diag_did_you_mean(e->job.diags, d, piece, names, n))
                bz_engine__note_names(e, d, names, n);
            return BZ_RESULT_USAGE;
        }
        bool is_known = false;
        for (size_t i = 0; i < w->n_formats; i++)
            if (w->formats[i] == r) is_known = true;
        if (!is_known) w->formats[w->n_formats++] = r;
    }
    return BZ_RESULT_OK;
}

/* SOURCE_DATE_EPOCH goes before --date: a packager's word counts for all builds. */
static bz_result resolve_date(bz_engine *e, bz_wanted *w)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && *epoch) {
        char *end;
        long long seconds = strtoll(epoch, &end, 10);
        if (*end || seconds < 0 || seconds > 7258118400LL)
            return bz_engine__usage(e, NULL,
                                    "SOURCE_DATE_EPOCH is not a number of seconds: `%.40s`", epoch);
        w->has_date = true;
        w->date = (bz_date)(seconds / 86400);
        return BZ_RESULT_OK;
    }
    if (!w->request->date) return BZ_RESULT_OK;
    w->has_date = bz_date_parse(bz_str_from(w->request->date), &w->date);
    if (w->has_date) return BZ_RESULT_OK;
    bz_diag *d;
    bz_engine__usage(e, &d, "`%.40s` is not a date", w->request->date);
    bz_diag_hint(e->job.diags, d, "write the year, month and day: 2026-09-08");
    return BZ_RESULT_USAGE;
}

bz_result bz_engine__resolve(bz_engine *e, const bz_request *request, bool needs_curriculum,
                             bz_wanted *w)
{
    *w = (bz_wanted){.request = request};
    w->curriculum = w->place = w->group = w->name = w->adaptation = bz_str_from("");
    bz_result r = resolve_context(e, w);
    if (r == BZ_RESULT_OK) r = resolve_curriculum(e, needs_curriculum, w);
    if (r == BZ_RESULT_OK) r = resolve_formats(e, w);
    if (r == BZ_RESULT_OK) r = resolve_date(e, w);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve_paper(e, w);
    return r;
}

bz_load_request bz_engine__load_request(const bz_engine *e, const bz_wanted *w)
{
    return (bz_load_request){
        .root = e->root,
        .plugin_roots = (const bz_root *const *)e->plugin_roots,
        .n_plugin_roots = e->n_plugin_roots,
        .holiday_roots = (const bz_root *const *)e->holiday_roots,
        .n_holiday_roots = e->n_holiday_roots,
        .curriculum = w->curriculum,
        .place = w->place,
        .group = w->group,
        .adaptation = w->adaptation,
        .api_level = BZ_API_LEVEL,
    };
}
