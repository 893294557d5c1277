/* The structure tree: walks it from its root, holds each element to the rules of its role, and
 * compares it with the pages both ways: what an element claims stands on its page, and the parent
 * tree leads back to it. */
#include "ua.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 256, MOST_COLUMNS = 256, NAME = 32 };

typedef struct element {
    json_t *dict;
    const char *ref;
    char role[NAME];
    const struct element *parent;
    const char *page; /* ref: its own or inherited */
} element;

typedef struct walk {
    ua *u;
    json_t *root, *parents; /* parents: by key, an object of our own */
    int level;              /* of the last heading */
    json_t *ids, *met;
} walk;

static void check_element(walk *w, json_t *v, const element *parent, const char *parent_ref,
                          int depth);

static bool is_any(const char *role, const char *list)
{
    char word[NAME + 2];
    snprintf(word, sizeof word, " %s ", role);
    return strstr(list, word) != NULL;
}

static const char known[] =
    " Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 "
    "H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code "
    "Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form ";
static const char grouping[] =
    " Document Part Art Sect Div BlockQuote TOC Index L LI Table TR THead TBody TFoot ";

/* The standard role that the role map leads to. */
static void take_role(walk *w, element *e)
{
    const char *name = json_string_value(ua_get(w->u, e->dict, "/S"));
    json_t *map = ua_get(w->u, w->root, "/RoleMap");
    snprintf(e->role, sizeof e->role, "%.31s", name && *name == '/' ? name + 1 : "");
    for (int i = 0; i < 8 && !is_any(e->role, known); i++) {
        char key[NAME + 2];
        snprintf(key, sizeof key, "/%s", e->role);
        const char *to = json_string_value(ua_get(w->u, map, key));
        if (!to || *to != '/') break;
        snprintf(e->role, sizeof e->role, "%.31s", to + 1);
    }
    if (!is_any(e->role, known)) ua_fault(w->u, "role", "%s is a `%s`", e->ref, e->role);
}

/* --- attributes: one dictionary or several */

static json_t *attribute(const walk *w, const element *e, const char *owner, const char *key)
{
    json_t *a = ua_get(w->u, e->dict, "/A"), *one;
    size_t i;
    if (!json_is_array(a))
        return ua_is_name(ua_get(w->u, a, "/O"), owner) ? ua_get(w->u, a, key) : NULL;
    json_array_foreach(a, i, one)
    {
        json_t *found = ua_get(w->u, one, key);
        if (found && ua_is_name(ua_get(w->u, one, "/O"), owner)) return found;
    }
    return NULL;
}

/* --- kids */

static size_t n_kids(const walk *w, json_t *dict)
{
    json_t *k = ua_get(w->u, dict, "/K");
    return json_is_array(k) ? json_array_size(k) : k != NULL;
}

static json_t *kid_at(const walk *w, json_t *dict, size_t i)
{
    json_t *k = ua_get(w->u, dict, "/K");
    return json_is_array(k) ? json_array_get(k, i) : json_object_get(ua_value(w->u, dict), "/K");
}

/* The role of a kid that is an element, else "". */
static void kid_role(walk *w, json_t *v, char out[NAME])
{
    json_t *dict = ua_value(w->u, v);
    element e = {.dict = dict, .ref = "?"};
    out[0] = 0;
    if (!json_is_object(dict) || !json_object_get(dict, "/S")) return;
    take_role(w, &e);
    memcpy(out, e.role, NAME);
}

static void claim(walk *w, const element *e, const char *page_ref, int64_t mcid)
{
    ua_page *page = ua_page_of(w->u, page_ref);
    if (!page || !ua_page_holds(page, mcid)) {
        ua_fault(w->u, "structure", "%s claims a piece of no page", e->ref);
        return;
    }
    if (page->owners[mcid])
        ua_fault(w->u, "structure", "%s claims a piece that has an owner", e->ref);
    page->owners[mcid] = strtoll(e->ref, NULL, 10);
    if (!page->seen[mcid])
        ua_fault(w->u, "structure", "%s claims MCID %d, which is not on page %s", e->ref, (int)mcid,
                 page->ref);
    if (is_any(e->role, grouping))
        ua_fault(w->u, "structure", "%s is a %s and has content of its own", e->ref, e->role);
}

static json_t *parent_entry(const walk *w, json_t *key)
{
    char text[32];
    if (!json_is_integer(key)) return NULL;
    snprintf(text, sizeof text, "%lld", (long long)json_integer_value(key));
    return json_object_get(w->parents, text);
}

static void check_object(walk *w, const element *e, json_t *kid)
{
    json_t *object = ua_get(w->u, kid, "/Obj");
    const char *back = ua_ref(parent_entry(w, ua_get(w->u, object, "/StructParent")));
    if (!object) ua_fault(w->u, "structure", "%s holds an object that is not there", e->ref);
    else if (!back || strcmp(back, e->ref) != 0)
        ua_fault(w->u, "parent tree", "the annotation in %s does not lead back to it", e->ref);
}

static void check_kid(walk *w, const element *e, json_t *kid, int depth)
{
    if (json_is_integer(kid)) {
        claim(w, e, e->page, json_integer_value(kid));
        return;
    }
    json_t *dict = ua_value(w->u, kid);
    if (ua_is_name(ua_get(w->u, dict, "/Type"), "MCR")) {
        const char *page = ua_ref(json_object_get(dict, "/Pg"));
        claim(w, e, page ? page : e->page, (int64_t)ua_number(ua_get(w->u, dict, "/MCID"), -1));
    } else if (ua_is_name(ua_get(w->u, dict, "/Type"), "OBJR")) {
        check_object(w, e, dict);
    } else if (json_is_object(dict)) {
        check_element(w, kid, e, e->ref, depth + 1);
    } else {
        ua_fault(w->u, "structure", "%s has a kid that is not there", e->ref);
    }
}

/* --- rules of roles */

static void must_be_in(walk *w, const element *e, const char *parents)
{
    if (!e->parent || !is_any(e->parent->role, parents))
        ua_fault(w->u, "structure", "%s is a %s in a %s", e->ref, e->role,
                 e->parent ? e->parent->role : "root");
}

static void must_hold(walk *w, const element *e, const char *kids)
{
    for (size_t i = 0; i < n_kids(w, e->dict); i++) {
        char role[NAME];
        kid_role(w, kid_at(w, e->dict, i), role);
        if (*role && !is_any(role, kids))
            ua_fault(w->u, "structure", "%s is a %s with a %s", e->ref, e->role, role);
    }
}

static void check_heading(walk *w, const element *e)
{
    int level = e->role[1] - '0';
    if (level > w->level + 1)
        ua_fault(w->u, "headings", "%s is an H%d after an H%d", e->ref, level, w->level);
    w->level = level;
}

static int span_of(walk *w, json_t *cell, const char *key)
{
    element e = {.dict = ua_value(w->u, cell), .ref = "?"};
    int n = (int)ua_number(attribute(w, &e, "Table", key), 1);
    return n < 1 || n > MOST_COLUMNS ? 1 : n;
}

typedef struct grid {
    int left[MOST_COLUMNS]; /* by column: rows still taken by a cell above */
    int columns;            /* -1: not known yet */
} grid;

static void check_row(walk *w, const char *table, json_t *row, grid *g)
{
    int at = 0;
    for (int i = 0; i < MOST_COLUMNS; i++)
        if (g->left[i] > 0) g->left[i] = -g->left[i]; /* taken in this row */
    for (size_t i = 0; i < n_kids(w, row); i++) {
        json_t *cell = kid_at(w, row, i);
        while (at < MOST_COLUMNS && g->left[at] < 0)
            at++;
        int cols = span_of(w, cell, "/ColSpan"), rows = span_of(w, cell, "/RowSpan");
        for (int k = 0; k < cols && at < MOST_COLUMNS; k++, at++)
            g->left[at] = rows;
    }
    while (at < MOST_COLUMNS && g->left[at] < 0)
        at++;
    if (g->columns >= 0 && at != g->columns)
        ua_fault(w->u, "table", "a row of %s has %d columns, the one before it %d", table, at,
                 g->columns);
    g->columns = at;
    for (int i = 0; i < MOST_COLUMNS; i++)
        g->left[i] = g->left[i] < 0 ? -g->left[i] - 1 : g->left[i] > 0 ? g->left[i] - 1 : 0;
}

static void check_rows(walk *w, const char *table, json_t *part, grid *g)
{
    for (size_t i = 0; i < n_kids(w, part); i++) {
        json_t *kid = kid_at(w, part, i);
        char role[NAME];
        kid_role(w, kid, role);
        if (strcmp(role, "TR") == 0) check_row(w, table, kid, g);
        else if (is_any(role, " THead TBody TFoot ")) check_rows(w, table, ua_value(w->u, kid), g);
    }
}

static void check_table(walk *w, const element *e)
{
    grid g = {.columns = -1};
    must_hold(w, e, " TR THead TBody TFoot Caption ");
    check_rows(w, e->ref, e->dict, &g);
    for (int i = 0; i < MOST_COLUMNS; i++)
        if (g.left[i] > 0) {
            ua_fault(w->u, "table", "a cell of %s goes beyond its last row", e->ref);
            break;
        }
}

static void check_header_cell(walk *w, const element *e)
{
    json_t *scope = attribute(w, e, "Table", "/Scope");
    if (!ua_is_name(scope, "Row") && !ua_is_name(scope, "Column") && !ua_is_name(scope, "Both"))
        ua_fault(w->u, "table", "%s does not say what it heads (Scope)", e->ref);
}

static void check_list(walk *w, const element *e)
{
    must_hold(w, e, " LI L Caption ");
    bool has_labels = false;
    for (size_t i = 0; i < n_kids(w, e->dict); i++) {
        json_t *item = ua_value(w->u, kid_at(w, e->dict, i));
        for (size_t k = 0; k < n_kids(w, item); k++) {
            char role[NAME];
            kid_role(w, kid_at(w, item, k), role);
            has_labels |= strcmp(role, "Lbl") == 0;
        }
    }
    if (has_labels && !attribute(w, e, "List", "/ListNumbering"))
        ua_fault(w->u, "list", "%s has labels and no ListNumbering", e->ref);
}

static void check_note(walk *w, const element *e)
{
    const char *id = json_string_value(ua_get(w->u, e->dict, "/ID"));
    if (!id) {
        ua_fault(w->u, "note", "%s has no ID", e->ref);
        return;
    }
    if (json_object_get(w->ids, id)) ua_fault(w->u, "note", "%s has the ID of another", e->ref);
    json_object_set_new(w->ids, id, json_true());
}

static void check_link(walk *w, const element *e)
{
    bool has_object = false;
    for (size_t i = 0; i < n_kids(w, e->dict); i++) {
        json_t *kid = ua_value(w->u, kid_at(w, e->dict, i));
        has_object |= ua_is_name(ua_get(w->u, kid, "/Type"), "OBJR");
    }
    if (!has_object) ua_fault(w->u, "link", "%s has no annotation", e->ref);
}

static void check_role(walk *w, const element *e)
{
    const char *r = e->role;
    if (r[0] == 'H' && r[1] >= '1' && r[1] <= '6' && !r[2]) check_heading(w, e);
    else if (strcmp(r, "Table") == 0) check_table(w, e);
    else if (is_any(r, " THead TBody TFoot ")) must_be_in(w, e, " Table ");
    else if (strcmp(r, "TR") == 0) {
        must_be_in(w, e, " Table THead TBody TFoot ");
        must_hold(w, e, " TH TD ");
    } else if (is_any(r, " TH TD ")) must_be_in(w, e, " TR ");
    else if (strcmp(r, "L") == 0) check_list(w, e);
    else if (strcmp(r, "LI") == 0) {
        must_be_in(w, e, " L ");
        must_hold(w, e, " Lbl LBody ");
    } else if (strcmp(r, "LBody") == 0) must_be_in(w, e, " LI ");
    else if (strcmp(r, "TOC") == 0) must_hold(w, e, " TOC TOCI Caption ");
    else if (strcmp(r, "TOCI") == 0) must_be_in(w, e, " TOC ");
    else if (strcmp(r, "Note") == 0) check_note(w, e);
    else if (strcmp(r, "Link") == 0) check_link(w, e);
    else if (strcmp(r, "Figure") == 0 && !*ua_text(ua_get(w->u, e->dict, "/Alt")) &&
             !*ua_text(ua_get(w->u, e->dict, "/ActualText")))
        ua_fault(w->u, "figure", "%s has no alternative text", e->ref);
    if (strcmp(r, "TH") == 0) check_header_cell(w, e);
}

static void check_element(walk *w, json_t *v, const element *parent, const char *parent_ref,
                          int depth)
{
    element e = {.dict = ua_value(w->u, v), .ref = ua_ref(v), .parent = parent};
    if (!e.ref || depth > DEEPEST) {
        ua_fault(w->u, "structure", "an element that cannot be referred to, or too deep a tree");
        return;
    }
    if (json_object_get(w->met, e.ref)) {
        ua_fault(w->u, "structure", "%s stands in the tree twice", e.ref);
        return;
    }
    json_object_set_new(w->met, e.ref, json_true());
    take_role(w, &e);
    const char *up = ua_ref(json_object_get(e.dict, "/P"));
    if (!up || strcmp(up, parent_ref) != 0)
        ua_fault(w->u, "structure", "%s does not name the element above it", e.ref);
    const char *page = ua_ref(json_object_get(e.dict, "/Pg"));
    e.page = page ? page : parent ? parent->page : NULL;
    json_t *lang = ua_get(w->u, e.dict, "/Lang");
    if (lang && !ua_is_language(ua_text(lang)))
        ua_fault(w->u, "language", "%s has an invalid one", e.ref);
    if (n_kids(w, e.dict) == 0 && !is_any(e.role, " TD TH "))
        ua_fault(w->u, "structure", "%s is an empty %s", e.ref, e.role);
    check_role(w, &e);
    for (size_t i = 0; i < n_kids(w, e.dict); i++)
        check_kid(w, &e, kid_at(w, e.dict, i), depth);
}

/* --- the parent tree */

static void take_parents(walk *w, json_t *node, int depth)
{
    json_t *kids = ua_get(w->u, node, "/Kids"), *nums = ua_get(w->u, node, "/Nums"), *kid;
    size_t i;
    if (depth > 16) return;
    json_array_foreach(kids, i, kid) take_parents(w, kid, depth + 1);
    for (i = 0; i + 1 < json_array_size(nums); i += 2) {
        char key[32];
        snprintf(key, sizeof key, "%lld", (long long)json_integer_value(json_array_get(nums, i)));
        json_t *value = json_array_get(nums, i + 1);
        json_object_set(
            w->parents, key,
            ua_ref(value) && json_is_array(ua_value(w->u, value)) ? ua_value(w->u, value) : value);
    }
}

static void check_page(walk *w, const ua_page *p)
{
    json_t *list = parent_entry(w, ua_get(w->u, p->dict, "/StructParents"));
    for (size_t i = 0; i < p->n; i++) {
        const char *ref = ua_ref(json_array_get(list, i));
        if (p->seen[i] && !p->owners[i])
            ua_fault(w->u, "structure", "MCID %zu of page %s belongs to no element", i, p->ref);
        if (p->owners[i] && (!ref || strtoll(ref, NULL, 10) != p->owners[i]))
            ua_fault(w->u, "parent tree", "MCID %zu of page %s does not lead to its element", i,
                     p->ref);
    }
    if (json_array_size(list) > p->n)
        ua_fault(w->u, "parent tree", "page %s has more entries than pieces", p->ref);
    json_t *annotations = ua_get(w->u, p->dict, "/Annots"), *a;
    size_t k;
    json_array_foreach(annotations, k, a)
    {
        const char *owner = ua_ref(parent_entry(w, ua_get(w->u, a, "/StructParent")));
        if (!owner || !json_object_get(w->met, owner))
            ua_fault(w->u, "annotation", "one of page %s leads to no element", p->ref);
    }
}

void ua_check_structure(ua *u)
{
    walk w = {.u = u, .root = ua_get(u, u->catalog, "/StructTreeRoot")};
    if (!w.root) {
        ua_fault(u, "tagged", "there is no structure tree");
        return;
    }
    w.parents = json_object();
    w.ids = json_object();
    w.met = json_object();
    take_parents(&w, ua_get(u, w.root, "/ParentTree"), 0);
    const char *root_ref = ua_ref(json_object_get(u->catalog, "/StructTreeRoot"));
    for (size_t i = 0; i < n_kids(&w, w.root); i++)
        check_element(&w, kid_at(&w, w.root, i), NULL, root_ref ? root_ref : "?", 0);
    for (size_t i = 0; i < u->n_pages; i++)
        check_page(&w, &u->pages[i]);
    json_decref(w.parents);
    json_decref(w.ids);
    json_decref(w.met);
}
