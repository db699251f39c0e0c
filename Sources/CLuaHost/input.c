// The way of one input.
//
//     idle ──lh_eval──► running ──end──► idle            (status OK, SYNTAX, RUNTIME, MEMORY, INCOMPLETE, EXIT)
//                          │ limit or interrupt
//                          ▼
//                       stopping ──every frame unwinds──► idle   (status TIME, CANCELLED, ...)
//
// `stopping` is the field `abort`: while it is set, each look at the clock and each protected call raises again.
#include "host.h"

#if CLUA_PRESENT
#include <stdlib.h>
#include <string.h>

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
    lua_pushcfunction(L, lh_ask);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_environment_key);
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
    lua_rawgetp(L, LUA_REGISTRYINDEX, in->isPrelude ? &lh_pristine_key : &lh_environment_key);
    lua_setupvalue(L, -2, 1);
    int function = lua_gettop(L);
    if (in->isPrelude) {
        push_prelude_arguments(L);
        lua_call(L, 5, 1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &lh_display_key);
        return 0;
    }
    lua_call(L, 0, LUA_MULTRET);
    int results = lua_gettop(L) - function + 1;
    if (results > 0 && lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_display_key) == LUA_TFUNCTION) {
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
    lua_sethook(L, lh_hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
    if (exits) {
        lua_settop(L, 0);
        lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_exit_key);
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
    lua_sethook(host->L, lh_hook, LUA_MASKCOUNT, LH_HOOK_COUNT);
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
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_environment_key);
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
        lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_pristine_key);
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
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lh_environment_key);
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
#endif
