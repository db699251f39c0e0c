import Testing

@testable import WorkflowFiles

/// One edit of a right file, and what is found then at which place.
struct Defect: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let found: String

    init(_ name: String, _ old: String, _ new: String, _ found: String) {
        self.name = name
        self.old = old
        self.new = new
        self.found = found
    }

    var testDescription: String { name }
}

@Suite("Defects seeded into a right workflow")
struct SeededDefectsTests {
    /// The right file; its lines are counted in what is expected.
    static let base = """
        workflow: t
        title: {zh-Hant: 測試, en: Test}
        number: "{serial:4}"
        clauses: [K-1]
        roles:
          worker: {zh-Hant: 社工, en: Worker}
          head: {zh-Hant: 主管, en: Head}
        relations:
          owner: {field: owner, title: {zh-Hant: 本人, en: Owner}}
        fields:
          owner: {type: person, label: {zh-Hant: 本人, en: Owner}}
          count: {type: integer, label: {zh-Hant: 人數, en: Count}}
          result: {type: text, label: {zh-Hant: 結果, en: Result}}
        notices:
          told: {tell: [head], text: {zh-Hant: 已通報, en: Reported}}
        open:
          title: {zh-Hant: 通報, en: Report}
          by: [worker]
          asks: [owner!, count]
        initial: a
        states:
          a:
            title: {zh-Hant: 甲, en: A}
            entry: [{notify: told}]
            deadlines:
              d: {title: {zh-Hant: 期限, en: Due}, within: 1d, met: go, tell: [head]}
            on:
              go:
                title: {zh-Hant: 去, en: Go}
                by: [head]
                asks: [result!]
                requires: [{that: size(result) > 0, else: {zh-Hant: 否, en: No}, clause: K-2}]
                to: b
          b:
            title: {zh-Hant: 乙, en: B}
            closed: true

        """

    @Test func `the file itself has nothing wrong with it`() {
        #expect(Probe.lines(SeededDefectsTests.base) == [])
    }

    @Test("each is found at its place", arguments: meaning + names + shape) func seeded(defect: Defect) throws
    {
        #expect(SeededDefectsTests.base.contains(defect.old))
        let text = SeededDefectsTests.base.replacing(defect.old, with: defect.new)
        #expect(Probe.lines(text).contains(defect.found), "\(Probe.lines(text))")
    }

    static let meaning = [
        Defect("nowhere to go", "closed: true", "clauses: []", "22:3 error no-end"),
        Defect("a way that is cut", "        to: b\n", "", "33:3 error unreachable"),
        Defect("nobody who may go", "by: [head]", "by: []", "28:7 error nobody-may"),
        Defect("nobody who may open", "by: [worker]", "by: []", "17:3 error nobody-may"),
        Defect(
            "a miss that nobody hears of",
            ", tell: [head]}\n    on",
            "}\n    on",
            "26:7 error unheard-miss"
        ),
        Defect("a circle", "closed: true", "always: b", "36:13 error endless-loop"),
        Defect(
            "an event that nothing raises",
            "closed: true",
            "closed: true\n    on: {x: a}",
            "37:10 warning never-taken"
        ),
        Defect(
            "a field that nothing fills",
            "asks: [result!]",
            "asks: [count!]",
            "32:27 error unfilled-field"
        ),
        Defect("a notice that nothing gives", "entry: [{notify: told}]", "entry: []", "15:3 warning unused"),
        Defect(
            "a requirement of an eventless one",
            "closed: true",
            "closed: true\n    always: {to: a, when: count > 1, requires: [{that: count > 2, else: {zh-Hant: 否, en: No}}]}",
            "37:56 error misplaced-requires"
        ),
        Defect(
            "a condition that never holds",
            "to: b\n",
            "to: b\n        when: count > 1 && count < 1\n",
            "28:7 error shadowed"
        ),
        Defect(
            "a condition that may not hold",
            "to: b\n",
            "to: b\n        when: count > 1\n",
            "22:3 warning deadlock"
        ),
        Defect(
            "a state without a way out",
            "closed: true",
            "on: {}\n  c: {title: {zh-Hant: 丙, en: C}, closed: true}",
            "22:3 error no-end"
        ),
    ]

    static let names = [
        Defect("a target", "to: b", "to: bb", "33:13 error unknown-name"),
        Defect("a role", "by: [head]", "by: [boss]", "30:14 error unknown-name"),
        Defect("an asked field", "asks: [result!]", "asks: [resutl!]", "31:16 error unknown-name"),
        Defect("a notice", "{notify: told}", "{notify: tld}", "24:22 error unknown-name"),
        Defect("a clause", "clause: K-2", "clause: K-9", "32:81 error unknown-clause"),
        Defect("a clause of the file", "clauses: [K-1]", "clauses: [K-7]", "4:11 error unknown-clause"),
        Defect("the relation's field", "{field: owner", "{field: ower", "9:18 error unknown-name"),
        Defect("what meets", "met: go", "met: gone", "26:59 error unknown-name"),
        Defect("a default", "initial: a", "initial: x", "20:10 error unknown-name"),
        Defect("a name in an expression", "size(result)", "size(reslt)", "32:32 error expression"),
        Defect("a type in an expression", "size(result) > 0", "size(result)", "32:27 error expression"),
        Defect(
            "an include",
            "initial: a",
            "include: [shared/x.yaml]\ninitial: a",
            "20:11 error unknown-file"
        ),
    ]

    static let shape = [
        Defect("a key", "    closed: true", "    closd: true", "36:5 error unknown-key"),
        Defect("a missing title", "    title: {zh-Hant: 乙, en: B}\n", "", "34:3 error missing-text"),
        Defect("no Chinese", "{zh-Hant: 乙, en: B}", "{en: B}", "35:12 error missing-text"),
        Defect("no English", "{zh-Hant: 乙, en: B}", "{zh-Hant: 乙}", "35:12 warning missing-english"),
        Defect("a truth value", "closed: true", "closed: yes", "36:13 error wrong-type"),
        Defect("a period", "within: 1d", "within: soon", "26:50 error bad-value"),
        Defect("the number", "{serial:4}", "serial", "3:9 error bad-value"),
        Defect("a field's type", "type: integer", "type: int", "12:17 error bad-value"),
        Defect("a key twice", "initial: a", "initial: a\ninitial: b", "21:1 error duplicate-key"),
        Defect("a tab", "  b:\n", "\tb:\n", "34:1 error syntax"),
        Defect("an alias", "initial: a", "initial: *a", "20:10 error alias"),
        Defect("a tag", "initial: a", "initial: !x a", "20:10 error tag"),
        Defect("a reserved name", "  count: {", "  now: {", "12:3 error bad-name"),
    ]
}
