import LuaScripting
import Testing

@Suite(.enabled(if: LuaSession.release != nil)) struct `The environment of scripts` {
    static let allowed: Set<String> = [
        "_G", "args", "ask", "assert", "coroutine", "error", "ipairs", "math", "next", "os", "pairs", "pcall",
        "print", "rawequal", "rawlen", "select", "setmetatable", "string", "table", "tonumber", "tostring",
        "type", "utf8",
    ]

    @Test func `holds what is on the list, and nothing else`() throws {
        let bench = try #require(Bench())
        let names = bench.output(of: "for name in pairs(_G) do print(name) end").split(separator: "\n")
        #expect(Set(names.map(String.init)) == Self.allowed)
    }

    static let absent = [
        "load", "loadfile", "loadstring", "dofile", "require", "package", "io", "debug", "collectgarbage",
        "xpcall",
        "rawset", "rawget", "getmetatable", "string.dump", "os.execute", "os.exit", "os.getenv", "os.remove",
        "coroutine.close", "warn", "_ENV.load", "_VERSION",
    ]

    @Test(arguments: absent) func `has no way out`(name: String) throws {
        let bench = try #require(Bench())
        #expect(bench.output(of: "tostring(\(name))") == "nil\n")
    }

    static let behaviour = [
        ("1 + 1", "2\n"),
        ("'甲' .. '乙'", "甲乙\n"),
        ("string.format('%-5s|%d|%q', 'a', 3, 'x')", "a    |3|\"x\"\n"),
        ("string.format('%s %s', {}, print)", "table function\n"),
        ("tostring({}) .. tostring(print) .. tostring(coroutine.create(print))", "tablefunctionthread\n"),
        ("('  a b '):match('^%s*(.-)%s*$')", "a b\n"),
        ("('x.y'):find('.', 1, true)", "2\n2\n"),
        ("('x.y'):find('y')", "3\n3\n"),
        ("('abc'):find('c', -1)", "3\n3\n"),
        ("('abc'):find('a', -9)", "1\n1\n"),
        ("('abc'):find('', 10)", ""),
        ("('abc'):find('', 4)", "4\n3\n"),
        ("('k=v; k2=v2'):gsub('(%w+)=(%w+)', '%2=%1')", "v=k; v2=k2\n2\n"),
        ("select('#', table.unpack({1, 2, 3}))", "3\n"),
        ("table.concat({1, 2, 3}, '、')", "1、2、3\n"),
        ("pcall(error, 'x')", "false\nx\n"),
        ("pcall(function() return 1, 2 end)", "true\n1\n2\n"),
        ("select(2, pcall(error, {code = 7})).code", "7\n"),
        ("coroutine.wrap(function() pcall(coroutine.yield, 1) return 2 end)()", "1\n"),
        ("utf8.len('案件')", "2\n"),
        ("math.type(3 // 1)", "integer\n"),
        ("os.clock() < 5", "true\n"),
        ("x = 1", ""),
        ("local t = {3, 1, 2} table.sort(t) print(t[1], t[3])", "1\t3\n"),
        ("if true then", "incomplete"),
        ("1 +", "incomplete"),
        ("f(", "incomplete"),
        ("'abc", "incomplete"),
        ("error('no', 0)", "runtime: no"),
        ("nothing.here", "runtime: 輸入:1: attempt to index a nil value (global 'nothing')"),
        ("\u{1B}Lua", "syntax: source is not text"),
        ("x\u{0}y", "syntax: source holds a NUL byte"),
        (
            "setmetatable('', {})",
            "runtime: 輸入:1: bad argument #1 to 'setmetatable' (table expected, got string)"
        ),
    ]

    @Test(arguments: behaviour) func `behaves as Lua does`(source: String, output: String) throws {
        let bench = try #require(Bench())
        #expect(bench.output(of: source) == output)
    }

    @Test func `what a script overwrites does not reach the methods of texts`() throws {
        let bench = try #require(Bench())
        _ = bench.output(of: "string.upper = function() return 'mine' end")
        #expect(bench.output(of: "('x'):upper()") == "X\n")
        #expect(bench.output(of: "string.upper('x')") == "mine\n")
    }

    @Test func `globals stay between inputs, arguments are there`() throws {
        let bench = try #require(Bench())
        bench.session.setArgument("k", to: "危-1")
        #expect(bench.output(of: "kept = args.k") == "")
        #expect(bench.output(of: "kept") == "危-1\n")
    }

    @Test func `a source longer than 256 KiB is not read`() throws {
        let bench = try #require(Bench())
        #expect(bench.output(of: String(repeating: " ", count: 300_000)).contains("256 KiB"))
    }

    @Test func `names complete by raw access alone`() throws {
        let bench = try #require(Bench())
        #expect(bench.session.completions(of: "string.re") == ["rep", "reverse"])
        #expect(bench.session.completions(of: "pri") == ["print"])
        #expect(bench.session.completions(of: "string.none.x") == [])
        _ = bench.output(of: "trap = setmetatable({}, {__index = function() error('ran') end})")
        #expect(bench.session.completions(of: "trap.a") == [])
        #expect(bench.session.completions(of: "trap.a.b") == [])
    }

    @Test func `the release is 5.4`() throws {
        #expect(try #require(LuaSession.release).hasPrefix("Lua 5.4"))
    }
}
