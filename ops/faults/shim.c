// Breaks the disk under a program: put in front with LD_PRELOAD, told by the environment what fails and when.
//
//   FAULT_BASE    absolute path of the database; its log, index and directory go with it
//   FAULT_FILES   which of them: letters d (database), w (log), s (index), p (the directory)
//   FAULT_CALLS   which calls: letters w (write), s (fsync), t (truncate), r (read)
//   FAULT_ACTION  kill, tear (half a write, then kill), short (half a write, then no space), ENOSPC, EIO
//   FAULT_STATE   a file of three numbers of 8 bytes, which may be changed at any time: the calls counted so far
//                 over all threads, and the first and the last one that fail
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct state {
    atomic_long counted, first, last;
};

static const char *base, *files, *calls, *action;
static struct state nothing, *state = &nothing;

static const char *setting(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value ? value : otherwise;
}

__attribute__((constructor)) static void configure(void) {
    base = setting("FAULT_BASE", "");
    files = setting("FAULT_FILES", "dw");
    calls = setting("FAULT_CALLS", "wst");
    action = setting("FAULT_ACTION", "");
    const char *place = getenv("FAULT_STATE");
    int descriptor = place ? open(place, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        void *map = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (map != MAP_FAILED) state = map;
        close(descriptor);
    }
    // Only this program is to be broken, not what it starts.
    unsetenv("LD_PRELOAD");
}

// Which of the files a descriptor is: a letter of FAULT_FILES, 0 for any other.
static char file_of(int descriptor) {
    char link[64] = "/proc/self/fd/", digits[16], path[4096];
    int length = 0, value = descriptor;
    do { digits[length++] = (char)('0' + value % 10); value /= 10; } while (value > 0);
    size_t end = strlen(link);
    while (length > 0) link[end++] = digits[--length];
    link[end] = 0;
    ssize_t count = readlink(link, path, sizeof path - 1);
    if (count <= 0) return 0;
    path[count] = 0;
    size_t size = strlen(base);
    if (strncmp(path, base, size) == 0) {
        if (path[size] == 0) return 'd';
        if (strcmp(path + size, "-wal") == 0) return 'w';
        if (strcmp(path + size, "-shm") == 0) return 's';
        return 0;
    }
    const char *slash = strrchr(base, '/');
    if (slash && (size_t)count == (size_t)(slash - base) && strncmp(path, base, (size_t)count) == 0) return 'p';
    return 0;
}

// Whether this call is to fail now.
static int fails(int descriptor, char call) {
    if (!*base || !strchr(calls, call)) return 0;
    int kept = errno;
    char file = file_of(descriptor);
    errno = kept;
    if (!file || !strchr(files, file) || !*action) return 0;
    long number = atomic_fetch_add(&state->counted, 1) + 1;
    if (number < atomic_load(&state->first) || number > atomic_load(&state->last)) return 0;
    // Only a write can be torn: at any other call that is a kill.
    int is_torn = call != 'w' && strcmp(action, "tear") == 0;
    if (is_torn || strcmp(action, "kill") == 0) raise(SIGKILL);
    return 1;
}

static int error_number(void) { return strcmp(action, "EIO") == 0 ? EIO : ENOSPC; }

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_at)(int, const void *, size_t, off64_t);
typedef ssize_t (*read_at)(int, void *, size_t, off64_t);
typedef int (*of_descriptor)(int);
typedef int (*of_length)(int, off64_t);

static ssize_t broken_write(write_at real, int descriptor, const void *bytes, size_t size, off64_t offset) {
    if (!fails(descriptor, 'w')) return real(descriptor, bytes, size, offset);
    if (strcmp(action, "tear") == 0 || strcmp(action, "short") == 0) {
        ssize_t written = real(descriptor, bytes, size / 2, offset);
        if (strcmp(action, "tear") == 0) raise(SIGKILL);
        if (written > 0) return written;
    }
    errno = error_number();
    return -1;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    REAL("pwrite64", write_at);
    return broken_write(real, descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    REAL("pwrite", write_at);
    return broken_write(real, descriptor, bytes, size, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t offset) {
    REAL("pread64", read_at);
    if (!fails(descriptor, 'r')) return real(descriptor, bytes, size, offset);
    errno = error_number();
    return -1;
}

static int broken(of_descriptor real, int descriptor) {
    if (!fails(descriptor, 's')) return real(descriptor);
    errno = error_number();
    return -1;
}

int fsync(int descriptor) {
    REAL("fsync", of_descriptor);
    return broken(real, descriptor);
}

int fdatasync(int descriptor) {
    REAL("fdatasync", of_descriptor);
    return broken(real, descriptor);
}

int ftruncate64(int descriptor, off64_t length) {
    REAL("ftruncate64", of_length);
    if (!fails(descriptor, 't')) return real(descriptor, length);
    errno = error_number();
    return -1;
}
