/* What a plugin's check and its list of documents come to, as bytes and back. A plugin answers from
 * another process, so the decoder believes nothing. The other two answers are a journal
 * (bz_journal_decode) and a document tree (bz_doc_decode). */
#ifndef BZ_SANDBOX_ANSWER_H
#define BZ_SANDBOX_ANSWER_H

#include "base/job.h"
#include "model/model.h"

typedef struct bz_descriptor {
    bz_str id;                        /* of the document: the file's name */
    bz_str title;                     /* a line */
    bz_str audience;                  /* a value of BZ_E_AUDIENCE */
    bz_str language;                  /* BCP 47; empty: by audience */
    bz_str moment;                    /* a value of BZ_E_MOMENT; empty: by meeting */
    bz_str format;                    /* the only one in which it is made; empty: all */
    uint32_t copies;                  /* to print; 0: by audience */
    bz_rec session, meeting, handout; /* 0: none */
} bz_descriptor;

void bz_descriptors_encode(const bz_descriptor *list, size_t n, bz_buf *out);
/* Ids valid and unique, records of the right kind, texts bounded and valid UTF-8. Slices lie in
 * job->arena. */
bz_status bz_descriptors_decode(bz_str bytes, const bz_model *m, bz_descriptor **list, size_t *n,
                                bz_job *job, bz_buf *why) BZ_CHECK_RESULT;

typedef struct bz_finding {
    bz_severity severity;
    bz_target about; /* {0,0}: the whole */
    bz_str message, hint;
    bz_span span; /* the plugin's line */
} bz_finding;

void bz_findings_encode(const bz_finding *list, size_t n, bz_buf *out);
bz_status bz_findings_decode(bz_str bytes, const bz_model *m, bz_finding **list, size_t *n,
                             bz_job *job, bz_buf *why) BZ_CHECK_RESULT;

#endif
