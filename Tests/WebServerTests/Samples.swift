import Casework
import CivilCalendar
import Values

@testable import CaseEngine
@testable import Documents

extension LocalizedText {
    static func both(_ text: String) -> LocalizedText { LocalizedText(zhHant: "中" + text, en: text) }
}

extension Receipt {
    static let sample: Receipt = {
        var receipt = Receipt(sequence: 77, at: Instant(seconds: 1_795_482_000))
        receipt.number = CaseView.number
        receipt.revision = 5
        receipt.left = ["received"]
        receipt.entered = ["protecting", "tracking"]
        for state in receipt.left + receipt.entered { receipt.titles[state] = .both(state) }
        receipt.changed = ["companion"]
        receipt.started = ["助-社工科-115-0001"]
        receipt.notices = 2
        return receipt
    }()
}

extension ActionView {
    static let sample = ActionView(
        name: "assign-companion",
        title: .both("assign a companion"),
        clauses: ["K-15.1b"],
        by: ["supervisor"],
        isPermitted: true,
        requirements: [
            RequirementFinding(
                outcome: .undecided,
                sentence: .both("the companion must be somebody else"),
                clause: "L-6.0b",
                citation: .both("article 6"),
                reads: [FieldPath("companion"), FieldPath(["victims", "person"])],
                missing: [FieldPath("companion")]
            )
        ],
        form: [
            FormField(
                field: Field(name: "companion", type: .person, label: .both("companion"), clause: "K-15.1b"),
                isRequired: true,
                current: nil
            ),
            FormField(
                field: Field(
                    name: "level",
                    type: .choice([FieldType.Option(value: "high", label: .both("high"))]),
                    label: .both("level")
                ),
                isRequired: false,
                current: "high"
            ),
        ]
    )
}

extension CaseView {
    static let number = "危-社工科-115-0042"

    static let sample = CaseView(
        summary: CaseSummary(
            number: number,
            workflow: "threat-report",
            title: .both("harm-event report"),
            unit: "haifeng-shegong",
            unitName: .both("social work section"),
            revision: 4,
            states: [StateView(id: "received", title: .both("received"))],
            isClosed: false,
            isReferred: false,
            openedAt: Instant(seconds: 1_795_481_000),
            changedAt: Instant(seconds: 1_795_481_500),
            nextDeadline: .sample,
            paper: CaseFile.Paper(
                record: PaperRecord(reference: "簿冊第 12 號", reason: "停機"),
                recordedAt: Instant(seconds: 1_795_481_200)
            )
        ),
        fields: [
            FieldView(
                field: Field(name: "knownAt", type: .datetime, label: .both("known at")),
                value: .timestamp(Instant(seconds: 1_795_480_000)),
                isMasked: false
            ),
            FieldView(
                field: Field(name: "narrative", type: .text(maximumLength: 100), label: .both("narrative")),
                value: nil,
                isMasked: true
            ),
        ],
        deadlines: [.sample],
        actions: [.sample],
        parent: nil,
        children: [Child(name: "support", number: "助-社工科-115-0001")],
        faults: []
    )
}

extension DeadlineView {
    static let sample = DeadlineView(
        number: CaseView.number,
        unit: "haifeng-shegong",
        title: .both("companion"),
        clause: "K-15.1b",
        deadline: Deadline(
            name: "companion",
            occasion: 0,
            status: .running,
            from: Instant(seconds: 1_795_481_000),
            due: Instant(seconds: 1_795_567_400)
        )
    )
}

extension EntryView {
    static let sample = EntryView(
        sequence: 76,
        revision: 4,
        at: Instant(seconds: 1_795_481_500),
        kind: .action,
        account: "lin",
        accountName: "林示例",
        event: "assess",
        title: .both("assess"),
        left: [StateView(id: "received", title: .both("received"))],
        entered: [StateView(id: "received", title: .both("received"))],
        changed: ["injured"],
        clauses: ["K-2.2"],
        hash: "00ff",
        claimed: Instant(seconds: 1_795_470_000)
    )
}

extension WorkflowView {
    static let sample = WorkflowView(
        name: "threat-report",
        title: .both("harm-event report"),
        units: ["haifeng-shegong"],
        form: ActionView.sample.form,
        bundleHash: "ab12"
    )
}

extension RegisterView {
    static let sample = RegisterView(
        units: [Unit(id: "north", name: .both("north"), parent: nil, head: "li", profile: "kaohsiung")],
        people: [
            AccountView(
                account: Account(id: "lin", name: "林示例", grants: []),
                grants: [RoleGrant(role: "social-worker", unit: "north")]
            )
        ],
        sites: [Site(id: "center", name: .both("center"), unit: "north")]
    )
}

extension ChangeView {
    /// A draft without any case.
    static let sample = ChangeView(
        set: ChangeSet(id: "D-118", title: "補正", author: "lin", begunAt: Instant(seconds: 0)),
        cases: []
    )
}

extension FormView {
    static let sample = FormView(
        name: "crisis-notice",
        title: .both("crisis notice"),
        workflow: "crisis",
        from: CivilDate(dayNumber: 17_000),
        copies: [FieldType.Option(value: "initial", label: .both("initial"))]
    )
}

extension DocumentView {
    static let sample = DocumentView(
        form: "crisis-notice",
        title: .both("crisis notice"),
        modes: [.redacted],
        copies: []
    )
}

extension Document {
    static let sample = Document(
        form: "crisis-notice",
        title: "<script>alert(1)</script>",
        mark: "",
        sheets: [Sheet(blocks: [.lines([[.text("<b>")]], .left)])]
    )
}
