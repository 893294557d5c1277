/* Runs a fuzz target over a folder of inputs, without a fuzzer: every input of the corpus, and each
 * cut off half-way and with a bit turned over. Prints TAP. What goes wrong ends the program, after
 * the input's name. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) return -1;
    size_t n = (size_t)ftell(f), half;
    rewind(f);
    uint8_t *bytes = malloc(n + 1);
    if (!bytes || fread(bytes, 1, n, f) != n) return -1;
    fclose(f);
    /* Each in memory of its own size, so that the sanitizers see past its end. */
    for (int way = 0; way < 3; way++) {
        half = way == 1 ? n / 2 : n;
        uint8_t *copy = malloc(half ? half : 1);
        if (!copy) return -1;
        memcpy(copy, bytes, half);
        if (way == 2 && n) copy[n / 3] ^= 4;
        LLVMFuzzerTestOneInput(copy, half);
        free(copy);
    }
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    DIR *folder = opendir(argv[2]);
    if (!folder) return 2;
    int n = 0;
    char path[4096];
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", argv[2], entry->d_name);
        fprintf(stderr, "# %s\n", path); /* the last one shown is the one that failed */
        if (run(path) != 0) return 2;
        n++;
    }
    closedir(folder);
    printf("%s 1 - %s: %d inputs of the corpus\n", n ? "ok" : "not ok", argv[1], n);
    return !n;
}
