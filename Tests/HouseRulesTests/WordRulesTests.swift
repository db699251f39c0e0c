import Foundation
import Testing

/// Words that the house does not use, each with what it uses instead.
@Suite struct WordRulesTests {
    private static let replacements: [(String, String)] = [
        ("Utils", "the name of the thing"), ("Helper", "the name of the thing"),
        ("Manager", "the name of the thing"),
        ("try!", "a thrown error"), ("as!", "a checked cast"),
        ("fatalError(", "preconditionFailure with the state"),
        ("FIXME", "the fix"), ("TO" + "DO", "an issue"), ("XXX", "a sentence"),
    ]

    @Test(arguments: SourceTree.sources)
    func `Banned words have replacements`(file: SourceTree.File) {
        for (number, line) in file.lines.enumerated() {
            for (word, replacement) in Self.replacements
            where line.replacing("FileManager", with: "").contains(word) {
                Issue.record("\(file.path):\(number + 1) says \(word): use \(replacement)")
            }
        }
    }

    @Test(arguments: SourceTree.sources.filter { !["LuaScripting", "AdminConsole"].contains($0.room) })
    func `Concurrency is checked, not promised`(file: SourceTree.File) {
        #expect(!file.text.contains("@unchecked Sendable"), "\(file.path)")
        #expect(!file.text.contains("nonisolated(unsafe)"), "\(file.path)")
    }

    @Test(arguments: SourceTree.tests)
    func `Every test is really run`(file: SourceTree.File) {
        for (number, line) in file.lines.enumerated()
        where line.drop(while: { $0 == " " }).hasPrefix("func test") {
            Issue.record("\(file.path):\(number + 1) is named like a test; give it @Test")
        }
        let functions = file.lines.enumerated().filter { $1.drop { $0 == " " }.hasPrefix("func `") }
        for (number, line) in functions {
            let above = file.lines[max(0, number - 90)...number].joined(separator: "\n")
            #expect(above.contains("@Test"), "\(file.path):\(number + 1) \(line) is never run")
        }
    }

    @Test func `The top of the repository is short`() throws {
        let expected: Set<String> = [
            "Package.swift", "Sources", "Tests", "Workflows", "Schema", "README.md", "ops", "LICENSE",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
        ]
        let entries = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "var" && $0 != "Package.resolved" }
        #expect(Set(entries).subtracting(expected).isEmpty)
    }

    @Test func `No type is named like its room`() {
        for file in SourceTree.sources {
            for kind in ["struct", "class", "enum", "actor", "protocol"]
            where file.lines.contains(where: {
                $0.contains("\(kind) \(file.room) ") || $0.contains("\(kind) \(file.room):")
            }) {
                Issue.record("\(file.path) declares \(kind) \(file.room)")
            }
        }
    }
}
