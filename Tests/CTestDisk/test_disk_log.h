#ifndef TEST_DISK_LOG_H
#define TEST_DISK_LOG_H

#include "include/test_disk.h"

/// Adds a record and copies its bytes and name; does nothing once the log was stopped.
void test_disk_add(test_disk_log *log, test_disk_kind kind, int32_t file, int64_t offset, int64_t count,
                   const void *bytes, const char *name);
/// How many records there are now.
size_t test_disk_now(test_disk_log *log);
/// The log that wants to know of a file at a path, and the file's number in it; nil if none does.
test_disk_log *test_disk_opened(const char *path, int was_there, int32_t *number);
/// Notes that a path was removed.
void test_disk_deleted(const char *path, int syncs_directory);

#endif
