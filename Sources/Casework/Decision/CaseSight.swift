public import Expressions
import Statechart
public import Values

/// An expression over a case's data that stands outside its workflow: in a form.
public struct CaseExpression: Sendable, Hashable {
    private let checked: CheckedExpression

    /// An expression whose names and types were held against the workflow's.
    public init(_ checked: CheckedExpression) { self.checked = checked }

    /// The names that it may look at, each once.
    public var reads: [FieldPath] { checked.reads }

    fileprivate func outcome(over model: CaseModel) -> Outcome { checked.evaluate(model).outcome }
}

/// A case as the expressions of a form see it: its data, its states, and nothing of other cases.
public struct CaseSight {
    /// What an expression comes to.
    public enum Finding: Sendable, Hashable {
        /// What it reads is not filled in, or not of the kind that it expects.
        case empty
        /// It reads something that the account may not see.
        case hidden
        case value(Value)
    }

    private let model: CaseModel
    private let hidden: Set<String>

    /// A case with its sensitive values open, as an account may see it.
    ///
    /// - Parameter hidesUnreadable: whether fields that the account may not read are hidden from the expressions;
    ///   a redacted copy reads all, because each of its blanks says what becomes of it.
    /// - Parameter present: the definition that the case has now, where it is shown as it was: it has to let the field
    ///   be read, too.
    public init(
        _ file: CaseFile,
        standing: Standing,
        in situation: Situation,
        hidesUnreadable: Bool,
        present: Workflow? = nil
    ) {
        var file = file
        var hidden: Set<String> = []
        if hidesUnreadable {
            for (name, value) in file.data {
                let today = present?.field(name).map(standing.mayRead) ?? true
                if today, let field = situation.workflow.field(name), standing.mayRead(field) { continue }
                if value != .null { hidden.insert(name) }
                file.data[name] = nil
            }
        }
        var model = CaseModel(
            file: file,
            standing: standing,
            situation: situation,
            surroundings: RecordingSurroundings(situation.surroundings)
        )
        model.setActive(file.chart.configuration)
        self.model = model
        self.hidden = hidden
    }

    /// What an expression comes to, with some names bound beside the data.
    public func finding(of expression: CaseExpression, with names: [String: Value]) -> Finding {
        if expression.reads.contains(where: { hidden.contains($0.root) }) { return .hidden }
        var model = model
        model.overlay(ValueMap(names.sorted { $0.key < $1.key }))
        guard case .value(let value) = expression.outcome(over: model), value != .null else { return .empty }
        return .value(value)
    }
}
