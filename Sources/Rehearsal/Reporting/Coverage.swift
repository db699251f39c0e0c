public import Values

/// What rehearsals have gone through, by profile and workflow: transitions, requirements, clauses.
public struct Coverage: Sendable, Hashable {
    /// By profile, then by workflow.
    public internal(set) var profiles: [String: [String: WorkflowCoverage]] = [:]

    /// Nothing gone through yet.
    public init() {}

    /// The coverage as a value, for writing it as JSON: keys sorted, the same bytes for the same runs.
    public var value: Value {
        let pairs = profiles.sorted { $0.key < $1.key }.map { profile, workflows in
            (
                profile,
                Value.map(ValueMap(workflows.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
            )
        }
        return .map(ValueMap([("profiles", .map(ValueMap(pairs)))]))
    }

    mutating func add(_ other: Coverage) {
        for (profile, workflows) in other.profiles {
            for (name, workflow) in workflows {
                if profiles[profile]?[name] == nil {
                    profiles[profile, default: [:]][name] = workflow
                } else {
                    profiles[profile]?[name]?.add(workflow)
                }
            }
        }
    }
}
