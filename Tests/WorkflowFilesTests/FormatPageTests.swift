import Testing
import Values

@testable import WorkflowFiles

@Suite("The page about the format")
struct FormatPageTests {
    private static func page() throws -> String { try Repository.text("Workflows/FORMAT.md") }

    /// The examples of the page: what stands between the fences.
    private static func examples() throws -> [String] {
        let pieces = try page().split(separator: "```", omittingEmptySubsequences: false)
        return pieces.enumerated().compactMap { index, piece in
            index % 2 == 1 && piece.hasPrefix("yaml\n") ? String(piece.dropFirst(5)) : nil
        }
    }

    @Test func `every finding has its line`() throws {
        let page = try FormatPageTests.page()
        for code in FindingCode.allCases { #expect(page.contains("`\(code.rawValue)`")) }
    }

    @Test func `every key is named`() throws {
        let page = try FormatPageTests.page()
        for key in Set(KeyTable.all.flatMap(\.keys)) {
            #expect(
                page.contains("`\(key)`") || page.contains("\(key):") || page.contains("`\(key): "),
                "\(key)"
            )
        }
    }

    @Test func `every example is YAML that the reader takes`() throws {
        let examples = try FormatPageTests.examples()
        #expect(examples.count == 7)
        for example in examples {
            let text = example.replacing("  assigned: ...\n", with: "")
            _ = try YAMLDocument.read(Array(text.utf8), path: "FORMAT.md")
        }
    }

    @Test func `the bare chart, the profile, the register and the calendar of the page are sound`() throws {
        let examples = try FormatPageTests.examples()
        let parts = ["workflow:", "occurrences:", "form:"]
        for example in examples where !parts.contains(where: example.hasPrefix) {
            let report = CheckReport(checking: ["e.yaml": Array(example.utf8)])
            // The calendar shows one holiday only, so its days do not add up.
            let findings = report.findings.filter { $0.code != .badValue }
            #expect(findings == [])
        }
    }

    @Test func `the workflow of the page lacks only what it leaves out`() throws {
        let example = try #require(try FormatPageTests.examples().first)
        let text = example.replacing("  assigned: ...\n", with: "")
        let codes = Set(Probe.findings(text).map(\.code))
        #expect(codes.isSubset(of: [.unknownName, .unknownClause, .unknownFile, .noEnd, .unused]))
    }
}
