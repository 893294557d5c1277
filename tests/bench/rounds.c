/* Runs two commands in turn, so that what slows the machine down meets both, and prints for each
 * the median of its wall-clock times in milliseconds, its processor time, and its greatest memory
 * in KiB.
 *
 *     rounds N REMOVE_A REMOVE_B -- A… -- B…
 *
 * REMOVE_X is a folder that is taken away before each run of X, untimed; "" leaves everything. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 101 };

typedef struct subject {
    char **command;
    const char *remove;
    double wall[MOST], cpu[MOST];
    long kib;
} subject;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void clear(const char *folder)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", folder, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}

static void run(subject *s, int round)
{
    if (*s->remove) clear(s->remove);
    struct timespec from, to;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout)) _exit(126);
        execvp(s->command[0], s->command);
        _exit(127);
    }
    if (wait4(child, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "%s failed\n", s->command[0]);
        exit(1);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    s->wall[round] = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    s->cpu[round] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    if (usage.ru_maxrss > s->kib) s->kib = usage.ru_maxrss;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_size);
    return values[n / 2];
}

int main(int argc, char **argv)
{
    subject subjects[2] = {{0}};
    int n = argc > 1 ? atoi(argv[1]) : 0, found = 0;
    if (argc < 8 || n < 1 || n > MOST) return 2;
    for (int i = 4; i < argc && found < 2; i++)
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            subjects[found].remove = argv[2 + found];
            subjects[found++].command = argv + i + 1;
        }
    if (found < 2) return 2;
    for (int round = 0; round < n; round++)
        for (int k = 0; k < 2; k++)
            run(&subjects[k], round);
    for (int k = 0; k < 2; k++)
        printf("%.2f %.2f %ld\n", median(subjects[k].wall, n) * 1000,
               median(subjects[k].cpu, n) * 1000, subjects[k].kib);
    return 0;
}
