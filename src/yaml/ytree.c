/* In: a file's text. Out: a tree in the job's arena. libyaml's parser and the reader's stacks live
 * for one call. One idea: the children of a thing lie on top of a stack until it ends; then they
 * are copied into the arena in one piece, so the arena is asked once a node, and texts are slices
 * of the file wherever libyaml changed nothing. */
#include "yaml/ytree.h"
#include "base/mem.h"
#include "yaml/ytree_priv.h"
#include <string.h>

enum {
    MOST_READINGS = 20, /* of a text with slips; each reading finds one more */
    FEW_ENTRIES = 16    /* up to here every key is compared with every other */
};

static bz_yaml__frame *top(bz_yaml__reader *r)
{
    return r->frames.n ? &r->frames.p[r->frames.n - 1] : NULL;
}

static bool is_key_next(bz_yaml__reader *r)
{
    const bz_yaml__frame *f = top(r);
    return f && f->node->kind == BZ_YMAPPING && !f->has_key;
}

static bz_ynode *node_new(bz_yaml__reader *r, bz_ykind kind, size_t start, size_t end)
{
    bz_ynode *node = BZ_NEW(r->job->arena, bz_ynode);
    node->kind = kind;
    node->span = bz_yaml__span(r, start, end);
    node->text = BZ_STR("");
    if (++r->nodes > r->job->limits->yaml_nodes) {
        bz_yaml__report(r, BZ_Y017, start, start, "more than %zu values in one file",
                        r->job->limits->yaml_nodes);
        r->limit = BZ_LIMIT;
    }
    return node;
}

/* The node is whole: it goes to the thing around it, or is the root. */
static void place(bz_yaml__reader *r, const bz_ynode *node)
{
    bz_yaml__frame *f = top(r);
    if (!f) {
        r->root = node;
    } else if (f->node->kind == BZ_YSEQUENCE) {
        bz_vec_push(&r->items, node);
    } else {
        f->entry.value = node;
        f->has_key = false;
        if (!f->is_dropped) bz_vec_push(&r->entries, f->entry);
    }
}

/* --- scalars */

/* Tabs within the lines of a block text are text, not indentation. Such texts come in order. */
static void allow_tabs(bz_yaml__reader *r, size_t start, size_t end)
{
    const uint32_t allowed = UINT32_MAX;
    uint32_t *tabs = r->tabs.p;
    while (r->tab < r->tabs.n && (tabs[r->tab] < start || tabs[r->tab] == allowed))
        r->tab++;
    while (r->tab < r->tabs.n && tabs[r->tab] < end)
        tabs[r->tab++] = allowed;
}

/* The text's place in the file, without quotes; of a block text, its lines. */
static bz_span text_span(bz_yaml__reader *r, const yaml_event_t *e, size_t start, size_t end)
{
    yaml_scalar_style_t style = e->data.scalar.style;
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return bz_yaml__span(r, start + 1, end - 1);
    if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE)
        return bz_yaml__span(r, start, end);
    size_t from = bz_str_find(r->text, '\n', start);
    bz_str lines = bz_str_trim(bz_str_cut(r->text, from < end ? from : end, end));
    from = lines.n ? (size_t)(lines.p - r->text.p) : start;
    allow_tabs(r, start, end);
    return bz_yaml__span(r, from, from + lines.n);
}

/* A slice of the file when libyaml gave the same bytes, otherwise a copy. */
static bz_str scalar_text(bz_yaml__reader *r, const yaml_event_t *e, bz_span span)
{
    bz_str value = {(const char *)e->data.scalar.value, e->data.scalar.length};
    bz_str raw = bz_str_cut(r->text, span.start, span.end);
    return bz_str_eq(raw, value) ? raw : bz_arena_str(r->job->arena, value);
}

static void empty_value(bz_yaml__reader *r, bz_span span, bool is_quoted)
{
    const bz_yaml__frame *f = top(r);
    if (f && f->node->kind == BZ_YMAPPING) {
        bz_span at =
            is_quoted ? (bz_span){r->file, span.start - 1, span.end + 1} : f->entry.key_span;
        bz_diag *diag = bz_yaml__report(r, BZ_Y013, at.start, at.end, "`%.*s` has no value",
                                        BZ_FMT(f->entry.key));
        if (is_quoted || !bz_yaml__hint_tight(r, diag, f->entry.key))
            bz_diag_hint(r->job->diags, diag, "write its value, or take the line out");
    } else {
        size_t start = span.start > r->bom ? span.start - 1 : span.start; /* the dash or quote */
        bz_diag *diag = bz_yaml__report(r, BZ_Y013, start, is_quoted ? span.end + 1 : span.end,
                                        "an item without a value");
        bz_diag_hint(r->job->diags, diag, "write it, or take it out");
    }
}

/* A refused key takes its value with it: nothing more is to be said about either. */
static void read_key(bz_yaml__reader *r, bz_str text, bz_span span, bool is_plain)
{
    bz_yaml__frame *f = top(r);
    f->entry = (bz_yentry){.key = text, .key_span = span};
    f->has_key = true;
    f->key_is_plain = is_plain;
    f->is_dropped = true;
    if (text.n == 0) {
        size_t start = is_plain ? span.start : span.start - 1; /* the quote */
        bz_yaml__report(r, BZ_Y013, start, span.end + 1, "a value without a key");
    } else if (is_plain && bz_str_is(text, "<<")) {
        bz_diag *diag =
            bz_yaml__report(r, BZ_Y012, span.start, span.end, "merge keys (`<<`) are not used");
        bz_diag_hint(r->job->diags, diag, "write the entries out");
    } else {
        f->is_dropped = false;
    }
}

static void refuse_anchor(bz_yaml__reader *r, const yaml_char_t *anchor, const yaml_char_t *tag,
                          size_t start)
{
    size_t end = start;
    if (!anchor && !tag) return;
    while (end < r->text.n && !strchr(" \t\r\n", r->text.p[end]))
        end++;
    bz_diag *diag =
        anchor ? bz_yaml__report(r, BZ_Y008, start, end, "anchors are not used: `&` starts one")
               : bz_yaml__report(r, BZ_Y009, start, end, "tags are not used: `!` starts one");
    bz_diag_hint(r->job->diags, diag,
                 "take it out; if it is part of a text, put quotes round the text");
}

/* `Rule #1` ends before the `#`. Comments that are meant have a space behind it, or stand behind a
 * single word. */
static void look_behind(bz_yaml__reader *r, bz_str text, size_t end)
{
    size_t at = end, line_end = bz_yaml__line_end(r, end);
    while (at < line_end && r->text.p[at] == ' ')
        at++;
    if (at == end || at + 1 >= line_end || r->text.p[at] != '#') return;
    char next = r->text.p[at + 1];
    bool is_number = next >= '0' && next <= '9';
    if (!is_number && (next == ' ' || next == '#' || bz_str_find(text, ' ', 0) == text.n)) return;
    bz_diag *diag = bz_diag_add(r->job->diags, BZ_Y018, bz_yaml__span(r, at, line_end),
                                "`#` behind a space starts a comment: the text ends before it");
    bz_yaml__hint_quotes(r, diag, end - text.n, line_end);
}

static void on_scalar(bz_yaml__reader *r, const yaml_event_t *e, size_t start, size_t end)
{
    bool is_plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool is_quoted = e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                     e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    bz_span span = text_span(r, e, start, end);
    bz_str text = scalar_text(r, e, span);
    refuse_anchor(r, e->data.scalar.anchor, e->data.scalar.tag, start);
    if (is_key_next(r)) {
        read_key(r, text, span, is_plain);
    } else if (text.n == 0 && is_plain && !top(r)) {
        return; /* "---" and nothing else: as an empty file */
    } else {
        bz_ynode *node = node_new(r, BZ_YSCALAR, span.start, span.end);
        node->text = text;
        node->is_quoted = is_quoted;
        node->is_refused = text.n == 0;
        if (text.n == 0) empty_value(r, span, is_quoted);
        else if (is_plain) look_behind(r, text, end);
        place(r, node);
    }
    if (end > start) r->last_end = (uint32_t)(is_plain || is_quoted ? end : span.end);
}

static void on_alias(bz_yaml__reader *r, size_t start, size_t end)
{
    bz_diag *diag = bz_yaml__report(r, BZ_Y008, start, end, "aliases are not used: `*` starts one");
    bz_str text = bz_str_cut(r->text, start, end);
    bz_yaml__hint_quotes(r, diag, start, end);
    r->last_end = (uint32_t)end;
    if (is_key_next(r)) {
        read_key(r, text, bz_yaml__span(r, start, end), true);
        top(r)->is_dropped = true;
        return;
    }
    bz_ynode *node = node_new(r, BZ_YSCALAR, start, end);
    node->text = text;
    node->is_refused = true;
    place(r, node);
}

/* --- mappings and sequences */

static void on_start(bz_yaml__reader *r, const yaml_event_t *e, size_t start)
{
    bool is_map = e->type == YAML_MAPPING_START_EVENT;
    bool is_flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                          : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    if (is_map && is_flow && bz_str_starts(bz_str_cut(r->text, start, r->text.n), "{{")) {
        bz_yaml__open_word(r, start);
        return;
    }
    if (is_map) refuse_anchor(r, e->data.mapping_start.anchor, e->data.mapping_start.tag, start);
    else refuse_anchor(r, e->data.sequence_start.anchor, e->data.sequence_start.tag, start);
    bz_yaml__frame f = {.node = node_new(r, is_map ? BZ_YMAPPING : BZ_YSEQUENCE, start, start),
                        .first = is_map ? r->entries.n : r->items.n,
                        .is_flow = is_flow,
                        .is_as_key = is_key_next(r)};
    if (f.is_as_key)
        bz_yaml__report(r, BZ_Y014, start, start + 1,
                        "a key must be a text, not a list or mapping");
    if (r->frames.n >= r->job->limits->yaml_depth) {
        bz_diag *diag = bz_yaml__report(r, BZ_Y016, start, start + 1, "nested more than %zu deep",
                                        r->job->limits->yaml_depth);
        bz_diag_hint(r->job->diags, diag,
                     "nothing in a curriculum is; look for a slip in the indentation");
        r->limit = BZ_LIMIT;
    }
    bz_vec_push(&r->frames, f);
}

static void repeated(bz_yaml__reader *r, const bz_yentry *first, const bz_yentry *second)
{
    bz_diag *diag = bz_yaml__report(r, BZ_Y015, second->key_span.start, second->key_span.end,
                                    "the key `%.*s` is used twice", BZ_FMT(second->key));
    bz_diag_note_at(r->job->diags, diag, first->key_span, "first used here");
    bz_diag_hint(r->job->diags, diag, "take one of the two out, or give it another name");
}

/* Takes out entries whose key was there before, or is none; gives how many are left. */
static size_t without_repeated(bz_yaml__reader *r, bz_yentry *entries, size_t n)
{
    bz_map *keys = n > FEW_ENTRIES ? bz_map_new() : NULL;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t before = keys ? bz_map_add(keys, entries[i].key, (uint32_t)kept + 1) : 0;
        for (size_t k = 0; !keys && !before && k < kept; k++)
            if (bz_str_eq(entries[k].key, entries[i].key)) before = k + 1;
        if (before) repeated(r, &entries[before - 1], &entries[i]);
        else entries[kept++] = entries[i];
    }
    bz_map_free(keys);
    return kept;
}

static void take_entries(bz_yaml__reader *r, bz_yaml__frame *f)
{
    bz_yentry *entries = r->entries.p + f->first;
    size_t n = r->entries.n > f->first ? without_repeated(r, entries, r->entries.n - f->first) : 0;
    bz_yentry *kept = bz_arena_alloc(r->job->arena, n * sizeof *kept);
    if (n) memcpy(kept, entries, n * sizeof *kept);
    f->node->entries = kept;
    f->node->n = n;
    r->entries.n = f->first;
}

static void take_items(bz_yaml__reader *r, bz_yaml__frame *f)
{
    size_t n = r->items.n - f->first;
    f->node->items = bz_arena_alloc(r->job->arena, n * sizeof *f->node->items);
    if (n) memcpy(f->node->items, r->items.p + f->first, n * sizeof *f->node->items);
    f->node->n = n;
    r->items.n = f->first;
}

/* `- Remember: breathe` in a list of texts. Our keys are lower-case words, so a single entry whose
 * key holds a space or starts with a capital was meant as text: it is reported and taken as such.
 */
static void unquoted_item(bz_yaml__reader *r, const bz_yaml__frame *f)
{
    bz_ynode *node = f->node;
    const bz_yaml__frame *around = top(r);
    if (!around || around->node->kind != BZ_YSEQUENCE || f->is_flow || !f->key_is_plain ||
        node->n != 1)
        return;
    bz_str key = node->entries[0].key;
    const bz_ynode *value = node->entries[0].value;
    bool is_text =
        bz_str_find(key, ' ', 0) < key.n || (key.n && key.p[0] >= 'A' && key.p[0] <= 'Z');
    if (!is_text || value->kind != BZ_YSCALAR || value->is_quoted || value->is_refused) return;
    bz_span span = {r->file, node->span.start, value->span.end};
    bz_diag *diag =
        bz_yaml__report(r, BZ_Y006, span.start, span.end, "a text with `: ` in it, without quotes");
    bz_yaml__hint_quotes(r, diag, span.start, span.end);
    *node = (bz_ynode){
        .kind = BZ_YSCALAR, .span = span, .text = bz_str_cut(r->text, span.start, span.end)};
}

static void on_end(bz_yaml__reader *r, size_t end)
{
    bz_yaml__frame f = *top(r);
    r->frames.n--;
    if (f.node->kind == BZ_YMAPPING) take_entries(r, &f);
    else take_items(r, &f);
    if (f.is_flow) r->last_end = (uint32_t)end;
    if (r->last_end > f.node->span.start) f.node->span.end = r->last_end;
    if (f.node->kind == BZ_YMAPPING) unquoted_item(r, &f);
    if (!f.is_as_key) {
        place(r, f.node);
    } else {
        read_key(r, bz_str_cut(r->text, f.node->span.start, f.node->span.end), f.node->span, false);
        top(r)->is_dropped = true;
    }
}

/* --- the run */

static void on_document(bz_yaml__reader *r, size_t start, size_t end)
{
    if (++r->documents == 1) return;
    bz_diag *diag = bz_yaml__report(r, BZ_Y011, start, end, "a second document in one file");
    bz_diag_hint(r->job->diags, diag, "take the line `---` out, or make two files");
}

static void on_event(bz_yaml__reader *r, const yaml_event_t *e)
{
    size_t start = bz_yaml__byte(r, e->start_mark.index), end = bz_yaml__byte(r, e->end_mark.index);
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT: on_document(r, start, end); break;
    case YAML_SCALAR_EVENT: on_scalar(r, e, start, end); break;
    case YAML_ALIAS_EVENT: on_alias(r, start, end); break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: on_start(r, e, start); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: on_end(r, end); break;
    default: break;
    }
}

static void rewind_reader(bz_yaml__reader *r)
{
    r->cursor.index = 0;
    r->cursor.at = r->bom;
    r->is_broken = r->is_mended = false;
    r->nodes = r->documents = r->tab = 0;
    r->root = NULL;
    r->frames.n = r->items.n = r->entries.n = 0;
}

/* Reads the text once, up to its end, a second document, a limit, or what libyaml cannot read. */
static void read_once(bz_yaml__reader *r)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool goes_on = true;
    const char *seen = r->seen ? r->seen : r->text.p;
    rewind_reader(r);
    if (!yaml_parser_initialize(&parser)) bz_mem_out(sizeof parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)seen + r->bom, r->text.n - r->bom);
    while (goes_on) {
        if (!yaml_parser_parse(&parser, &event)) {
            bz_yaml__failed(r, &parser);
            break;
        }
        goes_on = event.type != YAML_STREAM_END_EVENT;
        on_event(r, &event);
        if (r->limit || r->is_mended || r->documents > 1) goes_on = false;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    /* What is still open may hold repeated keys, too. */
    while (r->is_broken && r->frames.n) {
        bz_yaml__frame *f = top(r);
        if (f->node->kind == BZ_YMAPPING) take_entries(r, f);
        r->frames.n--;
    }
}

static void read_text(bz_yaml__reader *r)
{
    if (!bz_yaml__scan(r)) {
        r->is_broken = true;
        return;
    }
    bool was_broken = false;
    for (int i = 0; i < MOST_READINGS; i++) {
        read_once(r);
        if (r->is_mended) was_broken = true;
        if (!r->is_mended || r->limit) break;
    }
    r->is_broken = r->is_broken || was_broken || r->limit;
    if (!was_broken && !r->is_broken) bz_yaml__report_tabs(r, r->text.n);
}

bz_status bz_yaml_read(const bz_ynode **out, uint32_t file, bz_job *job)
{
    bz_yaml__reader r = {.job = job, .file = file, .text = bz_source_text(job->sources, file)};
    read_text(&r);
    if (!r.root && !r.is_broken) r.root = node_new(&r, BZ_YMAPPING, r.bom, r.bom);
    *out = r.is_broken ? NULL : r.root;
    bz_mem_free(r.seen);
    bz_vec_free(&r.tabs);
    bz_vec_free(&r.frames);
    bz_vec_free(&r.items);
    bz_vec_free(&r.entries);
    if (r.limit) return r.limit;
    return r.is_bad ? BZ_INVALID : BZ_OK;
}

const bz_ynode *bz_yaml_find(const bz_ynode *mapping, const char *key)
{
    if (!mapping || mapping->kind != BZ_YMAPPING) return NULL;
    bz_str wanted = bz_str_from(key);
    for (size_t i = 0; i < mapping->n; i++)
        if (bz_str_eq(mapping->entries[i].key, wanted)) return mapping->entries[i].value;
    return NULL;
}

void bz_yaml_put_quoted(bz_str line, bz_buf *out)
{
    bz_buf_char(out, '"');
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        if (c == '"' || c == '\\') bz_buf_char(out, '\\');
        if (c < ' ' || c == 0x7f) bz_buf_fmt(out, "\\x%02X", c);
        else bz_buf_char(out, line.p[i]);
    }
    bz_buf_char(out, '"');
}
