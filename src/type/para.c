/* Paragraphs and the life of the type: texts and styles in, one text with stretches out. The type
 * owns paragraphs and takes them up again after bz_type_drop, with the memory that they have. */
#include "type/type_priv.h"
#include <hb.h>
#include <pango/pango.h>
#include <string.h>

enum { MASTERS_MOST = 200000 }; /* some 30 MB */

bz_type *bz_type_new(const bz_type_setup *setup)
{
    bz_type *t = bz_mem_new(sizeof *t);
    t->arena = bz_arena_new();
    t->buffer = hb_buffer_create();
    bz_type__folders(t, setup);
    bz_type__scripts(t);
    return t;
}

static void free_para(bz_para *p)
{
    bz_buf_deinit(&p->raw);
    bz_buf_deinit(&p->text);
    bz_vec_free(&p->given);
    bz_vec_free(&p->stretches);
    bz_vec_free(&p->glue);
    bz_vec_free(&p->bits);
    bz_mem_free(p);
}

void bz_type_free(bz_type *t)
{
    if (!t) return;
    bz_type__faces_free(t);
    bz_type__hyphens_free(t);
    for (size_t i = 0; i < t->paras.n; i++)
        free_para(t->paras.p[i]);
    bz_vec_free(&t->used);
    bz_vec_free(&t->looks);
    bz_vec_free(&t->table);
    bz_buf_deinit(&t->keys);
    bz_vec_free(&t->shaped);
    bz_vec_free(&t->masters);
    bz_vec_free(&t->glyphs);
    bz_buf_deinit(&t->texts);
    bz_vec_free(&t->marks);
    bz_vec_free(&t->chars);
    bz_vec_free(&t->letters);
    bz_vec_free(&t->parts);
    bz_vec_free(&t->stretches);
    bz_vec_free(&t->slots);
    bz_vec_free(&t->order);
    bz_vec_free(&t->paras);
    hb_buffer_destroy(t->buffer);
    bz_mem_free(t->attrs);
    bz_arena_free(t->arena);
    bz_mem_free(t);
}

void bz_type_begin(bz_type *t, bz_pages *pages)
{
    t->pages = pages;
    t->pages_number++;
    t->n_paras = 0;
    if (t->masters.n > MASTERS_MOST) bz_cache__clear(t);
    for (size_t i = 0; i < t->used.n; i++)
        t->used.p[i]->in_pages = 0;
    for (size_t i = 0; i < pages->fonts.n; i++)
        for (size_t k = 0; k < t->used.n; k++)
            if (bz_str_eq(t->used.p[k]->path, pages->fonts.p[i].path))
                t->used.p[k]->in_pages = (uint32_t)i + 1;
}

size_t bz_type_files(const bz_type *t)
{
    size_t n = t->used.n;
    for (size_t i = 0; i < BZ_DICTIONARIES; i++)
        n += t->dictionaries[i].patterns != NULL;
    return n;
}

bz_str bz_type_file(const bz_type *t, size_t i)
{
    if (i < t->used.n) return t->used.p[i]->path;
    const bz_dictionary *d = t->dictionaries;
    for (size_t n = i - t->used.n;; d++)
        if (d->patterns && n-- == 0) return d->path;
}

void bz_type_drop(bz_type *t)
{
    t->n_paras = 0;
}

static uint32_t add_look(bz_type *t, const bz_text_style *style, bz_str lang)
{
    bz_look look = {.size = style->size,
                    .style =
                        (uint8_t)((style->bold ? BZ_BOLD : 0) | (style->italic ? BZ_ITALIC : 0)),
                    .mono = style->mono,
                    .script = bz_type__script_of_language(lang),
                    .tongue = bz_type__tongue_of_language(lang),
                    .lang = bz_arena_str(t->arena, lang)};
    look.hb_lang = hb_language_from_string(lang.p, (int)lang.n);
    look.pango_lang = pango_language_from_string(look.lang.p);
    bz_vec_push(&t->looks, look);
    return (uint32_t)t->looks.n - 1;
}

uint32_t bz_type__look(bz_type *t, const bz_text_style *style, bz_str para_lang)
{
    bz_str lang = style->lang.n ? style->lang : para_lang;
    int wanted = (style->bold ? BZ_BOLD : 0) | (style->italic ? BZ_ITALIC : 0);
    for (uint32_t i = 0; i < t->looks.n; i++) {
        const bz_look *l = &t->looks.p[i];
        if (l->size == style->size && l->style == wanted && l->mono == style->mono &&
            !l->in_latin && bz_str_eq(l->lang, lang))
            return i;
    }
    return add_look(t, style, lang);
}

uint32_t bz_type__latin_look(bz_type *t, uint32_t look)
{
    bz_look made = t->looks.p[look];
    for (uint32_t i = 0; i < t->looks.n; i++) {
        const bz_look *l = &t->looks.p[i];
        if (l->in_latin && l->size == made.size && l->style == made.style && l->mono == made.mono &&
            bz_str_eq(l->lang, made.lang))
            return i;
    }
    made.in_latin = true;
    made.script = bz_type__script_of_language(BZ_STR("en"));
    bz_vec_push(&t->looks, made);
    return (uint32_t)t->looks.n - 1;
}

bz_para *bz_para_new(bz_type *t, bz_str language, bool is_rtl, bz_align align)
{
    if (t->n_paras == t->paras.n) {
        bz_para *made = bz_mem_new(sizeof *made);
        bz_vec_push(&t->paras, made);
    }
    bz_para *p = t->paras.p[t->n_paras++];
    p->t = t;
    p->lang = language;
    p->is_rtl = is_rtl;
    p->align = align;
    p->is_ready = p->is_wrong = false;
    p->hyphens = BZ_HYPHENS_NEVER;
    p->size = 0;
    bz_buf_clear(&p->raw);
    p->given.n = 0;
    return p;
}

void bz_para_hyphens(bz_para *p, bz_hyphens when)
{
    p->hyphens = when;
}

static void add(bz_para *p, bz_str text, const bz_stretch *how)
{
    bz_stretch s = *how;
    s.start = (uint32_t)p->raw.n;
    s.look = bz_type__look(p->t, &how->style, p->lang);
    if (!p->size) p->size = how->style.size;
    p->is_ready = false;
    bz_buf_str(&p->raw, text);
    bz_vec_push(&p->given, s);
}

void bz_para_text(bz_para *p, bz_str text, const bz_text_style *style, bz_span span)
{
    bz_stretch s = {.style = *style, .span = span};
    if (text.n) add(p, text, &s);
}

void bz_para_verbatim(bz_para *p, bz_str text, const bz_text_style *style, bz_span span)
{
    bz_stretch s = {.style = *style, .span = span, .is_verbatim = true};
    if (text.n) add(p, text, &s);
}

/* The style of what stands before: nothing of it shows, but lines take their height from it. */
static bz_stretch like_before(const bz_para *p, bz_stretch_kind kind)
{
    bz_stretch s = {.kind = (uint8_t)kind, .style.size = 10, .style.lang = p->lang};
    if (p->given.n) s.style = p->given.p[p->given.n - 1].style;
    s.style.isolate = s.style.keep = false;
    return s;
}

void bz_para_break(bz_para *p)
{
    bz_stretch s = like_before(p, BZ_STRETCH_BREAK);
    add(p, BZ_STR("\xe2\x80\xa8"), &s);
}

void bz_para_object(bz_para *p, float w, float ascent, float descent, uint32_t ref, bz_tag tag)
{
    bz_stretch s = like_before(p, BZ_STRETCH_OBJECT);
    s.w = w, s.ascent = ascent, s.descent = descent, s.ref = ref;
    s.style.tag = tag;
    s.style.link = 0;
    add(p, BZ_STR("\xef\xbf\xbc"), &s);
}

void bz_lines_deinit(bz_lines *l)
{
    bz_vec_free(&l->lines);
    bz_vec_free(&l->pieces);
}
