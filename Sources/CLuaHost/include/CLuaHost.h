// A Lua state behind glass: bytes in, bytes out.
//
// Swift never touches lua_State. An error in Lua is a longjmp; jumping over a Swift frame is undefined. So every
// call into Lua happens here below one lua_pcall, and what Swift is asked (lh_call) returns before anything of
// its answer is put into Lua.
//
// The limits are sticky: once an input has been stopped, every protected call in it raises again, until the next
// lh_eval. The count hook is no sandbox by itself (it does not run inside C functions or finalisers), so the
// library functions that can take long are guarded, and finalisers cannot be made.
#ifndef CLUAHOST_H
#define CLUAHOST_H

#include <stddef.h>
#include <stdint.h>

typedef struct lh lh;

/// What an input may use before it is stopped.
typedef struct {
    size_t memory;          // bytes of all Lua objects
    int64_t milliseconds;   // running time of one input; waiting inside lh_call does not count
    int32_t requests;       // calls of lh_call with fn != LH_OUTPUT in one input
    size_t output;          // bytes that one input may print
} lh_limits;

/// How an input ended.
enum {
    LH_OK = 0,
    LH_INCOMPLETE = 1,  // more lines are needed
    LH_SYNTAX = 2,
    LH_RUNTIME = 3,
    LH_MEMORY = 4,
    LH_TIME = 5,
    LH_CANCELLED = 6,
    LH_REQUESTS = 7,
    LH_OUTPUT_LIMIT = 8,
    LH_EXIT = 9,        // the script called exit(code); the bytes hold the code
    LH_ABSENT = 10,     // built without Lua
};

/// The function number that prints: its request is the bare text.
#define LH_OUTPUT 0u

/// What Swift answers: 0 = the response is the result, 1 = the response is an error value to raise,
/// 2 = end the script with the code in the response.
/// The response is malloc'ed by the callee and freed by the host. Never throws, never jumps.
typedef int32_t (*lh_call)(void *context, uint32_t fn, const uint8_t *request, size_t size, uint8_t **response,
                           size_t *responseSize);

/// A malloc'ed result; give it to lh_out_free.
typedef struct {
    uint8_t *bytes;
    size_t size;
} lh_out;

/// The release of the Lua that is linked, or an empty string.
const char *lh_release(void);
/// A state with the whitelisted environment; NULL without memory or without Lua.
lh *lh_new(const lh_limits *limits, lh_call call, void *context);
/// Runs the trusted source that makes the environment's own functions; its result is what displays values.
int lh_prelude(lh *host, const char *source, size_t size, const char *chunk, lh_out *out);
/// Runs one input: as an expression whose values are displayed, else as statements.
/// `out` is the packed error value unless LH_OK.
int lh_eval(lh *host, const char *source, size_t size, const char *chunk, lh_out *out);
/// Puts a string into the script's `args` table.
int lh_argument(lh *host, const char *name, const char *value);
/// The names that may follow a path such as `string.fo`, one a line; raw gets only, so nothing runs.
int lh_complete(lh *host, const char *path, lh_out *out);
/// Asks the running input of an lh to stop; safe in a signal handler, whose context is bare.
void lh_interrupt(void *host);
/// How many bytes the Lua objects take now.
size_t lh_memory(const lh *host);
/// Ends the state.
void lh_free(lh *host);
/// Frees a result.
void lh_out_free(lh_out *out);

/// The last line, for a process that is a console and nothing else: limits the address space, writes no core,
/// and ends the process with `code` when an input overruns its time by `grace` seconds in spite of everything.
/// `restore` (may be NULL) is called before that; it must be safe in a signal handler.
void lh_last_line(lh *host, size_t addressSpace, int32_t grace, int32_t code, void (*restore)(void));

#endif
