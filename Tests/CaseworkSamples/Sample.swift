package import Casework
import Expressions
import Statechart
package import Values

/// A small workflow, built by hand, with one of everything: the material of the core's dialogues.
///
/// ```
/// received ──assign──▶ assigned ──close──▶ closed ◉        severity: none ──(two injuries)──▶ proposed
/// ```
package struct Sample {
    private var pool: [CheckedExpression] = []
    private var labels: [TransitionRule] = []

    package static let workflow = workflow(bundleHash: "b0")

    /// The workflow as a bundle with this hash would give it.
    ///
    /// - Parameter received: the name of its first state, which another version may call otherwise.
    package static func workflow(bundleHash: String, received: String = "received") -> Workflow {
        var sample = Sample(bundleHash: bundleHash, received: received)
        return sample.build()
    }

    private let bundleHash: String
    private let received: String

    private init(bundleHash: String, received: String) {
        self.bundleHash = bundleHash
        self.received = received
    }

    package static let fields = [
        Field(
            name: "kind",
            type: .choice([FieldType.Option(value: "threat", label: text("威脅", "Threat"))]),
            label: text("種類", "Kind")
        ),
        Field(name: "occurredAt", type: .datetime, label: text("發生時間", "Occurred at")),
        Field(name: "knownAt", type: .datetime, label: text("獲知時間", "Known at")),
        Field(name: "injured", type: .integer(minimum: 0, maximum: 99), label: text("受傷人數", "Injured")),
        Field(name: "workplace", type: .site, label: text("工作場所", "Workplace")),
        Field(name: "worker", type: .person, label: text("當事人", "Worker")),
        Field(
            name: "harmers",
            type: .list(.record([Field(name: "person", type: .person, label: text("人員", "Person"))])),
            label: text("加害人", "Harmers")
        ),
        Field(name: "companion", type: .person, label: text("陪同人員", "Companion")),
        Field(
            name: "narrative",
            type: .text(maximumLength: 100),
            label: text("經過", "Narrative"),
            isSensitive: true,
            readers: ["supervisor", "affected"]
        ),
        Field(name: "result", type: .text(maximumLength: 100), label: text("結果", "Result")),
        Field(name: "day", type: .date, label: text("日期", "Day")),
        Field(name: "share", type: .number(minimum: 0, maximum: 1), label: text("比例", "Share")),
        Field(name: "agreed", type: .boolean, label: text("同意", "Agreed")),
    ]

    package static func text(_ zhHant: String, _ en: String) -> LocalizedText {
        LocalizedText(zhHant: zhHant, en: en)
    }

    private mutating func expression(_ source: String) -> ExpressionReference {
        let variables = CaseDeclarations.variables(profile: ["ladder": .list(.string)], facts: ["injuries"])
            .merging(Self.fields.map { ($0.name, CaseDeclarations.type(of: $0.type)) }) { $1 }
        let declarations = Declarations(variables: variables, functions: CaseDeclarations.functions)
        do {
            pool.append(try ParsedExpression(parsing: source).check(declarations))
        } catch {
            preconditionFailure("Invalid state: \(source): \(error)")
        }
        return ExpressionReference(pool.count - 1)
    }

    private mutating func rule(_ rule: TransitionRule) -> Int {
        labels.append(rule)
        return labels.count - 1
    }

    private mutating func build() -> Workflow {
        let unlikeWorker = Requirement(
            condition: expression("companion != worker"),
            sentence: Self.text("陪同人員不得為當事人", "The companion must be somebody else"),
            clause: "L-6.0b"
        )
        let hasResult = Requirement(
            condition: expression("result != ''"),
            sentence: Self.text("請填寫處理結果", "State the result"),
            clause: "K-15.1"
        )
        let assign = rule(
            TransitionRule(
                event: "assign",
                title: Self.text("指派", "Assign"),
                by: ["supervisor"],
                asks: [TransitionRule.Ask(field: "companion", isRequired: true)],
                requires: [unlikeWorker]
            )
        )
        let describe = rule(
            TransitionRule(
                event: "describe",
                title: Self.text("補充", "Describe"),
                by: ["supervisor", "affected"],
                asks: ["narrative", "harmers", "knownAt", "injured"].map {
                    TransitionRule.Ask(field: $0, isRequired: false)
                }
            )
        )
        let close = rule(
            TransitionRule(
                event: "close",
                title: Self.text("結案", "Close"),
                by: ["supervisor"],
                asks: [TransitionRule.Ask(field: "result", isRequired: false)],
                requires: [hasResult]
            )
        )
        let propose = rule(TransitionRule(event: ""))
        let handling = StateDefinition(
            "handling",
            children: [
                StateDefinition(
                    received,
                    transitions: [
                        TransitionDefinition(
                            on: ["assign"],
                            to: ["assigned"],
                            actions: [.perform("notify", arguments: [("notice", .literal("assigned"))])],
                            label: assign
                        ),
                        TransitionDefinition(on: ["describe"], label: describe),
                    ]
                ),
                StateDefinition(
                    "assigned",
                    transitions: [
                        TransitionDefinition(on: ["close"], to: ["closed"], label: close),
                        TransitionDefinition(on: ["describe"], label: describe),
                    ]
                ),
                StateDefinition("closed"),
            ]
        )
        let severity = StateDefinition(
            "severity",
            children: [
                StateDefinition(
                    "none",
                    transitions: [
                        TransitionDefinition(
                            when: expression("injured > 0 && size(facts.injuries) > 0"),
                            to: ["proposed"],
                            label: propose
                        )
                    ]
                ),
                StateDefinition("proposed"),
            ]
        )
        let chart: Chart
        do {
            chart = try Chart(
                ChartDefinition(states: [
                    StateDefinition("whole", kind: .parallel, children: [handling, severity])
                ])
            )
        } catch {
            preconditionFailure("Invalid state: \(error)")
        }
        return workflow(chart)
    }

    private mutating func workflow(_ chart: Chart) -> Workflow {
        let ladder = expression("profile.ladder")
        return Workflow(
            name: "sample",
            bundleHash: bundleHash,
            title: Self.text("範例", "Sample"),
            numberPattern: NumberPattern(parts: [
                .literal("危-"), .unit, .literal("-"), .rocYear, .literal("-"), .serial(width: 4),
            ]),
            fields: Self.fields,
            relations: [
                RelationRule(
                    name: "affected",
                    title: Self.text("當事人", "Affected"),
                    field: FieldPath("worker"),
                    isConflicted: false,
                    refersUpward: false
                ),
                RelationRule(
                    name: "harmer",
                    title: Self.text("加害人", "Harmer"),
                    field: FieldPath(["harmers", "person"]),
                    isConflicted: true,
                    refersUpward: true
                ),
            ],
            roles: [:],
            access: ["supervisor"],
            occurrences: [
                OccurrenceRule(
                    kind: "injury",
                    condition: expression("injured > 0 && !inState('closed')"),
                    day: expression("occurredAt"),
                    places: ["workplace"]
                )
            ],
            facts: [
                FactRule(
                    name: "injuries",
                    kind: "injury",
                    day: expression("occurredAt"),
                    places: ["workplace"]
                )
            ],
            opening: TransitionRule(
                event: "open",
                title: Self.text("通報", "Report"),
                by: ["social-worker", "supervisor"],
                asks: [
                    ("kind", true), ("worker", true), ("occurredAt", false), ("knownAt", false),
                    ("injured", false), ("workplace", false), ("harmers", false), ("narrative", false),
                    ("day", false), ("share", false), ("agreed", false),
                ]
                .map { TransitionRule.Ask(field: $0, isRequired: $1) },
                requires: [],
                clauses: ["K-15.1a"]
            ),
            chart: chart,
            rules: labels,
            states: [
                "closed": StateRule(
                    id: "closed",
                    title: Self.text("結案", "Closed"),
                    isClosed: true,
                    isTrack: false,
                    clauses: []
                )
            ],
            deadlines: [
                DeadlineRule(
                    name: "companion",
                    state: received,
                    title: Self.text("立即指派", "Assign at once"),
                    within: .immediately,
                    from: expression("knownAt"),
                    met: .event(["assign"]),
                    remind: ladder,
                    tell: ["supervisor"],
                    clause: "K-15.1b"
                ),
                DeadlineRule(
                    name: "review",
                    state: "assigned",
                    title: Self.text("檢討", "Review"),
                    within: .period("10 days"),
                    from: nil,
                    met: .condition(expression("filled(result)"), at: expression("occurredAt")),
                    remind: nil,
                    tell: ["unit-head"],
                    clause: nil
                ),
            ],
            notices: [
                "assigned": NoticeRule(
                    name: "assigned",
                    tell: ["affected", "harmer"],
                    text: Self.text("已指派陪同", "A companion is assigned"),
                    clause: nil
                )
            ],
            expressions: pool,
            profile: Profile(
                name: "p",
                title: Self.text("範例縣", "Sample county"),
                values: ValueMap([("ladder", .list(["10m", "30m"]))])
            ),
            clauses: [
                "L-6.0b": Clause(
                    id: "L-6.0b",
                    citation: Self.text("第六點", "Point 6"),
                    title: Self.text("陪同", "Company")
                )
            ]
        )
    }
}
