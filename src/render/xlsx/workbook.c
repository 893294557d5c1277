/* See workbook.h. Each sheet's rows are XML from the start; the rest of a workbook is put round
 * them at the end. Texts stand in their cells (inlineStr): a table of shared texts would save space
 * that nobody misses. */
#include "render/xlsx/workbook.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/xlsx/zip.h"

#include <assert.h>
#include <stdio.h>

enum {
    MOST_UNITS = 32767,   /* a cell holds no more of UTF-16 */
    MOST_COLUMNS = 16384, /* a sheet has no more */
    MOST_WIDTHS = 64,     /* columns beyond are as wide as usual */
    NAME_MOST = 31,
    NUMBER_MOST = 6, /* of them for " 2" behind a name */
    LEAST_WIDTH = 10,
    MOST_WIDTH = 60
};
enum { STYLE_HEAD = 1, STYLE_TEXT = 2, STYLE_QUOTED = 3, STYLE_NUMBER = 4 };

typedef struct sheet {
    bz_buf name, rows;
    uint32_t n_rows, n_columns, column, frozen;
    bool has_head, is_head; /* is_head: the row at hand */
    double widths[MOST_WIDTHS];
    bool is_given[MOST_WIDTHS];
} sheet;

struct bz_workbook {
    BZ_VEC(sheet *) sheets;
    bz_arena *arena;          /* of the names in the maps */
    bz_map *taken;            /* names of sheets, in small letters */
    bz_map *started;          /* starts of names that were numbered → seat in `numbers`, from 1 */
    BZ_VEC(uint32_t) numbers; /* the last one given */
};

bz_workbook *bz_workbook_new(void)
{
    bz_workbook *b = bz_mem_new(sizeof *b);
    *b = (bz_workbook){.arena = bz_arena_new(), .taken = bz_map_new(), .started = bz_map_new()};
    bz_map_add(b->taken, BZ_STR("history"), 1); /* spreadsheets keep it for themselves */
    return b;
}

void bz_workbook_free(bz_workbook *b)
{
    if (!b) return;
    for (size_t i = 0; i < b->sheets.n; i++) {
        bz_buf_deinit(&b->sheets.p[i]->name);
        bz_buf_deinit(&b->sheets.p[i]->rows);
        bz_mem_free(b->sheets.p[i]);
    }
    bz_vec_free(&b->sheets);
    bz_vec_free(&b->numbers);
    bz_map_free(b->taken);
    bz_map_free(b->started);
    bz_arena_free(b->arena);
    bz_mem_free(b);
}

size_t bz_workbook_sheets(const bz_workbook *b)
{
    return b->sheets.n;
}

static sheet *at_hand(const bz_workbook *b)
{
    assert(b->sheets.n > 0);
    return b->sheets.p[b->sheets.n - 1];
}

/* --- names of sheets */

/* The small letter, in the scripts that have them. What is taken for one and is none does no harm:
 * a name is told apart by its number then. */
static uint32_t small(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) ||
        (c >= 0x410 && c <= 0x42f))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40f) return c + 0x50;
    if (c == 0x178) return 0xff;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e)) return c + (c & 1);
    bool is_paired =
        (c >= 0x100 && c <= 0x177) || (c >= 0x460 && c <= 0x52f) || (c >= 0x1e00 && c <= 0x1eff);
    return is_paired ? c | 1 : c;
}

static bz_str in_small(const bz_workbook *b, const bz_buf *name)
{
    bz_buf out = {0};
    for (size_t at = 0; at < name->n;)
        bz_buf_code_point(&out, small(bz_utf8_next(bz_buf_view(name), &at)));
    bz_str s = bz_arena_str(b->arena, bz_buf_view(&out));
    bz_buf_deinit(&out);
    return s;
}

static bool take_name(const bz_workbook *b, const bz_buf *name)
{
    return bz_map_add(b->taken, in_small(b, name), 1) == 0;
}

/* The last number that was given to a name which starts so; 1 at first. */
static uint32_t *number_of(bz_workbook *b, const bz_buf *start)
{
    bz_str key = in_small(b, start);
    uint32_t seat = bz_map_add(b->started, key, (uint32_t)b->numbers.n + 1);
    if (!seat) bz_vec_push(&b->numbers, 1);
    return &b->numbers.p[(seat ? seat : b->numbers.n) - 1];
}

/* What a character counts in a workbook. */
static unsigned units_of(uint32_t c)
{
    return c > 0xffff ? 2 : 1;
}

/* As many characters of it as there is room for; of a mark that no name may have, a dash. */
static void clean_name(bz_str name, size_t most, bz_buf *out)
{
    bz_buf_clear(out);
    size_t n = 0;
    for (size_t at = 0; at < name.n;) {
        uint32_t c = bz_utf8_next(name, &at);
        n += units_of(c);
        if (n > most) break;
        if (c < 0x80 && (c < 0x20 || strchr("[]:*?/\\'", (int)c))) c = '-';
        bz_buf_code_point(out, c);
    }
    if (out->n == 0) bz_buf_put(out, "Sheet");
}

void bz_workbook_sheet(bz_workbook *b, bz_str name)
{
    sheet *s = bz_mem_new(sizeof *s);
    *s = (sheet){0};
    clean_name(bz_str_trim(name), NAME_MOST, &s->name);
    if (!take_name(b, &s->name)) {
        clean_name(bz_str_trim(name), NAME_MOST - NUMBER_MOST, &s->name);
        size_t end = s->name.n = bz_str_trim(bz_buf_view(&s->name)).n;
        uint32_t *number = number_of(b, &s->name);
        do {
            s->name.n = end;
            bz_buf_fmt(&s->name, " %u", ++*number);
        } while (!take_name(b, &s->name));
    }
    bz_vec_push(&b->sheets, s);
}

/* --- cells */

void bz_workbook_width(bz_workbook *b, uint32_t column, double width)
{
    assert(column < MOST_WIDTHS);
    at_hand(b)->widths[column] = width;
    at_hand(b)->is_given[column] = true;
}

void bz_workbook_freeze(bz_workbook *b, uint32_t columns)
{
    at_hand(b)->frozen = columns;
}

void bz_workbook_row(bz_workbook *b, bool is_head)
{
    sheet *s = at_hand(b);
    if (s->n_rows > 0) bz_buf_put(&s->rows, "</row>\n");
    bz_buf_fmt(&s->rows, "<row r=\"%u\">", s->n_rows + 1);
    s->is_head = is_head && s->n_rows == 0;
    s->has_head = s->has_head || s->is_head;
    s->n_rows++;
    s->column = 0;
}

/* A, B … Z, AA: as a column is called. */
static void put_column(bz_buf *out, uint32_t column)
{
    char name[8];
    size_t at = sizeof name;
    for (uint32_t n = column + 1; n > 0; n = (n - 1) / 26)
        name[--at] = (char)('A' + (n - 1) % 26);
    bz_buf_bytes(out, name + at, sizeof name - at);
}

/* "_x0041_" would be read as a letter, so its first mark is written in that way itself. */
static bool is_like_escape(bz_str s, size_t at)
{
    if (s.n - at < 7 || s.p[at] != '_' || s.p[at + 1] != 'x' || s.p[at + 6] != '_') return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!strchr("0123456789abcdefABCDEF", s.p[i])) return false;
    return true;
}

/* What XML has no place for becomes the mark of a lost character. */
static void put_text(bz_buf *out, bz_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = bz_utf8_next(s, &at);
        if (c == '&') bz_buf_put(out, "&amp;");
        else if (c == '<') bz_buf_put(out, "&lt;");
        else if (c == '>') bz_buf_put(out, "&gt;");
        else if (c == '"') bz_buf_put(out, "&quot;");
        else if (c == '_' && is_like_escape(s, from)) bz_buf_put(out, "_x005F_");
        else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
            bz_buf_put(out, "\xEF\xBF\xBD");
        else bz_buf_str(out, bz_str_cut(s, from, at));
    }
}

/* As wide as the longest line of its texts. */
static void measure(sheet *s, bz_str text)
{
    if (s->column >= MOST_WIDTHS || s->is_given[s->column]) return;
    double width = 2, line = 2;
    for (size_t at = 0; at < text.n;) {
        uint32_t c = bz_utf8_next(text, &at);
        line = c == '\n' ? 2 : line + bz_utf8_width(c);
        if (line > width) width = line;
    }
    if (width > s->widths[s->column]) s->widths[s->column] = width;
}

static void open_cell(sheet *s, unsigned style)
{
    assert(s->n_rows > 0 && s->column < MOST_COLUMNS);
    bz_buf_put(&s->rows, "<c r=\"");
    put_column(&s->rows, s->column);
    bz_buf_fmt(&s->rows, "%u\" s=\"%u\"", s->n_rows, style);
}

static void close_cell(sheet *s)
{
    s->column++;
    if (s->column > s->n_columns) s->n_columns = s->column;
}

/* How much of a text a cell holds, with the mark behind what is cut. */
static size_t fitting(bz_str text)
{
    enum { MARK = 2 };
    size_t units = 0, cut = 0;
    for (size_t at = 0; at < text.n;) {
        units += units_of(bz_utf8_next(text, &at));
        if (units <= MOST_UNITS - MARK) cut = at;
        if (units > MOST_UNITS) return cut;
    }
    return text.n;
}

void bz_workbook_cell(bz_workbook *b, bz_str text)
{
    sheet *s = at_hand(b);
    size_t n = fitting(text);
    if (n > 0) {
        bool is_quoted = strchr("=+-@\t\r", text.p[0]) != NULL;
        measure(s, bz_str_cut(text, 0, n));
        open_cell(s, s->is_head ? STYLE_HEAD : is_quoted ? STYLE_QUOTED : STYLE_TEXT);
        bz_buf_put(&s->rows, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        put_text(&s->rows, bz_str_cut(text, 0, n));
        bz_buf_put(&s->rows, n < text.n ? " …</t></is></c>" : "</t></is></c>");
    }
    close_cell(s);
}

void bz_workbook_number(bz_workbook *b, uint32_t number)
{
    sheet *s = at_hand(b);
    open_cell(s, STYLE_NUMBER);
    bz_buf_fmt(&s->rows, "><v>%u</v></c>", number);
    close_cell(s);
}

/* --- the parts of a workbook */

#define XML     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define PART    "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* In the order of the styles: as it is; head; text; text that looks like a formula; a number. 49 is
 * the format for text, in which what is typed stays as it is. */
static const char STYLES[] = XML
    "<styleSheet xmlns=\"" MAIN "\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
    "<fgColor rgb=\"FFE7E6E6\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"5\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" "
    "wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\""
    " applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" "
    "wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
    "</cellStyles></styleSheet>";

static void put_view(const sheet *s, bool is_rtl, bz_buf *o)
{
    bz_buf_fmt(o, "<sheetViews><sheetView %sworkbookViewId=\"0\">",
               is_rtl ? "rightToLeft=\"1\" " : "");
    if (s->has_head || s->frozen) {
        bz_buf_put(o, "<pane ");
        if (s->frozen) bz_buf_fmt(o, "xSplit=\"%u\" ", s->frozen);
        if (s->has_head) bz_buf_put(o, "ySplit=\"1\" ");
        bz_buf_put(o, "topLeftCell=\"");
        put_column(o, s->frozen);
        bz_buf_fmt(o, "%d\" activePane=\"%s\" state=\"frozen\"/>", s->has_head ? 2 : 1,
                   !s->frozen     ? "bottomLeft"
                   : !s->has_head ? "topRight"
                                  : "bottomRight");
    }
    bz_buf_put(o, "</sheetView></sheetViews>");
}

static void put_widths(const sheet *s, bz_buf *o)
{
    uint32_t n = s->n_columns < MOST_WIDTHS ? s->n_columns : MOST_WIDTHS;
    if (n == 0) return;
    bz_buf_put(o, "<cols>");
    for (uint32_t i = 0; i < n; i++) {
        double w = s->widths[i];
        if (!s->is_given[i]) w = w < LEAST_WIDTH ? LEAST_WIDTH : w > MOST_WIDTH ? MOST_WIDTH : w;
        bz_buf_fmt(o, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>", i + 1, i + 1,
                   (unsigned)(w + 0.5));
    }
    bz_buf_put(o, "</cols>");
}

/* The whole of a sheet, as `A1:C4`, or `$A$1:$C$4` where a name stands for it. */
static void put_range(const sheet *s, const char *fixed, bz_buf *o)
{
    uint32_t columns = s->n_columns ? s->n_columns : 1, rows = s->n_rows ? s->n_rows : 1;
    bz_buf_fmt(o, "%sA%s1:%s", fixed, fixed, fixed);
    put_column(o, columns - 1);
    bz_buf_fmt(o, "%s%u", fixed, rows);
}

static void put_sheet(const sheet *s, bool is_rtl, bz_buf *o)
{
    bz_buf_put(o,
               XML "<worksheet xmlns=\"" MAIN "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                   "<dimension ref=\"");
    put_range(s, "", o);
    bz_buf_put(o, "\"/>");
    put_view(s, is_rtl, o);
    bz_buf_put(o, "<sheetFormatPr defaultRowHeight=\"15\"/>");
    put_widths(s, o);
    bz_buf_put(o, "<sheetData>\n");
    bz_buf_str(o, bz_buf_view(&s->rows));
    bz_buf_put(o, s->n_rows ? "</row>\n</sheetData>" : "</sheetData>");
    if (s->has_head) {
        bz_buf_put(o, "<autoFilter ref=\"");
        put_range(s, "", o);
        bz_buf_put(o, "\"/>");
    }
    bz_buf_put(o, "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\""
                  " header=\"0.3\" footer=\"0.3\"/>"
                  "<pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>\n");
}

static void put_defined(const bz_workbook *b, const char *name, const char *more, size_t i,
                        bz_buf *o)
{
    bz_buf_fmt(o, "<definedName name=\"_xlnm.%s\" localSheetId=\"%zu\"%s>'", name, i, more);
    put_text(o, bz_buf_view(&b->sheets.p[i]->name));
    bz_buf_put(o, "'!");
}

/* The names by which programs know the filters, and the row that is printed on each page. */
static void put_names(const bz_workbook *b, bz_buf *o)
{
    bool has_heads = false;
    for (size_t i = 0; i < b->sheets.n; i++)
        has_heads = has_heads || b->sheets.p[i]->has_head;
    if (!has_heads) return;
    bz_buf_put(o, "<definedNames>");
    for (size_t i = 0; i < b->sheets.n; i++) {
        if (!b->sheets.p[i]->has_head) continue;
        put_defined(b, "_FilterDatabase", " hidden=\"1\"", i, o);
        put_range(b->sheets.p[i], "$", o);
        bz_buf_put(o, "</definedName>");
        put_defined(b, "Print_Titles", "", i, o);
        bz_buf_put(o, "$1:$1</definedName>");
    }
    bz_buf_put(o, "</definedNames>");
}

static void put_book(const bz_workbook *b, bz_buf *o)
{
    bz_buf_put(o, XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>");
    for (size_t i = 0; i < b->sheets.n; i++) {
        bz_buf_put(o, "<sheet name=\"");
        put_text(o, bz_buf_view(&b->sheets.p[i]->name));
        bz_buf_fmt(o, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
    }
    bz_buf_put(o, "</sheets>");
    put_names(b, o);
    bz_buf_put(o, "</workbook>\n");
}

static void put_links(const bz_workbook *b, bz_buf *o)
{
    bz_buf_put(o, XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
    for (size_t i = 0; i < b->sheets.n; i++)
        bz_buf_fmt(o,
                   "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
                   "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                   i + 1, i + 1);
    bz_buf_fmt(o,
               "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
               "/styles\" Target=\"styles.xml\"/></Relationships>\n",
               b->sheets.n + 1);
}

static void put_types(const bz_workbook *b, bz_buf *o)
{
    bz_buf_put(o, XML
               "<Types xmlns=\"" PACKAGE "content-types\">"
               "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
               "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
               "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
               "vnd.openxmlformats-package.core-properties+xml\"/>"
               "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" PART "sheet.main+xml\"/>"
               "<Override PartName=\"/xl/styles.xml\" ContentType=\"" PART "styles+xml\"/>");
    for (size_t i = 0; i < b->sheets.n; i++)
        bz_buf_fmt(o,
                   "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" PART
                   "worksheet+xml\"/>",
                   i + 1);
    bz_buf_put(o, "</Types>\n");
}

static void put_properties(const bz_workbook_about *about, bz_buf *o)
{
    enum { A_DAY = 86400, YEAR_2000 = 10957 };
    bz_date day = about->date ? (bz_date)(about->date / A_DAY) : YEAR_2000;
    bz_civil c = bz_date_civil(day);
    bz_buf_put(o, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
                      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                      " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    put_text(o, about->title);
    bz_buf_fmt(o,
               "</dc:title><dc:creator>Baraza</dc:creator><dcterms:created "
               "xsi:type=\"dcterms:W3CDTF\">%04d-%02d-%02dT00:00:00Z</dcterms:created></"
               "cp:coreProperties>\n",
               c.year, c.month, c.day);
}

static const char LINKS[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\""
        " Target=\"docProps/core.xml\"/></Relationships>\n";

static void add_part(bz_zip *z, const char *name, bz_buf *part)
{
    bz_zip_add(z, name, bz_buf_view(part));
    bz_buf_clear(part);
}

void bz_workbook_write(const bz_workbook *b, const bz_workbook_about *about, bz_buf *out)
{
    assert(b->sheets.n > 0);
    bz_zip zip = {.out = out};
    bz_buf part = {0};
    put_types(b, &part);
    add_part(&zip, "[Content_Types].xml", &part);
    bz_zip_add(&zip, "_rels/.rels", bz_str_from(LINKS));
    put_properties(about, &part);
    add_part(&zip, "docProps/core.xml", &part);
    put_book(b, &part);
    add_part(&zip, "xl/workbook.xml", &part);
    put_links(b, &part);
    add_part(&zip, "xl/_rels/workbook.xml.rels", &part);
    bz_zip_add(&zip, "xl/styles.xml", bz_str_from(STYLES));
    for (size_t i = 0; i < b->sheets.n; i++) {
        char name[48];
        snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
        put_sheet(b->sheets.p[i], about->is_rtl, &part);
        add_part(&zip, name, &part);
    }
    bz_zip_end(&zip);
    bz_buf_deinit(&part);
}
