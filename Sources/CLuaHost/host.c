// The state and its limits.
#define _GNU_SOURCE
#include "host.h"

const char *lh_release(void) { return clua_release(); }

#include <stdlib.h>

void lh_out_free(lh_out *out) {
    free(out->bytes);
    out->bytes = NULL;
    out->size = 0;
}

#if CLUA_PRESENT
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

char lh_environment_key, lh_pristine_key, lh_display_key, lh_exit_key;

lh *lh_of(lua_State *L) { return *(lh **)lua_getextraspace(L); }

int64_t lh_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// MARK: Limits

static bool is_late(const lh *host) { return host->running && lh_now() > host->deadline; }

static void *allocate(void *context, void *block, size_t oldSize, size_t newSize) {
    lh *host = context;
    if (!block) oldSize = 0;
    if (newSize == 0) {
        host->used -= oldSize;
        free(block);
        return NULL;
    }
    if (newSize > oldSize) {
        size_t after = host->used - oldSize + newSize;
        bool large = newSize >= 64 * 1024;
        if (large && !host->abort && is_late(host)) host->abort = LH_TIME;
        if (large && host->abort) return NULL;
        if (after > host->ceiling + (host->headroomGiven ? LH_HEADROOM : 0)) {
            host->headroomGiven = true;
            return NULL;
        }
    }
    void *grown = realloc(block, newSize);
    if (grown) host->used += newSize - oldSize;
    return grown;
}

void lh_hook(lua_State *L, lua_Debug *activation) {
    (void)activation;
    lh_check(L);
}

int lh_abort(lua_State *L, int status) {
    lh *host = lh_of(L);
    if (!host->abort) host->abort = status;
    lua_sethook(L, lh_hook, LUA_MASKCOUNT, 1);
    lua_pushliteral(L, "stopped");
    return lua_error(L);
}

void lh_check(lua_State *L) {
    lh *host = lh_of(L);
    if (host->closing || !host->running) return;
    if (host->abort) lh_abort(L, host->abort);
    if (host->interrupted) lh_abort(L, LH_CANCELLED);
    if (is_late(host)) lh_abort(L, LH_TIME);
}

static int panic(lua_State *L) {
    const char *message = lua_tostring(L, -1);
    fprintf(stderr, "anwei: Lua panic: %s\n", message ? message : "?");
    _exit(70);
}

// MARK: Asking Swift

// host(fn, value) → value; raises the host's error value.
int lh_ask(lua_State *L) {
    lh_check(L);
    lh *host = lh_of(L);
    lua_Integer fn = luaL_checkinteger(L, 1);
    lua_settop(L, 2);
    if (++host->requests > host->limits.requests) return lh_abort(L, LH_REQUESTS);
    lh_pack_reset(host);
    lh_pack(L, host, 2, 0);
    free(host->response);
    host->response = NULL;
    size_t size = 0;
    int64_t before = lh_now();
    int64_t left = host->deadline - before;
    host->deadline = INT64_MAX;
    uint8_t *response = NULL;
    int32_t outcome = host->call(host->context, (uint32_t)fn, host->request, host->requestSize, &response, &size);
    host->response = response;
    int64_t after = lh_now();
    host->waited += after - before;
    host->deadline = left > INT64_MAX - after ? INT64_MAX : after + left;
    lh_check(L);
    lh_unpack(L, response, size);
    if (outcome == 2) {
        lua_rawsetp(L, LUA_REGISTRYINDEX, &lh_exit_key);
        return lh_abort(L, LH_EXIT);
    }
    return outcome == 0 ? 1 : lua_error(L);
}

// MARK: Making the state

static int open_all(lua_State *L) {
    lh_open_environment(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &lh_pristine_key);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &lh_environment_key);
    return 0;
}

lh *lh_new(const lh_limits *limits, lh_call call, void *context) {
    lh *host = calloc(1, sizeof *host);
    if (!host) return NULL;
    host->limits = *limits;
    host->ceiling = limits->memory;
    host->call = call;
    host->context = context;
    host->deadline = INT64_MAX;
    host->L = lua_newstate(allocate, host);
    if (!host->L) {
        free(host);
        return NULL;
    }
    *(lh **)lua_getextraspace(host->L) = host;
    lua_atpanic(host->L, panic);
    lua_pushcfunction(host->L, open_all);
    if (lua_pcall(host->L, 0, 0, 0) != LUA_OK) {
        lh_free(host);
        return NULL;
    }
    lua_sethook(host->L, lh_hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
    return host;
}

void lh_free(lh *host) {
    if (!host) return;
    host->closing = true;
    host->ceiling = SIZE_MAX / 2;
    if (host->L) lua_close(host->L);
    free(host->request);
    free(host->response);
    free(host);
}

void lh_interrupt(void *host) { ((lh *)host)->interrupted = 1; }

size_t lh_memory(const lh *host) { return host->used; }

// MARK: The last line

static lh *watched;
static int32_t watchedGrace, watchedCode;
static void (*watchedRestore)(void);

static void tick(int signal) {
    (void)signal;
    lh *host = watched;
    if (!host || !host->running || host->deadline == INT64_MAX) return;
    if (lh_now() < host->deadline + (int64_t)watchedGrace * 1000) return;
    if (watchedRestore) watchedRestore();
    static const char message[] = "\nanwei: 程式超過時限且無法中止,主控台結束 (script overran its time limit)\n";
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _exit(watchedCode);
}

void lh_last_line(lh *host, size_t addressSpace, int32_t grace, int32_t code, void (*restore)(void)) {
    struct rlimit none = {0, 0}, space = {addressSpace, addressSpace};
    setrlimit(RLIMIT_CORE, &none);
    if (addressSpace) setrlimit(RLIMIT_AS, &space);
    watched = host;
    watchedGrace = grace;
    watchedCode = code;
    watchedRestore = restore;
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    struct itimerval second = {{1, 0}, {1, 0}};
    setitimer(ITIMER_REAL, &second, NULL);
}

#else  // built without Lua: every door says so

lh *lh_new(const lh_limits *limits, lh_call call, void *context) {
    (void)limits, (void)call, (void)context;
    return NULL;
}
int lh_prelude(lh *host, const char *source, size_t size, const char *chunk, lh_out *out) {
    return lh_eval(host, source, size, chunk, out);
}
int lh_eval(lh *host, const char *source, size_t size, const char *chunk, lh_out *out) {
    (void)host, (void)source, (void)size, (void)chunk;
    *out = (lh_out){NULL, 0};
    return LH_ABSENT;
}
int lh_argument(lh *host, const char *name, const char *value) {
    (void)host, (void)name, (void)value;
    return LH_ABSENT;
}
int lh_complete(lh *host, const char *path, lh_out *out) {
    (void)host, (void)path;
    *out = (lh_out){NULL, 0};
    return LH_ABSENT;
}
void lh_interrupt(void *host) { (void)host; }
size_t lh_memory(const lh *host) {
    (void)host;
    return 0;
}
void lh_free(lh *host) { (void)host; }
void lh_last_line(lh *host, size_t addressSpace, int32_t grace, int32_t code, void (*restore)(void)) {
    (void)host, (void)addressSpace, (void)grace, (void)code, (void)restore;
}
#endif
