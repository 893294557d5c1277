/* Tables to read and grids to fill in. A table comes in as rows of cells, a slice a row goes out; a
 * row higher than a quarter of a page is parted between its lines. The head is told to every row
 * below, to be repeated where a page begins with it.
 *
 * First every cell becomes a paragraph, from which the columns take their widths; then the rows are
 * laid out (rows.c). A grid's columns are equal, for a hand; those under 8 mm go on in bands. */
#include "layout/table.h"

enum { MANY_CELLS = 4000 };
static const float LEAST_BOX = BZ_MM(8);

/* --- reading --- */

static size_t span_of(const bz_table *t, bz_node n)
{
    uint32_t span = bz_doc_attr_number(t->l->doc, n, BZ_ATTR_SPANS, 1);
    return span < 1 ? 1 : span > BZ_TABLE_COLUMNS ? BZ_TABLE_COLUMNS : span;
}

static void too_many_columns(bz_table *t, bz_node first)
{
    if (t->is_too_wide) return;
    t->is_too_wide = true;
    bz_diags *diags = t->l->job->diags;
    bz_diag *d = bz_diag_add(diags, BZ_R041, bz_layout__span(t->l, first),
                             "a table has %d columns at most", BZ_TABLE_COLUMNS);
    bz_diag_hint(diags, d, "make two tables of it, or let its rows be columns");
    t->l->status = BZ_INVALID;
}

static void read_row(bz_table *t, bz_node n)
{
    bz_table_row r = {.node = n, .cell = t->cells.n};
    size_t column = 0;
    r.is_head = t->n_heads == t->rows.n && bz_doc_has(t->l->doc, n, BZ_ATTR_HEADER);
    bz_node c = bz_layout__first(t->l, n);
    for (; c && column < BZ_TABLE_COLUMNS; c = bz_layout__next(t->l, c)) {
        bz_table_cell made = {
            .node = c, .column = (uint16_t)column, .span = (uint16_t)span_of(t, c)};
        bool is_named = column == 0 && bz_doc_has(t->l->doc, c, BZ_ATTR_HEADER);
        made.is_header = (r.is_head || is_named) && bz_layout__first(t->l, c);
        column += made.span;
        bz_vec_push(&t->cells, made);
    }
    r.n = t->cells.n - r.cell;
    if (c) too_many_columns(t, c);
    if (r.is_head) t->n_heads++;
    if (r.n > 0) bz_vec_push(&t->rows, r);
}

/* As many columns as the table says it has, or as its fullest row has cells: a span that reaches
 * past the end makes no columns. */
static void count_columns(bz_table *t)
{
    t->n_cols = t->aligns.n < BZ_TABLE_COLUMNS ? t->aligns.n : BZ_TABLE_COLUMNS;
    for (size_t i = 0; i < t->rows.n; i++) {
        const bz_table_cell *last = &t->cells.p[t->rows.p[i].cell + t->rows.p[i].n - 1];
        size_t end = t->aligns.n > 0 ? last->column + 1u : (size_t)last->column + last->span;
        if (end > BZ_TABLE_COLUMNS) end = BZ_TABLE_COLUMNS;
        if (end > t->n_cols) t->n_cols = end;
    }
    for (size_t i = 0; i < t->cells.n; i++) {
        bz_table_cell *c = &t->cells.p[i];
        if (c->column + (size_t)c->span > t->n_cols)
            c->span = (uint16_t)(t->n_cols > c->column ? t->n_cols - c->column : 1);
    }
}

static void read_table(bz_table *t)
{
    bz_lay *l = t->l;
    t->aligns = bz_layout__attr(l, t->node, BZ_ATTR_COLUMNS);
    for (bz_node n = bz_layout__first(l, t->node); n; n = bz_layout__next(l, n))
        read_row(t, n);
    count_columns(t);
    bz_node corner = t->cells.n > 0 ? t->cells.p[0].node : 0;
    bool names = t->cells.n > 0 && t->n_heads < t->rows.n &&
                 t->cells.p[t->rows.p[t->n_heads].cell].is_header;
    t->is_named = t->is_grid && ((t->n_heads > 0 && !bz_layout__first(l, corner)) || names);
}

/* --- paragraphs and widths --- */

static bz_align align_of(const bz_table *t, const bz_table_cell *c)
{
    char a = c->column < t->aligns.n ? t->aligns.p[c->column] : '-';
    if (a == 'c') return BZ_ALIGN_CENTRE;
    if (a == 'r') return BZ_ALIGN_END;
    bool is_name = t->is_named && c->column == 0;
    return t->is_grid && a == '-' && !is_name ? BZ_ALIGN_CENTRE : BZ_ALIGN_START;
}

static bz_text_style style_of(const bz_table *t, const bz_table_cell *c, bool is_head)
{
    bz_text_style s = t->f->style;
    s.size = t->size;
    s.tag = c->tag;
    if (c->is_header || is_head) s.bold = true;
    if (is_head && !t->is_grid) s.colour = bz_layout__colour(BZ_BRAND);
    return s;
}

static void make_para(const bz_table *t, bz_table_cell *c, bool is_head)
{
    bz_text_style s = style_of(t, c, is_head);
    bz_frame in = bz_layout__speak(t->l, t->f, c->node);
    c->para = NULL;
    if (!bz_layout__first(t->l, c->node)) return;
    bz_align align = align_of(t, c);
    bool is_prose = !is_head && !c->is_header && align == BZ_ALIGN_START;
    c->para = is_prose ? bz_layout__prose(t->l, &in) : bz_layout__para(t->l, &in, align);
    if (bz_doc_has(t->l->doc, c->node, BZ_ATTR_ICON)) {
        bz_layout__inline_icon(t->l, &in, c->para, c->node, t->size, s.colour);
        bz_para_verbatim(c->para, BZ_STR("\u00a0 "), &s, bz_layout__span(t->l, c->node));
    }
    bz_layout__inlines(t->l, &in, c->para, c->node, &s);
}

/* The text alone, for measuring: it makes no tags and no notes. */
static void measure_plain(const bz_table *t, const bz_table_cell *c, float *least, float *most)
{
    bz_text_style s = style_of(t, c, true);
    bz_frame in = bz_layout__speak(t->l, t->f, c->node);
    bz_para *p = bz_layout__para(t->l, &in, BZ_ALIGN_START);
    bz_para_text(p, bz_layout__plain(t->l, c->node), &s, bz_layout__span(t->l, c->node));
    bz_para_measure(p, least, most, t->l->job);
    if (bz_doc_has(t->l->doc, c->node, BZ_ATTR_ICON)) *least += 2 * t->size, *most += 2 * t->size;
}

static void take_measure(bz_table *t, const bz_table_cell *c, float least, float most)
{
    bz_column *k = &t->cols[c->column];
    least += 2 * t->pad_x + 0.05f;
    most += 2 * t->pad_x + 0.5f;
    if (k->least < least) k->least = least;
    if (k->most < most) k->most = most;
}

/* Cells over several columns ask after those that have one to themselves. */
static void take_spans(bz_table *t, bool is_plain)
{
    for (size_t i = 0; i < t->cells.n; i++) {
        const bz_table_cell *c = &t->cells.p[i];
        float least = 0, most = 0;
        if (c->span == 1 || !bz_layout__first(t->l, c->node)) continue;
        if (is_plain) measure_plain(t, c, &least, &most);
        else bz_para_measure(c->para, &least, &most, t->l->job);
        bz_layout__widen(t->cols, c->column, c->span, least + 2 * t->pad_x, most + 2 * t->pad_x);
    }
}

static void measure_cells(bz_table *t, bool is_plain)
{
    for (size_t i = 0; i < BZ_TABLE_COLUMNS; i++)
        t->cols[i] = (bz_column){0};
    for (size_t r = 0; r < t->rows.n; r++) {
        const bz_table_row *w = &t->rows.p[r];
        if (is_plain && w->cell > MANY_CELLS) break;
        for (size_t i = 0; i < w->n; i++) {
            const bz_table_cell *c = &t->cells.p[w->cell + i];
            float least = 0, most = 0;
            if (!bz_layout__first(t->l, c->node) || c->span > 1) continue;
            if (is_plain) measure_plain(t, c, &least, &most);
            else bz_para_measure(c->para, &least, &most, t->l->job);
            take_measure(t, c, least, most);
            bz_cell_width width = {(uint32_t)r, c->column, c->span, most + 2 * t->pad_x};
            if (!is_plain) bz_vec_push(&t->widths, width);
        }
        if (is_plain) bz_type_drop(t->l->type);
    }
    if (!is_plain || t->cells.n <= MANY_CELLS) take_spans(t, is_plain);
    if (is_plain) bz_type_drop(t->l->type);
}

/* What the widest words could need, by counting their letters: where that fits, nothing is measured
 * twice. */
static float guess_least(const bz_table *t)
{
    float sum = 0, widest[BZ_TABLE_COLUMNS] = {0};
    for (size_t i = 0; i < t->cells.n && i < MANY_CELLS; i++) {
        const bz_table_cell *c = &t->cells.p[i];
        bz_str rest = bz_layout__plain(t->l, c->node), word;
        while (c->span == 1 && bz_str_split(&rest, ' ', &word)) {
            float w = 0.68f * t->size * (float)word.n + 2 * t->pad_x;
            if (w > widest[c->column]) widest[c->column] = w;
        }
    }
    for (size_t i = 0; i < t->n_cols; i++)
        sum += widest[i];
    return sum;
}

static void set_size(bz_table *t, float ems)
{
    float em = t->l->m.em;
    t->size = t->f->style.size * ems;
    t->pad_x = (t->is_grid ? 0.25f : 0.5f) * em * ems;
    t->pad_y = (t->l->m.is_large ? 0.2f : 0.28f) * em * ems;
}

/* The share of their room that the widest words ask for; above 1 they would be broken. */
static float crowding(const bz_table *t)
{
    float least = 0, worst = 0;
    for (size_t i = 0; i < t->n_cols; i++) {
        float share = t->cols[i].w > 0 ? t->cols[i].least / t->cols[i].w : 1;
        if (share > worst) worst = share;
        least += t->cols[i].least;
    }
    return t->is_grid ? worst : least / t->f->w;
}

/* How many columns of a grid stand side by side with room for a hand, beside that of the names. */
static size_t columns_a_band(const bz_table *t)
{
    size_t names = t->is_named ? 1 : 0, n = t->n_cols - names;
    if (!t->is_grid || n == 0) return t->n_cols;
    if (t->cols[t->n_cols - 1].w >= LEAST_BOX - 0.01f) return n;
    size_t fits = (size_t)((t->f->w - (names ? t->cols[0].w : 0)) / LEAST_BOX);
    if (fits < 1) fits = 1;
    size_t bands = (n + fits - 1) / fits;
    return (n + bands - 1) / bands;
}

static void share(bz_table *t)
{
    if (!t->is_grid) {
        bz_layout__share(t->cols, t->n_cols, t->f->w);
        return;
    }
    size_t names = t->is_named ? 1 : 0;
    bz_layout__share_equally(t->cols, t->n_cols, t->f->w, t->is_named);
    t->a_band = columns_a_band(t);
    for (size_t i = names; t->a_band < t->n_cols - names && i < t->n_cols; i++)
        t->cols[i].w = (t->f->w - (names ? t->cols[0].w : 0)) / (float)t->a_band;
}

/* Smaller type did not help: some columns have room for a letter or two. */
static void warn_of_narrow(const bz_table *t)
{
    enum { LETTERS = 3 };
    size_t narrow = bz_layout__narrow(t->cols, t->n_cols, LETTERS * 0.5f * t->size + 2 * t->pad_x);
    if (narrow == 0) return;
    bz_diags *diags = t->l->job->diags;
    bz_diag *d =
        bz_diag_add(diags, BZ_R042, bz_layout__span(t->l, t->node),
                    "%zu of the %zu columns of this table have room for fewer than %d letters",
                    narrow, t->n_cols, LETTERS);
    bz_diag_hint(
        diags, d,
        "make two tables of it, let its rows be columns, say less in a cell, or print it on "
        "larger paper");
}

/* Smaller type before a word is broken, none that cannot be read; of forms, no large print then. */
static void choose_size(bz_table *t)
{
    const float smallest = t->l->m.is_large && t->is_grid ? 0.55f : 0.7f;
    set_size(t, t->n_cols > 8 ? 0.9f : 1);
    t->is_kept = t->cells.n <= MANY_CELLS;
    if (t->is_kept && !t->is_grid && guess_least(t) <= t->f->w) return;
    measure_cells(t, true);
    share(t);
    float crowd = crowding(t);
    if (crowd <= 1) return;
    float ems = t->size / t->f->style.size / crowd * 0.985f;
    set_size(t, ems < smallest ? smallest : ems);
    measure_cells(t, true);
    share(t);
    if (!t->is_grid && !t->is_too_wide) warn_of_narrow(t);
}

static bz_tag cell_tag(bz_table *t, const bz_table_cell *c, bz_tag above, bool is_head)
{
    bz_tag tag = bz_layout__tag_below(t->l, above, c->is_header ? BZ_ROLE_TH : BZ_ROLE_TD, c->node);
    bz_tag_node *node = &t->l->out->tags.p[tag];
    if (c->is_header) node->scope = is_head ? 1 : 2;
    if (c->span > 1) node->cols = c->span;
    return tag;
}

static void tag_row(bz_table *t, const bz_table_row *r)
{
    bz_tag *group = r->is_head ? &t->head : &t->body;
    if (!*group)
        *group = bz_layout__tag_below(t->l, t->tag, r->is_head ? BZ_ROLE_THEAD : BZ_ROLE_TBODY, 0);
    bz_tag tag = bz_layout__tag_below(t->l, *group, BZ_ROLE_TR, r->node);
    for (size_t i = 0; i < r->n; i++) {
        bz_table_cell *c = &t->cells.p[r->cell + i];
        if (bz_layout__in_band(t, c)) c->tag = cell_tag(t, c, tag, r->is_head);
    }
}

static void make_row(bz_table *t, const bz_table_row *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (bz_layout__in_band(t, &t->cells.p[r->cell + i]))
            make_para(t, &t->cells.p[r->cell + i], r->is_head);
}

static void prepare(bz_table *t)
{
    t->head = t->body = 0;
    t->tag = bz_layout__tag(t->l, t->f, BZ_ROLE_TABLE, t->node);
    for (size_t i = 0; t->is_kept && i < t->rows.n; i++) {
        tag_row(t, &t->rows.p[i]);
        make_row(t, &t->rows.p[i]);
    }
    if (!t->is_kept || t->is_grid) return;
    measure_cells(t, false);
    share(t);
    bz_layout__tune(t->cols, t->n_cols, t->widths.p, t->widths.n, 2 * t->pad_x);
}

/* --- the whole --- */

/* The head goes with what follows it, and is repeated unless it takes much of the page. Where the
 * flow is put into another one later the numbers of slices change, so nothing is repeated there. */
static void note_head(bz_table *t, uint32_t first)
{
    bz_lay *l = t->l;
    for (uint32_t i = first; i < bz_layout__here(l); i++)
        bz_layout__raise(l, i, BZ_PENALTY_NEVER);
    if (l->flow != &l->main || bz_layout__height(l, first) > 0.3f * l->m.h) return;
    t->first_head = first;
    t->head_slices = bz_layout__here(l) - first;
}

static void repeat_head(const bz_table *t, uint32_t first)
{
    for (uint32_t i = first; t->head_slices > 0 && i < bz_layout__here(t->l); i++) {
        t->l->flow->slices.p[i].heads = t->first_head;
        t->l->flow->slices.p[i].n_heads = (uint8_t)t->head_slices;
    }
}

/* Neither the first row nor the last stands alone. */
static void keep_rows(const bz_table *t, size_t i, uint32_t last)
{
    size_t body = t->rows.n - t->n_heads, k = i - t->n_heads;
    if (body > 1 && (k == 0 || k + 2 == body)) bz_layout__raise(t->l, last, BZ_PENALTY_LONE);
}

static void lay_rows(bz_table *t)
{
    enum { MOST_HEADS = 255 };
    uint32_t start = bz_layout__here(t->l);
    t->head_slices = 0;
    for (size_t i = 0; i < t->rows.n; i++) {
        bz_table_row *r = &t->rows.p[i];
        uint32_t first = bz_layout__here(t->l);
        if (!t->is_kept) {
            tag_row(t, r);
            make_row(t, r);
        }
        bz_layout__lay_row(t, r);
        if (r->h > 0.25f * t->l->m.h) bz_layout__part_row(t, r);
        else bz_layout__place_row(t, r);
        if (!t->is_kept) bz_type_drop(t->l->type);
        if (!r->is_head) {
            repeat_head(t, first);
            keep_rows(t, i, bz_layout__here(t->l) - 1);
        } else if (i + 1 == t->n_heads && i < MOST_HEADS && i + 1 < t->rows.n) {
            note_head(t, start);
        }
    }
    bz_layout__hold(t->l, start, bz_doc_has(t->l->doc, t->node, BZ_ATTR_KEEP));
}

static void lay_bands(bz_table *t)
{
    size_t names = t->is_named ? 1 : 0, a_band = t->is_grid ? t->a_band : t->n_cols;
    for (t->band = names; t->band < t->n_cols; t->band += a_band) {
        t->band_n = t->n_cols - t->band < a_band ? t->n_cols - t->band : a_band;
        if (t->band > names) bz_layout__space(t->l, 0.7f * t->l->m.em);
        prepare(t);
        lay_rows(t);
    }
    if (t->n_cols == names) { /* a grid of names alone */
        t->band = 0, t->band_n = 1;
        prepare(t);
        lay_rows(t);
    }
}

static void lay_table(bz_lay *l, const bz_frame *f, bz_node n, bool is_grid)
{
    bz_frame in = bz_layout__speak(l, f, n);
    bz_table t = {.l = l, .f = &in, .node = n, .is_grid = is_grid};
    bz_layout__space(l, 0.75f * l->m.em);
    bz_layout__mark_id(l, n);
    read_table(&t);
    bz_layout__stay(l, n);
    if (t.rows.n > 0) {
        choose_size(&t);
        if (!t.is_grid) t.band_n = t.n_cols;
        lay_bands(&t);
    }
    bz_vec_free(&t.cells);
    bz_vec_free(&t.rows);
    bz_vec_free(&t.widths);
    bz_layout__space(l, 0.75f * l->m.em);
}

void bz_layout__table(bz_lay *l, const bz_frame *f, bz_node n)
{
    lay_table(l, f, n, false);
}

void bz_layout__grid(bz_lay *l, const bz_frame *f, bz_node n)
{
    lay_table(l, f, n, true);
}
