/* The papers of one meeting in one file. In: its documents, assembled, and the cover that counts
 * them. Out: a file a format: the cover, then each document once, in the order in which they are
 * needed. On paper each keeps its own head, foot and page numbers; elsewhere they follow each other
 * in one tree. */
#include "engine/engine_priv.h"

#include "base/mem.h"

#include <stdio.h>

static int place_of(const bz_packed *p)
{
    static const char *const order[] = {"pack", "start", "before", "during", "", "after", "end"};
    enum { ORDER = sizeof order / sizeof *order };
    int i = 0;
    while (i < ORDER && !bz_str_is(p->about->moment, order[i]))
        i++;
    return i;
}

/* Stable, and the list is short. */
static void sort(bz_packed *list, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k && place_of(&list[k]) < place_of(&list[k - 1]); k--) {
            bz_packed swap = list[k];
            list[k] = list[k - 1];
            list[k - 1] = swap;
        }
}

/* All of them below the first. */
static void join(bz_packed *list, size_t n)
{
    bz_doc *d = list[0].doc;
    bz_node root = list[0].root;
    for (size_t i = 1; i < n; i++) {
        const bz_doc *from = list[i].doc;
        bz_doc_add(d, root, BZ_DOC_PAGE_BREAK, bz_span_none());
        for (bz_node c = bz_doc_at(from, list[i].root)->first; c; c = bz_doc_at(from, c)->next)
            bz_doc_copy(d, root, 0, from, c);
    }
}

bz_status bz_engine__pack(bz_filing *f, const bz_wanted *w, bz_packed *list, size_t n)
{
    bz_descriptor about = *list[0].about;
    bz_made_files made = {0};
    bz_render_part *parts = bz_mem_new((n + 1) * sizeof *parts);
    bz_status s = BZ_OK;
    char id[32];
    snprintf(id, sizeof id, "papers-%u", w->request->meeting);
    about.id = bz_str_from(id);
    sort(list, n);
    for (size_t i = 0; i < n; i++)
        parts[i] = (bz_render_part){list[i].doc, list[i].root};
    for (int paper = 1; paper >= 0; paper--) {
        if (!paper) join(list, n);
        for (size_t i = 0; s == BZ_OK && i < w->n_formats; i++)
            if (bz_str_is(bz_str_from(w->formats[i]->name), "pdf") == paper)
                s = bz_engine__file_all(f, &about, &made, parts, paper ? n : 1, w->formats[i]);
    }
    bz_vec_free(&made.names);
    bz_mem_free(parts);
    return s;
}
