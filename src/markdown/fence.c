/* Containers. In: the marks of fence lines, in the order in which the tree holds them. Out:
 * CONTAINER nodes, into which the blocks between an opening and a closing line go. A closing line
 * closes the innermost; opener and closer must both stand at the document's own level.
 *
 *     ::: name "Title" {#id}      ::: when FACT=a|b FACT!=c {#id}      :::
 *
 * A container that cannot be made stays on the stack without a node, so that its closing line finds
 * it and one mistake gives one report. */
#include "markdown/markdown_priv.h"
#include <string.h>

typedef struct fence {
    size_t start, end; /* in the source, without white space behind */
    bz_str name;
    size_t name_at;
    bz_act act;
    size_t title_at, title_end; /* inside the quotes; 0, 0: none */
    size_t when_at, when_end;
    size_t id_at, id_end;
    bool is_opener;
} fence;

static size_t skip_blanks(bz_str s, size_t at, size_t end)
{
    while (at < end && bz_md__is_blank(s.p[at]))
        at++;
    return at;
}

/* --- ids */

/* "say-3", "paragraph-12": what a block without an id is called. */
static bool is_numbered_kind(bz_str id)
{
    size_t n = id.n;
    while (n && id.p[n - 1] >= '0' && id.p[n - 1] <= '9')
        n--;
    if (n == id.n || n < 2 || id.p[n - 1] != '-') return false;
    bz_str kind = bz_str_cut(id, 0, n - 1);
    return bz_act_find(kind) != BZ_ACT_NONE || bz_doc_kind_find(kind) != BZ_DOC_NONE;
}

static bool is_one_of(bz_str id, const char *const *names)
{
    for (; *names; names++)
        if (bz_str_is(id, *names)) return true;
    return false;
}

static bool is_device(bz_str id)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", NULL};
    if (is_one_of(id, devices)) return true;
    return id.n == 4 && id.p[3] >= '1' && id.p[3] <= '9' &&
           (bz_str_starts(id, "com") || bz_str_starts(id, "lpt"));
}

static bool is_id(bz_str id)
{
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (!(c >= 'a' && c <= 'z') && !(i && ((c >= '0' && c <= '9') || c == '-'))) return false;
    }
    return id.n > 0;
}

bool bz_md__check_id(bz_md_reader *r, size_t start, size_t end)
{
    static const char *const reserved[] = {"session", "library", "handout", "form",
                                           "word",    "index",   NULL};
    bz_str id = bz_str_cut(r->source, start, end), shown = bz_md__short(id);
    bz_diag *d;
    if (!is_id(id)) {
        d = bz_md__report(r, BZ_M012, start, end, "\"%.*s\" is not an id", BZ_FMT(shown));
        bz_md__hint(r, d,
                    "an id begins with a–z and goes on with a–z, 0–9 and -, as in {#four-steps}");
    } else if (is_one_of(id, reserved)) {
        d = bz_md__report(r, BZ_M012, start, end, "the id \"%.*s\" is reserved", BZ_FMT(shown));
        bz_md__hint(r, d, "addresses begin with this word; add another, as in {#%.*s-1}",
                    BZ_FMT(shown));
    } else if (is_numbered_kind(id)) {
        d = bz_md__report(r, BZ_M012, start, end,
                          "the id \"%.*s\" is what a block without an id is called", BZ_FMT(shown));
        bz_md__hint(r, d, "choose an id that says what the block is about");
    } else if (is_device(id)) {
        d = bz_md__report(r, BZ_M012, start, end,
                          "the id \"%.*s\" is the name of a device on Windows", BZ_FMT(shown));
        bz_md__hint(r, d, "a file of this name cannot be made there; choose another id");
    } else return true;
    return false;
}

/* --- reading a fence line */

static bool refuse_rest(bz_md_reader *r, const fence *f, size_t at)
{
    bz_str rest = bz_md__short(bz_str_cut(r->source, at, f->end));
    bz_diag *d;
    if (!f->name.n) {
        d = bz_md__report(r, BZ_M011, at, f->end, "a container without a name: \"%.*s\"",
                          BZ_FMT(rest));
        bz_md__hint(r, d, "write the name right behind the colons, as in `::: say`");
        return false;
    }
    d = bz_md__report(r, BZ_M011, at, f->end, "\"%.*s\" cannot stand behind `::: %.*s`",
                      BZ_FMT(rest), BZ_FMT(f->name));
    bz_md__hint(r, d,
                "a title stands in straight quotes and comes before the id: "
                "`::: %.*s \"Title\" {#id}`",
                BZ_FMT(f->name));
    return false;
}

/* Takes `{#id}` off the end of source[at, *end). */
static bool take_id(bz_md_reader *r, fence *f, size_t at, size_t *end)
{
    bz_str s = r->source;
    if (*end == at || s.p[*end - 1] != '}') return true;
    size_t open = *end - 1;
    while (open > at && s.p[open] != '{')
        open--;
    if (s.p[open] != '{' || s.p[open + 1] != '#') return true;
    f->id_at = skip_blanks(s, open + 2, *end - 1);
    f->id_end = *end - 1;
    while (f->id_end > f->id_at && bz_md__is_blank(s.p[f->id_end - 1]))
        f->id_end--;
    *end = open;
    while (*end > at && bz_md__is_blank(s.p[*end - 1]))
        (*end)--;
    if (bz_md__check_id(r, f->id_at, f->id_end)) return true;
    f->id_at = f->id_end = 0;
    return false;
}

/* Words in a title are read by whoever prints it; what is wrong with them is said here, in place.
 */
static void check_title(bz_md_reader *r, size_t at, size_t end)
{
    bz_str title = bz_str_cut(r->source, 0, end);
    while (at + 1 < end) {
        if (title.p[at] == '\\') {
            at += title.p[at + 1] == '{' ? 3 : 2;
            continue;
        }
        if (title.p[at] != '{' || title.p[at + 1] != '{') {
            at++;
            continue;
        }
        size_t stop;
        bz_str name, form;
        bz_md_mark_kind kind = bz_md__word(title, at, &stop, &name, &form);
        bz_md_mark m = {(uint32_t)at, (uint32_t)stop, 0, kind};
        bz_md__mark_report(r, &m);
        at = stop;
    }
}

static bool take_title(bz_md_reader *r, fence *f, size_t *at, size_t end)
{
    bz_str s = r->source;
    if (*at == end || s.p[*at] != '"') return true;
    size_t close = *at + 1;
    while (close < end && s.p[close] != '"')
        close += s.p[close] == '\\' ? 2 : 1;
    if (close >= end) {
        bz_diag *d = bz_md__report(r, BZ_M011, *at, end, "a title without its closing quote");
        bz_md__hint(r, d, "a quote inside a title is written \\\"");
        *at = end;
        return false;
    }
    f->title_at = *at + 1;
    f->title_end = close;
    check_title(r, f->title_at, f->title_end);
    *at = skip_blanks(s, close + 1, end);
    return true;
}

/* It opens or closes all the same, so that one slip gives one report. */
static void refuse_short(bz_md_reader *r, const fence *f)
{
    bz_diag *d = bz_md__report(r, BZ_M011, f->start, f->end,
                               "two colons, where a container's line has three");
    bz_md__hint(r, d, "write `:::%s%.*s`", f->name.n ? " " : "", BZ_FMT(bz_md__short(f->name)));
}

/* Reads what stands behind the colons; false when it was wrong. */
static bool read_fence(bz_md_reader *r, const bz_md_mark *m, fence *f)
{
    bz_str s = r->source;
    *f = (fence){.start = m->start, .end = m->end};
    while (f->end > f->start && bz_md__is_blank(s.p[f->end - 1]))
        f->end--;
    size_t at = f->start, end = f->end;
    while (at < end && s.p[at] == ':')
        at++;
    bool is_short = at - f->start < 3;
    f->name_at = at = skip_blanks(s, at, end);
    while (at < end && !bz_md__is_blank(s.p[at]) && s.p[at] != '"' && s.p[at] != '{')
        at++;
    f->name = bz_str_cut(s, f->name_at, at);
    f->act = bz_act_find(f->name);
    if (is_short) refuse_short(r, f);
    at = skip_blanks(s, at, end);
    if (!f->name.n) return at == end || refuse_rest(r, f, at);
    bool is_right = take_id(r, f, at, &end);
    if (f->act == BZ_ACT_WHEN) {
        f->when_at = at;
        f->when_end = end;
        if (at < end) return is_right;
        bz_diag *d = bz_md__report(r, BZ_M011, f->start, f->end, "a `when` without a condition");
        bz_md__hint(r, d, "name a fact and its values, as in `::: when literacy=none_read|mixed`");
        return false;
    }
    if (!take_title(r, f, &at, end)) return false;
    return at == end ? is_right : refuse_rest(r, f, at);
}

static void report_unknown(bz_md_reader *r, const fence *f)
{
    bz_str names[BZ_ACT_COUNT], shown = bz_md__short(f->name);
    for (unsigned a = 1; a < BZ_ACT_COUNT; a++)
        names[a - 1] = bz_str_from(bz_act_name((bz_act)a));
    bz_diag *d = bz_md__report(r, BZ_M007, f->name_at, f->name_at + f->name.n,
                               "there is no container `%.*s`", BZ_FMT(shown));
    if (bz_diag_did_you_mean(r->job->diags, d, f->name, names, BZ_ACT_COUNT - 1)) return;
    bz_md__hint(r, d,
                "containers are named say, ask, listen, do, note, safety and so on; "
                "see `baraza explain M007`");
}

/* --- opening and closing */

static bool is_inside_item(const cmark_node *where)
{
    cmark_node *parent = cmark_node_parent((cmark_node *)(uintptr_t)where);
    return parent && cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT;
}

static void push(bz_md_reader *r, bz_node node, size_t mark, bool is_reported)
{
    bz_md_open o = {node, r->top, (uint32_t)mark, is_reported};
    bz_vec_push(&r->open, o);
    if (node) r->top = node;
}

static void open_container(bz_md_reader *r, const fence *f, size_t mark)
{
    const bz_limits *limits = r->job->limits;
    if (r->open.n == limits->block_depth) {
        bz_diag *d = bz_md__report(r, BZ_M006, f->start, f->end,
                                   "containers nested more than %zu deep", limits->block_depth);
        bz_md__hint(r, d, "close each with a line `:::` before the next begins");
    }
    if (r->open.n >= limits->block_depth || f->act == BZ_ACT_NONE) {
        push(r, 0, mark, true);
        return;
    }
    bz_str s = r->source;
    bz_node n = bz_doc_add(r->doc, r->top, BZ_DOC_CONTAINER, bz_md__span(r, f->start, f->end));
    r->doc->nodes.p[n].aux = (uint16_t)f->act;
    if (f->title_at) bz_doc_set(r->doc, n, BZ_ATTR_TITLE, bz_str_cut(s, f->title_at, f->title_end));
    if (f->when_at < f->when_end)
        bz_doc_set(r->doc, n, BZ_ATTR_WHEN, bz_str_cut(s, f->when_at, f->when_end));
    if (f->id_at) bz_doc_set(r->doc, n, BZ_ATTR_ID, bz_str_cut(s, f->id_at, f->id_end));
    push(r, n, mark, false);
}

/* Closes the innermost; `end` in the source is where its closing line ends. */
static void pop(bz_md_reader *r, size_t end)
{
    bz_md_open o = r->open.p[--r->open.n];
    if (!o.node) return;
    r->doc->nodes.p[o.node].span.end = bz_md__span(r, end, end).end;
    r->top = o.outer;
}

/* Closes the innermost without a closing line: it ends with what it holds. */
static void pop_early(bz_md_reader *r)
{
    bz_md_open o = r->open.p[--r->open.n];
    if (!o.node) return;
    bz_doc_node *n = &r->doc->nodes.p[o.node];
    if (n->last) n->span.end = r->doc->nodes.p[n->last].span.end;
    r->top = o.outer;
}

static void close_container(bz_md_reader *r, const fence *f)
{
    if (r->open.n > r->late_closes) {
        pop(r, f->end);
        return;
    }
    bz_diag *d = bz_md__report(r, BZ_M009, f->start, f->end, "a closing line without a container");
    bz_md__hint(r, d, "every `:::` closes the innermost container that is open; here none is");
}

static void fence_in_item(bz_md_reader *r, const fence *f, size_t mark)
{
    if (f->is_opener) push(r, 0, mark, true);
    else if (r->open.n > r->late_closes && !r->open.p[r->open.n - 1 - r->late_closes].node) {
        r->open.n--; /* the pair stands in the item; reported where it opens */
        return;
    } else if (r->open.n > r->late_closes) r->late_closes++;
    bz_diag *d =
        bz_md__report(r, BZ_M010, f->start, f->end, "a container's line stands inside a list item");
    bz_md__hint(r, d,
                "begin the line at the left margin: the list may stand in a container, "
                "not a container in the list");
}

void bz_md__fence(bz_md_reader *r, size_t mark, const cmark_node *where)
{
    fence f;
    bool is_right = read_fence(r, &r->marks.p[mark], &f);
    f.is_opener = f.name.n || !is_right; /* without a name it was reported */
    if (f.name.n && !f.act) report_unknown(r, &f);
    if (is_inside_item(where)) fence_in_item(r, &f, mark);
    else if (f.is_opener) open_container(r, &f, mark);
    else close_container(r, &f);
}

void bz_md__close_late(bz_md_reader *r)
{
    while (r->late_closes) {
        r->late_closes--;
        if (r->open.n) pop_early(r);
    }
}

void bz_md__close_all(bz_md_reader *r)
{
    bz_md__close_late(r);
    while (r->open.n) {
        bz_md_open *o = &r->open.p[r->open.n - 1];
        const bz_md_mark *m = &r->marks.p[o->mark];
        if (!o->is_reported) {
            const char *name = bz_act_name((bz_act)bz_doc_at(r->doc, o->node)->aux);
            bz_diag *d = bz_md__report(r, BZ_M008, m->start, m->end,
                                       "the container `%s` is not closed", name);
            bz_md__hint(r, d, "put a line `:::` behind its last line");
        }
        pop_early(r);
    }
}
