import LuaScripting
import Testing

@Suite(.enabled(if: LuaSession.release != nil)) struct `Requests of a script` {
    static let values: [(String, LuaValue)] = [
        ("nil", .null), ("true", true), ("-1", -1), ("1.0", .double(1)), ("'甲'", "甲"), ("{}", .table([:])),
        ("{1, 2}", [1, 2]), ("{a = {b = 1}}", ["a": ["b": 1]]), ("{1, nil, 3}", ["1": 1, "3": 3]),
        ("math.mininteger", .int(.min)), ("print", "function"),
    ]

    @Test(arguments: values) func `carry values as they are`(source: String, value: LuaValue) throws {
        let bench = try #require(Bench())
        var seen: LuaValue?
        bench.recorder.respond = {
            seen = $1
            return .value($1)
        }
        #expect(bench.output(of: "ask(5, \(source))").hasPrefix("runtime") == false)
        #expect(seen == value)
    }

    @Test func `answers become Lua values`() throws {
        let bench = try #require(Bench())
        bench.recorder.respond = { _, _ in .value(["rows": [1, .double(2.5), "丙", true]]) }
        let source =
            "local r = ask(1).rows return #r .. math.type(r[1]) .. math.type(r[2]) .. r[3] .. tostring(r[4])"
        #expect(bench.output(of: source) == "4integerfloat丙true\n")
    }

    @Test func `a failure is raised as the value it is, and can be caught`() throws {
        let bench = try #require(Bench())
        bench.recorder.respond = { _, _ in .failure(["code": "unknown"]) }
        #expect(bench.output(of: "select(2, pcall(ask, 1)).code") == "unknown\n")
        guard case .failed(let failure) = bench.session.evaluate("ask(1)") else {
            Issue.record("not raised")
            return
        }
        #expect(failure.value["code"] == "unknown")
    }

    @Test func `an exit passes every protected call`() throws {
        let bench = try #require(Bench())
        bench.recorder.respond = { _, _ in .exit(3) }
        #expect(bench.output(of: "pcall(pcall, ask, 1) print('never')") == "exit 3")
    }

    @Test func `waiting for the host is not running time`() throws {
        var limits = LuaLimits()
        limits.milliseconds = 50
        let bench = try #require(Bench(limits: limits))
        bench.recorder.respond = { _, _ in
            let clock = ContinuousClock()
            let end = clock.now + .milliseconds(120)
            while clock.now < end {}
            return .value(1)
        }
        #expect(bench.output(of: "ask(1) + ask(1)") == "2\n")
    }

    @Test func `are counted, and their number is a limit that sticks`() throws {
        var limits = LuaLimits()
        limits.requests = 10
        let bench = try #require(Bench(limits: limits))
        var count = 0
        bench.recorder.respond = { _, _ in
            count += 1
            return .value(.null)
        }
        #expect(bench.output(of: "while true do pcall(ask, 1) end").hasPrefix("requests"))
        #expect(count == 10)
    }

    @Test func `output has a limit that sticks`() throws {
        var limits = LuaLimits()
        limits.output = 100
        let bench = try #require(Bench(limits: limits))
        #expect(bench.output(of: "while true do pcall(print, '123456789') end").hasPrefix("output"))
        #expect(bench.recorder.printed.utf8.count == 100)
    }

    @Test func `an interrupt while the host works stops the script at once`() throws {
        let bench = try #require(Bench())
        bench.recorder.respond = { [session = bench.session] _, _ in
            session.interrupt()
            return .value(.null)
        }
        #expect(bench.output(of: "pcall(ask, 1) print('never')").hasPrefix("cancelled"))
        #expect(bench.recorder.printed == "")
    }

    static let unfit = [
        ("local t = {} t.t = t ask(1, t)", "nested too deeply"),
        ("ask(1, {[1.5] = 1})", "cannot be a key"),
        ("ask(1, ('x'):rep(4 << 18):rep(4) .. ('x'):rep(4 << 18):rep(4) .. ('x'):rep(4 << 18))", "too large"),
    ]

    @Test(arguments: unfit) func `a value that cannot leave is refused`(source: String, why: String) throws {
        let bench = try #require(Bench())
        let fits = source.replacing("4 << 18", with: "1000000")
        #expect(bench.output(of: fits).contains(why))
    }

    @Test func `ten thousand inputs with errors leak nothing`() throws {
        let bench = try #require(Bench())
        bench.recorder.respond = { _, _ in .failure(["code": "x"]) }
        let sources = [
            "error({})", "ask(1, {1, 2, 3})", "nothing.here", "if",
            "local a <close> = setmetatable({}, {__close = error}) error(1)",
            "coroutine.wrap(function() ask(1) end)()", "string.rep('x', -1, {})",
            "pcall(ask, 1) error(('x'):rep(100))",
        ]
        for source in sources { _ = bench.session.evaluate(source) }
        let collect = "local t for i = 1, 300000 do t = {i} end"
        _ = bench.session.evaluate(collect)
        let before = bench.session.memory
        for round in 0..<10_000 { _ = bench.session.evaluate(sources[round % sources.count]) }
        _ = bench.session.evaluate(collect)
        #expect(bench.session.memory < before + 200_000)
    }
}
