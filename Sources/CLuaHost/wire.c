// Values as bytes: a subset of MessagePack (nil, false, true, int 64, float 64, str 32, array 32, map 32).
#include "host.h"

#if CLUA_PRESENT
#include <stdlib.h>
#include <string.h>

#define PACK_LIMIT (8 * 1024 * 1024)
#define PACK_DEPTH 32

void lh_pack_reset(lh *host) {
    host->requestSize = 0;
    if (host->requestRoom > 64 * 1024) {
        free(host->request);
        host->request = NULL;
        host->requestRoom = 0;
    }
}

static uint8_t *reserve(lua_State *L, lh *host, size_t more) {
    size_t needed = host->requestSize + more;
    if (needed > PACK_LIMIT) luaL_error(L, "value too large to leave Lua (8 MiB)");
    if (needed > host->requestRoom) {
        size_t room = host->requestRoom ? host->requestRoom : 256;
        while (room < needed) room *= 2;
        uint8_t *grown = realloc(host->request, room);
        if (!grown) luaL_error(L, "not enough memory");
        host->request = grown;
        host->requestRoom = room;
    }
    uint8_t *place = host->request + host->requestSize;
    host->requestSize = needed;
    return place;
}

static void put_number(uint8_t *place, uint64_t bits, int size) {
    for (int i = size - 1; i >= 0; i--, bits >>= 8) place[i] = (uint8_t)bits;
}

static void put_tagged(lua_State *L, lh *host, uint8_t tag, uint64_t bits, int size) {
    uint8_t *place = reserve(L, host, 1 + (size_t)size);
    place[0] = tag;
    put_number(place + 1, bits, size);
}

static void put_string(lua_State *L, lh *host, int index) {
    size_t size;
    const char *text = lua_tolstring(L, index, &size);
    if (size > PACK_LIMIT) luaL_error(L, "value too large to leave Lua (8 MiB)");
    put_tagged(L, host, 0xdb, size, 4);
    memcpy(reserve(L, host, size), text, size);
}

// How many elements a table has if its keys are exactly 1...n, else -1.
static lua_Integer list_length(lua_State *L, int index) {
    lua_Integer length = (lua_Integer)lua_rawlen(L, index), count = 0;
    if (length == 0) return -1;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1 || lua_tointeger(L, -1) > length) {
            lua_pop(L, 1);
            return -1;
        }
        count++;
    }
    return count == length ? length : -1;
}

static void put_list(lua_State *L, lh *host, int index, lua_Integer length, int depth) {
    put_tagged(L, host, 0xdd, (uint64_t)length, 4);
    for (lua_Integer i = 1; i <= length; i++) {
        lua_rawgeti(L, index, i);
        lh_pack(L, host, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
    }
}

static void put_map(lua_State *L, lh *host, int index, int depth) {
    size_t header = host->requestSize;
    uint32_t count = 0;
    put_tagged(L, host, 0xdf, 0, 4);
    lua_pushnil(L);
    while (lua_next(L, index)) {
        int type = lua_type(L, -2);
        if (type == LUA_TSTRING) {
            put_string(L, host, lua_gettop(L) - 1);
        } else if (lua_isinteger(L, -2)) {
            lua_pushvalue(L, -2);
            put_string(L, host, lua_gettop(L));
            lua_pop(L, 1);
        } else {
            luaL_error(L, "a %s cannot be a key outside Lua", lua_typename(L, type));
        }
        lh_pack(L, host, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
        count++;
    }
    put_number(host->request + header + 1, count, 4);
}

static void put_table(lua_State *L, lh *host, int index, int depth) {
    if (luaL_getmetafield(L, index, "__wire") != LUA_TNIL) {
        lua_pushvalue(L, index);
        lua_call(L, 1, 1);
        lh_pack(L, host, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
        return;
    }
    lua_Integer length = list_length(L, index);
    if (length >= 0) {
        put_list(L, host, index, length, depth);
    } else {
        put_map(L, host, index, depth);
    }
}

void lh_pack(lua_State *L, lh *host, int index, int depth) {
    if (depth > PACK_DEPTH) luaL_error(L, "value nested too deeply to leave Lua (32)");
    luaL_checkstack(L, 8, NULL);
    switch (lua_type(L, index)) {
    case LUA_TNIL: *reserve(L, host, 1) = 0xc0; break;
    case LUA_TBOOLEAN: *reserve(L, host, 1) = lua_toboolean(L, index) ? 0xc3 : 0xc2; break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            put_tagged(L, host, 0xd3, (uint64_t)lua_tointeger(L, index), 8);
        } else {
            double number = lua_tonumber(L, index);
            uint64_t bits;
            memcpy(&bits, &number, sizeof bits);
            put_tagged(L, host, 0xcb, bits, 8);
        }
        break;
    case LUA_TSTRING: put_string(L, host, index); break;
    case LUA_TTABLE: put_table(L, host, index, depth); break;
    default:
        lh_push_text(L, index);
        put_string(L, host, lua_gettop(L));
        lua_pop(L, 1);
    }
}

typedef struct {
    const uint8_t *at, *end;
} reader;

static uint64_t take_number(lua_State *L, reader *r, int size) {
    if (r->end - r->at < size) luaL_error(L, "the host's answer is cut off");
    uint64_t bits = 0;
    for (int i = 0; i < size; i++) bits = bits << 8 | r->at[i];
    r->at += size;
    return bits;
}

static void take(lua_State *L, reader *r, int depth) {
    if (depth > 100) luaL_error(L, "the host's answer is nested too deeply");
    luaL_checkstack(L, 8, NULL);
    uint64_t tag = take_number(L, r, 1), bits;
    double number;
    switch (tag) {
    case 0xc0: lua_pushnil(L); return;
    case 0xc2: lua_pushboolean(L, 0); return;
    case 0xc3: lua_pushboolean(L, 1); return;
    case 0xd3: lua_pushinteger(L, (lua_Integer)take_number(L, r, 8)); return;
    case 0xcb:
        bits = take_number(L, r, 8);
        memcpy(&number, &bits, sizeof number);
        lua_pushnumber(L, number);
        return;
    case 0xdb:
        bits = take_number(L, r, 4);
        if ((uint64_t)(r->end - r->at) < bits) luaL_error(L, "the host's answer is cut off");
        lua_pushlstring(L, (const char *)r->at, bits);
        r->at += bits;
        return;
    case 0xdd:
        bits = take_number(L, r, 4);
        lua_newtable(L);
        for (uint64_t i = 1; i <= bits; i++) {
            take(L, r, depth + 1);
            lua_rawseti(L, -2, (lua_Integer)i);
        }
        return;
    case 0xdf:
        bits = take_number(L, r, 4);
        lua_newtable(L);
        for (uint64_t i = 0; i < bits; i++) {
            take(L, r, depth + 1);
            if (lua_isnil(L, -1)) luaL_error(L, "the host's answer has a nil key");
            take(L, r, depth + 1);
            lua_rawset(L, -3);
        }
        return;
    default: luaL_error(L, "the host's answer is not sound");
    }
}

void lh_unpack(lua_State *L, const uint8_t *bytes, size_t size) {
    if (size == 0) {
        lua_pushnil(L);
        return;
    }
    reader r = {bytes, bytes + size};
    take(L, &r, 0);
}
#endif
