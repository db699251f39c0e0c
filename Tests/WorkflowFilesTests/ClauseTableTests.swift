import Testing
import Values

@testable import WorkflowFiles

@Suite("The table of clauses")
struct ClauseTableTests {
    private static let register = """
        regulation: K
        title: {zh-Hant: 要點, en: Guidelines}
        clauses:
          K-10a:
            citation: {zh-Hant: 第十點, en: point 10}
            title: {zh-Hant: 作書面紀錄, en: Keep a record}
            obligation: must
            procedures: [visit-plan, record-keeping]
          K-9b:
            citation: {zh-Hant: 第九點, en: point 9}
            title: {zh-Hant: 得提供器具, en: May give gear}
            obligation: may
            procedures: [t]
          K-1:
            citation: {zh-Hant: 第一點, en: point 1}
            title: {zh-Hant: 目的, en: Purpose}
            obligation: definition
            procedures: [policy-versions]
            reason: {zh-Hant: 目的宣示, en: It states the purpose}

        """

    private static let workflow = Probe.head + "clauses: [K-9b]\n" + Probe.states

    private func table(coverage: String? = nil) throws -> ClauseTable {
        try ClauseTable(
            files: [
                "clauses/k.yaml": Array(ClauseTableTests.register.utf8),
                "t.yaml": Array(ClauseTableTests.workflow.utf8),
            ],
            rehearsed: try coverage.map { try RehearsedClauses(coverage: Array($0.utf8)) }
        )
    }

    private static let coverage = """
        {"profiles":{},"rehearsals":[
        {"rehearsal":"one","passed":true,"about":[],"touched":["K-9b","K-10a"]},
        {"rehearsal":"two","passed":true,"about":["K-9b","K-9b"],"touched":["K-9b"]},
        {"rehearsal":"three","passed":false,"about":["K-10a"],"touched":["K-9b"]}]}
        """

    @Test func `rows come in the order of their numbers, each with how far it has come`() throws {
        let table = try table()
        #expect(table.rows.map(\.id) == ["K-1", "K-9b", "K-10a"])
        #expect(table.rows.map(\.status) == [.reasoned, .implemented, .open])
        #expect(table.rows.map(\.obligation) == [.definition, .may, .must])
        #expect(
            table.rows.map(\.reason?.en) == [
                "It states the purpose", nil, "not yet: belongs to visit-plan, record-keeping",
            ]
        )
        #expect(table.rows.map(\.citation.zhHant) == ["要點第一點", "要點第九點", "要點第十點"])
    }

    @Test(
        "ids are ordered as people count",
        arguments: [
            ("K-9b", "K-10a"), ("K-2.2.1a", "K-2.2.1b"), ("K-2.1", "K-2.2.1a"), ("B-7", "B-F2.H1"),
            ("B-5.2.3", "B-5.2.3(1)"), ("B-5.2.3(5)", "B-5.3.1"), ("B-F41.9", "B-F41.10"), ("E-7.2b", "K-0"),
            ("K-5.p1b", "K-5.p2a"), ("T-7.1-S2.1.4b", "T-7.1-S2.2.0"), ("B-F42.20", "B-POA.1"),
        ]
    )
    func order(first: String, second: String) {
        #expect(ClauseOrder.isBefore(first, second))
        #expect(!ClauseOrder.isBefore(second, first))
        #expect(!ClauseOrder.isBefore(first, first))
    }

    @Test func `the JSON is an object with clauses`() throws {
        let json = try Value(json: try table(coverage: ClauseTableTests.coverage).json(in: .en))
        let clauses = try #require(json["clauses"]?.elements)
        let names = ["id", "implementedBy", "reason", "rehearsedBy"]
        for clause in clauses {
            #expect(clause.pairs?.keys.compactMap(\.text).prefix(4).elementsEqual(names) == true)
        }
        #expect(clauses.map { $0["id"] } == ["K-1", "K-9b", "K-10a"])
        #expect(clauses[0]["implementedBy"] == [] && clauses[0]["reason"] == "It states the purpose")
        #expect(clauses[1]["implementedBy"] == ["t: clauses (t.yaml:6)"] && clauses[1]["reason"] == .null)
        #expect(clauses[1]["title"]?["zh-Hant"] == "得提供器具" && clauses[1]["obligation"] == "may")
        #expect(clauses[1]["citation"]?["en"] == "Guidelines, point 9")
        #expect(
            clauses[2]["procedures"] == ["visit-plan", "record-keeping"] && clauses[2]["status"] == "open"
        )
        #expect(
            json["summary"]
                == ["clauses": 3, "implemented": 1, "rehearsed": 2, "reasoned": 1, "open": 1]
        )
        let chinese = try Value(json: try table().json(in: .zhHant))
        #expect(chinese["clauses"]?.elements?.first?["reason"] == "目的宣示")
    }

    @Test func `rehearsals that are about a clause come before those that went through it`() throws {
        let rows = try table(coverage: ClauseTableTests.coverage).rows
        #expect(rows.map(\.rehearsedBy) == [[], ["two", "one"], ["one"]])
        #expect(try table().rows.allSatisfy { $0.rehearsedBy.isEmpty })
    }

    @Test func `the text counts each regulation and all`() throws {
        let text = try table(coverage: ClauseTableTests.coverage).text(in: .en)
        #expect(
            text == """
                Guidelines: 3 clauses, 1 implemented, 2 rehearsed, 1 with a reason, 1 open
                  – K-1  point 1: Purpose [definition]
                      It states the purpose
                  ✓ K-9b  point 9: May give gear [may]
                      t: clauses (t.yaml:6)
                      rehearsed: two
                      rehearsed: one
                  ○ K-10a  point 10: Keep a record [must]
                      not yet: belongs to visit-plan, record-keeping
                      rehearsed: one

                In all: 3 clauses, 1 implemented, 2 rehearsed, 1 with a reason, 1 open

                """
        )
    }

    @Test func `without coverage the text says how to get it`() throws {
        let english = try table().text(in: .en)
        #expect(english.contains("run anwei rehearse FILES --coverage FILE, then add --coverage FILE"))
        #expect(english.hasSuffix("In all: 3 clauses, 1 implemented, 1 with a reason, 1 open\n"))
        let chinese = try table().text(in: .zhHant)
        #expect(chinese.contains("未計入演練"))
        #expect(chinese.contains("○ K-10a  第十點　作書面紀錄 [應]\n      尚未實作；屬 visit-plan、record-keeping"))
        #expect(chinese.hasSuffix("合計：條文 3，實作 1，另有說明 1，未實作 1\n"))
    }

    @Test func `of many places the text names three and counts the rest`() throws {
        let workflow =
            Probe.head + "clauses: [K-9b]\nnotices:\n"
            + (1...4).map { "  n\($0): {tell: [head], text: {zh-Hant: 知}, clause: K-9b}\n" }.joined()
            + Probe.states
        let table = try ClauseTable(files: [
            "clauses/k.yaml": Array(ClauseTableTests.register.utf8), "t.yaml": Array(workflow.utf8),
        ])
        #expect(table.text(in: .en).contains("t: notice n2 (t.yaml:9)\n      and 2 more\n"))
        #expect(table.text(in: .zhHant).contains("      另有 2 處\n"))
    }

    @Test(
        "files that cannot be joined are refused with their place",
        arguments: [
            (Probe.head + "clauses: [K-7]\n" + Probe.states, "t.yaml:6:11 unknown-clause"),
            (Probe.head + "clauses: [", "t.yaml:7:1 syntax"),
            (Probe.head + "include: [shared/none.yaml]\n" + Probe.states, "t.yaml:6:11 unknown-file"),
            (ClauseTableTests.register, "t.yaml:4:3 duplicate-name"),
        ]
    )
    func refused(text: String, finding: String) throws {
        let error = #expect(throws: FileProblems.self) {
            try ClauseTable(files: [
                "clauses/k.yaml": Array(ClauseTableTests.register.utf8), "t.yaml": Array(text.utf8),
            ])
        }
        let first = try #require(error?.findings.first)
        #expect("\(first.position) \(first.code.rawValue)" == finding)
    }

    @Test(
        "a file that is no coverage is said so in both languages",
        arguments: [
            ("", "JSON"), ("# Brief", "JSON"), ("{\"passed\":3}", "holds no coverage"),
            ("[]", "holds no coverage"),
            ("{\"profiles\":{}}", "older version"),
            ("{\"profiles\":{},\"rehearsals\":[{\"rehearsal\":\"x\"}]}", "holds no coverage"),
            ("{\"profiles\":{},\"rehearsals\":[7]}", "holds no coverage"),
        ]
    )
    func notCoverage(text: String, says: String) throws {
        let problem = #expect(throws: CoverageProblem.self) {
            try RehearsedClauses(coverage: Array(text.utf8))
        }
        let message = try #require(problem?.message)
        #expect(message.en.contains(says) && message.en.contains("anwei rehearse"))
        #expect(message.zhHant.contains("涵蓋率檔") && message.zhHant.contains("anwei rehearse"))
    }

    @Test(
        "what the register says beside a title is checked",
        arguments: [
            ("obligation: must", []), ("obligation: shall", ["7:17 bad-value"]),
            ("procedures: [visit-plan]", []), ("procedures: ['a b']", ["7:18 bad-name"]),
            ("reason: {zh-Hant: 目的, en: Purpose}", []), ("reason: purpose", ["7:13 wrong-type"]),
            ("why: x", ["7:5 unknown-key"]),
        ]
    )
    func beside(line: String, found: [String]) {
        let text = """
            regulation: K
            title: {zh-Hant: 要點, en: Guidelines}
            clauses:
              K-1:
                citation: {zh-Hant: 第一點, en: point 1}
                title: {zh-Hant: 目的, en: Purpose}
                \(line)

            """
        let findings = CheckReport(checking: ["f.yaml": Array(text.utf8)]).findings
        #expect(findings.map { "\($0.position.line):\($0.position.column) \($0.code.rawValue)" } == found)
    }
}
