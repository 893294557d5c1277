/* Reads a document from a sketch, for tests: a line a node, indented by two spaces a level, a kind
 * (or
 * ":act" for a container, ":h2" for a heading), attributes as key=word, key="words" or key='words',
 * and after " | " its inline text. In that: *stress*, **strong**, `code`, [text](dest),
 * ![alt](dest), {tone:text}, {note:text} and {lang=ar:text}. A backslash at the end of a word is a
 * line break.
 */
#ifndef BZ_TESTS_RENDER_SKETCH_H
#define BZ_TESTS_RENDER_SKETCH_H

#include "doc/doc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void sketch_inlines(bz_doc *d, bz_node parent, bz_str s);

static inline size_t sketch_find(bz_str s, const char *what, size_t from)
{
    for (size_t n = strlen(what); from + n <= s.n; from++)
        if (memcmp(s.p + from, what, n) == 0) return from;
    return s.n;
}

/* "text](dest)" behind the bracket; gives what follows. */
static inline bz_str sketch_link(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_str s)
{
    size_t mid = sketch_find(s, "](", 0), end = sketch_find(s, ")", mid);
    bz_node n = bz_doc_add(d, parent, kind, bz_span_none());
    sketch_inlines(d, n, bz_str_cut(s, 0, mid));
    bz_doc_set(d, n, BZ_ATTR_DEST, bz_str_cut(s, mid + 2, end));
    return bz_str_cut(s, end + 1, s.n);
}

static inline bz_str sketch_span(bz_doc *d, bz_node parent, bz_str s)
{
    size_t mid = sketch_find(s, ":", 0), end = sketch_find(s, "}", mid);
    bz_str what = bz_str_cut(s, 0, mid);
    bool is_note = bz_str_is(what, "note");
    bz_node n = bz_doc_add(d, parent, is_note ? BZ_DOC_NOTE : BZ_DOC_SPAN, bz_span_none());
    if (is_note) what.n = 0;
    else if (bz_str_starts(what, "lang="))
        bz_doc_set(d, n, BZ_ATTR_LANG, bz_str_cut(what, 5, what.n));
    else bz_doc_set(d, n, BZ_ATTR_TONE, what);
    sketch_inlines(d, n, bz_str_cut(s, mid + 1, end));
    return bz_str_cut(s, end + 1, s.n);
}

static inline bz_str sketch_marked(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_str s,
                                   const char *mark)
{
    size_t n = strlen(mark), end = sketch_find(s, mark, n);
    bz_node made = bz_doc_add(d, parent, kind, bz_span_none());
    if (kind == BZ_DOC_CODE) bz_doc_set_text(d, made, bz_str_cut(s, n, end));
    else sketch_inlines(d, made, bz_str_cut(s, n, end));
    return bz_str_cut(s, end + n, s.n);
}

static void sketch_inlines(bz_doc *d, bz_node parent, bz_str s)
{
    while (s.n > 0) {
        size_t n = 0;
        while (n < s.n && !strchr("*`[{!\\", s.p[n]))
            n++;
        if (n > 0) bz_doc_add_text(d, parent, BZ_DOC_TEXT, bz_str_cut(s, 0, n), bz_span_none());
        s = bz_str_cut(s, n, s.n);
        if (s.n == 0) break;
        if (bz_str_starts(s, "**")) s = sketch_marked(d, parent, BZ_DOC_STRONG, s, "**");
        else if (bz_str_starts(s, "*")) s = sketch_marked(d, parent, BZ_DOC_EMPH, s, "*");
        else if (bz_str_starts(s, "`")) s = sketch_marked(d, parent, BZ_DOC_CODE, s, "`");
        else if (bz_str_starts(s, "!["))
            s = sketch_link(d, parent, BZ_DOC_IMAGE, bz_str_cut(s, 2, s.n));
        else if (bz_str_starts(s, "["))
            s = sketch_link(d, parent, BZ_DOC_LINK, bz_str_cut(s, 1, s.n));
        else if (bz_str_starts(s, "{")) s = sketch_span(d, parent, bz_str_cut(s, 1, s.n));
        else {
            if (s.p[0] == '\\') bz_doc_add(d, parent, BZ_DOC_LINE_BREAK, bz_span_none());
            else bz_doc_add_text(d, parent, BZ_DOC_TEXT, bz_str_cut(s, 0, 1), bz_span_none());
            s = bz_str_cut(s, 1, s.n);
        }
    }
}

static inline void sketch_attr(bz_doc *d, bz_node n, bz_str key, bz_str value)
{
    static const bz_attr numbers[] = {BZ_ATTR_START, BZ_ATTR_COUNT,   BZ_ATTR_LEAST, BZ_ATTR_MOST,
                                      BZ_ATTR_SPANS, BZ_ATTR_ORDERED, BZ_ATTR_TIGHT, BZ_ATTR_HEADER,
                                      BZ_ATTR_WIDE,  BZ_ATTR_KEEP};
    bz_attr a = bz_attr_find(key);
    int32_t number = 1;
    if (a == BZ_ATTR_NONE) fail_msg("the sketch has an unknown attribute %.*s", BZ_FMT(key));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (a != numbers[i]) continue;
        bz_str_integer(value, &number);
        bz_doc_set_number(d, n, a, (uint32_t)number);
        return;
    }
    bz_doc_set(d, n, a, value);
}

static inline void sketch_attrs(bz_doc *d, bz_node n, bz_str s)
{
    while ((s = bz_str_trim(s)).n > 0) {
        size_t end = 0, from, to;
        while (end < s.n && s.p[end] != '=' && s.p[end] != ' ')
            end++;
        bool has_value = end < s.n && s.p[end] == '=';
        from = to = end + (has_value ? 1 : 0);
        if (has_value && from < s.n && strchr("'\"", s.p[from])) {
            to = bz_str_find(s, s.p[from], from + 1);
            from++;
            sketch_attr(d, n, bz_str_cut(s, 0, end), bz_str_cut(s, from, to));
            to++;
        } else {
            to = has_value ? bz_str_find(s, ' ', from) : end;
            sketch_attr(d, n, bz_str_cut(s, 0, end), bz_str_cut(s, from, to));
        }
        s = bz_str_cut(s, to, s.n);
    }
}

static inline bz_node sketch_line(bz_doc *d, bz_node parent, bz_str line)
{
    size_t bar = sketch_find(line, "| ", 0), word_end = bz_str_find(line, ' ', 0);
    bz_str word = bz_str_cut(line, 0, word_end);
    bz_doc_kind kind = BZ_DOC_CONTAINER;
    uint16_t aux = 0;
    if (word.n == 3 && bz_str_starts(word, ":h")) {
        kind = BZ_DOC_HEADING;
        aux = (uint16_t)(word.p[2] - '0');
    } else if (word.p[0] == ':') {
        aux = (uint16_t)bz_act_find(bz_str_cut(word, 1, word.n));
    } else {
        kind = bz_str_is(word, "p") ? BZ_DOC_PARAGRAPH : bz_doc_kind_find(word);
    }
    if (kind == BZ_DOC_NONE) fail_msg("the sketch has an unknown kind %.*s", BZ_FMT(word));
    bz_node n = bz_doc_add(d, parent, kind, bz_span_none());
    d->nodes.p[n].aux = aux;
    sketch_attrs(d, n, bz_str_cut(line, word_end, bar));
    bz_str text = bz_str_cut(line, bar < line.n ? bar + 2 : line.n, line.n);
    if (kind == BZ_DOC_CODE_BLOCK) bz_doc_set_text(d, n, text);
    else if (kind == BZ_DOC_ITEM && text.n > 0)
        sketch_inlines(d, bz_doc_add(d, n, BZ_DOC_PARAGRAPH, bz_span_none()), text);
    else sketch_inlines(d, n, text);
    return n;
}

/* Gives the root of the tree that the sketch describes. */
static inline bz_node sketch(bz_doc *d, const char *text)
{
    bz_node above[32] = {0};
    bz_str rest = bz_str_from(text), line;
    while (bz_str_split(&rest, '\n', &line)) {
        size_t level = 0;
        while (level < line.n && line.p[level] == ' ')
            level++;
        line = bz_str_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        level /= 2;
        above[level] = sketch_line(d, level > 0 ? above[level - 1] : 0, line);
    }
    bz_buf why = {0};
    if (!bz_doc_is_sound(d, above[0], &bz_limits_default, &why)) fail_msg("the sketch: %s", why.p);
    bz_buf_deinit(&why);
    return above[0];
}

static inline char *sketch_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("%s cannot be read: tests run in the project's folder", path);
    char *text = calloc(1, 1u << 20);
    assert_non_null(text);
    if (fread(text, 1, (1u << 20) - 1, f) == 0) fail_msg("%s is empty", path);
    fclose(f);
    return text;
}

#endif
