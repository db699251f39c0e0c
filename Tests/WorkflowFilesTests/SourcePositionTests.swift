import Testing
import Values

@testable import WorkflowFiles

@Suite("Places inside a scalar")
struct SourcePositionTests {
    /// A scalar as written, and where its marker `¤` must be found: the line and column of it in the file.
    private func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let root = try YAMLDocument.read(Array(text.utf8), path: "f")
        guard case .map(let pairs) = root.content, let scalar = pairs.last?.value.scalar else {
            Issue.record("no scalar", sourceLocation: sourceLocation)
            return
        }
        let inText = try #require(
            scalar.text.unicodeScalars.firstIndex(of: "¤"),
            sourceLocation: sourceLocation
        )
        let offset = scalar.text.unicodeScalars.distance(from: scalar.text.startIndex, to: inText)
        let file = SourceFile(path: "f", text: text)
        let inFile = try #require(file.scalars.firstIndex(of: "¤"), sourceLocation: sourceLocation)
        #expect(
            scalar.position(ofScalar: offset) == file.position(of: inFile),
            sourceLocation: sourceLocation
        )
    }

    @Test(
        "in every style of writing",
        arguments: [
            "a: b¤c", "a: ¤", "a:   x ¤ y   # comment", "a: 'x¤'", "a: 'it''s ¤'", "a: '''¤'", "a: \"x¤\"",
            "a: \"\\\"q\\\" ¤\"", "a: \"\\n\\t\\\\¤\"", "a: \"\\x41\\u4e2d\\U0001F600¤\"", "a: 中文¤",
            "中文: 中文 中文¤",
            "a: |\n  ¤", "a: |\n  one\n  two ¤", "a: |\n  one\n    deeper ¤", "a: |\n\n  after a blank ¤",
            "a: |-\n   one\n\n\n   four ¤", "a: |2\n    keeps ¤", "a: >\n  one\n  two ¤",
            "a: >-\n  one\n\n  two ¤",
            "a: one\n  two ¤", "a: one\n\n   two\n   three ¤", "a: 'one\n  two ¤'",
            "a: \"one\n  two \\\n  three¤\"",
            "x: y\nb:\n  c\n  ¤", "x: [1, 2]\nb: ' ¤ '", "a: \"one \\\n   ¤\"",
        ]
    )
    func styles(text: String) throws {
        try check(text)
    }

    @Test("line ends of every kind count", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        try check(["x: 1", "y: 2", "a: |", "  one", "  two ¤", ""].joined(separator: end))
    }

    @Test func `the place behind the last character is the end`() throws {
        let root = try YAMLDocument.read(Array("a: abc".utf8), path: "f")
        guard case .map(let pairs) = root.content, let scalar = pairs.first?.value.scalar else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.position(ofScalar: 3).column == 7)
        #expect(scalar.position(ofScalar: 99).column == 7)
    }

    @Test func `what stands in front of a computed name is counted`() throws {
        let root = try YAMLDocument.read(Array("a: \"= b ¤\"".utf8), path: "f")
        guard case .map(let pairs) = root.content, let scalar = pairs.first?.value.scalar else {
            Issue.record("no scalar")
            return
        }
        let rest = scalar.dropping("= ")
        #expect(rest.text == "b ¤")
        #expect(rest.position(ofScalar: 0).column == 7)
        #expect(rest.position(ofScalar: 2).column == 9)
        #expect(rest.droppingLast().text == "b ")
        #expect(rest.droppingLast().position(ofScalar: 0).column == 7)
    }

    @Test func `random texts written in three styles are found again`() throws {
        var random = SplitMix(seed: 112)
        let letters = Array("ab 中'\"\\&")
        for _ in 0..<300 {
            var text = "x"
            for _ in 0..<Int.random(in: 0..<12, using: &random) {
                text.append(letters[Int.random(in: 0..<letters.count, using: &random)])
            }
            text += "¤"
            let single = "a: '" + text.replacing("'", with: "''") + "'"
            let double = "a: \"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
            try check(single)
            try check(double)
            try check("a: |\n    " + text)
        }
    }

    @Test(
        "lines and columns of a text",
        arguments: [(0, 1, 1), (1, 1, 2), (2, 2, 1), (3, 3, 1), (4, 3, 2), (6, 4, 1), (7, 4, 2)]
    )
    func positions(index: Int, line: Int, column: Int) {
        let file = SourceFile(path: "f", text: "a\n\nb\r\ncd")
        #expect(file.position(of: index) == SourcePosition(file: "f", line: line, column: column))
        #expect(file.index(of: file.position(of: index)) == index)
    }

    @Test func `a place outside the text is its end`() {
        let file = SourceFile(path: "f", text: "ab\nc")
        #expect(file.index(of: SourcePosition(file: "f", line: 9, column: 1)) == 4)
        #expect(file.index(of: SourcePosition(file: "f", line: 2, column: 50)) == 4)
        #expect(file.nextLine(after: 0) == 3)
        #expect(file.nextLine(after: 3) == 4)
    }

    @Test func `places are ordered by file, line and column`() {
        let places = [
            SourcePosition(file: "a", line: 1, column: 2), SourcePosition(file: "a", line: 2, column: 1),
            SourcePosition(file: "b", line: 1, column: 1),
        ]
        #expect(places.reversed().sorted() == places)
        #expect(places[0].description == "a:1:2")
    }
}
