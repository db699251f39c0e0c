// The environment by whitelist: what is not named here, a script does not have.
#include "host.h"

#if CLUA_PRESENT
#include <stdlib.h>
#include <string.h>

static const char *const basic_names[] = {"assert", "error",    "ipairs",   "next",   "pairs", "rawequal",
                                          "rawlen", "select", "tonumber", "type", NULL};
static const char *const coroutine_names[] = {"create", "yield", "status", "wrap", "isyieldable", NULL};

// Every call looks at clock and flag, so that many short calls of C functions cannot outrun the count hook.
static int checked(lua_State *L) {
    lh_check(L);
    lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
    return function(L);
}

void lh_push_checked(lua_State *L, lua_CFunction function) {
    lua_pushcfunction(L, function);
    lua_pushcclosure(L, checked, 1);
}

void lh_push_text(lua_State *L, int index) {
    index = lua_absindex(L, index);
    if (luaL_callmeta(L, index, "__tostring")) {
        if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
        return;
    }
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        lua_tostring(L, -1);
        return;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); return;
    case LUA_TNIL: lua_pushliteral(L, "nil"); return;
    default: lua_pushstring(L, luaL_typename(L, index)); return;
    }
}

static int text_of(lua_State *L) {
    lh_check(L);
    luaL_checkany(L, 1);
    lh_push_text(L, 1);
    return 1;
}

static int print(lua_State *L) {
    lh_check(L);
    lh *host = lh_of(L);
    int top = lua_gettop(L);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (int i = 1; i <= top; i++) {
        if (i > 1) luaL_addchar(&buffer, '\t');
        lh_push_text(L, i);
        luaL_addvalue(&buffer);
    }
    luaL_addchar(&buffer, '\n');
    luaL_pushresult(&buffer);
    size_t size, responseSize = 0;
    const char *text = lua_tolstring(L, -1, &size);
    host->printed += size;
    if (host->printed > host->limits.output) return lh_abort(L, LH_OUTPUT_LIMIT);
    uint8_t *response = NULL;
    host->call(host->context, LH_OUTPUT, (const uint8_t *)text, size, &response, &responseSize);
    free(response);
    return 0;
}

// A protected call cannot catch the end of the input.
static int after_pcall(lua_State *L, int status, lua_KContext below) {
    (void)below;
    if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L);
    if (lh_of(L)->abort) return lua_error(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int protected_call(lua_State *L) {
    lh_check(L);
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return after_pcall(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, after_pcall), 0);
}

// Nor can a coroutine's resume.
static int resume(lua_State *L) {
    lh_check(L);
    lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
    int results = function(L);
    lh_check(L);
    return results;
}

// Finalisers run where no hook does; weak tables show when memory is collected.
static int set_metatable(lua_State *L) {
    lh_check(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        static const char *const refused[] = {"__gc", "__mode", "__metatable", "__wire", NULL};
        for (int i = 0; refused[i]; i++) {
            lua_pushstring(L, refused[i]);
            if (lua_rawget(L, 2) != LUA_TNIL) {
                return luaL_error(L, "setmetatable: %s is not available here", refused[i]);
            }
            lua_pop(L, 1);
        }
    }
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
        return luaL_error(L, "cannot change a protected metatable");
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int running_seconds(lua_State *L) {
    lh *host = lh_of(L);
    lua_pushnumber(L, (lua_Number)(lh_now() - host->started - host->waited) / 1000.0);
    return 1;
}

// Copies named functions of the table on the top into the table below it, each with the check in front.
static void copy_checked(lua_State *L, const char *const *names) {
    for (int i = 0; names[i]; i++) {
        lua_getfield(L, -1, names[i]);
        lua_pushcclosure(L, checked, 1);
        lua_setfield(L, -3, names[i]);
    }
}

// Pushes a copy of the table on the top.
static void push_copy(lua_State *L) {
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, -3)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
}

// Pushes a library's table whose functions carry the check, or are raw where they need upvalues of their own.
static void push_library(lua_State *L, const char *name, lua_CFunction open, bool raw) {
    luaL_requiref(L, name, open, 0);
    push_copy(L);
    lua_remove(L, -2);
    if (raw) return;
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        if (lua_iscfunction(L, -1)) {
            lua_pushcclosure(L, checked, 1);
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, -4);
        } else {
            lua_pop(L, 1);
        }
    }
}

static void add_string(lua_State *L) {
    luaL_requiref(L, "string", luaopen_string, 0);
    push_copy(L);
    lua_remove(L, -2);
    lua_pushnil(L);
    lua_setfield(L, -2, "dump");
    static const char *const plain[] = {"byte", "char", "len", "lower", "reverse", "sub", "upper", "pack",
                                        "unpack", "packsize", NULL};
    for (int i = 0; plain[i]; i++) {
        lua_getfield(L, -1, plain[i]);
        lua_pushcclosure(L, checked, 1);
        lua_setfield(L, -2, plain[i]);
    }
    lh_guard_string(L);
    // The metatable of texts points at these, and cannot be reached or changed.
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

static void add_coroutine(lua_State *L) {
    lua_newtable(L);
    luaL_requiref(L, "coroutine", luaopen_coroutine, 0);
    copy_checked(L, coroutine_names);
    lua_getfield(L, -1, "resume");
    lua_pushcclosure(L, resume, 1);
    lua_setfield(L, -3, "resume");
    lua_pop(L, 1);
}

static void add_own(lua_State *L) {
    static const luaL_Reg own[] = {{"tostring", text_of}, {"print", print}, {"pcall", protected_call},
                                   {"setmetatable", set_metatable}, {NULL, NULL}};
    luaL_setfuncs(L, own, 0);
}

// Fills the table on the top with the libraries.
static void fill(lua_State *L) {
    luaL_requiref(L, "_G", luaopen_base, 0);
    copy_checked(L, basic_names);
    lua_pop(L, 1);
    add_own(L);
    add_string(L);
    lua_setfield(L, -2, "string");
    push_library(L, "table", luaopen_table, true);
    static const char *const packed[] = {"pack", NULL};
    lua_getfield(L, -1, packed[0]);
    lua_pushcclosure(L, checked, 1);
    lua_setfield(L, -2, packed[0]);
    lh_guard_table(L);
    lua_setfield(L, -2, "table");
    push_library(L, "math", luaopen_math, true);
    lua_setfield(L, -2, "math");
    push_library(L, "utf8", luaopen_utf8, false);
    lua_setfield(L, -2, "utf8");
    add_coroutine(L);
    lua_setfield(L, -2, "coroutine");
    lua_newtable(L);
    lua_pushcfunction(L, running_seconds);
    lua_setfield(L, -2, "clock");
    lua_setfield(L, -2, "os");
}

// A copy for scripts, one level deep, so that what they overwrite is theirs alone.
static void push_deep_copy(lua_State *L) {
    int pristine = lua_gettop(L);
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, pristine)) {
        lua_pushvalue(L, -2);
        if (lua_istable(L, -2)) {
            lua_pushvalue(L, -2);
            push_copy(L);
            lua_remove(L, -2);
        } else {
            lua_pushvalue(L, -2);
        }
        lua_rawset(L, pristine + 1);
        lua_pop(L, 1);
    }
}

void lh_open_environment(lua_State *L) {
    lua_newtable(L);
    fill(L);
    push_deep_copy(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "_G");
    lua_newtable(L);
    lua_setfield(L, -2, "args");
    lua_insert(L, -2);
}
#endif
