// Guards in front of the table functions: a range is checked before the work, because a table may claim any
// length (`__len`) and the count hook does not run while C walks through it.
#include "host.h"

#if CLUA_PRESENT

static int original(lua_State *L) {
    lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
    return function(L);
}

// Whether last - first + 1 is more than a range may have, without overflow.
static int too_wide(lua_Integer first, lua_Integer last) {
    return last >= first && (lua_Unsigned)last - (lua_Unsigned)first >= LH_RANGE_LIMIT;
}

// A length that is computed by the script can be one thing when checked and another when used.
static lua_Integer plain_length(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (luaL_getmetafield(L, 1, "__len") != LUA_TNIL) luaL_error(L, "table with __len is not taken here");
    return (lua_Integer)lua_rawlen(L, 1);
}

static int refuse_range(lua_State *L, const char *name) {
    return luaL_error(L, "table.%s: range of more than 1000000", name);
}

static int guarded_concat(lua_State *L) {
    lh_check(L);
    lua_Integer length = plain_length(L);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = lua_isnoneornil(L, 4) ? length : luaL_checkinteger(L, 4);
    if (too_wide(first, last)) return refuse_range(L, "concat");
    return original(L);
}

static int guarded_unpack(lua_State *L) {
    lh_check(L);
    lua_Integer length = plain_length(L);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? length : luaL_checkinteger(L, 3);
    if (too_wide(first, last)) return refuse_range(L, "unpack");
    return original(L);
}

static int guarded_move(lua_State *L) {
    lh_check(L);
    if (too_wide(luaL_checkinteger(L, 2), luaL_checkinteger(L, 3))) return refuse_range(L, "move");
    return original(L);
}

static int guarded_insert(lua_State *L) {
    lh_check(L);
    lua_Integer length = plain_length(L);
    if (lua_gettop(L) == 3 && too_wide(luaL_checkinteger(L, 2), length)) {
        return refuse_range(L, "insert");
    }
    return original(L);
}

static int guarded_remove(lua_State *L) {
    lh_check(L);
    lua_Integer length = plain_length(L);
    if (!lua_isnoneornil(L, 2) && too_wide(luaL_checkinteger(L, 2), length)) {
        return refuse_range(L, "remove");
    }
    return original(L);
}

// Comparing long texts happens in C: count × logarithm × length must stay small.
static int guarded_sort(lua_State *L) {
    lh_check(L);
    lua_Integer count = plain_length(L);
    size_t longest = 0;
    if (count > LH_RANGE_LIMIT) return refuse_range(L, "sort");
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_geti(L, 1, i) == LUA_TSTRING && lua_rawlen(L, -1) > longest) longest = lua_rawlen(L, -1);
        lua_pop(L, 1);
    }
    if ((double)count * 32.0 * ((double)longest / 64.0 + 1.0) > 2e9) {
        return luaL_error(L, "table.sort: texts too long to sort so many");
    }
    return original(L);
}

static void guard(lua_State *L, const char *name, lua_CFunction function) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

void lh_guard_table(lua_State *L) {
    guard(L, "concat", guarded_concat);
    guard(L, "unpack", guarded_unpack);
    guard(L, "move", guarded_move);
    guard(L, "insert", guarded_insert);
    guard(L, "remove", guarded_remove);
    guard(L, "sort", guarded_sort);
}
#endif
