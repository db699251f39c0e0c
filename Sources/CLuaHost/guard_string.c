// Guards in front of the string functions. The count hook does not run inside C functions, and the system's
// matcher cannot be patched, so a call whose worst case is too long is refused before it starts.
#define _GNU_SOURCE
#include "host.h"

#if CLUA_PRESENT
#include <string.h>

// What a pattern can cost: unbounded items, optional items, whether it is anchored.
typedef struct {
    int unbounded, optional;
    int anchored, special;
} shape;

static const char *skip_set(const char *p, const char *end) {
    p++;
    if (p < end && *p == '^') p++;
    do {
        if (p >= end) return end;
        if (*p++ == '%' && p < end) p++;
    } while (p < end && *p != ']');
    return p < end ? p + 1 : end;
}

static shape shape_of(const char *p, size_t size, int anchors) {
    const char *end = p + size;
    shape s = {0, 0, 0, strpbrk(p, "^$*+?.([%-") != NULL || memchr(p, 0, size) != NULL};
    if (anchors && p < end && *p == '^') {
        s.anchored = 1;
        p++;
    }
    while (p < end) {
        if (*p == '%' && p + 1 < end) {
            char kind = p[1];
            if (kind == 'b') {
                s.unbounded++;
                p += p + 4 <= end ? 4 : end - p;
                continue;
            }
            if (kind == 'f') {
                p += 2;
                if (p < end && *p == '[') p = skip_set(p, end);
                continue;
            }
            if (kind >= '0' && kind <= '9') s.unbounded++;
            p += 2;
        } else if (*p == '[') {
            p = skip_set(p, end);
        } else {
            p++;
        }
        if (p < end && (*p == '*' || *p == '+' || *p == '-')) {
            s.unbounded++;
            p++;
        } else if (p < end && *p == '?') {
            s.optional++;
            p++;
        }
    }
    return s;
}

// The worst count of steps: ways to lay k borders into n places, doubled by every optional item.
static double worst_case(shape s, size_t length, size_t patternLength) {
    int k = s.unbounded + (s.anchored ? 0 : 1);
    double steps = 1.0 + (double)patternLength / 32.0;
    for (int i = 1; i <= k && steps < 1e18; i++) steps *= ((double)length + i) / i;
    for (int i = 0; i < s.optional && steps < 1e18; i++) steps *= 2;
    return steps;
}

static void check_pattern(lua_State *L, int anchors) {
    size_t length, patternLength;
    luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &patternLength);
    shape s = shape_of(pattern, patternLength, anchors);
    if (length > LH_SUBJECT_LIMIT) {
        luaL_error(L, "text too long for a pattern (1 MiB); use text.split or string.find(s, x, 1, true)");
    }
    if (worst_case(s, length, patternLength) > LH_PATTERN_STEPS) {
        luaL_error(L, "pattern could take too long on %d bytes; use text.trim, text.split or "
                      "string.find(s, x, 1, true)", (int)length);
    }
}

// Linear plain search; lmemfind of the library is quadratic on adversarial text.
static int find_plain(lua_State *L) {
    size_t length, wantedLength;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *wanted = luaL_checklstring(L, 2, &wantedLength);
    lua_Integer start = luaL_optinteger(L, 3, 1);
    if (start < 0) start = start < -(lua_Integer)length ? 1 : (lua_Integer)length + start + 1;
    if (start == 0) start = 1;
    if ((size_t)start > length + 1) {
        lua_pushnil(L);
        return 1;
    }
    const char *from = text + start - 1;
    const char *found = memmem(from, length - (size_t)(start - 1), wanted, wantedLength);
    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, found - text + (lua_Integer)wantedLength);
    return 2;
}

static int original(lua_State *L) {
    lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
    return function(L);
}

static int guarded_find(lua_State *L) {
    lh_check(L);
    size_t patternLength;
    const char *pattern = luaL_checklstring(L, 2, &patternLength);
    if (lua_toboolean(L, 4) || !shape_of(pattern, patternLength, 1).special) return find_plain(L);
    check_pattern(L, 1);
    return original(L);
}

static int guarded_match(lua_State *L) {
    lh_check(L);
    check_pattern(L, 1);
    return original(L);
}

static int guarded_gmatch(lua_State *L) {
    lh_check(L);
    check_pattern(L, 0);
    return original(L);
}

static int guarded_rep(lua_State *L) {
    lh_check(L);
    size_t length, separator = 0;
    luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    if (!lua_isnoneornil(L, 3)) luaL_checklstring(L, 3, &separator);
    if (count > LH_RANGE_LIMIT) return luaL_error(L, "string.rep: more than 1000000 times");
    if (count > 0 && (double)(length + separator) * (double)count > LH_REP_LIMIT) {
        return luaL_error(L, "string.rep: result longer than 4 MiB");
    }
    return original(L);
}

// string.format without addresses: no %p, and tables or functions by their plain text.
static int guarded_format(lua_State *L) {
    lh_check(L);
    const char *format = luaL_checkstring(L, 1);
    for (const char *p = format; (p = strchr(p, '%')) != NULL;) {
        p++;
        if (*p == '%') {
            p++;
            continue;
        }
        p += strspn(p, "-+ #0123456789.");
        if (*p == 'p') return luaL_error(L, "string.format: %%p is not available here");
    }
    int top = lua_gettop(L);
    for (int i = 2; i <= top; i++) {
        int type = lua_type(L, i);
        if (type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TNIL || type == LUA_TBOOLEAN) continue;
        lh_push_text(L, i);
        lua_replace(L, i);
    }
    return original(L);
}

static void guard(lua_State *L, const char *name, lua_CFunction function) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

void lh_guard_string(lua_State *L) {
    guard(L, "find", guarded_find);
    guard(L, "match", guarded_match);
    guard(L, "gsub", guarded_match);
    guard(L, "gmatch", guarded_gmatch);
    guard(L, "rep", guarded_rep);
    guard(L, "format", guarded_format);
}
#endif
