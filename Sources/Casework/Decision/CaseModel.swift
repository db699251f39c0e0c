import CivilCalendar
import Expressions
import Statechart
import Values

/// The data of a case as the chart and its conditions see them: `Statechart`'s datamodel in CEL.
///
/// A field that is empty is unknown; the chart's own data are null when empty. Facts are asked for when a
/// condition reads them, and what was answered is kept for the entry.
struct CaseModel: Datamodel {
    let workflow: Workflow
    let surroundings: RecordingSurroundings
    private let background: Background
    private(set) var data: [String: Value]
    private var event: Event?
    private var configuration: Configuration?
    private var active: [String]?

    /// What stays as it is during a step; by reference, because each evaluation copies the model.
    private final class Background {
        let situation: Situation
        let file: CaseFile
        let standing: Standing?

        init(_ situation: Situation, _ file: CaseFile, _ standing: Standing?) {
            self.situation = situation
            self.file = file
            self.standing = standing
        }
    }

    init(
        file: CaseFile,
        standing: Standing?,
        situation: Situation,
        surroundings: RecordingSurroundings
    ) {
        workflow = situation.workflow
        background = Background(situation, file, standing)
        self.surroundings = surroundings
        data = file.data
    }

    var situation: Situation { background.situation }
    /// The case before the step: `case.number` and its like do not change within one.
    var file: CaseFile { background.file }

    // MARK: Datamodel

    mutating func condition(_ expression: ExpressionReference) -> Truth {
        switch evaluate(expression).outcome {
        case .value(.bool(let truth)): truth ? .true : .false
        case .value(let value): .error(ExecutionError("a condition gave \(value.typeName), not bool"))
        case .unknown: .unknown
        case .error(let error): .error(ExecutionError(error.withoutValues))
        }
    }

    mutating func value(of expression: ExpressionReference) throws(ExecutionError) -> Value {
        switch evaluate(expression).outcome {
        case .value(let value): return value
        case .unknown(let fields):
            throw ExecutionError("empty: \(fields.map(\.description).joined(separator: ", "))")
        case .error(let error): throw ExecutionError(error.withoutValues)
        }
    }

    mutating func declare(_ name: String) throws(ExecutionError) {
        guard CaseModel.isName(name), !CaseDeclarations.reserved.contains(name) else {
            throw ExecutionError("\(name) cannot be a variable")
        }
        guard workflow.field(name) == nil, data[name] == nil else { return }
        data[name] = .null
    }

    mutating func assign(_ location: String, _ value: Value) throws(ExecutionError) {
        let names = location.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let root = names.first, !CaseDeclarations.reserved.contains(root),
            workflow.field(root) != nil || data[root] != nil || workflow.dataNames.contains(root)
        else { throw ExecutionError("there is no datum \(location)") }
        guard names.count == 1 else {
            data[root] = try CaseModel.replacing(
                data[root] ?? .null,
                names.dropFirst(),
                with: value,
                location
            )
            return
        }
        guard let field = workflow.field(root) else {
            data[root] = value
            return
        }
        guard value != .null else {
            data[root] = nil
            return
        }
        guard let accepted = field.type.accepting(value) else {
            throw ExecutionError("\(root) cannot hold a \(value.typeName)")
        }
        data[root] = accepted
    }

    mutating func setEvent(_ event: Event?) { self.event = event }

    mutating func setConfiguration(_ configuration: Configuration) {
        self.configuration = configuration
        active = nil
    }

    /// Tells which states are active outside a step: before one, or when it is over.
    mutating func setActive(_ states: [String]) { active = states }

    // MARK: Evaluation

    /// Evaluates one of the workflow's expressions over the data as they are now.
    func evaluate(_ reference: ExpressionReference) -> Evaluation {
        workflow.expression(reference).evaluate(self)
    }

    /// Lays form values over the data; null empties a field.
    mutating func overlay(_ values: ValueMap) {
        for (key, value) in values {
            guard let name = key.text else { continue }
            data[name] = value == .null ? nil : value
        }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }

    private static func replacing(
        _ container: Value,
        _ path: ArraySlice<String>,
        with value: Value,
        _ location: String
    ) throws(ExecutionError) -> Value {
        guard let name = path.first else { return value }
        switch container {
        case .map(var map):
            map[name] = try replacing(map[name] ?? .map(ValueMap()), path.dropFirst(), with: value, location)
            return .map(map)
        case .list(var elements):
            guard let index = Int(name), elements.indices.contains(index) else {
                throw ExecutionError("there is no element \(location)")
            }
            elements[index] = try replacing(elements[index], path.dropFirst(), with: value, location)
            return .list(elements)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            throw ExecutionError("\(location) leads into something that has no members")
        }
    }
}

// MARK: What expressions see

extension CaseModel: Activation {
    func resolve(_ name: String) -> Binding {
        if let value = data[name] { return .value(value) }
        switch name {
        case "event": return .value(eventValue)
        case "actor": return .value(actorValue)
        case "profile": return .value(.map(workflow.profile.values))
        case "case": return .value(caseValue)
        case "now": return .value(.timestamp(situation.now))
        case "workflow": return .value(.string(workflow.name))
        case "facts": return .value(.map(facts))
        default: break
        }
        if workflow.field(name) != nil { return .unknown }
        return workflow.dataNames.contains(name) ? .value(.null) : .absent
    }

    func isUnknown(_ path: FieldPath) -> Bool {
        guard path.names.count >= 2 else { return false }
        if path.root == "profile" { return workflow.profile.isEmpty(path) }
        guard path.root == "facts" else { return false }
        guard let rule = workflow.facts.first(where: { $0.name == path.names[1] }) else { return false }
        return search(for: rule) == nil
    }

    func call(_ function: String, _ arguments: [Value]) -> Result<Value, EvaluationError> {
        switch function {
        case "inState": .success(.bool(isActive(arguments.first?.text ?? "")))
        case "filled": .success(.bool(isFilled(arguments.first?.text ?? "")))
        default: CalendarFunctions.call(function, arguments, calendar: situation.calendar, places: places)
        }
    }

    func zoneOffset(of zone: String, at instant: Instant) -> Int? {
        zone == "Asia/Taipei" ? Taipei.offset(at: instant) : nil
    }

    private func isActive(_ state: String) -> Bool {
        active?.contains(state) ?? configuration?.contains(state) ?? false
    }

    private var eventValue: Value {
        guard let event else { return .null }
        var map = ValueMap()
        map["name"] = .string(event.name)
        map["type"] = .string(event.type.rawValue)
        map["sendid"] = .string(event.sendID ?? "")
        map["origin"] = .string(event.origin ?? "")
        map["origintype"] = .string(event.originType ?? "")
        map["invokeid"] = .string(event.invokeID ?? "")
        map["data"] = event.data ?? .null
        return .map(map)
    }

    private var actorValue: Value {
        let standing = background.standing
        var map = ValueMap()
        map["account"] = .string(standing?.account ?? "")
        map["roles"] = .list((standing?.names ?? []).sorted().map { .string($0) })
        map["unit"] = .string(standing?.grants.first?.unit ?? "")
        return .map(map)
    }

    private var caseValue: Value {
        var map = ValueMap()
        map["id"] = .int(file.id.number)
        map["number"] = .string(file.number)
        map["unit"] = .string(file.unit)
        map["workflow"] = .string(file.workflow)
        map["openedAt"] = .timestamp(file.openedAt)
        map["agencyHead"] = .string(situation.directory.agency(of: file.unit)?.head ?? "")
        return .map(map)
    }

    /// The places whose local days off count for the case: its unit and the units above.
    var places: Set<String> { situation.directory.lineageIDs(of: file.unit) }

    private func isFilled(_ path: String) -> Bool {
        let names = path.split(separator: ".").map(String.init)
        guard let root = names.first,
            var value = root == "profile" ? .map(workflow.profile.values) : data[root]
        else { return false }
        for name in names.dropFirst() {
            guard let member = value[name] else { return false }
            value = member
        }
        switch value {
        case .null: return false
        case .string(let text): return !text.isEmpty
        case .list(let elements): return !elements.isEmpty
        case .map(let map): return !map.isEmpty
        case .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .type: return true
        }
    }

    // MARK: Facts

    private var facts: ValueMap {
        var map = ValueMap()
        for rule in workflow.facts {
            guard let search = search(for: rule) else { continue }
            let found = surroundings.occurrences(search)
            map[rule.name] = .list(
                found.map { .map(ValueMap([("number", .string($0.number)), ("day", .string($0.day))])) }
            )
        }
        return map
    }

    /// What a fact asks for with the data as they are; nil while its day or places are empty.
    private func search(for rule: FactRule) -> OccurrenceSearch? {
        guard let day = day(of: rule.day) else { return nil }
        let places = rule.places.compactMap { data[$0]?.text }
        guard !places.isEmpty else { return nil }
        return OccurrenceSearch(
            kind: rule.kind,
            places: places,
            first: MonthWindow.firstDay(reaching: day).iso,
            last: MonthWindow.lastDay(from: day).iso,
            excluding: file.id,
            knownTo: rule.isKnownToActor ? background.standing?.account : nil
        )
    }

    /// The calendar day that an expression gives, from a date's text or an instant.
    func day(of expression: ExpressionReference) -> CivilDate? {
        guard case .value(let value) = evaluate(expression).outcome else { return nil }
        if let instant = value.instant { return Taipei.date(of: instant) }
        return value.text.flatMap { CivilDate(iso: $0) }
    }
}
