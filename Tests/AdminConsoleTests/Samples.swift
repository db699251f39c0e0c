import CaseAPI

@testable import AdminConsole

/// One invented case and what the server says about it.
enum Samples {
    static let number = "危-社工科-115-0042"
    static let received = WireState(id: "received", title: WireText(zhHant: "已受理", en: "Received"))
    static let protecting = WireState(id: "protecting", title: WireText(zhHant: "保護中", en: "Protecting"))
    static let deadline = WireDeadline(
        number: number,
        name: "initial",
        title: WireText(zhHant: "初報", en: "Initial report"),
        due: "2026-11-24T04:30:00Z",
        state: "running",
        clause: "K-15.1",
        unit: "north"
    )
    static let requirement = WireRequirement(
        outcome: .undecided,
        text: WireText(zhHant: "應填寫處理結果", en: "The result must be filled in"),
        clause: "K-16.0",
        citation: WireText(zhHant: "要點第16點", en: "Point 16"),
        reads: [WireReading(field: "result")],
        missing: ["result"]
    )
    static let fields = [
        WireFormField(
            name: "companion",
            type: "person",
            label: WireText(zhHant: "陪同人員", en: "Companion"),
            required: true
        ),
        WireFormField(
            name: "count",
            type: "integer",
            label: WireText(zhHant: "人數", en: "Count"),
            required: false
        ),
        WireFormField(
            name: "weight",
            type: "number",
            label: WireText(zhHant: "重量", en: "Weight"),
            required: false
        ),
        WireFormField(
            name: "urgent",
            type: "boolean",
            label: WireText(zhHant: "急", en: "Urgent"),
            required: false
        ),
        WireFormField(name: "day", type: "date", label: WireText(zhHant: "日期", en: "Day"), required: false),
        WireFormField(
            name: "knownAt",
            type: "datetime",
            label: WireText(zhHant: "獲知時間", en: "Known at"),
            required: false
        ),
        WireFormField(
            name: "kind",
            type: "choice",
            label: WireText(zhHant: "種類", en: "Kind"),
            required: false,
            options: [WireOption(value: "threat", label: WireText(zhHant: "恐嚇", en: "Threat"))]
        ),
        WireFormField(
            name: "kinds",
            type: "list",
            label: WireText(zhHant: "危害類別", en: "Kinds"),
            required: false,
            options: [
                WireOption(value: "intimidation", label: WireText(zhHant: "恐嚇", en: "Intimidation")),
                WireOption(value: "attack", label: WireText(zhHant: "身體攻擊", en: "Attack")),
            ],
            element: "choice"
        ),
        WireFormField(
            name: "victims",
            type: "list",
            label: WireText(zhHant: "受害人", en: "Victims"),
            required: false,
            element: "record",
            members: [
                WireFormField(
                    name: "person",
                    type: "person",
                    label: WireText(zhHant: "人員", en: "Person"),
                    required: false
                ),
                WireFormField(
                    name: "harm",
                    type: "choice",
                    label: WireText(zhHant: "傷亡情形", en: "Harm"),
                    required: false,
                    options: [WireOption(value: "injured", label: WireText(zhHant: "受傷", en: "Injured"))]
                ),
            ]
        ),
        WireFormField(name: "tags", type: "list", label: WireText(zhHant: "標記", en: "Tags"), required: false),
    ]
    static let actions = [
        WireAction(
            name: "close",
            title: WireText(zhHant: "結案", en: "Close"),
            clauses: ["K-16.0"],
            enabled: false,
            asks: [],
            permitted: true,
            refusals: [requirement]
        ),
        WireAction(
            name: "assign-companion",
            title: WireText(zhHant: "指派陪同人員", en: "Assign a companion"),
            clauses: ["K-15.1b"],
            enabled: true,
            asks: Array(fields.prefix(1))
        ),
    ]
    static let file = WireCase(
        number: number,
        workflow: "threat-report",
        title: WireText(zhHant: "危害事件通報", en: "Harm-event report"),
        unit: "north",
        revision: 3,
        closed: false,
        openedAt: "2026-11-24T01:00:00Z",
        configuration: [received],
        data: ["place": "某某公所\u{1B}[2J", "injured": 1],
        labels: [
            "place": WireText(zhHant: "發生地點", en: "Place"),
            "injured": WireText(zhHant: "受傷人數", en: "Injured"),
            "narrative": WireText(zhHant: "事件經過", en: "What happened"),
        ],
        order: ["injured", "place", "narrative"],
        masked: ["narrative"],
        deadlines: [deadline],
        actions: actions,
        children: [WireChild(name: "plan", number: "計-1")],
        proposals: [WireText(zhHant: "建議列為重大事件 (K-2.2)", en: "Propose a major incident")]
    )
    static let summary = WireCaseSummary(
        number: number,
        workflow: "threat-report",
        title: file.title,
        unit: "north",
        states: [received],
        closed: false,
        revision: 3,
        openedAt: "2026-11-24T01:00:00Z",
        nextDeadline: deadline
    )
    static let entry = WireEntry(
        at: "2026-11-24T01:00:00Z",
        actor: "lin",
        event: "open",
        title: WireText(zhHant: "開案", en: "Opened"),
        entered: [received],
        left: [],
        changed: ["place"],
        clauses: ["K-15"],
        revision: 7
    )

    static func step(isDryRun: Bool) -> WireStep {
        WireStep(
            number: number,
            revision: 4,
            entered: [protecting],
            left: [received],
            changed: [WireChange(field: "companion", label: fields[0].label, after: "lin")],
            deadlines: [],
            notices: 1,
            started: ["計-1"],
            dryRun: isDryRun
        )
    }

    static func problem(_ status: Int, _ refusal: WireRefusal, _ zhHant: String) -> (Int, WireValue) {
        let problem = WireProblem(
            type: "/problems/\(refusal.kind.rawValue)",
            title: refusal.kind.rawValue,
            status: status,
            detail: refusal.kind.rawValue,
            detailZh: zhHant,
            refusal: refusal
        )
        return (status, WireValue(encoding: problem))
    }

    static let definition: WireValue = [
        "name": "threat-report", "title": WireValue(encoding: WireText(zhHant: "危害事件通報", en: "Report")),
        "hash": "abcdef0123456789", "profile": WireValue(encoding: WireText(zhHant: "測試", en: "Test")),
        "states": [], "actions": [], "roles": [:],
        "deadlines": [
            [
                "name": "companion", "title": WireValue(encoding: WireText(zhHant: "指派", en: "Assign")),
                "state": "received", "within": "immediately", "tell": ["supervisor"], "clause": "K-15.1b",
            ]
        ],
    ]

    static let register = WireRegister(
        units: [
            WireRegister.Unit(
                id: "north",
                name: WireText(zhHant: "北區", en: "North"),
                head: "li",
                profile: "kaohsiung"
            )
        ],
        people: [
            WireRegister.Person(
                account: "chen",
                name: "陳測二",
                roles: [WireGrant(role: "social-worker", unit: "north")]
            ),
            WireRegister.Person(account: "li", name: "李示五", roles: []),
        ],
        sites: [
            WireRegister.Site(id: "center", name: WireText(zhHant: "社福中心", en: "Centre"), unit: "north")
        ]
    )

    static func answers(_ server: FakeServer) {
        let path = "/api/v1/cases/\(number)"
        func ok(_ item: some Encodable) -> (Int, WireValue) { (200, WireValue(encoding: item)) }
        server.answers = [
            "GET /api/v1/cases?closed=false&limit=200": ok(WirePage(items: [summary])),
            "GET /api/v1/cases?limit=200": ok(WirePage(items: [summary])),
            "GET /api/v1/workflows/threat-report": (200, definition),
            "GET /api/v1/cases?party=me&limit=200": (200, ["items": []]),
            "GET /api/v1/register": ok(register),
            "GET \(path)": ok(file),
            "GET \(path)/history": ok(WirePage(items: [entry])),
            "GET \(path)/actions": ok(WirePage(items: actions)),
            "GET \(path)/actions/assign-companion/form": ok(WireForm(fields: fields)),
            "GET \(path)/actions/close/why": ok(
                WireReasons(action: "close", requirements: [requirement], possible: false)
            ),
            "GET /api/v1/deadlines?limit=200": ok(WirePage(items: [deadline])),
            "GET /api/v1/deadlines?due=overdue&limit=200": ok(WirePage(items: [WireDeadline]())),
            "GET /api/v1/complete?kind=case&text=0042": ok(WirePage(items: [number])),
            "GET /api/v1/complete?kind=case&text=危": ok(WirePage(items: [number, "危-社工科-115-0043"])),
            "GET /api/v1/workflows": ok(
                WirePage(items: [
                    WireWorkflow(
                        name: "threat-report",
                        title: file.title,
                        hash: "abcdef0123456789",
                        asks: fields
                    )
                ])
            ),
            "GET /api/v1/me": ok(
                WireAccount(
                    account: "lin",
                    name: "林示例",
                    roles: [WireGrant(role: "supervisor", unit: "north")],
                    language: "zh-Hant",
                    environment: "測試"
                )
            ),
            "POST /api/v1/verify": ok(WireVerification(ok: true, entries: 9, cases: 1, problems: [])),
            "POST \(path)/actions/assign-companion dry": ok(step(isDryRun: true)),
            "POST \(path)/actions/assign-companion": ok(step(isDryRun: false)),
            "POST \(path)/actions/close dry": problem(
                409,
                WireRefusal(kind: .requirements, requirements: [requirement]),
                "要件不符"
            ),
            "POST \(path)/actions/close": problem(
                409,
                WireRefusal(kind: .requirements, requirements: [requirement]),
                "要件不符"
            ),
            "POST /api/v1/cases": (201, WireValue(encoding: step(isDryRun: false))),
        ]
    }
}
