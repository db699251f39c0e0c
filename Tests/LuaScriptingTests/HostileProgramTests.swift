import LuaScripting
import Testing

/// Programs that would never end or would eat the machine; each is measured, each must end in time.
@Suite(.enabled(if: LuaSession.release != nil), .serialized) struct `Hostile programs` {
    static let endless = [
        "while true do end",
        "local t = {} while true do t[1] = (t[1] or 0) + 1 end",
        "coroutine.wrap(function() while true do end end)()",
        "local c = coroutine.create(function() while true do end end) while true do coroutine.resume(c) end",
        "while true do local c = coroutine.create(function() while true do end end) coroutine.resume(c) end",
        "while true do pcall(function() while true do end end) end",
        "local function f() while true do pcall(f) end end f()",
        "local function f() pcall(f) pcall(f) while true do end end while true do pcall(f) end",
        "while true do local ok <const> = pcall(pcall, function() while true do end end) end",
        """
        local function closing() return setmetatable({}, {__close = function() while true do end end}) end
        local function trap() local a <close> = closing() local b <close> = closing() error("x") end
        while true do pcall(trap) end
        """,
        """
        local t = setmetatable({}, {__index = function() while true do end end})
        while true do pcall(function() return t.x end) end
        """,
        "while true do pcall(string.gsub, 'aaaa', 'a', function() while true do end end) end",
        "while true do pcall(table.sort, {3,2,1}, function() while true do end end) end",
        "while true do pcall(string.rep, 'xxxx', 1000000) end",
        "local s = ('xxxx'):rep(1000000) while true do local t = s .. 'y' .. s end",
        "local s = ('xxxx'):rep(1000000) while true do utf8.len(s) end",
        "local s = ('xxxx'):rep(1000000) while true do s:reverse() end",
        "local s = ('xxxx'):rep(1000000) while true do s:find('xy', 1, true) end",
        """
        local e = setmetatable({}, {__tostring = function() while true do end end})
        while true do pcall(print, e) end
        """,
        "for _ in setmetatable({}, {__call = function() return 1 end}) do end",
        "goto a ::a:: goto a",
    ]

    @Test(arguments: endless) func `are stopped at their time, whatever they catch`(source: String) throws {
        var limits = LuaLimits()
        limits.milliseconds = 150
        let bench = try #require(Bench(limits: limits))
        let clock = ContinuousClock()
        var outcome = LuaOutcome.done
        let elapsed = clock.measure { outcome = bench.session.evaluate(source) }
        guard case .failed(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failure.kind == .time)
        #expect(elapsed < .seconds(3))
        #expect(bench.output(of: "1 + 1") == "2\n", "the next input runs as if nothing had been")
    }

    static let refused = [
        ("string.find(('a'):rep(60000), '.-.-.-b')", "pattern could take too long"),
        ("string.find(('a'):rep(400), '.-.-.-.-b')", "pattern could take too long"),
        ("string.find(('a'):rep(30000), '.-.-b')", "pattern could take too long"),
        ("string.match(('a'):rep(30), ('a?'):rep(30) .. ('a'):rep(30))", "pattern could take too long"),
        ("string.gsub(('a'):rep(60000), '(.-)%1b', '')", "pattern could take too long"),
        ("for x in string.gmatch(('('):rep(60000), '%b()%b()') do end", "pattern could take too long"),
        ("string.match(('xx'):rep(1000000), 'x')", "text too long for a pattern"),
        ("string.rep('', 1e9)", "more than 1000000 times"),
        ("string.rep('A', 1 << 30)", "more than 1000000 times"),
        ("string.rep(('A'):rep(100000), 1000)", "longer than 4 MiB"),
        ("table.move({}, 1, 1e8, 1)", "range of more than"),
        ("table.move({}, math.mininteger, math.maxinteger, 1)", "range of more than"),
        ("table.concat({}, '', 1, 1e9)", "range of more than"),
        ("table.unpack({}, 1, 1e8)", "range of more than"),
        ("table.insert(setmetatable({}, {__len = function() return 1 << 50 end}), 1, 1)", "__len"),
        ("table.remove(setmetatable({}, {__len = function() return 1 << 50 end}), 1)", "__len"),
        ("table.sort(setmetatable({}, {__len = function() return 1 << 30 end}))", "__len"),
        ("local s, t = ('x'):rep(9000), {} for i = 1, 1e6 do t[i] = s end table.sort(t)", "too long to sort"),
        ("setmetatable({}, {__gc = function() end})", "__gc is not available"),
        ("setmetatable({}, {__mode = 'k'})", "__mode is not available"),
        ("setmetatable({}, {__metatable = 1})", "__metatable is not available"),
        ("local function f() return string.gsub('a', 'a', f) end f()", "stack overflow"),
        ("string.format('%p', {})", "not available"),
        ("table.sort({3, 1, 2, 5, 4, 9, 8, 7}, function() return true end)", "invalid order function"),
    ]

    @Test(arguments: refused) func `are refused before they begin`(source: String, why: String) throws {
        let bench = try #require(Bench())
        let clock = ContinuousClock()
        var output = ""
        let elapsed = clock.measure { output = bench.output(of: source) }
        #expect(output.hasPrefix("runtime: "), "\(output)")
        #expect(output.contains(why), "\(output)")
        #expect(elapsed < .seconds(2))
    }

    @Test func `cannot hide in the value of the error that ends them`() throws {
        let bench = try #require(Bench())
        let source =
            "local m = {} local e = setmetatable({}, m) m.__wire = function() while true do end end error(e)"
        let clock = ContinuousClock()
        var output = ""
        let elapsed = clock.measure { output = bench.output(of: source) }
        #expect(output.hasPrefix("runtime: "))
        #expect(elapsed < .seconds(3))
    }

    static let greedy = [
        "local function f() return f() + 1 end f()",
        "local t = {} while true do t[#t + 1] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "string.gsub(('x'):rep(100000), '', ('y'):rep(100000))",
        "local s = ('xxxx'):rep(1000000) return table.concat({s, s, s, s, s})",
    ]

    @Test(arguments: greedy) func `hit the memory limit cleanly, and leave room for the next input`(
        source: String
    ) throws {
        var limits = LuaLimits()
        limits.memory = 16 << 20
        let bench = try #require(Bench(limits: limits))
        #expect(bench.output(of: source).contains("not enough memory"))
        #expect(bench.session.memory <= 16 << 20 + 64 << 10)
        #expect(bench.output(of: "1 + 1") == "2\n")
    }

    @Test func `a kept heap can be let go`() throws {
        var limits = LuaLimits()
        limits.memory = 8 << 20
        let bench = try #require(Bench(limits: limits))
        _ = bench.output(of: "kept = {} while true do kept[#kept + 1] = {#kept} end")
        #expect(bench.output(of: "kept = nil") == "")
        #expect(bench.output(of: "local t = {} for i = 1, 50000 do t[i] = {i} end return #t") == "50000\n")
    }
}
