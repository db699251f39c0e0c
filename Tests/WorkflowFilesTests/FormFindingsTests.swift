import Testing
import Values

@testable import WorkflowFiles

/// What the check says of forms: a sound one first, then each thing that can be wrong with one.
@Suite("Forms")
struct FormFindingsTests {
    private static let workflow =
        Probe.head + """
            relations: {author: {field: author, title: {zh-Hant: 作者, en: Author}}}
            fields:
              day: {type: date, label: {zh-Hant: 日期, en: Day}}
              name: {type: text, sensitive: true, label: {zh-Hant: 姓名, en: Name}}
              author: {type: person, label: {zh-Hant: 作者, en: Author}}
              talks: {type: list, sensitive: true, label: {zh-Hant: 訪談, en: Talks}, of: {type: record, fields: {who: {type: text, label: {zh-Hant: 誰, en: Who}}}}}

            """ + Probe.states

    private static let clauses = Probe.clauses.replacing("K-1:", with: "K-F1.1:").replacing(
        "K-2:",
        with: "K-F1.2:"
    )

    private static let form = """
        form: paper
        title: {zh-Hant: 表單, en: Form}
        workflow: t
        covers: [K-F1]
        from: 2026-01-01
        filled: {for: [worker, author], when: filled(day)}
        codes: '[{"name": name, "code": "甲"}]'
        secrets: [name]
        copies: {standard: '"first"', options: {first: {zh-Hant: 初, en: First}}}
        series: {talk: {of: talks, at-least: 2}}
        blanks:
          day: {value: day, as: date, clause: K-F1.1}
          name: {value: name, redacted: code, clause: K-F1.2}
          who: {value: talk.who, redacted: code}
          kind: {choose: copy, options: {first: "初{day}"}}
        sheets:
          - blocks:
              - heading: 表單
              - lines: [{each: talk, text: "{ordinal}{who}"}, "{kind}"]
                align: right
              - table:
                  columns: [20, 80]
                  rows:
                    - [日期, "{day}"]
                    - [{text: "{name}", span: 2, room: 3}]
                    - {each: talk, rows: [[誰, "{who}"]]}

        """

    private static func findings(_ form: String) -> [String] {
        let files = [
            "t.yaml": workflow, "forms/f.yaml": form, "clauses/k.yaml": clauses,
            "profiles/k.yaml": Probe.profile,
        ]
        return CheckReport(checking: files.mapValues { Array($0.utf8) }, only: ["forms/f.yaml"]).findings
            .map { "\($0.position.line) \($0.code.rawValue)" }
    }

    @Test func `a form that covers its clauses is sound`() {
        #expect(FormFindingsTests.findings(FormFindingsTests.form) == [])
    }

    @Test(
        "what is wrong is said where it stands",
        arguments: [
            ("workflow: t", "workflow: u", "3 unknown-name"),
            ("[K-F1]", "[Q]", "4 unknown-name"),
            (", clause: K-F1.2", "", "4 uncovered-clause"),
            ("clause: K-F1.2", "clause: K-F1.3", "4 uncovered-clause"),
            ("from: 2026-01-01", "from: gestern", "5 bad-value"),
            ("[worker, author]", "[worker, stranger]", "6 unknown-name"),
            ("filled(day)", "filled(dey)", "6 expression"),
            ("of: talks", "of: talk", "10 expression"),
            ("at-least: 2", "at-least: 200", "10 bad-value"),
            ("as: date", "as: dated", "12 bad-value"),
            ("redacted: code, clause: K-F1.2", "clause: K-F1.2", "13 missing-key"),
            ("talk.who, redacted: code", "talk.who", "14 missing-key"),
            ("redacted: code}", "redacted: hide}", "14 bad-value"),
            ("talk.who", "talk.whom", "14 expression"),
            ("初{day}", "初{dya}", "15 unknown-name"),
            ("初{day}", "初{day", "15 bad-value"),
            ("{choose: copy, options: {first: \"初{day}\"}}", "{choose: copy}", "15 missing-key"),
            ("\"{kind}\"", "字", "15 unused"),
            ("{ordinal}{who}", "{ordinal}{whom}", "19 unknown-name"),
            ("{each: talk, text:", "{each: talks, text:", "19 unknown-name"),
            ("align: right", "align: up", "20 bad-value"),
            ("[日期, \"{day}\"]", "[\"{day}\"]", "24 bad-value"),
            ("span: 2", "span: 3", "25 bad-value"),
            ("columns: [20, 80]", "column: [20, 80]", "22 unknown-key"),
        ]
    )
    func defect(sound: String, wrong: String, finding: String) {
        let text = FormFindingsTests.form.replacing(sound, with: wrong, maxReplacements: 1)
        #expect(text != FormFindingsTests.form)
        #expect(FormFindingsTests.findings(text).contains(finding))
    }

    @Test(
        "documents that a step produces are forms of its workflow",
        arguments: [
            ("{document: paper}", []), ("{document: paper, with: {copy: \"'first'\"}}", []),
            ("{document: letter}", ["unknown-name"]),
            ("{document: paper, with: {name: day}}", ["unknown-key"]),
            ("{document: paper, with: name}", ["unknown-key"]),
            ("{document: paper, with: {copy: name}}", ["bad-value"]),
        ]
    )
    func documents(action: String, codes: [String]) {
        let part = FormFindingsTests.workflow.dropFirst(Probe.head.count)
            .replacing("a: {title:", with: "a: {entry: [\(action)], title:")
        let files = ["forms/f.yaml": FormFindingsTests.form, "clauses/f.yaml": FormFindingsTests.clauses]
        let found = Probe.findings(Probe.head + part, beside: files).map(\.code.rawValue)
            .filter { $0 != "unused" }
        #expect(found == codes)
    }

    @Test func `two versions of a form do not share a day`() {
        let later = FormFindingsTests.form.replacing("from: 2026-01-01", with: "from: 2027-01-01")
        let ended = FormFindingsTests.form.replacing(
            "from: 2026-01-01",
            with: "from: 2026-01-01\nuntil: 2026-12-31"
        )
        for (first, second, clashes) in [(ended, later, 0), (FormFindingsTests.form, later, 1)] {
            let files = [
                "t.yaml": FormFindingsTests.workflow, "forms/a.yaml": first, "forms/b.yaml": second,
                "clauses/k.yaml": FormFindingsTests.clauses, "profiles/k.yaml": Probe.profile,
            ]
            let report = CheckReport(checking: files.mapValues { Array($0.utf8) })
            #expect(report.findings.filter { $0.code == .duplicateName }.count == clashes)
        }
    }
}
