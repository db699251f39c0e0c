// Hostile programs and errors in the Lua host, for the sanitizers: what they leave behind shows at the end.
#include <CLuaHost.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const hostile[] = {
    "while true do end",
    "coroutine.wrap(function() while true do end end)()",
    "while true do pcall(function() while true do end end) end",
    "local function f() while true do pcall(f) end end f()",
    "local t = setmetatable({}, {__index = function() while true do end end}) while true do pcall(function() return t.x end) end",
    "local x <close> = setmetatable({}, {__close = function() while true do end end}) error('x')",
    "string.find(('a'):rep(60000), '.-.-.-b')",
    "string.rep('A', 1 << 30)",
    "string.rep('', 1e9)",
    "table.move({}, 1, 1e8, 1)",
    "table.concat({}, '', 1, 1e9)",
    "local t = {} while true do t[#t + 1] = {} end",
    "local s = 'x' while true do s = s .. s end",
    "string.gsub(('x'):rep(100000), '', ('y'):rep(100000))",
    "local function f() return f() + 1 end f()",
    "local function f() return string.gsub('a', 'a', f) end f()",
    "setmetatable({}, {__gc = function() while true do end end})",
    "while true do print(('x'):rep(1000)) end",
    "while true do ask(1, 'x') end",
    "error(setmetatable({}, {__tostring = function() error('y') end}))",
    "error({error = {error = {}}})",
    "load(string.dump(print))()",
    "getmetatable('').__index.upper = nil",
    "f(",
    "x = \"\xe7\x94",
    "= = =",
    "return coroutine.close(coroutine.create(function() end))",
    "for i = 1, 200 do coroutine.wrap(function() coroutine.yield() end)() end",
};

static int32_t answer(void *context, uint32_t fn, const uint8_t *request, size_t size, uint8_t **response, size_t *count) {
    (void)context;
    (void)request;
    *response = NULL;
    *count = 0;
    if (fn == LH_OUTPUT || size == 0) return 0;
    // An echo: what a script has sent is what it gets back.
    *response = malloc(size);
    memcpy(*response, request, size);
    *count = size;
    return fn % 2 == 0;
}

static int run(lh *host, const char *source) {
    lh_out out = {0};
    int result = lh_eval(host, source, strlen(source), "=soak", &out);
    lh_out_free(&out);
    return result;
}

int main(void) {
    static const char prelude[] = "local ask, env = ... env.ask = ask return function() end";
    lh_limits limits = {.memory = 8 << 20, .milliseconds = 100, .requests = 2000, .output = 1 << 20};
    size_t programs = sizeof hostile / sizeof *hostile;
    for (int round = 0; round < 3; round++) {
        lh *host = lh_new(&limits, answer, NULL);
        lh_out out = {0};
        if (!host || lh_prelude(host, prelude, strlen(prelude), "=prelude", &out) != LH_OK) return 1;
        lh_out_free(&out);
        for (size_t i = 0; i < programs; i++) {
            run(host, hostile[i]);
            if (run(host, "assert(1 + 1 == 2)") != LH_OK) return printf("not usable after: %s\n", hostile[i]), 1;
            lh_out names = {0};
            lh_complete(host, "string.f", &names);
            lh_out_free(&names);
        }
        size_t before = 0;
        for (int i = 0; i < 10000; i++) {
            run(host, i % 3 == 0 ? "error({code = 'x', list = {1, 2, {3}}})" : i % 3 == 1 ? "nothing.x = 1" : "ask(2, {a = 'b'})");
            if (i == 1000) before = lh_memory(host);
        }
        if (lh_memory(host) > before + (256 << 10)) return printf("grows: %zu, then %zu\n", before, lh_memory(host)), 1;
        lh_free(host);
    }
    printf("lua: %zu hostile programs and 10000 errors, three times: nothing was left behind\n", programs);
    return 0;
}
