/* In: names and texts of files. Out: numbers, spans and places. The set owns copies of the names
 * and all texts. One idea: a file's line starts are found the first time somebody asks for a place
 * in it, and then searched by halving; columns are counted from the last place asked for, so
 * that many places on one endless line cost no more than the line. */
#include "base/source.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include <assert.h>
#include <string.h>

typedef struct source {
    bz_str name, text;       /* owned; each with a pointer from bz_mem */
    BZ_VEC(uint32_t) starts; /* of the lines; empty until asked for */
    /* The place asked for last: its line's start, itself, and the characters between them. */
    uint32_t last_start, last, last_chars;
} source;

struct bz_sources {
    BZ_VEC(source *) files;
    bz_map *numbers;
};

bz_sources *bz_sources_new(void)
{
    bz_sources *s = bz_mem_new(sizeof *s);
    s->numbers = bz_map_new();
    return s;
}

void bz_sources_free(bz_sources *s)
{
    if (!s) return;
    for (size_t i = 0; i < s->files.n; i++) {
        source *f = s->files.p[i];
        bz_mem_free((void *)(uintptr_t)f->name.p);
        bz_mem_free((void *)(uintptr_t)f->text.p);
        bz_vec_free(&f->starts);
        bz_mem_free(f);
    }
    bz_vec_free(&s->files);
    bz_map_free(s->numbers);
    bz_mem_free(s);
}

static bz_str copy_of(bz_str s)
{
    char *copy = bz_mem_resize(NULL, s.n + 1);
    if (s.n) memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return (bz_str){copy, s.n};
}

uint32_t bz_sources_add(bz_sources *s, bz_str name, bz_str text)
{
    uint32_t known = bz_sources_find(s, name);
    return known ? known : bz_sources_adopt(s, name, copy_of(text));
}

uint32_t bz_sources_adopt(bz_sources *s, bz_str name, bz_str text)
{
    uint32_t known = bz_sources_find(s, name);
    if (known) {
        bz_mem_free((void *)(uintptr_t)text.p);
        return known;
    }
    assert(text.n < UINT32_MAX && s->files.n < UINT32_MAX - 1);
    source *f = bz_mem_new(sizeof *f);
    f->name = copy_of(name);
    f->text = text;
    bz_vec_push(&s->files, f);
    uint32_t number = (uint32_t)s->files.n;
    bz_map_add(s->numbers, f->name, number);
    return number;
}

uint32_t bz_sources_find(const bz_sources *s, bz_str name)
{
    return bz_map_find(s->numbers, name);
}

size_t bz_sources_count(const bz_sources *s)
{
    return s->files.n;
}

static source *source_of(const bz_sources *s, uint32_t file)
{
    assert(file <= s->files.n);
    return file ? s->files.p[file - 1] : NULL;
}

bz_str bz_source_name(const bz_sources *s, uint32_t file)
{
    const source *f = source_of(s, file);
    return f ? f->name : BZ_STR("");
}

bz_str bz_source_text(const bz_sources *s, uint32_t file)
{
    const source *f = source_of(s, file);
    return f && f->text.p ? f->text : BZ_STR("");
}

bz_str bz_span_text(const bz_sources *s, bz_span span)
{
    return bz_str_cut(bz_source_text(s, span.file), span.start, span.end);
}

static void find_lines(source *f)
{
    if (f->starts.n) return;
    bz_vec_push(&f->starts, 0);
    for (size_t at = 0; (at = bz_str_find(f->text, '\n', at)) < f->text.n;) {
        at++;
        bz_vec_push(&f->starts, (uint32_t)at);
    }
}

/* The last line that starts at or before `offset`, from 0. */
static size_t line_at(const source *f, uint32_t offset)
{
    size_t from = 0, to = f->starts.n;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (f->starts.p[middle] <= offset) from = middle;
        else to = middle;
    }
    return from;
}

/* The characters from the line's start to `offset`, counted from there or, if that is nearer, from
 * the place on this line asked for last. */
static uint32_t chars_before(source *f, uint32_t start, uint32_t offset)
{
    if (offset == start) return 0; /* often asked for in turn with the line's end */
    uint32_t from = start, chars = 0;
    uint32_t apart = offset > f->last ? offset - f->last : f->last - offset;
    if (f->last_start == start && apart < offset - start) from = f->last, chars = f->last_chars;
    if (from <= offset) chars += (uint32_t)bz_utf8_count(bz_str_cut(f->text, from, offset));
    else chars -= (uint32_t)bz_utf8_count(bz_str_cut(f->text, offset, from));
    f->last_start = start, f->last = offset, f->last_chars = chars;
    return chars;
}

bz_line_column bz_source_locate(const bz_sources *s, uint32_t file, uint32_t offset)
{
    source *f = source_of(s, file);
    if (!f) return (bz_line_column){1, 1};
    find_lines(f);
    if (offset > f->text.n) offset = (uint32_t)f->text.n;
    size_t line = line_at(f, offset);
    uint32_t start = f->starts.p[line];
    if (line == 0 && offset >= 3 && bz_str_starts(f->text, "\xef\xbb\xbf")) start = 3;
    return (bz_line_column){(uint32_t)line + 1, chars_before(f, start, offset) + 1};
}

uint32_t bz_source_line_start(const bz_sources *s, uint32_t file, uint32_t line)
{
    source *f = source_of(s, file);
    if (!f) return 0;
    find_lines(f);
    if (line == 0 || line > f->starts.n) return (uint32_t)f->text.n;
    return f->starts.p[line - 1];
}

bz_str bz_source_line(const bz_sources *s, uint32_t file, uint32_t line)
{
    bz_str text = bz_source_text(s, file);
    uint32_t from = bz_source_line_start(s, file, line);
    bz_str rest = bz_str_cut(text, from, bz_str_find(text, '\n', from));
    return bz_str_ends(rest, "\r") ? bz_str_cut(rest, 0, rest.n - 1) : rest;
}

bool bz_span_is_within(const bz_sources *s, bz_span span)
{
    if (!span.file) return true;
    if (span.file > bz_sources_count(s) || span.start > span.end) return false;
    return span.end <= bz_source_text(s, span.file).n;
}

bool bz_source_is_unmerged(bz_str text, size_t at)
{
    return at < text.n && bz_str_starts(bz_str_cut(text, at, text.n), "<<<<<<< ");
}

bool bz_source_is_utf16(bz_str text)
{
    return bz_str_starts(text, "\xff\xfe") || bz_str_starts(text, "\xfe\xff");
}
