import Casework
import Values

/// The names that a definition knows: what a caller sent under any other name might be a value, and the stream
/// of refusals keeps none.
struct KnownNames {
    private let workflows: Set<String>
    private let actions: Set<String>
    private let attributes: Set<String>

    init(_ workflow: Workflow?, workflows: [String]) {
        self.workflows = Set(workflows)
        actions = Set(workflow?.rules.map(\.event) ?? [])
        var attributes = CaseDeclarations.reserved.union(workflow?.dataNames ?? [])
        if let workflow {
            attributes.formUnion(workflow.facts.map(\.name))
            attributes.formUnion(workflow.profile.values.compactMap(\.key.text))
            for field in workflow.fields { KnownNames.collect(field, &attributes) }
        }
        self.attributes = attributes
    }

    private static func collect(_ field: Field, _ names: inout Set<String>) {
        names.insert(field.name)
        var type = field.type
        while case .list(let element) = type { type = element }
        guard case .record(let members) = type else { return }
        for member in members { collect(member, &names) }
    }

    func workflow(_ name: String) -> String { workflows.contains(name) ? name : "?" }

    func action(_ name: String) -> String { actions.contains(name) ? name : "?" }

    /// A path with every step that nobody declared made unreadable.
    func attribute(_ path: String) -> String {
        path.split(separator: ".", omittingEmptySubsequences: false).map { step in
            let isKnown = attributes.contains(String(step)) || Int(step) != nil
            return isKnown ? String(step) : "?"
        }
        .joined(separator: ".")
    }
}
