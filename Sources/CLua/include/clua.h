// The system's Lua 5.4, where it is installed. `HAVE_LUA` is decided by Package.swift, which then links the
// library; the package builds without it, and the console says what to install for its Lua prompt.
#ifndef CLUA_H
#define CLUA_H

#if defined(HAVE_LUA) && __has_include(<lua5.4/lua.h>)
#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#define CLUA_PRESENT 1
#else
#define CLUA_PRESENT 0
#endif

/// The release of the Lua that is linked ("Lua 5.4.4"), or an empty string.
const char *clua_release(void);

#endif
