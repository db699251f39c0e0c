import Expressions
import Values

/// Tells what makes a difference to the chart from what people only read.
///
/// A field counts when a transition's condition or a requirement reads it, or an `if` that decides about something
/// that counts. An `if` about anything else is not asked: each question doubles the ways to be followed.
struct Relevance {
    private var names: Set<String>
    /// What the chart listens to.
    private let descriptors: Set<String>

    init(_ chart: ChartDraft) {
        let transitions = chart.all.flatMap(\.transitions)
        descriptors = Set(transitions.flatMap(\.descriptors))
        let conditions =
            transitions.compactMap(\.condition) + transitions.flatMap(\.form.requires).map(\.condition)
        names = Set(conditions.flatMap(Relevance.reads))
        let choices = chart.actions.flatMap(\.all).filter {
            if case .choose = $0.kind { true } else { false }
        }
        var known = -1
        while names.count != known {
            known = names.count
            for choice in choices where concerns(choice) {
                guard case .choose(let branches, _) = choice.kind else { continue }
                names.formUnion(branches.map(\.condition).flatMap(Relevance.reads))
            }
        }
    }

    private static func reads(_ condition: SourceText) -> [String] {
        (try? ParsedExpression(parsing: condition.text))?.attributes.map(\.root) ?? []
    }

    /// Whether an assignment to a path changes what is asked for.
    func concerns(_ path: SourceText) -> Bool { names.contains(String(path.text.prefix { $0 != "." })) }

    /// Whether an event that is sent finds somebody in the chart who listens.
    func isHeard(_ event: String) -> Bool { descriptors.contains { EventMatch.matches($0, event) } }

    /// Whether an action, or one inside it, changes what is asked for or what happens next.
    func concerns(_ action: ActionDraft) -> Bool {
        switch action.kind {
        case .set(let assignments): assignments.contains { concerns($0.path) }
        case .raise, .cancel: true
        case .send(let send): send.store.map { concerns($0) } ?? false || returns(send)
        case .choose(let branches, let other):
            (branches.flatMap(\.actions) + other).contains { concerns($0) }
        case .forEach(_, _, _, let actions): actions.contains { concerns($0) }
        case .start(let name, _, _): if case .literal = name { true } else { false }
        case .notify, .document: false
        }
    }

    private func returns(_ send: SendDraft) -> Bool {
        guard send.returns else { return false }
        if case .literal(let event) = send.event { return isHeard(event.text) }
        return true
    }
}
