/* A type room for the tests of layout: every character is half its size wide, bold ones a tenth
 * more, lines break at spaces, right-to-left lines run from the right. So the golden pages hang on
 * no font and no library, and a test can work out by hand where a line must end. Included by a test
 * file instead of linking the real one. */
#ifndef BZ_TESTS_LAYOUT_FAKE_TYPE_H
#define BZ_TESTS_LAYOUT_FAKE_TYPE_H

#include "base/utf8.h"
#include "type/type.h"
#include <string.h>

typedef struct fake_word {
    bz_str text;
    bz_text_style style;
    bool breaks; /* a line ends here */
    bool glued;  /* no line may end before it */
    float object_w, object_a, object_d;
    uint32_t ref;
} fake_word;

struct bz_para {
    bz_type *t;
    bool is_rtl;
    bz_align align;
    BZ_VEC(fake_word) words;
};

struct bz_type {
    bz_pages *pages;
    BZ_VEC(bz_para *) paras;
    size_t made; /* paragraphs alive at once: a test of bz_type_drop */
};

bz_type *bz_type_new(const bz_type_setup *setup)
{
    (void)setup;
    return bz_mem_new(sizeof(bz_type));
}

void bz_type_drop(bz_type *t)
{
    for (size_t i = 0; i < t->paras.n; i++) {
        bz_vec_free(&t->paras.p[i]->words);
        bz_mem_free(t->paras.p[i]);
    }
    t->paras.n = 0;
}

void bz_type_free(bz_type *t)
{
    bz_type_drop(t);
    bz_vec_free(&t->paras);
    bz_mem_free(t);
}

void bz_type_begin(bz_type *t, bz_pages *pages)
{
    t->pages = pages;
    bz_page_font font = {.family = BZ_STR("Fake")};
    bz_vec_push(&pages->fonts, font);
}

bz_script_manner bz_type_manner(bz_str language)
{
    bool is_rtl = bz_str_is(language, "ar");
    return (bz_script_manner){1, 1.25f, !is_rtl, is_rtl};
}

bz_para *bz_para_new(bz_type *t, bz_str language, bool is_rtl, bz_align align)
{
    (void)language;
    bz_para *p = bz_mem_new(sizeof *p);
    p->t = t;
    p->is_rtl = is_rtl;
    p->align = align;
    bz_vec_push(&t->paras, p);
    t->made++;
    return p;
}

void bz_para_hyphens(bz_para *p, bz_hyphens when)
{
    (void)p, (void)when;
}

/* A word goes up to the next space and takes it along. */
void bz_para_verbatim(bz_para *p, bz_str text, const bz_text_style *style, bz_span span)
{
    (void)span;
    for (size_t at = 0; at < text.n;) {
        size_t end = style->keep ? text.n : bz_str_find(text, ' ', at);
        while (end < text.n && text.p[end] == ' ')
            end++;
        bool ends_in_space = p->words.n > 0 && p->words.p[p->words.n - 1].text.n > 0 &&
                             bz_str_ends(p->words.p[p->words.n - 1].text, " ");
        fake_word w = {.text = bz_str_cut(text, at, end), .style = *style};
        w.glued = p->words.n > 0 && !ends_in_space && !p->words.p[p->words.n - 1].breaks;
        bz_vec_push(&p->words, w);
        at = end;
    }
}

void bz_para_text(bz_para *p, bz_str text, const bz_text_style *style, bz_span span)
{
    bz_para_verbatim(p, text, style, span);
}

void bz_para_break(bz_para *p)
{
    fake_word w = {.breaks = true};
    bz_vec_push(&p->words, w);
}

void bz_para_object(bz_para *p, float w, float ascent, float descent, uint32_t ref, bz_tag tag)
{
    fake_word o = {.object_w = w, .object_a = ascent, .object_d = descent, .ref = ref};
    o.style.tag = tag;
    bz_vec_push(&p->words, o);
}

static inline float fake_char(const bz_text_style *s)
{
    return s->size * (s->bold ? 0.55f : 0.5f);
}

static inline float fake_width(const fake_word *w)
{
    return w->object_w > 0 ? w->object_w : (float)bz_utf8_count(w->text) * fake_char(&w->style);
}

/* Without the spaces at its end. */
static inline float fake_ink(const fake_word *w)
{
    size_t n = w->text.n;
    while (n > 0 && w->text.p[n - 1] == ' ')
        n--;
    return w->object_w > 0 ? w->object_w
                           : (float)bz_utf8_count(bz_str_cut(w->text, 0, n)) * fake_char(&w->style);
}

static inline uint32_t fake_run(bz_type *t, const fake_word *w, bool is_rtl)
{
    bz_run r = {.size = w->style.size, .advance = fake_width(w), .is_rtl = is_rtl};
    r.text = bz_pages_text(t->pages, w->text);
    r.text_n = (uint32_t)w->text.n;
    bz_vec_push(&t->pages->runs, r);
    return (uint32_t)t->pages->runs.n - 1;
}

typedef struct fake_line {
    float x, width, indent;
    uint32_t first;
} fake_line;

static inline void fake_end_line(bz_para *p, fake_line *f, float measure, float leading,
                                 bz_lines *out)
{
    bz_line line = {.first = f->first, .width = f->width};
    line.n = (uint32_t)out->pieces.n - f->first;
    float size = 0, descent = 0;
    for (uint32_t i = 0; i < line.n; i++) {
        bz_piece *piece = &out->pieces.p[line.first + i];
        float s = piece->run == UINT32_MAX ? 10 : p->t->pages->runs.p[piece->run].size;
        if (s > size) size = s;
        if (p->is_rtl) piece->x = line.width - piece->x - piece->w;
    }
    line.ascent = 0.8f * size;
    line.descent = 0.25f * size > descent ? 0.25f * size : descent;
    line.pitch = 1.25f * size > leading ? 1.25f * size : leading;
    float rest = measure - f->indent - line.width;
    float start = p->align == BZ_ALIGN_START ? 0 : p->align == BZ_ALIGN_END ? rest : rest / 2;
    start += f->indent;
    line.x = p->is_rtl ? measure - start - line.width : start;
    bz_vec_push(&out->lines, line);
    *f = (fake_line){.first = (uint32_t)out->pieces.n};
}

static inline void fake_place(bz_para *p, fake_line *f, const fake_word *w, bz_lines *out)
{
    bz_piece piece = {.run = w->object_w > 0 ? UINT32_MAX : fake_run(p->t, w, p->is_rtl)};
    piece.ref = w->ref;
    piece.x = f->x;
    piece.w = fake_width(w);
    piece.rise = w->style.rise;
    piece.colour = w->style.colour;
    piece.tag = w->style.tag;
    piece.link = w->style.link;
    bz_vec_push(&out->pieces, piece);
    f->width = f->x + fake_ink(w);
    f->x += fake_width(w);
}

/* A word wider than the line is cut between characters. */
static inline fake_word fake_cut(fake_word *w, float room)
{
    fake_word head = *w;
    size_t fits = (size_t)(room / fake_char(&w->style)), at = 0;
    for (size_t i = 0; at < w->text.n && i < (fits > 0 ? fits : 1); i++) {
        at++;
        while (at < w->text.n && ((unsigned char)w->text.p[at] & 0xC0) == 0x80)
            at++;
    }
    head.text = bz_str_cut(w->text, 0, at);
    w->text = bz_str_cut(w->text, at, w->text.n);
    return head;
}

bz_status bz_para_lay(bz_para *p, float width, float indent, float leading, bz_lines *out,
                      bz_job *job)
{
    (void)job;
    fake_line f = {.first = (uint32_t)out->pieces.n, .indent = indent};
    for (size_t i = 0; i < p->words.n; i++) {
        fake_word w = p->words.p[i];
        float room = width - f.indent;
        if (w.breaks) {
            fake_end_line(p, &f, width, leading, out);
            continue;
        }
        if (f.x > 0 && f.x + fake_ink(&w) > room + 0.01f && !w.glued)
            fake_end_line(p, &f, width, leading, out);
        while (f.x == 0 && fake_ink(&w) > width - f.indent + 0.01f && w.object_w == 0 &&
               bz_utf8_count(w.text) > 1) {
            fake_word head = fake_cut(&w, width - f.indent);
            fake_place(p, &f, &head, out);
            fake_end_line(p, &f, width, leading, out);
        }
        fake_place(p, &f, &w, out);
    }
    if (out->pieces.n > f.first || p->words.n == 0) fake_end_line(p, &f, width, leading, out);
    return BZ_OK;
}

void bz_para_measure(bz_para *p, float *least, float *most, bz_job *job)
{
    (void)job;
    *least = *most = 0;
    for (size_t i = 0; i < p->words.n; i++) {
        float w = fake_ink(&p->words.p[i]);
        if (w > *least) *least = w;
        *most += fake_width(&p->words.p[i]);
    }
}

void bz_lines_deinit(bz_lines *l)
{
    bz_vec_free(&l->lines);
    bz_vec_free(&l->pieces);
}

size_t bz_type_files(const bz_type *t)
{
    (void)t;
    return 0;
}

bz_str bz_type_file(const bz_type *t, size_t i)
{
    (void)t, (void)i;
    return (bz_str){"", 0};
}

/* Pictures too: of a size that the test chooses by the number of the file. */
void bz_picture_icon(bz_picture *out, const bz_icon *icon)
{
    (void)icon;
    *out = (bz_picture){.kind = BZ_PICTURE_DRAWING, .width = 24, .height = 24};
}

bool bz_picture_qr(bz_picture *out, bz_str text)
{
    *out = (bz_picture){.kind = BZ_PICTURE_DRAWING, .width = 21, .height = 21};
    return text.n > 0;
}

void bz_picture_deinit(bz_picture *p)
{
    bz_vec_free(&p->drawing.steps);
    bz_vec_free(&p->drawing.shapes);
}

static float fake_picture_w, fake_picture_h; /* set by a test; 0: by the file's number */

bz_status bz_picture_read(bz_picture *out, uint32_t file, bz_span where, bz_job *job)
{
    (void)where, (void)job;
    *out = (bz_picture){.kind = BZ_PICTURE_DRAWING, .width = 300, .height = (float)file * 100};
    if (fake_picture_w > 0) out->width = fake_picture_w, out->height = fake_picture_h;
    return BZ_OK;
}

#endif
