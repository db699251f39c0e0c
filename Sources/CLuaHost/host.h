// What the files of the host share.
#ifndef LH_HOST_H
#define LH_HOST_H

#include "CLuaHost.h"
#include "clua.h"

#if CLUA_PRESENT
#include <signal.h>
#include <stdbool.h>

/// How many VM instructions pass between two looks at clock and flag.
#define LH_HOOK_COUNT 1000
/// A source text may not be longer.
#define LH_SOURCE_LIMIT (256 * 1024)
/// Once per input the allocator gives this much more, so that the error message itself fits.
#define LH_HEADROOM (64 * 1024)
/// Steps of backtracking that a pattern may take in the worst case.
#define LH_PATTERN_STEPS 4e8
/// A subject of a pattern may not be longer.
#define LH_SUBJECT_LIMIT (1024 * 1024)
/// Ranges of table functions, and the count of string.rep.
#define LH_RANGE_LIMIT 1000000
/// The result of string.rep may not be longer.
#define LH_REP_LIMIT (4 * 1024 * 1024)

struct lh {
    lua_State *L;
    lh_limits limits;
    lh_call call;
    void *context;
    size_t used, ceiling;
    bool headroomGiven;
    bool closing;
    // One input.
    volatile sig_atomic_t interrupted;
    volatile sig_atomic_t running;
    volatile int64_t deadline;  // monotonic milliseconds
    int64_t started;
    int64_t waited;
    int32_t requests;
    size_t printed;
    int abort;                  // an LH_ status once the input is being stopped
    // Buffers that a jump may leave behind; freed at the next use or the end.
    uint8_t *request;
    size_t requestSize, requestRoom;
    uint8_t *response;
};

/// Where the registry keeps environment, libraries, display function and exit code.
extern char lh_environment_key, lh_pristine_key, lh_display_key, lh_exit_key;
/// The count hook.
void lh_hook(lua_State *L, lua_Debug *activation);
/// ask(request, value) of the prelude: asks Swift.
int lh_ask(lua_State *L);
/// The host of a state.
lh *lh_of(lua_State *L);
/// Monotonic milliseconds.
int64_t lh_now(void);
/// Raises if the input is to stop.
void lh_check(lua_State *L);
/// Stops the input: remembers why, out of band, and raises.
int lh_abort(lua_State *L, int status);
/// A checked version of a C function without upvalues, pushed on the stack.
void lh_push_checked(lua_State *L, lua_CFunction function);

/// Makes the environment and leaves (environment, pristine libraries) on the stack.
void lh_open_environment(lua_State *L);
/// Text of any value without addresses, pushed on the stack.
void lh_push_text(lua_State *L, int index);

/// Replaces the functions of the library tables that could take long.
void lh_guard_string(lua_State *L);
void lh_guard_table(lua_State *L);

/// Appends the packed value at `index` to the host's request buffer.
void lh_pack(lua_State *L, lh *host, int index, int depth);
/// Empties the request buffer.
void lh_pack_reset(lh *host);
/// Pushes the value that the bytes hold; raises if they are not sound.
void lh_unpack(lua_State *L, const uint8_t *bytes, size_t size);
#endif
#endif
