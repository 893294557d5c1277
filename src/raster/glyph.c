/* In: a font's file and a glyph's number. Out: its outline as steps in units of one em, y
 * downwards, read once and kept. Owned by the raster; a font that cannot be opened is reported
 * once. */
#include "raster/glyph_priv.h"
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

enum { MOST_GLYPHS = 65536 };

typedef struct kept {
    uint32_t first, n; /* steps */
} kept;

struct bz_glyph_font {
    bz_buf path;
    uint32_t face_index;
    FT_Face face;    /* NULL: it could not be opened */
    uint32_t *where; /* MOST_GLYPHS: 1 + its place in `glyphs`, 0: not read yet */
    BZ_VEC(kept) glyphs;
    BZ_VEC(bz_step) steps;
};

struct bz_glyphs {
    FT_Library library;
    BZ_VEC(bz_glyph_font *) fonts;
};

bz_glyphs *bz_glyphs_new(void)
{
    bz_glyphs *g = bz_mem_new(sizeof *g);
    if (FT_Init_FreeType(&g->library)) bz_mem_out(sizeof *g);
    return g;
}

void bz_glyphs_free(bz_glyphs *g)
{
    if (!g) return;
    for (size_t i = 0; i < g->fonts.n; i++) {
        bz_glyph_font *f = g->fonts.p[i];
        if (f->face) FT_Done_Face(f->face);
        bz_buf_deinit(&f->path);
        bz_vec_free(&f->glyphs);
        bz_vec_free(&f->steps);
        bz_mem_free(f->where);
        bz_mem_free(f);
    }
    bz_vec_free(&g->fonts);
    FT_Done_FreeType(g->library);
    bz_mem_free(g);
}

bz_glyph_font *bz_glyphs_font(bz_glyphs *g, const bz_page_font *font)
{
    for (size_t i = 0; i < g->fonts.n; i++) {
        bz_glyph_font *f = g->fonts.p[i];
        if (f->face_index == font->face && bz_str_eq(bz_buf_view(&f->path), font->path)) return f;
    }
    bz_glyph_font *f = bz_mem_new(sizeof *f);
    bz_buf_str(&f->path, font->path);
    f->face_index = font->face;
    if (font->path.n == 0 || FT_New_Face(g->library, f->path.p, (FT_Long)font->face, &f->face))
        f->face = NULL;
    if (f->face && (!FT_IS_SCALABLE(f->face) || f->face->units_per_EM == 0)) {
        FT_Done_Face(f->face);
        f->face = NULL;
    }
    f->where = bz_mem_new(MOST_GLYPHS * sizeof *f->where);
    bz_vec_push(&g->fonts, f);
    return f;
}

bool bz_glyphs_is_open(const bz_glyph_font *f)
{
    return f->face != NULL;
}

/* --- outlines --- */

typedef struct tracer {
    bz_glyph_font *font;
    float unit;
    float x, y; /* where it stands, in ems */
} tracer;

static void push(tracer *t, bz_step step)
{
    bz_vec_push(&t->font->steps, step);
    t->x = step.x;
    t->y = step.y;
}

static int move_to(const FT_Vector *to, void *user)
{
    tracer *t = user;
    push(t, (bz_step){
                .kind = BZ_STEP_MOVE, .x = (float)to->x * t->unit, .y = (float)-to->y * t->unit});
    return 0;
}

static int line_to(const FT_Vector *to, void *user)
{
    tracer *t = user;
    push(t, (bz_step){
                .kind = BZ_STEP_LINE, .x = (float)to->x * t->unit, .y = (float)-to->y * t->unit});
    return 0;
}

static int conic_to(const FT_Vector *c, const FT_Vector *to, void *user)
{
    tracer *t = user;
    float cx = (float)c->x * t->unit, cy = (float)-c->y * t->unit;
    float x = (float)to->x * t->unit, y = (float)-to->y * t->unit;
    push(t, (bz_step){BZ_STEP_CURVE, t->x + (cx - t->x) * 2 / 3, t->y + (cy - t->y) * 2 / 3,
                      x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y});
    return 0;
}

static int cubic_to(const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *user)
{
    tracer *t = user;
    push(t, (bz_step){BZ_STEP_CURVE, (float)a->x * t->unit, (float)-a->y * t->unit,
                      (float)b->x * t->unit, (float)-b->y * t->unit, (float)to->x * t->unit,
                      (float)-to->y * t->unit});
    return 0;
}

static void read_glyph(bz_glyph_font *f, uint16_t id)
{
    static const FT_Outline_Funcs funcs = {move_to, line_to, conic_to, cubic_to, 0, 0};
    kept one = {(uint32_t)f->steps.n, 0};
    tracer t = {.font = f, .unit = 1.0F / (float)f->face->units_per_EM};
    bool is_good = FT_Load_Glyph(f->face, id,
                                 FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0 &&
                   f->face->glyph->format == FT_GLYPH_FORMAT_OUTLINE &&
                   FT_Outline_Decompose(&f->face->glyph->outline, &funcs, &t) == 0;
    if (!is_good) f->steps.n = one.first;
    one.n = (uint32_t)(f->steps.n - one.first);
    bz_vec_push(&f->glyphs, one);
    f->where[id] = (uint32_t)f->glyphs.n;
}

const bz_step *bz_glyphs_outline(bz_glyph_font *f, uint16_t id, size_t *n)
{
    *n = 0;
    if (!f->face) return NULL;
    if (f->where[id] == 0) read_glyph(f, id);
    const kept *one = &f->glyphs.p[f->where[id] - 1];
    *n = one->n;
    return f->steps.p + one->first;
}
