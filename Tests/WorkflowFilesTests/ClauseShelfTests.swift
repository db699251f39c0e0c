import Testing

@testable import WorkflowFiles

@Suite("When the registers are read")
struct ClauseShelfTests {
    @Test func `not before somebody asks for a clause, and then for all copies at once`() {
        let set = FileSet(["k.yaml": Array(Probe.clauses.utf8), "p.yaml": Array(Probe.profile.utf8)])
        let copy = set
        #expect(set.kinds == ["k.yaml": .register, "p.yaml": .profile])
        #expect(!set.registers.isRead)
        #expect(copy.clauses.keys.sorted() == ["K-1", "K-2"])
        #expect(set.registers.isRead)
    }

    @Test(
        "a register is known by its first line",
        arguments: [
            ("regulation: K\n", true), ("# a comment\n\n# another\nregulation: K\n", true),
            ("\u{FEFF}regulation: K\n", true), ("# a comment\r\nregulation: K\r\n", true),
            ("workflow: regulation\n", false), ("title: {zh-Hant: 字}\nregulation: K\n", false),
            ("# regulation: K\n", false), ("", false), ("#", false),
        ]
    )
    func begins(text: String, isRegister: Bool) {
        #expect((FileKind(firstLineOf: Array(text.utf8)) == .register) == isRegister)
    }

    @Test func `one that names itself later is a register all the same`() {
        let text =
            "title: {zh-Hant: 要點, en: Guidelines}\n"
            + Probe.clauses.replacing(
                "title: {zh-Hant: 要點, en: Guidelines}\n",
                with: ""
            )
        let set = FileSet(["k.yaml": Array(text.utf8)])
        #expect(set.kinds == ["k.yaml": .register] && set.findings.isEmpty)
        #expect(set.clauses.keys.sorted() == ["K-1", "K-2"])
    }

    @Test(
        "what is wrong with a register is found when it is read",
        arguments: [
            ("regulation: K\nclauses: {", "3:1 syntax"), ("regulation: K\n", "1:1 missing-key"),
            ("regulation: K\ntitle: {zh-Hant: 要點, en: G}\nclauses: {K-1: 7}\n", "3:16 wrong-type"),
        ]
    )
    func wrong(text: String, first: String) {
        let found = FileSet(["k.yaml": Array(text.utf8)]).findings.map {
            "\($0.position.line):\($0.position.column) \($0.code.rawValue)"
        }
        #expect(found.first == first)
    }
}
