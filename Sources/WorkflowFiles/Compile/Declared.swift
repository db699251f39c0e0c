import Casework
import Expressions
import Values

/// The names that the expressions of one file may use, with their types.
struct Declared {
    /// Variables by name, those of `CaseDeclarations` among them.
    let variables: [String: ExpressionType]
    /// Fields and data: what `set` may assign to.
    let assignable: [String: ExpressionType]
    /// Whether unknown names and bad expressions are warnings: in bare charts.
    let isLenient: Bool

    /// What a workflow declares.
    init(_ input: CompilerInput) {
        let declarations = input.draft.declarations
        var assignable: [String: ExpressionType] = [:]
        let data = declarations.data + input.draft.chart.allData
        for datum in data { assignable[datum.name.text] = .dyn }
        for field in declarations.fields {
            assignable[field.field.name] = CaseDeclarations.type(of: field.field.type)
        }
        var profile: [String: ExpressionType] = [:]
        for key in input.foreignKeys { profile[key] = .dyn }
        for (key, value) in input.profile.values {
            let known = value == .null ? input.blanks[key] ?? .null : value
            profile[key.text ?? ""] = Declared.type(of: known)
        }
        let facts = declarations.facts.map(\.name.text)
        variables = assignable.merging(CaseDeclarations.variables(profile: profile, facts: facts)) { $1 }
        self.assignable = assignable
        isLenient = false
    }

    /// What a bare chart declares: its data, all of them `dyn`.
    init(bare chart: ChartDraft) {
        var assignable: [String: ExpressionType] = [:]
        for datum in chart.allData { assignable[datum.name.text] = .dyn }
        let always = CaseDeclarations.variables(profile: [:], facts: [])
        variables = assignable.merging(always) { $1 }
        self.assignable = assignable
        isLenient = true
    }

    /// The type of a profile's value.
    static func type(of value: Value) -> ExpressionType {
        switch value {
        case .null: return .dyn
        case .bool: return .bool
        case .int: return .int
        case .uint: return .uint
        case .double: return .double
        case .string: return .string
        case .bytes: return .bytes
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .type: return .type
        case .list(let elements):
            let types = Set(elements.map { type(of: $0) })
            return .list(types.count == 1 ? types.first ?? .dyn : .dyn)
        case .map(let map) where map.isEmpty: return .map(.string, .dyn)
        case .map(let map):
            var members: [String: ExpressionType] = [:]
            for (key, value) in map { members[key.text ?? ""] = type(of: value) }
            return .record(members)
        }
    }
}

extension ChartDraft {
    /// The data of the chart and of all its states.
    var allData: [DatumDraft] { data + all.flatMap(\.data) }
}
