import CaseAPI
import Testing
import Values

@testable import AdminConsole

@Suite struct `A command line` {
    static let lines: [(String, [String])] = [
        ("a  b", ["a", "b"]), (#"a "b c" 'd "e'"#, ["a", "b c", #"d "e"#]), (#"a "b\"c""#, ["a", #"b"c"#]),
        ("a x=\"甲 乙\"", ["a", "x=甲 乙"]), ("a ''", ["a", ""]), ("", []), ("a\u{3000}b", ["a", "b"]),
    ]

    @Test(arguments: lines) func `is split at blanks outside quotes`(line: String, words: [String]) throws {
        #expect(try CommandInput.words(of: line) == words)
    }

    @Test func `is names, words, assignments and options`() throws {
        let input = try CommandInput(words: [
            "＼Ａdvance", "危-１", "close", "結果=甲,乙", "--apply", "--idem", "k", "-n=3",
        ])
        #expect(input.name == "advance")
        #expect(input.words == ["危-1", "close"])
        #expect(input.assignments == [CommandInput.Assignment(name: "結果", value: "甲,乙")])
        #expect(input.flags == ["apply"])
        #expect(input.options == ["idem": "k", "n": "3"])
    }

    @Test func `keeps the value of an assignment as it was typed`() throws {
        let input = try CommandInput(words: ["advance", "ｆield＝ＡＢＣ,"])
        #expect(input.assignments == [CommandInput.Assignment(name: "field", value: "ＡＢＣ,")])
    }

    @Test func `marks behind a name ask for more, or for force`() throws {
        #expect(try CommandInput(words: ["show+", "x"]).flags == ["plus"])
        #expect(try CommandInput(words: ["\\o!", "x"]).name == "o")
        #expect(try CommandInput(words: ["+"]).name == "+")
    }

    @Test func `can be taken as it was typed`() {
        let (name, rest) = CommandInput.split("＼監看  5 x = '--y'  ")
        #expect(name == "監看")
        #expect(rest == "5 x = '--y'")
    }

    @Test func `takes a negative number for a word`() throws {
        #expect(try CommandInput(words: ["x", "-5", "-"]).words == ["-5", "-"])
    }
}

@Suite struct `Values of a form` {
    let reader = FieldReader(fields: Samples.fields, today: WireTime(seconds: 1_795_482_000))

    static let good: [(String, String, WireValue)] = [
        ("companion", "lin", "lin"), ("陪同人員", "lin", "lin"), ("Companion", "7", "7"), ("count", "-3", -3),
        ("weight", "1.5", .double(1.5)), ("weight", "2", .double(2)), ("urgent", "是", true),
        ("urgent", "no", false),
        ("day", "115/11/24", "2026-11-24"), ("day", "民國115年11月24日", "2026-11-24"),
        ("knownAt", "115/11/24 09:00", .timestamp("2026-11-24T09:00:00+08:00")),
        ("knownAt", "2026-11-24T01:00:00Z", .timestamp("2026-11-24T01:00:00Z")),
        ("kind", "threat", "threat"), ("kind", "恐嚇", "threat"), ("tags", "a,b", ["a", "b"]),
        ("tags", "[1]", [1]),
        ("count", "", .null), ("day", "明日", "2026-11-25"), ("day", "tomorrow", "2026-11-25"),
        ("day", "後天", "2026-11-26"), ("day", "昨天", "2026-11-23"),
        ("knownAt", "明天 08:30", .timestamp("2026-11-25T08:30:00+08:00")),
        ("knownAt", "現在", .timestamp("2026-11-24T09:00:00+08:00")),
        ("companion", "陳測二 (chen)", "chen"), ("companion", "陳測二", "陳測二"),
    ]

    @Test(arguments: good) func `are read by the type of their field`(
        name: String,
        text: String,
        value: WireValue
    ) throws {
        let values = try reader.values(of: [CommandInput.Assignment(name: name, value: text)])
        #expect(values.count == 1)
        #expect(values.values.first == value)
    }

    static let bad = [
        ("companon", "lin", "companion"), ("count", "1.5", "整數"), ("weight", "much", "數字"),
        ("urgent", "maybe", "是 或 否"),
        ("day", "115/2/30", "日期"), ("knownAt", "115/11/24", "日期與時間"), ("kind", "other", "threat"),
        ("tags", "[1", "JSON"),
    ]

    @Test(arguments: bad) func `are refused with what would be right`(
        name: String,
        text: String,
        hint: String
    ) {
        do {
            _ = try reader.values(of: [CommandInput.Assignment(name: name, value: text)])
            Issue.record("accepted")
        } catch {
            #expect(error.code == .wrongUse)
            #expect(error.text.zhHant.contains(hint), "\(error.text.zhHant)")
        }
    }

    @Test func `may not be given twice under two names`() {
        let twice = ["companion", "陪同人員"].map { CommandInput.Assignment(name: $0, value: "x") }
        #expect(throws: ConsoleError.self) { try reader.values(of: twice) }
    }
}

@Suite struct `Names of requests` {
    @Test func `hold any text without changing the path`() {
        #expect(RequestTarget("cases", "../危 a?b#c").text == "/api/v1/cases/%2E%2E%2F%E5%8D%B1%20a%3Fb%23c")
        #expect(
            RequestTarget("x").query("a", "1&2").query("b", nil).query("c", "é").text
                == "/api/v1/x?a=1%262&c=%C3%A9"
        )
    }
}

@Suite struct `The history` {
    static let lines = [
        ("1 + 1", true), ("\\show 危-社工科-115-0042", true), (" 1 + 1", false), ("", false),
        ("x = 'A123456789'", false), ("x = 'AB12345678'", false), ("a12345678", true),
    ]

    @Test(arguments: lines) func `keeps no secrets`(line: String, isKept: Bool) {
        #expect(HistoryFile.keeps(line) == isKept)
    }
}

@Suite struct `Nearest names` {
    @Test func `are within two edits, nearest first`() {
        #expect(NearestName.all(to: "clsoe", among: ["close", "open", "clothe"]) == ["close"])
        #expect(NearestName.all(to: "xyz", among: ["close"]) == [])
    }
}
