/* The limits a plugin has where nobody asks for smaller ones. */
#include "sandbox/setup.h"

const bz_plugin_limits bz_plugin_limits_default = {
    .steps_call = 20000000,
    .steps_build = 200000000,
    .memory = (size_t)64 << 20,
    .source_bytes = (size_t)256 << 10,
    .seconds = 5,
    .wait = 15,
};
