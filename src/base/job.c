/* The limits a program starts with. */
#include "base/job.h"

const bz_limits bz_limits_default = {
    .file_bytes = (size_t)4 << 20,
    .image_bytes = (size_t)16 << 20,
    .yaml_depth = 32,
    .yaml_nodes = 100000,
    .files = 50000,
    .block_depth = 32,
    .container_marks = 32,
    .open_brackets = 2000,
    .doc_nodes = 1000000,
    .doc_bytes = (size_t)64 << 20,
    .answer_bytes = (size_t)16 << 20,
    .journal_entries = 100000,
};
