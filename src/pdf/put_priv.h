/* How values are written in a PDF: numbers, texts, references. */
#ifndef BZ_PDF_PUT_PRIV_H
#define BZ_PDF_PUT_PRIV_H

#include "base/buf.h"

/* A number with at most two decimals (a hundredth of a point is 3.5 µm), or three for drawings,
 * which are scaled up; no digit more than it needs. */
void bz_pdf__put_num(bz_buf *b, double v);
void bz_pdf__put_fine(bz_buf *b, double v);
void bz_pdf__put_exact(bz_buf *b, double v); /* seven decimals: for matrices */
void bz_pdf__put_hundredths(bz_buf *b, int64_t v);
int64_t bz_pdf__hundredths(double v);
/* "A B ", each a whole number. */
void bz_pdf__put_numbers(bz_buf *b, uint32_t first, uint32_t second);
/* "12 0 R" */
void bz_pdf__put_ref(bz_buf *b, uint32_t id);
/* A text for people as a string: as it stands where it is ASCII, otherwise UTF-16. */
void bz_pdf__put_text(bz_buf *b, bz_str utf8);
void bz_pdf__put_utf16(bz_buf *b, bz_str utf8); /* always UTF-16 */
/* The bytes of a string, escaped and in brackets. */
void bz_pdf__put_bytes(bz_buf *b, bz_str bytes);
/* An address as a string: what is not ASCII is percent-encoded. */
void bz_pdf__put_uri(bz_buf *b, bz_str uri);
/* UTF-16, big endian, as hexadecimal digits. */
void bz_pdf__put_utf16_hex(bz_buf *b, bz_str utf8);
/* A name: what a name may not hold is written #xx. */
void bz_pdf__put_name(bz_buf *b, bz_str name);

#endif
