#include "test_disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test_disk_log.h"

/// A file of ours; SQLite's own follows it in memory.
typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
    /// Nil for what nobody records.
    test_disk_log *log;
    int32_t number;
    /// The first sync of a journal or log syncs its directory too, as SQLite's unix layer does.
    int syncs_directory;
    int is_faulty;
} test_file;

static sqlite3_vfs *system_layer;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int install_code = SQLITE_ERROR;

// MARK: The plan of failures

static struct {
    pthread_mutex_t mutex;
    test_disk_operation operation;
    int code;
    int64_t passing;
    int has_struck;
} plan = {PTHREAD_MUTEX_INITIALIZER, TEST_DISK_WRITE, SQLITE_OK, 0, 0};

void test_disk_fail(test_disk_operation operation, int code, int64_t passing) {
    pthread_mutex_lock(&plan.mutex);
    plan.operation = operation;
    plan.code = code;
    plan.passing = passing;
    plan.has_struck = 0;
    pthread_mutex_unlock(&plan.mutex);
}

int test_disk_heal(void) {
    pthread_mutex_lock(&plan.mutex);
    int has_struck = plan.has_struck;
    plan.code = SQLITE_OK;
    plan.has_struck = 0;
    pthread_mutex_unlock(&plan.mutex);
    return has_struck;
}

static int verdict(const test_file *file, test_disk_operation operation) {
    if (!file->is_faulty) return SQLITE_OK;
    int code = SQLITE_OK;
    pthread_mutex_lock(&plan.mutex);
    if (plan.code != SQLITE_OK && plan.operation == operation && --plan.passing < 0) {
        plan.has_struck = 1;
        code = plan.code;
    }
    pthread_mutex_unlock(&plan.mutex);
    return code;
}

// MARK: One file

static sqlite3_file *real(sqlite3_file *file) { return ((test_file *)file)->real; }

static int close_file(sqlite3_file *file) {
    int code = real(file)->pMethods->xClose(real(file));
    file->pMethods = NULL;
    return code;
}

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    test_file *mine = (test_file *)file;
    int code = verdict(mine, TEST_DISK_WRITE);
    if (code != SQLITE_OK) return code;
    code = mine->real->pMethods->xWrite(mine->real, bytes, count, offset);
    if (code == SQLITE_OK && mine->log) {
        test_disk_add(mine->log, TEST_DISK_WRITTEN, mine->number, offset, count, bytes, NULL);
    }
    return code;
}

static int cut_file(sqlite3_file *file, sqlite3_int64 size) {
    test_file *mine = (test_file *)file;
    int code = mine->real->pMethods->xTruncate(mine->real, size);
    if (code == SQLITE_OK && mine->log) {
        test_disk_add(mine->log, TEST_DISK_CUT, mine->number, size, 0, NULL, NULL);
    }
    return code;
}

static int sync_file(sqlite3_file *file, int flags) {
    test_file *mine = (test_file *)file;
    int code = verdict(mine, TEST_DISK_SYNC);
    if (code != SQLITE_OK) return code;
    // What another thread writes while the sync runs is not promised to be covered by it.
    int64_t covered = mine->log ? (int64_t)test_disk_now(mine->log) : 0;
    code = mine->real->pMethods->xSync(mine->real, flags);
    if (code == SQLITE_OK && mine->log) {
        int with_names = mine->syncs_directory;
        test_disk_add(mine->log, TEST_DISK_SYNCED, mine->number, covered, with_names, NULL, NULL);
        mine->syncs_directory = 0;
    }
    return code;
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int lock_file(sqlite3_file *file, int lock) { return real(file)->pMethods->xLock(real(file), lock); }

static int unlock_file(sqlite3_file *file, int lock) {
    return real(file)->pMethods->xUnlock(real(file), lock);
}

static int check_reserved(sqlite3_file *file, int *is_reserved) {
    return real(file)->pMethods->xCheckReservedLock(real(file), is_reserved);
}

static int control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int map_index(sqlite3_file *file, int page, int size, int extend, void volatile **found) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, found);
}

static int lock_index(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void barrier_index(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int unmap_index(sqlite3_file *file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

/// Version 2: without memory mapping, which would write past us.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = cut_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_index,
    .xShmLock = lock_index,
    .xShmBarrier = barrier_index,
    .xShmUnmap = unmap_index,
};

// MARK: The layer

static int open_file(sqlite3_vfs *layer, const char *name, sqlite3_file *file, int flags, int *out_flags) {
    (void)layer;
    const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
    test_file *mine = (test_file *)file;
    memset(mine, 0, sizeof *mine);
    mine->real = (sqlite3_file *)(mine + 1);
    // Not through xAccess, for which an empty file is none: the product creates the database empty.
    int was_there = name && access(name, F_OK) == 0;
    int code = system_layer->xOpen(system_layer, name, mine->real, flags, out_flags);
    // SQLite closes a file that failed to open if it has methods, so ours are set only where the real ones are.
    if (mine->real->pMethods) mine->base.pMethods = &methods;
    if (code != SQLITE_OK || !name) return code;
    mine->is_faulty = (flags & SQLITE_OPEN_WAL) && strstr(name, "faulty");
    mine->syncs_directory = (flags & SQLITE_OPEN_CREATE) && (flags & journals);
    if (flags & (SQLITE_OPEN_MAIN_DB | journals)) {
        mine->log = test_disk_opened(name, was_there, &mine->number);
    }
    return code;
}

static int delete_file(sqlite3_vfs *layer, const char *name, int syncs_directory) {
    (void)layer;
    int code = system_layer->xDelete(system_layer, name, syncs_directory);
    if (code == SQLITE_OK) test_disk_deleted(name, syncs_directory);
    return code;
}

static void install(void) {
    static sqlite3_vfs layer;
    system_layer = sqlite3_vfs_find("unix");
    if (!system_layer) return;
    layer = *system_layer;
    layer.pNext = NULL;
    layer.zName = "test-disk";
    layer.szOsFile += (int)sizeof(test_file);
    layer.xOpen = open_file;
    layer.xDelete = delete_file;
    install_code = sqlite3_vfs_register(&layer, 1);
}

int test_disk_install(void) {
    pthread_once(&once, install);
    return install_code;
}
