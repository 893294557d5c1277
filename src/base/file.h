/* Reading beneath one root, and writing all or nothing. The root is a folder descriptor; nothing
 * outside it is opened and no symbolic link is followed, on any step of the path. */
#ifndef BZ_BASE_FILE_H
#define BZ_BASE_FILE_H

#include "base/buf.h"
#include "base/job.h"
#include "base/status.h"

enum { BZ_REASON_BYTES = 128 };

typedef struct bz_root bz_root;

/* Walks up from `start` to the folder that holds baraza.yaml. NULL when there is none. The path as
 * found (absolute) is bz_root_path. */
bz_root *bz_root_find(const char *start);
bz_root *
bz_root_open(const char *folder); /* no marker file asked for; NULL on failure, errno set */
void bz_root_close(bz_root *r);
const char *bz_root_path(const bz_root *r);

typedef enum bz_read {
    BZ_READ_OK,
    BZ_READ_ABSENT,
    BZ_READ_OUTSIDE,  /* absolute, "..", or a symbolic link on the way */
    BZ_READ_NOT_FILE, /* a folder, a device, a pipe */
    BZ_READ_TOO_LARGE,
    BZ_READ_FAILED /* errno tells */
} bz_read;

/* Reads the regular file `path` (relative to the root) whole; `out->p` is from bz_mem and becomes
 * the caller's. Opened with O_NONBLOCK, so a pipe cannot hang it. */
bz_read bz_root_read(const bz_root *r, bz_str path, size_t most, bz_str *out);
/* The system's reason in our voice: "no such file or directory". Gives `out`. */
const char *bz_reason(int error, char out[BZ_REASON_BYTES]);
/* Reports why `path`, named at `where`, could not be read, and gives the status for it. Call it at
 * once, for errno; `most` as for bz_root_read. Not for BZ_READ_OK. */
bz_status bz_read_report(bz_read why, bz_str path, size_t most, bz_span where, bz_job *job);
bz_read bz_root_stat(const bz_root *r, bz_str path, size_t *bytes);
/* Names in a folder, sorted by bytes, without those that start with a dot; in `a`. Folders end in
 * '/'. */
bz_read bz_root_list(const bz_root *r, bz_str path, bz_arena *a, bz_str **names, size_t *n);
/* "a/b/../c" -> "a/c", relative to the folder of `from`; false when it leaves the root. */
bool bz_path_resolve(bz_arena *a, bz_str from, bz_str path, bz_str *out);

/* An output folder that appears whole or not at all. The files are written to a staging folder
 * beside the target, synced, and exchanged at the end. A file whose bytes did not change is not
 * written again. The target must be absent, empty or carry our manifest: a manifest.json that
 * starts with `{"baraza":` and names the files of the build, each under a key "file". What somebody
 * else put into the target stays there. */
typedef struct bz_output bz_output;

typedef struct bz_output_file {
    bz_str name; /* relative, no folders above the target */
    size_t bytes;
    char sha256[65];
} bz_output_file;

bz_status bz_output_open(bz_output **out, const char *target, bz_job *job) BZ_CHECK_RESULT;
/* Writes one file; gives its digest. Names may have folders ("images/x.svg"). */
bz_status bz_output_write(bz_output *o, bz_str name, bz_str bytes, bz_output_file *about,
                          bz_job *job) BZ_CHECK_RESULT;
/* Puts everything in place (manifest.json must be among it), and takes away files of the last build
 * that this one does not make. */
bz_status bz_output_publish(bz_output *o, bz_job *job) BZ_CHECK_RESULT;
void bz_output_close(bz_output *o); /* without publish: leaves the target as it was */

#endif
