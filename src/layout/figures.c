/* Pictures: figures with their captions, pictures within a line, QR codes. In: a path, whose bytes
 * are asked of the engine, or an address. Out: a picture on a slice of its own, as large as it says
 * it is, or as its place allows; one that has its document to itself, to be held up before a group,
 * fills the page. A file that is shown twice is read once. A picture without words for those who do
 * not see it is an error. */
#include "layout/layout_priv.h"

static const uint32_t NONE = UINT32_MAX;

/* --- reading --- */

static uint32_t read_picture(bz_lay *l, bz_node n, bz_str path)
{
    const bz_assets *assets = l->request->assets;
    bz_picture picture = {0};
    bz_str bytes = {0};
    if (!assets || !assets->read(assets->context, path, &bytes)) {
        bz_diag_add(l->job->diags, BZ_D001, bz_layout__span(l, n),
                    "the picture %.*s cannot be read", BZ_FMT(path));
        return NONE;
    }
    uint32_t file = bz_sources_add(l->job->sources, path, bytes);
    if (bz_picture_read(&picture, file, bz_layout__span(l, n), l->job) != BZ_OK) return NONE;
    if (picture.width <= 0 || picture.height <= 0) {
        bz_picture_deinit(&picture);
        return NONE;
    }
    bz_vec_push(&l->out->pictures, picture);
    return (uint32_t)l->out->pictures.n - 1;
}

/* The number of the picture that the node shows; NONE when it cannot be shown, and then the
 * document cannot be made. */
static uint32_t picture_of(bz_lay *l, bz_node n)
{
    bz_str path = bz_layout__attr(l, n, BZ_ATTR_DEST);
    if (!l->pictures) l->pictures = bz_map_new();
    uint32_t known = bz_map_find(l->pictures, path);
    if (!known) {
        uint32_t made = read_picture(l, n, path);
        known = made == NONE ? NONE : made + 1;
        bz_map_add(l->pictures, path, known);
    }
    if (known != NONE) return known - 1;
    l->status = BZ_INVALID;
    return NONE;
}

static bz_str alt_of(bz_lay *l, bz_node n)
{
    bool has_alt = bz_doc_has(l->doc, n, BZ_ATTR_ALT);
    bool is_image = bz_doc_kind_of(l->doc, n) == BZ_DOC_IMAGE;
    bz_str alt = has_alt || !is_image ? bz_layout__attr(l, n, BZ_ATTR_ALT) : bz_layout__plain(l, n);
    alt = bz_str_trim(alt);
    if (alt.n > 0) return alt;
    bz_diag *d = bz_diag_add(l->job->diags, BZ_R040, bz_layout__span(l, n),
                             "the picture %.*s has no description",
                             BZ_FMT(bz_layout__attr(l, n, BZ_ATTR_DEST)));
    bz_diag_hint(l->job->diags, d,
                 "say in `alt`, or in the brackets of the picture, what it shows");
    l->status = BZ_INVALID;
    return alt;
}

/* --- placing --- */

/* No wider than the text, no higher than that: larger only by its own measure, unless it fills its
 * place. A picture of hardly any width still shows that it is there. */
static void fit(const bz_picture *p, float most_w, float most_h, bool fills, float *w, float *h)
{
    const float least = 0.25f;
    float scale = fills ? most_w / p->width : 1;
    if (p->width * scale > most_w) scale = most_w / p->width;
    if (p->height * scale > most_h) scale = most_h / p->height;
    *w = p->width * scale > least ? p->width * scale : least;
    *h = p->height * scale > least ? p->height * scale : least;
}

/* Whether a drawing is all that its document has below the title: made to be shown from afar. The
 * imprint hangs at the foot of the page. */
static bool is_whole_document(const bz_lay *l, bz_node n, const bz_picture *p)
{
    const bz_doc_node *node = bz_doc_at(l->doc, n);
    if (p->kind != BZ_PICTURE_DRAWING || node->parent != l->root || !node->prev) return false;
    if (bz_doc_kind_of(l->doc, node->prev) != BZ_DOC_HEADING) return false;
    if (bz_doc_at(l->doc, node->prev)->prev) return false;
    if (!node->next) return true;
    return !bz_layout__next(l, node->next) &&
           bz_str_is(bz_layout__attr(l, node->next, BZ_ATTR_TONE), "imprint");
}

static float most_height(const bz_lay *l, const bz_frame *f, bz_node n)
{
    if (f->picture_h > 0) return f->picture_h;
    if (bz_doc_has(l->doc, n, BZ_ATTR_WIDE)) return 0.8f * l->m.h;
    float most = !l->m.is_sheet ? BZ_MM(70) : l->m.is_large ? BZ_MM(34) : BZ_MM(52);
    return most < 0.5f * l->m.h ? most : 0.5f * l->m.h;
}

static void say_instead(bz_lay *l, const bz_frame *f, bz_node n, bz_str alt)
{
    bz_text_style s = f->style;
    s.tag = bz_layout__tag(l, f, BZ_ROLE_P, n);
    bz_layout__words(l, f, alt, &s);
}

/* A caption hangs together with what it describes. */
static void keep_with_caption(bz_lay *l, uint32_t first)
{
    for (uint32_t i = first; i + 1 < bz_layout__here(l); i++)
        bz_layout__raise(l, i, BZ_PENALTY_NEVER);
}

static bz_frame caption_frame(const bz_frame *f)
{
    bz_frame in = *f;
    in.style.size *= 0.9f;
    in.style.colour = bz_layout__colour(BZ_SOFT);
    in.leading = f->leading > 1.28f ? 1.28f : f->leading;
    return in;
}

/* Of a figure its children; of an image, whose children are its description, its title. */
static void caption(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_frame in = caption_frame(f);
    bool is_image = bz_doc_kind_of(l->doc, n) == BZ_DOC_IMAGE;
    bz_str title = is_image ? bz_layout__attr(l, n, BZ_ATTR_TITLE) : (bz_str){0};
    if (is_image ? title.n == 0 : !bz_layout__first(l, n)) return;
    bz_text_style s = in.style;
    s.tag = bz_layout__tag(l, &in, BZ_ROLE_P, n);
    bz_layout__slice(l, 0.35f * l->m.em, BZ_PENALTY_NEVER);
    bz_para *p = bz_layout__para(l, &in, BZ_ALIGN_CENTRE);
    if (is_image) bz_para_text(p, title, &s, bz_layout__span(l, n));
    else bz_layout__inlines(l, &in, p, n, &s);
    bz_layout__lines(l, &in, p, s.size);
}

void bz_layout__figure(bz_lay *l, const bz_frame *f, bz_node n)
{
    float w, h;
    bz_str alt = alt_of(l, n);
    uint32_t picture = picture_of(l, n);
    bz_frame in = bz_layout__speak(l, f, n);
    bz_layout__space(l, 0.7f * l->m.em);
    bz_layout__mark_id(l, n);
    uint32_t first = bz_layout__here(l);
    if (picture == NONE) {
        say_instead(l, &in, n, alt);
    } else {
        const bz_picture *shown = &l->out->pictures.p[picture];
        bool is_all = is_whole_document(l, n, shown);
        bool is_on_card = f->picture_h > 0 && shown->kind == BZ_PICTURE_DRAWING;
        fit(shown, in.w, is_all ? 0.8f * l->m.h : most_height(l, f, n), is_all || is_on_card, &w,
            &h);
        bz_tag tag = bz_layout__tag(l, &in, BZ_ROLE_FIGURE, n);
        bz_layout__alt(l, tag, alt);
        uint32_t slice = bz_layout__slice(l, h, BZ_PENALTY_NONE);
        bz_layout__picture(l, &in, slice, picture, in.x + (in.w - w) / 2, 0, w, h, tag);
    }
    caption(l, &in, n);
    keep_with_caption(l, first);
    bz_layout__space(l, 0.7f * l->m.em);
}

void bz_layout__lone_picture(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__figure(l, f, n);
}

/* Within a line a picture is a little higher than the text; alone in its place, as in a cell of a
 * table, it may be larger. */
void bz_layout__inline_picture(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                               const bz_text_style *style)
{
    const bz_doc_node *node = bz_doc_at(l->doc, n);
    bool is_alone = !node->prev && !node->next;
    bz_str alt = alt_of(l, n);
    uint32_t picture = picture_of(l, n);
    if (picture == NONE) {
        bz_para_text(p, alt, style, bz_layout__span(l, n));
        return;
    }
    bz_object o = {.picture = picture};
    float most = (is_alone ? 7 : 2.2f) * style->size, w, h;
    if (f->picture_h > 0 && most > f->picture_h) most = f->picture_h;
    fit(&l->out->pictures.p[picture], 12 * style->size, most, false, &w, &h);
    o.w = w;
    o.descent = is_alone ? 0 : (h - 0.7f * style->size) / 2;
    if (o.descent < 0) o.descent = 0;
    o.ascent = h - o.descent;
    bz_tag tag = bz_layout__tag_below(l, style->tag, BZ_ROLE_FIGURE, n);
    bz_layout__alt(l, tag, alt);
    bz_vec_push(&l->objects, o);
    bz_para_object(p, o.w, o.ascent, o.descent, (uint32_t)l->objects.n - 1, tag);
}

/* --- QR codes --- */

typedef struct code {
    uint32_t picture;
    float side;  /* of its modules */
    float quiet; /* free on every side: four modules */
} code;

/* At least 20 mm, and half a millimetre a module: what a cheap telephone reads off a bad print. */
static code make_code(bz_lay *l, bz_str address)
{
    code c = {.picture = NONE};
    bz_picture picture = {0};
    if (!bz_picture_qr(&picture, address)) return c;
    float modules = picture.width, module = BZ_MM(0.5);
    if (module * modules < BZ_MM(20)) module = BZ_MM(20) / modules;
    if (module * (modules + 8) > l->m.w) module = l->m.w / (modules + 8);
    c.side = module * modules;
    c.quiet = 4 * module;
    bz_vec_push(&l->out->pictures, picture);
    c.picture = (uint32_t)l->out->pictures.n - 1;
    return c;
}

static void hang_code(bz_lay *l, const bz_frame *f, bz_node n, const code *c)
{
    bz_str address = bz_layout__attr(l, n, BZ_ATTR_DEST), alt = bz_layout__attr(l, n, BZ_ATTR_ALT);
    float whole = c->side + 2 * c->quiet;
    bz_tag tag = bz_layout__tag(l, f, BZ_ROLE_FIGURE, n);
    uint32_t slice = bz_layout__slice(l, whole, BZ_PENALTY_NONE);
    uint32_t white = bz_layout__fill_paint(l, BZ_WHITE);
    bz_layout__alt(l, tag,
                   bz_arena_printf(l->job->scratch, "%.*s: %.*s",
                                   BZ_FMT(bz_layout__label(l, "QR code")),
                                   BZ_FMT(alt.n > 0 ? alt : address)));
    bz_layout__box(l, f, slice, f->x, 0, whole, whole, 0, white);
    bz_layout__picture(l, f, slice, c->picture, f->x + c->quiet, c->quiet, c->side, c->side, tag);
}

/* The address, for those without a camera. It reads from left to right everywhere. */
static void put_address(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_str address = bz_layout__attr(l, n, BZ_ATTR_DEST);
    bz_text_style s = f->style;
    s.size *= 0.88f;
    s.isolate = true;
    s.colour = bz_layout__colour(BZ_SOFT);
    s.tag = bz_layout__tag(l, f, BZ_ROLE_P, n);
    s.link = bz_layout__link(l, address, address);
    if (s.link) s.tag = bz_layout__tag_below(l, s.tag, BZ_ROLE_LINK, n);
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    bz_para_verbatim(p, address, &s, bz_layout__span(l, n));
    bz_layout__lines(l, f, p, s.size);
}

static void code_words(bz_lay *l, const bz_frame *f, bz_node n)
{
    if (bz_layout__first(l, n)) {
        bz_layout__text(l, f, n, BZ_ROLE_P);
        bz_layout__slice(l, 0.25f * l->m.em, BZ_PENALTY_NEVER);
    }
    put_address(l, f, n);
}

static float height_of(const bz_flow *f)
{
    float h = 0;
    for (size_t i = 0; i < f->slices.n; i++)
        h += f->slices.p[i].h;
    return h;
}

/* The words stand beside the middle of the code. */
static void code_and_words(bz_lay *l, const bz_frame *f, bz_node n, const code *c)
{
    bz_flow parts[2] = {0}, words = {0};
    float whole = c->side + 2 * c->quiet;
    bz_frame left = *f, right = bz_layout__in(f, whole + 0.4f * l->m.em, 0);
    left.w = whole;
    bz_flow *before = bz_layout__divert(l, &parts[0]);
    hang_code(l, &left, n, c);
    bz_layout__divert(l, &words); /* on its own, for its height is wanted first */
    code_words(l, &right, n);
    float room = whole - height_of(&words);
    bz_layout__divert(l, &parts[1]);
    bz_layout__slice(l, room > 0 ? room / 2 : 0.1f, BZ_PENALTY_NEVER);
    for (size_t i = 0; i < words.slices.n; i++)
        bz_vec_push(&parts[1].slices, words.slices.p[i]);
    for (size_t i = 0; i < words.items.n; i++) {
        words.items.p[i].slice++;
        bz_vec_push(&parts[1].items, words.items.p[i]);
    }
    bz_layout__resume(l, before);
    bz_flow_deinit(&words);
    bz_layout__beside(l, parts, 2);
}

void bz_layout__qr(bz_lay *l, const bz_frame *f, bz_node n)
{
    code c = make_code(l, bz_layout__attr(l, n, BZ_ATTR_DEST));
    bz_frame in = bz_layout__speak(l, f, n);
    float whole = c.side + 2 * c.quiet;
    bz_layout__space(l, 0.6f * l->m.em);
    bz_layout__mark_id(l, n);
    uint32_t first = bz_layout__here(l);
    if (c.picture == NONE) {
        code_words(l, &in, n);
    } else if (in.w > whole + 12 * l->m.em) {
        code_and_words(l, &in, n, &c);
    } else {
        hang_code(l, &in, n, &c);
        code_words(l, &in, n);
    }
    keep_with_caption(l, first);
    bz_layout__space(l, 0.6f * l->m.em);
}
