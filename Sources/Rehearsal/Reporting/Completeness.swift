import Values
public import WorkflowFiles

/// What rehearsals still lack: transitions never taken, and requirements that never held, refused or were
/// undecided, where that can happen at all.
public struct Completeness: Sendable, Hashable {
    /// One thing that was never rehearsed.
    public struct Gap: Sendable, Hashable {
        /// What has to happen once.
        public enum Lack: String, Sendable, Hashable {
            case taken
            case held
            case refused
            case undecided
        }

        /// Where it stands in the workflow's file.
        public let position: SourcePosition
        /// The workflow.
        public let workflow: String
        /// The profile under which it never happened.
        public let profile: String
        /// What never happened.
        public let lack: Lack
        /// The state and the event, the action and the sentence.
        public let subject: String
    }

    /// How much of what can happen has happened.
    public struct Count: Sendable, Hashable {
        /// The profile.
        public let profile: String
        /// The workflow.
        public let workflow: String
        /// The transitions that were taken.
        public internal(set) var taken = 0
        /// Those that can be taken.
        public internal(set) var transitions = 0
        /// The ways of requirements to come out that were seen.
        public internal(set) var seen = 0
        /// Those that there are.
        public internal(set) var outcomes = 0
    }

    /// What can happen and never did.
    public private(set) var missing: [Gap] = []
    /// What never happened, and of which it could not be told whether it can.
    public private(set) var unclear: [Gap] = []
    /// How far the rehearsals go, by profile and workflow.
    public private(set) var counts: [Count] = []

    /// Whether nothing is missing.
    public var isWhole: Bool { missing.isEmpty }

    /// Compares what was gone through with what can happen under every profile on file.
    ///
    /// - Parameter workflows: names of workflows of the library; others have nothing to miss.
    public init(of coverage: Coverage, workflows: [String], in library: FileLibrary) async {
        let pairs = library.profiles.flatMap { profile in workflows.map { (profile: profile, workflow: $0) } }
        // They have nothing to do with each other, and to follow a chart keeps one processor busy.
        let found = await withTaskGroup(of: (number: Int, part: Completeness).self) { group in
            for (number, (profile, workflow)) in pairs.enumerated() {
                let seen = coverage.profiles[profile]?[workflow]
                group.addTask { (number, Completeness(seen, workflow, profile, library)) }
            }
            return await group.reduce(into: [Int: Completeness]()) { $0[$1.number] = $1.part }
        }
        for part in pairs.indices.compactMap({ found[$0] }) {
            missing += part.missing
            unclear += part.unclear
            counts += part.counts
        }
    }

    /// To follow a chart takes long: only where something was not seen is it asked whether it can be.
    private init(
        _ seen: WorkflowCoverage?,
        _ workflow: String,
        _ profile: String,
        _ library: FileLibrary
    ) {
        self.init()
        for isFollowed in [false, true] {
            guard
                let possible = library.possibilities(of: workflow, under: profile, isFollowed: isFollowed)
            else { return }
            self = Completeness()
            compare(seen, possible, workflow, profile)
            if missing.isEmpty && unclear.isEmpty { return }
        }
    }

    private init() {}

    private mutating func compare(
        _ seen: WorkflowCoverage?,
        _ possible: Possibilities,
        _ workflow: String,
        _ profile: String
    ) {
        var count = Count(profile: profile, workflow: workflow)
        func gap(_ position: SourcePosition, _ lack: Gap.Lack, _ subject: String) -> Gap {
            Gap(position: position, workflow: workflow, profile: profile, lack: lack, subject: subject)
        }
        // A refusal alone is seen under a profile, too, where no case was ever opened.
        for (index, transition) in possible.transitions.enumerated() {
            let taken = seen.map { $0.transitions[index].taken } ?? 0
            if transition.taken != .no || taken > 0 { count.transitions += 1 }
            if taken > 0 { count.taken += 1 }
            note(transition.taken, taken) { gap(transition.position, .taken, transition.subject) }
        }
        for (index, requirement) in possible.requirements.enumerated() {
            let found = seen?.requirements[index]
            let outcomes: [(Gap.Lack, Possibilities.Answer, Int)] = [
                (.held, requirement.held, found?.held ?? 0),
                (.refused, requirement.refused, found?.refused ?? 0),
                (.undecided, requirement.undecided, found?.undecided ?? 0),
            ]
            for (lack, answer, times) in outcomes {
                if answer != .no || times > 0 { count.outcomes += 1 }
                if times > 0 { count.seen += 1 }
                note(answer, times) {
                    gap(requirement.position, lack, requirement.subject(in: possible.transitions))
                }
            }
        }
        counts.append(count)
    }

    private mutating func note(_ answer: Possibilities.Answer, _ times: Int, _ gap: () -> Gap) {
        guard times == 0 else { return }
        switch answer {
        case .yes: missing.append(gap())
        case .unknown: unclear.append(gap())
        case .no: break
        }
    }
}

extension Possibilities.Transition {
    /// `STATE -EVENT-> TARGETS`.
    fileprivate var subject: String {
        let name = event.isEmpty ? "always" : event
        return "\(source) -\(name)->" + (targets.isEmpty ? "" : " " + targets.joined(separator: " "))
    }
}

extension Possibilities.Requirement {
    /// `ACTION in STATE: SENTENCE`.
    fileprivate func subject(in transitions: [Possibilities.Transition]) -> String {
        action + (transition.map { " in " + transitions[$0].source } ?? "") + ": " + sentence.en
    }
}
