// The state, its limits, and the way of one input.
//
//     idle ──lh_eval──► running ──end──► idle            (status OK, SYNTAX, RUNTIME, MEMORY, INCOMPLETE, EXIT)
//                          │ limit or interrupt
//                          ▼
//                       stopping ──every frame unwinds──► idle   (status TIME, CANCELLED, ...)
//
// `stopping` is the field `abort`: while it is set, each look at the clock and each protected call raises again.
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

static char environmentKey, pristineKey, displayKey, exitKey;

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

static void hook(lua_State *L, lua_Debug *activation) {
    (void)activation;
    lh_check(L);
}

int lh_abort(lua_State *L, int status) {
    lh *host = lh_of(L);
    if (!host->abort) host->abort = status;
    lua_sethook(L, hook, LUA_MASKCOUNT, 1);
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
static int ask(lua_State *L) {
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
        lua_rawsetp(L, LUA_REGISTRYINDEX, &exitKey);
        return lh_abort(L, LH_EXIT);
    }
    return outcome == 0 ? 1 : lua_error(L);
}

// MARK: Making the state

static int open_all(lua_State *L) {
    lh_open_environment(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &pristineKey);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environmentKey);
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
    lua_sethook(host->L, hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
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

// MARK: One input

typedef struct {
    const char *source, *chunk;
    size_t size;
    bool isPrelude;
    int status;
} input;

static bool ends_early(lua_State *L) {
    size_t size;
    const char *message = lua_tolstring(L, -1, &size);
    return message && size >= 5 && memcmp(message + size - 5, "<eof>", 5) == 0;
}

// Loads as an expression, else as statements; leaves the function or the message.
static int load_input(lua_State *L, const input *in) {
    lua_pushliteral(L, "return ");
    lua_pushlstring(L, in->source, in->size);
    lua_concat(L, 2);
    size_t size;
    const char *expression = lua_tolstring(L, -1, &size);
    int status = luaL_loadbufferx(L, expression, size, in->chunk, "t");
    if (status == LUA_OK) return LH_OK;
    bool early = ends_early(L);
    lua_settop(L, 1);
    status = luaL_loadbufferx(L, in->source, in->size, in->chunk, "t");
    if (status == LUA_OK) return LH_OK;
    if (status != LUA_ERRSYNTAX) return LH_MEMORY;
    return early || ends_early(L) ? LH_INCOMPLETE : LH_SYNTAX;
}

// The metatable itself, where the library's getmetatable would say what `__metatable` says.
static int true_metatable(lua_State *L) {
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) lua_pushnil(L);
    return 1;
}

static void push_prelude_arguments(lua_State *L) {
    lua_pushcfunction(L, ask);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environmentKey);
    luaL_requiref(L, "_G", luaopen_base, 0);
    lua_getfield(L, -1, "setmetatable");
    lua_pushcfunction(L, true_metatable);
    lua_getfield(L, -3, "rawget");
    lua_remove(L, -4);
}

// Argument 1: the input as light userdata. Sets its status, except where it raises.
static int run_input(lua_State *L) {
    input *in = lua_touserdata(L, 1);
    if (in->isPrelude) {
        in->status = luaL_loadbufferx(L, in->source, in->size, in->chunk, "t") == LUA_OK ? LH_OK : LH_SYNTAX;
    } else {
        in->status = load_input(L, in);
    }
    if (in->status != LH_OK) return 1;
    lua_rawgetp(L, LUA_REGISTRYINDEX, in->isPrelude ? &pristineKey : &environmentKey);
    lua_setupvalue(L, -2, 1);
    int function = lua_gettop(L);
    if (in->isPrelude) {
        push_prelude_arguments(L);
        lua_call(L, 5, 1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &displayKey);
        return 0;
    }
    lua_call(L, 0, LUA_MULTRET);
    int results = lua_gettop(L) - function + 1;
    if (results > 0 && lua_rawgetp(L, LUA_REGISTRYINDEX, &displayKey) == LUA_TFUNCTION) {
        lua_insert(L, function);
        lua_call(L, results, 0);
    }
    return 0;
}

// Argument 1: an error value. Packs it into the request buffer.
static int pack_error(lua_State *L) {
    lh *host = lh_of(L);
    lh_pack_reset(host);
    lh_pack(L, host, 1, 0);
    return 0;
}

static void take_request(lh *host, lh_out *out) {
    out->bytes = malloc(host->requestSize ? host->requestSize : 1);
    if (!out->bytes) return;
    if (host->requestSize) memcpy(out->bytes, host->request, host->requestSize);
    out->size = host->requestSize;
}

// Packs the error value on the stack. It may run the script's code (`__tostring`), so the limits hold here too.
static void report(lh *host, bool exits, lh_out *out) {
    lua_State *L = host->L;
    host->abort = 0;
    host->interrupted = 0;
    host->headroomGiven = true;
    host->deadline = lh_now() + 1000;
    host->running = 1;
    lua_sethook(L, hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
    if (exits) {
        lua_settop(L, 0);
        lua_rawgetp(L, LUA_REGISTRYINDEX, &exitKey);
    }
    lua_pushcfunction(L, pack_error);
    lua_insert(L, 1);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) take_request(host, out);
    lua_settop(L, 0);
    host->running = 0;
}

static void plain_error(lh_out *out, const char *text) {
    size_t size = strlen(text);
    out->bytes = malloc(size + 5);
    if (!out->bytes) return;
    const uint8_t head[5] = {0xdb, 0, 0, (uint8_t)(size >> 8), (uint8_t)size};
    memcpy(out->bytes, head, sizeof head);
    memcpy(out->bytes + 5, text, size);
    out->size = size + 5;
}

static int refuse_source(const char *source, size_t size, const char **why) {
    if (size > LH_SOURCE_LIMIT) *why = "source longer than 256 KiB";
    else if (memchr(source, 0, size)) *why = "source holds a NUL byte";
    else if (size > 0 && source[0] == '\x1b') *why = "source is not text";
    else return 0;
    return 1;
}

static void begin(lh *host) {
    // What earlier inputs keep may fill the memory; this one must still be able to let it go.
    if (host->used > host->limits.memory / 4 * 3) lua_gc(host->L, LUA_GCCOLLECT);
    size_t least = host->used + LH_HEADROOM;
    host->ceiling = host->limits.memory > least ? host->limits.memory : least;
    host->interrupted = 0;
    host->abort = 0;
    host->headroomGiven = false;
    host->requests = 0;
    host->printed = 0;
    host->waited = 0;
    host->started = lh_now();
    host->deadline = host->limits.milliseconds > INT64_MAX - host->started
        ? INT64_MAX : host->started + host->limits.milliseconds;
    lua_sethook(host->L, hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
    host->running = 1;
}

static void end(lh *host) {
    host->running = 0;
    host->deadline = INT64_MAX;
    free(host->response);
    host->response = NULL;
}

static int evaluate(lh *host, input *in, lh_out *out) {
    lua_State *L = host->L;
    *out = (lh_out){NULL, 0};
    const char *why = NULL;
    if (refuse_source(in->source, in->size, &why)) {
        plain_error(out, why);
        return LH_SYNTAX;
    }
    begin(host);
    lua_settop(L, 0);
    lua_pushcfunction(L, run_input);
    lua_pushlightuserdata(L, in);
    int status = lua_pcall(L, 1, 1, 0);
    int reason = host->abort;
    host->running = 0;
    if (status == LUA_OK && in->status == LH_OK && !reason) {
        lua_settop(L, 0);
        end(host);
        return LH_OK;
    }
    if (!reason || reason == LH_EXIT) report(host, reason == LH_EXIT, out);
    lua_settop(L, 0);
    end(host);
    host->abort = 0;
    if (reason) return reason;
    if (status == LUA_OK) return in->status;
    return status == LUA_ERRMEM ? LH_MEMORY : LH_RUNTIME;
}

int lh_prelude(lh *host, const char *source, size_t size, const char *chunk, lh_out *out) {
    input in = {source, chunk, size, true, LH_OK};
    return evaluate(host, &in, out);
}

int lh_eval(lh *host, const char *source, size_t size, const char *chunk, lh_out *out) {
    input in = {source, chunk, size, false, LH_OK};
    return evaluate(host, &in, out);
}

// MARK: Arguments and completion

static int set_argument(lua_State *L) {
    const char *const *pair = lua_touserdata(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environmentKey);
    lua_getfield(L, -1, "args");
    if (!lua_istable(L, -1)) return 0;
    lua_pushstring(L, pair[0]);
    lua_pushstring(L, pair[1]);
    lua_rawset(L, -3);
    return 0;
}

int lh_argument(lh *host, const char *name, const char *value) {
    const char *pair[2] = {name, value};
    lua_settop(host->L, 0);
    lua_pushcfunction(host->L, set_argument);
    lua_pushlightuserdata(host->L, pair);
    int status = lua_pcall(host->L, 1, 0, 0);
    lua_settop(host->L, 0);
    return status == LUA_OK ? LH_OK : LH_MEMORY;
}

// Replaces the value on the top with the table whose names may follow it; 0 if there is none.
static int enter(lua_State *L) {
    if (lua_type(L, -1) == LUA_TSTRING) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &pristineKey);
        lua_getfield(L, -1, "string");
        return 1;
    }
    if (!lua_istable(L, -1)) return 0;
    if (lua_getmetatable(L, -1)) {
        lua_pushliteral(L, "__names");
        if (lua_rawget(L, -2) == LUA_TTABLE) return 1;
        lua_pop(L, 2);
    }
    return 1;
}

static int add_name(lua_State *L, lh *host, const char *prefix, size_t size) {
    if (lua_type(L, -1) != LUA_TSTRING) return 0;
    size_t length;
    const char *name = lua_tolstring(L, -1, &length);
    if (length < size || memcmp(name, prefix, size) != 0 || memchr(name, '\n', length)) return 0;
    size_t before = host->requestSize;
    lh_pack(L, host, lua_gettop(L), 0);
    // The packed head is five bytes; the text moves over it, and a line end follows.
    memmove(host->request + before, host->request + before + 5, length);
    host->request[before + length] = '\n';
    host->requestSize = before + length + 1;
    return 1;
}

static int complete(lua_State *L) {
    lh *host = lh_of(L);
    const char *path = lua_touserdata(L, 1);
    lh_pack_reset(host);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environmentKey);
    for (const char *p; (p = strpbrk(path, ".:")) != NULL; path = p + 1) {
        if (!lua_istable(L, -1)) return 0;
        lua_pushlstring(L, path, (size_t)(p - path));
        lua_rawget(L, -2);
    }
    if (!enter(L)) return 0;
    int table = lua_gettop(L);
    int count = 0;
    lua_pushnil(L);
    while (lua_next(L, table) && count < 1000) {
        lua_pop(L, 1);
        count += add_name(L, host, path, strlen(path));
    }
    return 0;
}

int lh_complete(lh *host, const char *path, lh_out *out) {
    *out = (lh_out){NULL, 0};
    lua_settop(host->L, 0);
    lh_pack_reset(host);
    lua_pushcfunction(host->L, complete);
    lua_pushlightuserdata(host->L, (void *)path);
    int status = lua_pcall(host->L, 1, 0, 0);
    lua_settop(host->L, 0);
    if (status != LUA_OK) return LH_RUNTIME;
    take_request(host, out);
    return LH_OK;
}

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
