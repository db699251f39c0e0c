#include "test_disk_log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MAXIMUM_NAMES = 64 };

struct test_disk_log {
    test_disk_log *next;
    char *directory;
    int is_stopped;
    test_disk_record *records;
    size_t count, capacity;
    /// The files by number; a name that was removed is nil.
    char *names[MAXIMUM_NAMES];
    int32_t file_count;
};

/// One lock for all logs: recording is not what the tests measure.
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static test_disk_log *logs;

test_disk_log *test_disk_start(const char *directory) {
    test_disk_log *log = calloc(1, sizeof *log);
    if (!log) abort();
    log->directory = strdup(directory);
    pthread_mutex_lock(&mutex);
    log->next = logs;
    logs = log;
    pthread_mutex_unlock(&mutex);
    return log;
}

/// Adds a record while the lock is held.
static void add(test_disk_log *log, test_disk_record record) {
    if (log->is_stopped) return;
    if (log->count == log->capacity) {
        log->capacity = log->capacity ? 2 * log->capacity : 1024;
        log->records = realloc(log->records, log->capacity * sizeof *log->records);
        if (!log->records) abort();
    }
    if (record.bytes) {
        uint8_t *copy = malloc((size_t)record.count);
        if (!copy) abort();
        memcpy(copy, record.bytes, (size_t)record.count);
        record.bytes = copy;
    }
    if (record.name) record.name = strdup(record.name);
    log->records[log->count++] = record;
}

void test_disk_add(test_disk_log *log, test_disk_kind kind, int32_t file, int64_t offset, int64_t count,
                   const void *bytes, const char *name) {
    pthread_mutex_lock(&mutex);
    add(log, (test_disk_record){kind, file, offset, count, bytes, name});
    pthread_mutex_unlock(&mutex);
}

size_t test_disk_now(test_disk_log *log) {
    pthread_mutex_lock(&mutex);
    size_t count = log->count;
    pthread_mutex_unlock(&mutex);
    return count;
}

/// The name within the log's directory; nil if the path is elsewhere.
static const char *name_in(const test_disk_log *log, const char *path) {
    size_t length = strlen(log->directory);
    if (strncmp(path, log->directory, length) != 0 || path[length] != '/') return NULL;
    const char *name = path + length + 1;
    return strchr(name, '/') ? NULL : name;
}

static int32_t number_of(const test_disk_log *log, const char *name) {
    for (int32_t number = 0; number < log->file_count; number++) {
        if (log->names[number] && strcmp(log->names[number], name) == 0) return number;
    }
    return -1;
}

test_disk_log *test_disk_opened(const char *path, int was_there, int32_t *number) {
    test_disk_log *found = NULL;
    pthread_mutex_lock(&mutex);
    for (test_disk_log *log = logs; log && !found; log = log->next) {
        const char *name = name_in(log, path);
        if (!name) continue;
        found = log;
        *number = number_of(log, name);
        if (*number >= 0) continue;
        if (log->file_count == MAXIMUM_NAMES) abort();
        *number = log->file_count++;
        log->names[*number] = strdup(name);
        test_disk_kind kind = was_there ? TEST_DISK_FOUND : TEST_DISK_CREATED;
        add(log, (test_disk_record){kind, *number, 0, 0, NULL, name});
    }
    pthread_mutex_unlock(&mutex);
    return found;
}

void test_disk_deleted(const char *path, int syncs_directory) {
    pthread_mutex_lock(&mutex);
    for (test_disk_log *log = logs; log; log = log->next) {
        const char *name = name_in(log, path);
        if (!name) continue;
        int32_t number = number_of(log, name);
        if (number >= 0) {
            free(log->names[number]);
            log->names[number] = NULL;
        }
        add(log, (test_disk_record){TEST_DISK_DELETED, number, 0, syncs_directory != 0, NULL, name});
    }
    pthread_mutex_unlock(&mutex);
}

void test_disk_mark(test_disk_log *log, int32_t kind, int64_t number) {
    test_disk_add(log, TEST_DISK_MARK, kind, number, 0, NULL, NULL);
}

void test_disk_stop(test_disk_log *log) {
    pthread_mutex_lock(&mutex);
    log->is_stopped = 1;
    for (test_disk_log **place = &logs; *place; place = &(*place)->next) {
        if (*place != log) continue;
        *place = log->next;
        break;
    }
    pthread_mutex_unlock(&mutex);
}

size_t test_disk_count(const test_disk_log *log) { return log->count; }

test_disk_record test_disk_at(const test_disk_log *log, size_t index) { return log->records[index]; }

void test_disk_free(test_disk_log *log) {
    for (size_t index = 0; index < log->count; index++) {
        free((void *)log->records[index].bytes);
        free((void *)log->records[index].name);
    }
    for (int32_t number = 0; number < log->file_count; number++) free(log->names[number]);
    free(log->records);
    free(log->directory);
    free(log);
}
