import CaseAPI
import Testing

@testable import AdminConsole

@Suite struct `Widths` {
    static let texts: [(String, Int, Int)] = [
        ("abc", 3, 3), ("案件", 4, 4), ("○", 1, 2), ("①…", 2, 4), ("\u{E9}", 1, 2), ("ñ", 1, 1),
        ("e\u{301}", 1, 1), ("", 0, 0),
        ("\u{AD}", 1, 2), ("ｱ", 1, 1), ("Ａ", 2, 2), ("👩‍👩‍👧", 2, 2), ("⚠️", 2, 2), ("한", 2, 2),
        ("\u{20000}", 2, 2),
        ("±", 1, 2), ("ก็", 1, 1),
    ]

    @Test(arguments: texts) func `follow East Asian width`(text: String, one: Int, two: Int) {
        #expect(CellWidth(ambiguous: 1).columns(of: text) == one)
        #expect(CellWidth(ambiguous: 2).columns(of: text) == two)
    }

    @Test func `cut at column edges`() {
        let width = CellWidth()
        #expect(width.truncated("案件清單", to: 8) == "案件清單")
        #expect(width.truncated("案件清單", to: 7) == "案件清…")
        #expect(width.truncated("案件清單", to: 6) == "案件…")
        #expect(CellWidth(ambiguous: 2).truncated("案件清單", to: 7) == "案件…")
    }

    @Test func `tables of ranges are ordered and do not overlap`() {
        for table in [WidthTable.wide, WidthTable.ambiguous, WidthTable.zero] {
            #expect(table.count.isMultiple(of: 2))
            #expect(zip(table, table.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }
}

@Suite struct `Text from outside` {
    static let dangerous: [(String, String)] = [
        ("\u{1B}[2J", "␛[2J"), ("a\u{7}b\r", "a␇b␍"), ("\u{9B}31m", "<U+009B>31m"), ("\u{7F}", "␡"),
        ("\u{202E}abc\u{202C}", "<U+202E>abc<U+202C>"), ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"),
        ("\u{2028}", "<U+2028>"), ("a\u{200B}b", "a<U+200B>b"), ("\u{FEFF}x", "<U+FEFF>x"), ("a\nb", "a␊b"),
        ("\u{E0041}", "<U+E0041>"), ("\u{61C}", "<U+061C>"),
    ]

    @Test(arguments: dangerous) func `never reaches the terminal as a command`(text: String, shown: String) {
        #expect(SafeText.line(text) == shown)
    }

    @Test func `keeps its lines where lines are wanted`() {
        #expect(SafeText.block("a\n\tb\u{1B}") == "a\n\tb␛")
    }

    @Test func `is left alone when it is harmless`() {
        for text in ["案件 é 👩‍👩‍👧 ⚠️", "a b"] { #expect(SafeText.line(text) == text) }
    }
}

@Suite struct `Formats` {
    static var result: Presentation {
        var table = Table([
            Table.Column(key: "name", title: "名稱"),
            Table.Column(key: "count", title: "數量", alignsRight: true),
        ])
        table.rows = [["陳○示", "7"], ["e\u{301}\u{1B}[0m,\"x", "12"], ["=1+1", ""]]
        return Presentation("sample/1", [["name": "陳○示", "count": 7], ["name": "\u{1B}"]], [.table(table)])
    }

    static let golden: [(OutputFormat, Int, String)] = [
        (
            .table, 1,
            """
            名稱      數量
            --------  ----
            陳○示        7
            e\u{301}␛[0m,"x    12
            =1+1

            """
        ),
        (
            .table, 2,
            """
            名稱      數量
            --------  ----
            陳○示       7
            e\u{301}␛[0m,"x    12
            =1+1

            """
        ),
        (
            .vertical, 1,
            "-[ 1 ]-\n名稱  陳○示\n數量  7\n-[ 2 ]-\n名稱  e\u{301}␛[0m,\"x\n數量  12\n-[ 3 ]-\n名稱  =1+1\n數量\n"
        ),
        (
            .json, 1,
            #"{"rows":[{"count":7,"name":"陳○示"},{"name":"\u001b"}],"schema":"sample/1","truncated":false}"#
                + "\n"
        ),
        (.jsonl, 1, #"{"count":7,"name":"陳○示"}"# + "\n" + #"{"name":"\u001b"}"# + "\n"),
        (.csv, 1, "name,count\r\n陳○示,7\r\n\"e\u{301}␛[0m,\"\"x\",12\r\n'=1+1,\r\n"),
        (.tsv, 1, "name\tcount\n陳○示\t7\ne\u{301}␛[0m,\"x\t12\n'=1+1\t\n"),
    ]

    @Test(arguments: golden) func `are as they always were`(
        format: OutputFormat,
        ambiguous: Int,
        text: String
    ) {
        let renderer = Renderer(format: format, width: CellWidth(ambiguous: ambiguous))
        #expect(renderer.text(of: Self.result) == text)
    }

    @Test(arguments: [1, 2]) func `every cell of a column begins at the same column`(ambiguous: Int) {
        var table = Table([Table.Column(key: "a", title: "甲"), Table.Column(key: "b", title: "乙")])
        table.rows = ["x", "○○", "案件", "e\u{301}", "①ab"].map { [$0, "|"] }
        let width = CellWidth(ambiguous: ambiguous)
        let text = Renderer(width: width).text(of: Presentation("x/1", [], [.table(table)]))
        let starts = text.split(separator: "\n").dropFirst(2).map { line in
            width.columns(of: line.prefix { $0 != "|" })
        }
        #expect(Set(starts).count == 1)
    }

    @Test func `lines are cut only where there is an edge`() {
        var renderer = Renderer()
        let long = Presentation("x/1", [], [.lines([String(repeating: "案", count: 100)])])
        #expect(renderer.text(of: long).count == 101)
        renderer.columns = 20
        let lines = renderer.text(of: long).split(separator: "\n")
        #expect(lines.first == Substring(String(repeating: "案", count: 10)))
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  案") && renderer.width.columns(of: $0) <= 20 })
    }
}

@Suite struct `Times` {
    static let times: [(String, String, String)] = [
        ("2026-11-24T01:00:00Z", "115/11/24(二) 09:00", "2026-11-24 09:00"),
        ("2026-11-20T16:30:00.123Z", "115/11/21(六) 00:30", "2026-11-21 00:30"),
        ("2026-11-21T09:30:00+08:00", "115/11/21(六) 09:30", "2026-11-21 09:30"),
        ("1999-12-31T23:59:59Z", "89/01/01(六) 07:59", "2000-01-01 07:59"),
    ]

    @Test(arguments: times) func `are shown in Taipei and in years of the Republic`(
        text: String,
        roc: String,
        iso: String
    ) throws {
        let time = try #require(WireTime(text))
        #expect(time.text(.roc).hasSuffix(roc))
        #expect(time.text(.iso) == iso)
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-11-24T01:00", "2026-13-01T00:00:00Z", "T01:00Z", "2026-11-24Txx:00Z",
    ])
    func `that are none are nil`(text: String) {
        #expect(WireTime(text) == nil)
    }

    static let distances: [(Int64, String)] = [
        (3 * 86_400, "剩 3 日"), (7_199, "剩 1 小時"), (59, "剩不到 1 分鐘"), (0, "逾不到 1 分鐘"), (-3_600, "逾 1 小時"),
        (-90_000, "逾 1 日"),
    ]

    @Test(arguments: distances) func `say how far they are, rounded down`(seconds: Int64, text: String) {
        #expect(
            WireTime(seconds: 1_000_000 + seconds).distance(from: WireTime(seconds: 1_000_000)).zhHant == text
        )
    }
}
