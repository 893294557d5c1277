/* Outlines of glyphs, kept by font. */
#ifndef BZ_RASTER_GLYPH_PRIV_H
#define BZ_RASTER_GLYPH_PRIV_H

#include "raster/raster_priv.h"

typedef struct bz_glyphs bz_glyphs;
typedef struct bz_glyph_font bz_glyph_font;

bz_glyphs *bz_glyphs_new(void);
void bz_glyphs_free(bz_glyphs *g);
/* Opened at the first call. Never NULL. */
bz_glyph_font *bz_glyphs_font(bz_glyphs *g, const bz_page_font *font);
bool bz_glyphs_is_open(const bz_glyph_font *f);
/* For a size of 1, from its origin on the base line, y downwards; valid until the next call. */
const bz_step *bz_glyphs_outline(bz_glyph_font *f, uint16_t id, size_t *n);

#endif
