/* Every attack ends as it should, and the sanitizers watch meanwhile. */
#include "desk.h"
#include "attacks.h"
#include <string.h>

/* The sanitizers make each instruction eight times as slow: a fifth of them is then enough. */
static const bz_plugin_limits *limits(void)
{
#if defined(__SANITIZE_ADDRESS__)
    static bz_plugin_limits less;
    less = bz_plugin_limits_default;
    less.steps_call /= 5;
    less.steps_build /= 5;
    return &less;
#else
    return NULL;
#endif
}

static void run(const attack *list, size_t n)
{
    static const char *const codes[] = {"", "P002", "P003", "P001"};
    for (size_t i = 0; i < n; i++) {
        desk k = desk_new();
        k.limits = limits();
        bz_str code = bz_arena_printf(k.job.arena, "%s\nreturn {}", list[i].code);
        bool opened = desk_open(&k, code.p, NULL, NULL);
        const char *reports = desk_reports(&k);
        if (opened != (list[i].verdict == HARMLESS) ||
            strncmp(reports, codes[list[i].verdict], 4) != 0)
            fail_msg("%s\n  gives %s", list[i].code, *reports ? reports : "nothing");
        desk_free(&k);
    }
}

#define RUN(list) run(list, sizeof list / sizeof *list)

static void test_plugin_attacks__reach(void **state)
{
    (void)state;
    RUN(attacks_reach);
}

static void test_plugin_attacks__time(void **state)
{
    (void)state;
    RUN(attacks_time);
}

static void test_plugin_attacks__memory(void **state)
{
    (void)state;
    RUN(attacks_memory);
}

static void test_plugin_attacks__arguments(void **state)
{
    (void)state;
    RUN(attacks_arguments);
}
