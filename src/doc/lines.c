/* Lines to write on: the number that a document asks for in, the number that is printed out. It is
 * here, since a page on a screen and one on paper have as many. */
#include "doc/doc.h"

uint32_t bz_doc_lines(const bz_doc *doc, bz_node n, uint32_t count, bz_job *job)
{
    if (count <= BZ_LINES_MOST) return count;
    bz_diag *d = bz_diag_add(job->diags, BZ_D005, bz_doc_at(doc, n)->span,
                             "%d lines to write on are printed, not more", BZ_LINES_MOST);
    bz_diag_hint(job->diags, d, "a page has room for about 25; write a number up to %d",
                 BZ_LINES_MOST);
    return BZ_LINES_MOST;
}

uint32_t bz_doc_lines_in(const bz_doc *doc, bz_node n, bz_str body, bool *is_text, bz_job *job)
{
    bz_str number = bz_str_trim(body);
    int32_t count = BZ_LINES_USUAL;
    size_t digits = 0;
    while (digits < number.n && number.p[digits] >= '0' && number.p[digits] <= '9')
        digits++;
    *is_text = digits < number.n || digits == 0;
    /* One that no integer holds is too large in any case. */
    if (!*is_text && !bz_str_integer(number, &count)) count = INT32_MAX;
    return bz_doc_lines(doc, n, (uint32_t)count, job);
}
