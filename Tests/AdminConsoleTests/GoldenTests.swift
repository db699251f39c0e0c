import CaseAPI
import Foundation
import Testing

@testable import AdminConsole

/// Every format as it always was, with what breaks tables: wide, ambiguous and combining characters, escapes, turned
/// directions, formulas, line ends.
@Suite struct `Formats of text from cases` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static var result: Presentation {
        let rows: [(String, String, Int64)] = [
            ("危-社工科-115-0001", "陳○示 ①…■", 7),
            ("危-社工科-115-0002", "e\u{301} ｱＡ 👩‍👩‍👧 ก็", 12),
            ("危-社工科-115-0003", "\u{1B}[2J\u{1B}]0;title\u{7}\u{202E}evil\u{202C}", -1),
            ("=1+1", "甲,\"乙\"\n丙\t丁", 0),
            ("@x", "", 1_000_000),
        ]
        var table = Table([
            Table.Column(key: "number", title: "案號"),
            Table.Column(key: "text", title: "內容"),
            Table.Column(key: "count", title: "數量", alignsRight: true),
        ])
        table.rows = rows.map { [$0.0, $0.1, String($0.2)] }
        let value = rows.map { row -> WireValue in
            ["number": .string(row.0), "text": .string(row.1), "count": .int(row.2)]
        }
        return Presentation("sample/1", .list(value), [.heading("標題\u{1B}[1m"), .table(table)])
    }

    static let cases: [(OutputFormat, Int, Int?)] = [
        (.table, 1, nil), (.table, 2, nil), (.table, 1, 40), (.vertical, 1, nil), (.vertical, 2, 30),
        (.json, 1, nil), (.jsonl, 1, nil), (.csv, 1, nil), (.tsv, 1, nil),
    ]

    @Test(arguments: cases) func `are as they always were`(
        format: OutputFormat,
        ambiguous: Int,
        columns: Int?
    ) throws {
        var renderer = Renderer(format: format, width: CellWidth(ambiguous: ambiguous))
        renderer.columns = columns
        let name = "\(format.rawValue)-\(ambiguous)" + (columns.map { "-\($0)" } ?? "") + ".txt"
        let file = Self.folder.appending(path: name)
        let text = renderer.text(of: Self.result)
        if ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil { try Data(text.utf8).write(to: file) }
        #expect(try Data(contentsOf: file) == Data(text.utf8), "\(text)")
    }

    @Test(arguments: cases) func `never carry what steers a terminal`(
        format: OutputFormat,
        ambiguous: Int,
        columns: Int?
    ) {
        var renderer = Renderer(format: format, width: CellWidth(ambiguous: ambiguous))
        renderer.columns = columns
        let text = renderer.text(of: Self.result)
        for scalar in ["\u{1B}", "\u{7}", "\u{9B}"] { #expect(!text.contains(scalar)) }
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `lose columns that may go before they stand upright, and say so`() {
        var table = Table([
            Table.Column(key: "a", title: "甲"), Table.Column(key: "b", title: "乙", canGo: true),
        ])
        table.rows = [["一二三", "四五六七八九"]]
        var renderer = Renderer()
        renderer.columns = 12
        let result = Presentation("x/1", [], [.table(table)])
        #expect(renderer.text(of: result) == "甲\n------\n一二三\n(… 乙: \\x \n  on)\n")
        renderer.columns = 100
        #expect(renderer.text(of: result).contains("四五六七八九"))
        renderer.columns = nil
        #expect(renderer.text(of: result).contains("四五六七八九"))
        renderer.expansion = .on
        #expect(renderer.text(of: result).hasPrefix("-[ 1 ]-\n"))
    }
}
