import CivilCalendar
public import Expressions
import Values

/// What every condition of a workflow may use beside the case's own data: the one place that says so.
public enum CaseDeclarations {
    /// Names that no field and no datum may have.
    public static let reserved: Set<String> = [
        "event", "actor", "profile", "case", "now", "workflow", "facts",
    ]

    /// The type that a field has in expressions.
    public static func type(of type: FieldType) -> ExpressionType {
        switch type {
        case .text, .date, .choice, .person, .unit, .site: .string
        case .integer: .int
        case .number: .double
        case .boolean: .bool
        case .datetime: .timestamp
        case .list(let element): .list(CaseDeclarations.type(of: element))
        case .record(let members):
            .record(
                Dictionary(members.map { ($0.name, CaseDeclarations.type(of: $0.type)) }) { first, _ in first
                }
            )
        case .any: .dyn
        }
    }

    /// The variables that are always there; `profile` and `facts` as the workflow has them.
    public static func variables(
        profile: [String: ExpressionType],
        facts: [String]
    ) -> [String: ExpressionType] {
        let occurrence = ExpressionType.record(["number": .string, "day": .string])
        return [
            "event": .record([
                "name": .string, "type": .string, "sendid": .string, "origin": .string, "origintype": .string,
                "invokeid": .string, "data": .dyn,
            ]),
            "actor": .record(["account": .string, "roles": .list(.string), "unit": .string]),
            "profile": .record(profile),
            "case": .record([
                "id": .int, "number": .string, "unit": .string, "workflow": .string, "openedAt": .timestamp,
                "agencyHead": .string,
            ]),
            "now": .timestamp,
            "workflow": .string,
            "facts": .record(Dictionary(facts.map { ($0, .list(occurrence)) }) { first, _ in first }),
        ]
    }

    /// The functions that are always there, beside those of the language.
    public static let functions: [HostFunction] = [
        HostFunction("inState", [.string], .bool),
        HostFunction("filled", [.field], .bool),
        HostFunction("localDate", [.timestamp], .string),
        HostFunction("rocDate", [.timestamp], .string),
        HostFunction("addPeriod", [.timestamp, .string], .timestamp),
        HostFunction("withinMonth", [.string, .string], .bool),
    ]
}

/// The functions of dates and periods that expressions may call.
enum CalendarFunctions {
    static func call(
        _ function: String,
        _ arguments: [Value],
        calendar: OfficeCalendar,
        places: Set<String>
    ) -> Result<Value, EvaluationError> {
        switch (function, arguments.first, arguments.dropFirst().first) {
        case ("localDate", .timestamp(let instant), nil):
            return .success(.string(Taipei.date(of: instant).iso))
        case ("rocDate", .timestamp(let instant), nil):
            return .success(.string(Taipei.date(of: instant).roc(.slashes)))
        case ("addPeriod", .timestamp(let instant), .string(let text)):
            guard let period = try? Period(text: text) else { return failure("\(text) is not a period") }
            let computed = DeadlineComputation(from: instant, period, calendar: calendar, in: places)
            return .success(.timestamp(computed.due))
        case ("withinMonth", .string(let one), .string(let other)):
            guard let first = CivilDate(iso: one), let second = CivilDate(iso: other) else {
                return failure("withinMonth takes two dates such as 2026-11-24")
            }
            return .success(.bool(MonthWindow.contains(first, second)))
        default:
            return failure("\(function) does not take these arguments")
        }
    }

    private static func failure(_ message: String) -> Result<Value, EvaluationError> {
        .failure(EvaluationError(message))
    }
}
