/* How long plans take, and what the best plan gains over one made part by part: prints a table.
 * Run by bench.sh. The greedy planner puts each part into the first meeting that can hold it at its
 * usual minutes, shortens or leaves out where nothing else helps, and never looks back. */
#include "plan/fit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint32_t draw(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct programme {
    bz_fit fit;
    bz_fit_part *parts, start[1], end[1];
    bz_fit_rituals rituals;
    uint32_t *ritual_of;
    int32_t *minutes;
} programme;

static void make(programme *k, size_t sessions, size_t each, size_t meetings, int32_t minutes,
                 uint64_t seed)
{
    k->parts = calloc(sessions * each, sizeof *k->parts);
    k->ritual_of = calloc(sessions, sizeof *k->ritual_of);
    k->minutes = calloc(meetings, sizeof *k->minutes);
    for (size_t i = 0; i < sessions * each; i++) {
        bz_fit_part *a = &k->parts[i];
        a->session = (int32_t)(i / each);
        a->usual = 5 + (int32_t)draw(&seed, 4) * 5 / 2;
        a->least = a->most = a->usual;
        if (draw(&seed, 2)) a->least = a->usual * 7 / 10, a->most = a->usual * 13 / 10;
        if (draw(&seed, 6) == 0) a->leave_out = (uint8_t)(1 + draw(&seed, 3));
        a->is_protected = draw(&seed, 4) == 0;
        a->is_glued = draw(&seed, 6) == 0;
    }
    for (size_t i = 0; i < meetings; i++)
        k->minutes[i] = minutes;
    k->start[0] = (bz_fit_part){.usual = 5, .least = 5, .most = 5};
    k->end[0] = (bz_fit_part){.usual = 5, .least = 4, .most = 6};
    k->rituals = (bz_fit_rituals){k->start, k->end, 1, 1};
    k->fit = (bz_fit){.parts = k->parts,
                      .n = sessions * each,
                      .rituals = &k->rituals,
                      .n_rituals = 1,
                      .ritual_of = k->ritual_of,
                      .n_sessions = sessions,
                      .minutes = k->minutes,
                      .n_meetings = meetings};
}

static void dispose(programme *k)
{
    free(k->parts);
    free(k->ritual_of);
    free(k->minutes);
}

static void time_one(size_t sessions, size_t each, size_t meetings, int32_t minutes, bool one)
{
    programme k;
    bz_fit_answer a;
    make(&k, sessions, each, meetings, minutes, 1);
    k.fit.one_session = one;
    double since = now();
    bz_fit_result r = bz_fit_solve(&k.fit, &a);
    printf("  %4zu sessions x %zu into %4zu meetings of %3d min%s %9.1f ms%s\n", sessions, each,
           meetings, minutes, one ? ", one session each" : "", (now() - since) * 1e3,
           r == BZ_FIT_UNPROVEN ? "  (limit)"
           : r == BZ_FIT_NONE   ? "  (no plan)"
                                : "");
    bz_fit_free(&a);
    dispose(&k);
}

/* Minutes left out by the greedy planner, -1 when it finds no plan, and its distance. */
static int64_t greedy(const bz_fit *p, int64_t *distance)
{
    int64_t left = 0;
    size_t meeting = 0;
    int32_t used = 10;
    *distance = 0;
    for (size_t i = 0, end; i < p->n; i = end) {
        int32_t usual = 0, least = 0;
        for (end = i;; end++) {
            usual += p->parts[end].usual;
            least += p->parts[end].least;
            if (!p->parts[end].is_glued || end + 1 == p->n ||
                p->parts[end + 1].session != p->parts[end].session)
                break;
        }
        end++;
        if (used + least > p->minutes[meeting] && meeting + 1 < p->n_meetings) meeting++, used = 10;
        int32_t room = p->minutes[meeting] - used;
        if (least > room) {
            for (size_t k = i; k < end; k++) {
                if (!p->parts[k].leave_out) return -1;
                left += p->parts[k].usual;
            }
            continue;
        }
        int64_t over = usual > room ? usual - room : 0;
        *distance += over * over / (int64_t)(end - i);
        used += usual > room ? room : usual;
    }
    return left;
}

static void compare(void)
{
    int better = 0, only = 0, n = 0;
    int64_t saved = 0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        programme k;
        bz_fit_answer a;
        int64_t distance;
        make(&k, 12, 10, 12, 94 + (int32_t)(seed % 12), seed);
        if (bz_fit_solve(&k.fit, &a) == BZ_FIT_FOUND) {
            int64_t left = greedy(&k.fit, &distance), best = 0;
            for (int i = 1; i <= BZ_FIT_CLASSES; i++)
                best += a.cost.left[i];
            n++;
            if (left < 0) only++;
            else if (left > best || (left == best && distance > a.cost.distance)) better++;
            if (left > best) saved += left - best;
        }
        bz_fit_free(&a);
        dispose(&k);
    }
    printf(
        "  of 200 seeded programmes (12 x 10 into 12), %d have a plan; part by part finds none in "
        "%d of them,\n  a worse one in %d, and leaves out %lld minutes more in all\n",
        n, only, better, (long long)saved);
}

int main(void)
{
    printf("plans (processor time):\n");
    time_one(12, 10, 12, 120, false);
    time_one(12, 10, 12, 120, true);
    time_one(60, 12, 80, 90, false);
    time_one(60, 12, 80, 80, false);
    time_one(1000, 12, 1000, 130, true);
    time_one(1000, 12, 1500, 90, false);
    time_one(1000, 12, 1000, 130, false);
    time_one(60, 12, 60, 108, false);
    time_one(1000, 12, 1000, 112, false);
    compare();
    return 0;
}
