#include "clua.h"

const char *clua_release(void) {
#if CLUA_PRESENT
    return LUA_RELEASE;
#else
    return "";
#endif
}
