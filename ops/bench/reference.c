// The physical limit of a durable step on this machine, without a product: in process and over HTTP.
//
//   reference measure DATABASE CASES BATCH SECONDS   steps one after the other, BATCH per commit
//   reference serve DATABASE PORT single|group       the same steps behind HTTP/1.1 (see serve.c)
//
// `measure` prints one line of JSON.

#define _GNU_SOURCE
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

int serve(int port, int grouped);

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static long long file_size(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (long long)status.st_size : 0;
}

// A fixed seed: the same cases in the same order in every run.
static uint64_t random_state = 0x9E3779B97F4A7C15ull;
static uint64_t next_random(void) {
    random_state = random_state * 6364136223846793005ull + 1442695040888963407ull;
    return random_state >> 33;
}

static int measure(const char *path, int cases, int batch, double seconds) {
    const int64_t epoch = 1795000000;
    for (int opened = 0; opened < cases;) {
        steps_begin();
        for (int i = 0; i < 500 && opened < cases; i++, opened++) steps_open_case(epoch + opened);
        steps_commit();
    }
    steps_checkpoint();
    long long size_after_opening = file_size(path);

    size_t room = 1 << 20, commits = 0;
    double *commit_times = malloc(room * sizeof *commit_times);
    long long advances = 0;
    double start = microseconds(), end = start + seconds * 1e6, last = start;
    while (last < end && commits < room) {
        steps_begin();
        for (int i = 0; i < batch; i++, advances++) steps_advance(1 + (int64_t)(next_random() % cases), epoch + advances);
        steps_commit();
        double now = microseconds();
        commit_times[commits++] = now - last;
        last = now;
    }
    double elapsed = (last - start) / 1e6;
    steps_checkpoint();
    qsort(commit_times, commits, sizeof *commit_times, ascending);
    printf("{\"cases\":%d,\"batch\":%d,\"advances\":%lld,\"per_s\":%.0f,\"p50_us\":%.0f,\"p99_us\":%.0f,\"max_us\":%.0f,"
           "\"bytes_per_case\":%.0f,\"bytes_per_advance\":%.0f}\n",
           cases, batch, advances, advances / elapsed, commit_times[commits / 2], commit_times[(size_t)(commits * 0.99)],
           commit_times[commits - 1], (double)size_after_opening / cases,
           (double)(file_size(path) - size_after_opening) / advances);
    return 0;
}

int main(int count, char **words) {
    if (count == 6 && !strcmp(words[1], "measure") && atoi(words[3]) > 0 && atoi(words[4]) > 0) {
        steps_open(words[2]);
        int status = measure(words[2], atoi(words[3]), atoi(words[4]), atof(words[5]));
        steps_close();
        return status;
    }
    if (count == 5 && !strcmp(words[1], "serve")) {
        int grouped = !strcmp(words[4], "group");
        if (grouped || !strcmp(words[4], "single")) {
            steps_open(words[2]);
            return serve(atoi(words[3]), grouped);
        }
    }
    fprintf(stderr, "usage: reference measure DATABASE CASES BATCH SECONDS\n"
                    "       reference serve DATABASE PORT single|group\n");
    return 2;
}
