public import Values

/// What rehearsals have gone through, by profile and workflow: transitions, requirements, clauses.
public struct Coverage: Sendable, Hashable {
    /// By profile, then by workflow.
    public internal(set) var profiles: [String: [String: WorkflowCoverage]] = [:]

    /// The rehearsals in the order in which they were played.
    public internal(set) var rehearsals: [Run] = []

    /// One rehearsal and its clauses.
    public struct Run: Sendable, Hashable {
        /// What it shows, in a sentence.
        public let title: String
        /// Whether everything came out as it must; otherwise its clauses are shown by nothing.
        public let hasPassed: Bool
        /// The ids of the clauses that it says it is about, as written.
        public let about: [String]
        /// The ids of the clauses that its cases went through, sorted.
        public let touched: [String]
    }

    /// Nothing gone through yet.
    public init() {}

    /// The names of the workflows that were gone through.
    public var workflows: Set<String> { Set(profiles.values.flatMap(\.keys)) }

    /// The coverage as a value, for writing it as JSON: keys sorted, the same bytes for the same runs.
    public var value: Value {
        let pairs = profiles.sorted { $0.key < $1.key }.map { profile, workflows in
            (
                profile,
                Value.map(ValueMap(workflows.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
            )
        }
        return .map(
            ValueMap([("profiles", .map(ValueMap(pairs))), ("rehearsals", .list(rehearsals.map(\.value)))])
        )
    }

    /// Notes how the only rehearsal so far came out.
    mutating func note(_ result: RehearsalResult) {
        let counts = profiles.values.flatMap(\.values).flatMap(\.clauses)
        rehearsals.append(
            Run(
                title: result.title,
                hasPassed: result.hasPassed,
                about: result.clauses,
                touched: Set(counts.filter { $0.value > 0 }.map(\.key)).sorted()
            )
        )
    }

    mutating func add(_ other: Coverage) {
        rehearsals += other.rehearsals
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

extension Coverage.Run {
    fileprivate var value: Value {
        .map(
            ValueMap([
                ("rehearsal", .string(title)), ("passed", .bool(hasPassed)),
                ("about", .list(about.map { .string($0) })),
                ("touched", .list(touched.map { .string($0) })),
            ])
        )
    }
}
