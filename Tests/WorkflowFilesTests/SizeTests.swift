import Testing
import Values

@testable import WorkflowFiles

/// A chart of some size, by what it looks like.
struct Large: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    private init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }

    private static let title = "title: {zh-Hant: 字, en: T}"

    /// States in several nests, none of which is too large by itself.
    private static func nests(_ inside: (Int) -> String) -> String {
        (0..<11).map { nest in
            "  n\(nest):\n    states:\n"
                + (0..<1_000).map { "      n\(nest)x\($0): \(inside($0))\n" }.joined()
        }
        .joined()
    }

    /// Charts that are looked at.
    static let allowed = [
        Large(
            "a star",
            Probe.head + "states:\n  c:\n    \(title)\n    on:\n"
                + (0..<300).map { "      e\($0): {\(title), by: [worker], to: s\($0)}\n" }.joined()
                + (0..<300).map { "  s\($0): {\(title), closed: true}\n" }.joined()
        ),
        Large(
            "many regions",
            Probe.head + "states:\n  p:\n    \(title)\n    type: parallel\n    closed: true\n    states:\n"
                + (0..<1_000).map { "      r\($0): {\(title)}\n" }.joined()
        ),
        Large(
            "a line of eventless transitions",
            Probe.head + "states:\n"
                + (0..<1_000).map { "  s\($0): {\(title), always: s\($0 + 1)}\n" }.joined()
                + "  s1000: {\(title), closed: true}\n"
        ),
    ]

    /// Charts that are refused.
    static let refused = [
        Large(
            "90,000 tiny states",
            "chart: c\nstates: {" + (0..<90_000).map { "s\($0): {}" }.joined(separator: ",") + "}\n"
        ),
        Large("11,000 states in nests", "chart: c\nstates:\n" + nests { _ in "{}" }),
        Large("11,000 states of a workflow in nests", Probe.head + "states:\n" + nests { _ in "{}" }),
        Large(
            "a list of 200,000 numbers",
            "chart: c\ndata: [" + String(repeating: "1,", count: 200_000) + "1]"
        ),
    ]
}

@Suite("Large charts")
struct SizeTests {
    /// Many times what it takes: it guards against work that grows with the square.
    private static let patience = Duration.seconds(60)

    @Test("a large chart is looked at", arguments: Large.allowed) func allowed(large: Large) {
        let time = ContinuousClock()
            .measure {
                let findings = CheckReport(checking: ["t.yaml": Array(large.text.utf8)]).findings
                #expect(findings.isEmpty)
            }
        #expect(time < SizeTests.patience)
    }

    @Test("one of more than ten thousand states is refused", arguments: Large.refused)
    func refused(large: Large) {
        let time = ContinuousClock()
            .measure {
                let findings = CheckReport(checking: ["t.yaml": Array(large.text.utf8)]).findings
                #expect(findings.map(\.code) == [.tooLarge])
            }
        #expect(time < SizeTests.patience)
    }
}
