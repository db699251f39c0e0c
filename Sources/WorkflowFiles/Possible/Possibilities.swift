public import Values

/// What can happen at all to the cases of a workflow under a profile.
public struct Possibilities: Sendable, Hashable {
    /// Whether something can happen.
    public enum Answer: Sendable, Hashable {
        case yes
        case no
        /// There is too much to follow, or it depends on what is not looked into.
        case unknown
    }

    /// A transition: in the order of the file, as the workflow's chart has them.
    public struct Transition: Sendable, Hashable {
        /// Where it stands.
        public let position: SourcePosition
        /// The state it leaves from.
        public let source: String
        /// What it listens to; empty for an eventless one.
        public let event: String
        /// Where it leads; empty if nowhere.
        public let targets: [String]
        /// Whether it is ever taken.
        public internal(set) var taken: Answer
    }

    /// A requirement: those of the opening first, then those of each transition.
    public struct Requirement: Sendable, Hashable {
        /// Where it stands.
        public let position: SourcePosition
        /// The place of its transition among all; nil for the opening.
        public let transition: Int?
        /// The action.
        public let action: String
        /// What the refused person reads.
        public let sentence: LocalizedText
        /// Whether it ever holds.
        public internal(set) var held: Answer
        /// Whether it ever refuses.
        public internal(set) var refused: Answer
        /// Whether a field that it needs is ever empty.
        public internal(set) var undecided: Answer
    }

    /// The transitions.
    public internal(set) var transitions: [Transition]
    /// The requirements.
    public internal(set) var requirements: [Requirement]
}

extension Possibilities.Answer {
    /// What can happen under one of two versions.
    func or(_ other: Self) -> Self {
        if self == .yes || other == .yes { return .yes }
        return self == .unknown || other == .unknown ? .unknown : .no
    }
}

extension FileLibrary {
    /// What can happen to the cases of a workflow under some version of a profile; nil if either is not on file
    /// or the workflow does not check.
    ///
    /// - Parameter isFollowed: whether the chart is followed; if not, `unknown` is what the conditions and the
    ///   profile do not rule out by themselves, which is found in no time.
    public func possibilities(
        of workflow: String,
        under profile: String,
        isFollowed: Bool = true
    ) -> Possibilities? {
        guard let path = files.workflows[workflow], let draft = files.parts(of: path)?.draft,
            let file = files.profiles[profile]
        else { return nil }
        let world = EventWorld(files)
        return file.versions.map { version in
            var begun = Begun(files, world, version.values)
            let isBegun = begun.canBegin(workflow)
            return Possibilities(
                draft,
                world,
                under: version.values,
                begun.ceilings[workflow] ?? nil,
                isBegun: isBegun,
                isFollowed: isFollowed
            )
        }
        .reduce(nil) { $0?.or($1) ?? $1 }
    }
}
