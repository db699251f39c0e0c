import Values

/// What rehearsals have gone through of one workflow under one profile.
public struct WorkflowCoverage: Sendable, Hashable {
    /// The transitions in the order of the file.
    public internal(set) var transitions: [Transition] = []
    /// The requirements, those of the opening first.
    public internal(set) var requirements: [Requirement] = []
    /// How often each cited clause was touched; 0 for those that never were.
    public internal(set) var clauses: [String: Int] = [:]

    /// One transition and how often it was taken.
    public struct Transition: Sendable, Hashable {
        /// The state it leaves from.
        public let source: String
        /// What it listens to; empty for an eventless one.
        public let event: String
        /// Where it leads; empty if nowhere.
        public let targets: [String]
        /// How often it was taken.
        public internal(set) var taken = 0
    }

    /// One requirement and how it came out.
    public struct Requirement: Sendable, Hashable {
        /// The place of its transition among all; nil for the opening.
        public let transition: Int?
        /// The action.
        public let action: String
        /// The clause it cites.
        public let clause: String?
        /// Its sentence, in English.
        public let sentence: String
        /// The number of its condition, by which a refusal names it.
        let condition: Int
        /// How often it held when the action was taken.
        public internal(set) var held = 0
        /// How often it did not hold.
        public internal(set) var refused = 0
        /// How often it could not be decided.
        public internal(set) var undecided = 0
    }

    var value: Value {
        var map = ValueMap()
        map["transitions"] = .list(transitions.map(\.value))
        map["requirements"] = .list(requirements.map(\.value))
        map["clauses"] = .map(
            ValueMap(clauses.sorted { $0.key < $1.key }.map { ($0.key, .int(Int64($0.value))) })
        )
        return .map(map)
    }

    /// Adds what another run has gone through of the same workflow.
    mutating func add(_ other: WorkflowCoverage) {
        guard transitions.count == other.transitions.count, requirements.count == other.requirements.count
        else {
            // The file has changed between two dates: the later one is shown as it is.
            self = other
            return
        }
        for (position, transition) in other.transitions.enumerated() {
            transitions[position].taken += transition.taken
        }
        for (position, requirement) in other.requirements.enumerated() {
            requirements[position].held += requirement.held
            requirements[position].refused += requirement.refused
            requirements[position].undecided += requirement.undecided
        }
        clauses.merge(other.clauses) { $0 + $1 }
    }
}

extension WorkflowCoverage.Transition {
    var value: Value {
        .map(
            ValueMap([
                ("from", .string(source)), ("event", .string(event)),
                ("to", .list(targets.map { .string($0) })), ("taken", .int(Int64(taken))),
            ])
        )
    }
}

extension WorkflowCoverage.Requirement {
    var value: Value {
        .map(
            ValueMap([
                ("action", .string(action)), ("transition", transition.map { .int(Int64($0)) } ?? .null),
                ("clause", clause.map { .string($0) } ?? .null),
                ("sentence", .string(sentence)), ("held", .int(Int64(held))),
                ("refused", .int(Int64(refused))),
                ("undecided", .int(Int64(undecided))),
            ])
        )
    }
}
