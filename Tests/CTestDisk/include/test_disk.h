#ifndef TEST_DISK_H
#define TEST_DISK_H

#include <stddef.h>
#include <stdint.h>

/// A file layer between SQLite and the system, for tests: it writes down what is done to the files below a
/// directory, and fails when a test wants it to. All other files pass through untouched.
///
/// It is the default layer of every connection opened after `test_disk_install`; there is one of it in a
/// process, so that the tests of failing disks and those of power losses do not push each other out.

/// Puts the layer in; returns SQLite's code. Any number of times, from any thread.
int test_disk_install(void);

// MARK: Recording

/// What was done, in the order in which it was completed.
typedef enum {
    /// A file was opened that had been there before the recording; `name` says which.
    TEST_DISK_FOUND,
    /// A file was created under a name; the name is not durable yet.
    TEST_DISK_CREATED,
    /// `count` bytes were written at `offset`.
    TEST_DISK_WRITTEN,
    /// The file was cut (or grown) to `offset` bytes.
    TEST_DISK_CUT,
    /// All that was completed before record `offset` is durable; with `count` 1 the directory's names are too.
    TEST_DISK_SYNCED,
    /// The name was removed; with `count` 1 the directory was synced after that.
    TEST_DISK_DELETED,
    /// A mark of the test: `file` is its kind, `offset` its number.
    TEST_DISK_MARK,
} test_disk_kind;

/// One line of the log. The pointers live as long as the log.
typedef struct {
    test_disk_kind kind;
    /// Which file: its number in this log, counted from 0. A name created again is another file.
    int32_t file;
    int64_t offset;
    int64_t count;
    const uint8_t *bytes;
    const char *name;
} test_disk_record;

typedef struct test_disk_log test_disk_log;

/// Begins to record what happens to databases, journals and logs in a directory.
///
/// The shared-memory index is left out: it is never synced and rebuilt after every crash.
test_disk_log *test_disk_start(const char *directory);
/// Adds a mark of the test's own.
void test_disk_mark(test_disk_log *log, int32_t kind, int64_t number);
/// Ends the recording; files that are still open are recorded no further. The log can be read from now on.
void test_disk_stop(test_disk_log *log);
size_t test_disk_count(const test_disk_log *log);
test_disk_record test_disk_at(const test_disk_log *log, size_t index);
/// Frees a log that was stopped, after every connection to its files was closed.
void test_disk_free(test_disk_log *log);

// MARK: Failing

/// What can be made to fail, on write-ahead logs in directories whose path contains `faulty`.
typedef enum { TEST_DISK_WRITE, TEST_DISK_SYNC } test_disk_operation;

/// Lets so many operations pass, then fails every one with an SQLite code until `test_disk_heal`.
void test_disk_fail(test_disk_operation operation, int code, int64_t passing);
/// Stops failing and says whether anything has failed.
int test_disk_heal(void);

#endif
