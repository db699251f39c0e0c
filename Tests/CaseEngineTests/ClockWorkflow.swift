import Casework
import CaseworkSamples
import CivilCalendar
import Expressions
import Statechart
import Values

/// A workflow with a deadline of every kind and sends that wait, for tests of the clock.
///
/// ```
/// open ──close──▶ closed ──again──▶ open ⟲ again, did-NAME, correct, later
/// ```
enum ClockWorkflow {
    static let bytes = Array("the clock workflow".utf8)
    static let hash = SampleSource.digest(bytes).map {
        String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    .joined()

    /// How long each deadline runs; nil is a stopwatch.
    static let periods: [(name: String, within: String?, reminders: [String])] = [
        ("hours", "8h", []), ("days", "10 days", ["24h", "48h"]), ("office", "5 office days", []),
        ("month", "1 month", ["168h"]), ("watch", nil, ["10m", "1h", "24h"]),
    ]

    static let workflow: Workflow = {
        var pool: [CheckedExpression] = []
        func expression(_ source: String) -> ExpressionReference {
            pool.append(ClockWorkflow.expression(source))
            return ExpressionReference(pool.count - 1)
        }
        let delay = expression("delay")
        let basis = expression("basis")
        let deadlines = periods.map { name, within, reminders in
            let ladder = "[" + reminders.map { "'\($0)'" }.joined(separator: ", ") + "]"
            return DeadlineRule(
                name: name,
                state: "open",
                title: World.text(name, name),
                within: within.map { .period($0) } ?? .immediately,
                from: name == "office" ? nil : basis,
                met: .event(["did-\(name)"]),
                remind: reminders.isEmpty ? nil : expression(ladder),
                tell: [],
                clause: nil
            )
        }
        return Workflow(
            name: "clock",
            bundleHash: hash,
            title: World.text("時鐘", "Clock"),
            numberPattern: NumberPattern(parts: [.literal("鐘-"), .rocYear, .literal("-"), .serial(width: 4)]),
            fields: fields,
            relations: [],
            roles: [:],
            occurrences: [],
            facts: [],
            opening: TransitionRule(event: "open", by: ["supervisor"], asks: asks(["basis"])),
            chart: chart(sending: delay),
            rules: rules,
            states: [:],
            deadlines: deadlines,
            notices: [:],
            expressions: pool,
            profile: Profile(name: "p", title: World.text("範例縣", "Sample county"), values: [:]),
            clauses: [:]
        )
    }()

    private static let fields = [
        Field(name: "basis", type: .datetime, label: World.text("起算", "Basis")),
        Field(name: "delay", type: .text(maximumLength: 20), label: World.text("延後", "Delay")),
    ]

    private static let actions = periods.map { "did-\($0.name)" } + ["correct", "later", "again", "close"]

    private static let rules = actions.map { action in
        let fields = ["correct": ["basis"], "later": ["delay"]][action] ?? []
        return TransitionRule(event: action, by: ["supervisor"], asks: asks(fields))
    }

    private static func asks(_ fields: [String]) -> [TransitionRule.Ask] {
        fields.map { TransitionRule.Ask(field: $0, isRequired: false) }
    }

    private static func chart(sending delay: ExpressionReference) -> Chart {
        let transitions = actions.enumerated().map { label, action in
            let targets = ["again": ["open"], "close": ["closed"]][action] ?? []
            let send = Action.send(SendAction(.literal("tick"), after: .expression(delay)))
            return TransitionDefinition(
                on: [action],
                to: targets,
                actions: action == "later" ? [send] : [],
                label: label
            )
        }
        do {
            return try Chart(
                ChartDefinition(states: [
                    StateDefinition("open", transitions: transitions),
                    StateDefinition("closed", transitions: transitions.filter { $0.events == ["again"] }),
                ])
            )
        } catch {
            preconditionFailure("Invalid state: \(error)")
        }
    }

    private static func expression(_ source: String) -> CheckedExpression {
        let variables = fields.map { ($0.name, CaseDeclarations.type(of: $0.type)) }
        let declarations = Declarations(
            variables: Dictionary(uniqueKeysWithValues: variables),
            functions: CaseDeclarations.functions
        )
        do {
            return try ParsedExpression(parsing: source).check(declarations)
        } catch {
            preconditionFailure("Invalid state: \(source): \(error)")
        }
    }
}

/// A source with the clock's workflow and calendars whose text is the list of their days off.
struct ClockSource: WorkflowSource {
    let names = ["clock"]
    var calendarTexts: [Int: String] = [:]

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        AssembledBundle(bytes: ClockWorkflow.bytes, hash: ClockWorkflow.hash)
    }

    func compile(_ bundle: AssembledBundle) throws -> Workflow { ClockWorkflow.workflow }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar {
        let years = texts.sorted { $0.key < $1.key }
        let tables = years.compactMap { year, text in
            let days = text.split(separator: ",").compactMap { CivilDate(iso: $0) }
            let holidays = Dictionary(uniqueKeysWithValues: days.map { ($0, World.text("假日", "Holiday")) })
            return OfficeYear(year: year, source: .official, holidays: holidays)
        }
        return OfficeCalendar(
            version: years.map { "\($0.key):\($0.value)" }.joined(separator: "+"),
            years: tables
        )
    }
}
