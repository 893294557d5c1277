/* Markdown in, a piece of the document tree out. CommonMark, read by cmark unchanged; in CURRICULUM
 * mode with our additions (containers, ids, tables, words). The only room that knows cmark.
 *
 * Before cmark each fence line becomes a numbered `<?n?>` block and each word a numbered
 * private-use character; one parse; those inside code are put back; opener and closer must be
 * siblings. Spans are exact bytes of the file for blocks, containers, headings, words, links and
 * images, and the enclosing block's span for other inlines. */
#ifndef BZ_MARKDOWN_MARKDOWN_H
#define BZ_MARKDOWN_MARKDOWN_H

#include "doc/doc.h"

typedef enum bz_markdown_mode {
    BZ_MARKDOWN_CURRICULUM, /* ours: additions on, raw HTML and odd links are errors */
    BZ_MARKDOWN_PLAIN       /* CommonMark and nothing else, for comparison with cmark */
} bz_markdown_mode;

typedef struct bz_markdown_text {
    bz_str text;  /* what to read; need not be a whole file */
    bz_span span; /* where text stands: span.file, span.start of its first byte. When `is_mapped` is
                     false the text is not the file's own bytes there (a plugin's string, a folded
                     YAML scalar): then everything gets this span as it is. */
    bool is_mapped;
    bz_markdown_mode mode;
} bz_markdown_text;

/* Reads blocks under `parent` (a FRAGMENT, SOURCE …) of `doc`. INVALID when there were errors; what
 * could be read is there all the same. Headings carry ID when written `## Title {#id}` (the id is
 * taken out of the text); containers carry TITLE and ID; `when` carries WHEN. A container's TITLE
 * is inline Markdown, for bz_markdown_read_line; that of a link or an image is plain text, escapes
 * resolved, in which a word stands as {{name}}. */
bz_status bz_markdown_read(const bz_markdown_text *in, bz_doc *doc, bz_node parent,
                           bz_job *job) BZ_CHECK_RESULT;

/* Reads one line of inline Markdown with words (a field of type `line`) under `parent` (LINE,
 * SOURCE_LINE, PARAGRAPH, HEADING, CELL …). Text without any markup takes a short way without
 * cmark. Block markup has no meaning here: "- a", "# a", "1. a" are text. */
bz_status bz_markdown_read_line(const bz_markdown_text *in, bz_doc *doc, bz_node parent,
                                bz_job *job) BZ_CHECK_RESULT;

/* Whether `text` holds nothing that Markdown or words would change. */
bool bz_markdown_is_plain(bz_str text);

/* Text as a line that reads back as exactly this text: markup characters escaped. */
void bz_markdown_escape(bz_str text, bz_buf *out);

#endif
