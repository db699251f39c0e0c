public import CivilCalendar
public import Values

/// What a decision may look at beside the case itself, as one transaction sees it.
public struct Situation {
    /// The definition that the case has pinned.
    public private(set) var workflow: Workflow
    /// The instant by which the case runs: the journal's time, or the one claimed for a step from paper.
    public let now: Instant
    /// The journal's time: by it roles hold and notices are given.
    public let recorded: Instant
    /// Whether the step was taken on paper and is entered afterwards.
    public let isClaimed: Bool
    /// The office calendar in force.
    public let calendar: OfficeCalendar
    /// The people and units.
    public let directory: Directory
    /// The rest of the store, asked only when a condition needs it; what it answers is recorded.
    public let surroundings: any Surroundings
    /// What is taken as given where a past entry is decided over again; nil for what happens now.
    var repetition: Repetition?

    /// The same under another definition.
    func with(_ workflow: Workflow) -> Situation {
        var copy = self
        copy.workflow = workflow
        return copy
    }

    /// A situation from its parts.
    ///
    /// - Parameters:
    ///   - now: the journal's time.
    ///   - claimed: the instant at which the step is said to have been taken on paper.
    public init(
        workflow: Workflow,
        now: Instant,
        claimed: Instant? = nil,
        calendar: OfficeCalendar,
        directory: Directory,
        surroundings: any Surroundings
    ) {
        self.workflow = workflow
        self.now = claimed ?? now
        recorded = now
        isClaimed = claimed != nil
        self.calendar = calendar
        self.directory = directory
        self.surroundings = surroundings
    }
}

/// What a decision asks the transaction: answers are inputs of the entry, so replay can give them again.
public protocol Surroundings {
    /// The other cases with an occurrence that the search describes, with their numbers.
    func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence]
    /// The next serial number of a series.
    func serial(_ series: String) throws -> Int
    /// A number drawn by lot among some, of which nothing follows for any other; none that makes a case number
    /// which some case has or had.
    func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) throws -> Int
}

/// An occurrence with the number of its case.
public struct FoundOccurrence: Sendable, Hashable {
    /// The case's number.
    public let number: String
    /// The day, as `2026-11-24`.
    public let day: String

    /// A found occurrence from its parts.
    public init(number: String, day: String) {
        self.number = number
        self.day = day
    }
}

/// One question to the surroundings with its answer, as the entry records it.
public enum RecordedAnswer: Sendable, Hashable {
    case occurrences(OccurrenceSearch, [FoundOccurrence])
    case serial(String, Int)
    case lot(String, Int)

    /// The number that it gives a case; nil for what is no number.
    public var number: Int? {
        switch self {
        case .serial(_, let number), .lot(_, let number): number
        case .occurrences: nil
        }
    }
}

/// Surroundings that write down what they were asked and answered.
///
/// A class, because the datamodel asks through copies of itself; it never leaves the decision that made it.
final class RecordingSurroundings {
    private let base: any Surroundings
    private(set) var answers: [RecordedAnswer] = []
    private var known: [OccurrenceSearch: [FoundOccurrence]] = [:]
    /// The first failure of the store; the decision is thrown away for it.
    private(set) var failure: (any Error)?

    init(_ base: any Surroundings) { self.base = base }

    func occurrences(_ search: OccurrenceSearch) -> [FoundOccurrence] {
        if let known = known[search] { return known }
        let found = answer([]) { try base.occurrences(search) }
        known[search] = found
        answers.append(.occurrences(search, found))
        return found
    }

    func serial(_ series: String) -> Int {
        let serial = answer(0) { try base.serial(series) }
        answers.append(.serial(series, serial))
        return serial
    }

    func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) -> Int {
        let lot = answer(0) { try base.lot(series, among: lots, number) }
        answers.append(.lot(series, lot))
        return lot
    }

    private func answer<Answer>(_ fallback: Answer, _ ask: () throws -> Answer) -> Answer {
        guard failure == nil else { return fallback }
        do {
            return try ask()
        } catch {
            failure = error
            return fallback
        }
    }
}

/// Surroundings that repeat recorded answers: for verification, which decides entries again.
public final class ReplayedSurroundings: Surroundings {
    private var answers: [RecordedAnswer]

    /// Surroundings that know what an entry has recorded.
    public init(_ answers: [RecordedAnswer]) { self.answers = answers }

    /// An answer was asked for that the entry has not recorded.
    public struct Unrecorded: Error, Sendable {}

    /// The recorded answer to the search.
    public func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] {
        for case .occurrences(search, let found) in answers { return found }
        throw Unrecorded()
    }

    /// The next recorded serial of the series.
    public func serial(_ series: String) throws -> Int {
        try next { if case .serial(series, _) = $0 { true } else { false } }
    }

    /// The next recorded lot of the series.
    public func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) throws -> Int {
        try next { if case .lot(series, _) = $0 { true } else { false } }
    }

    private func next(_ isMeant: (RecordedAnswer) -> Bool) throws -> Int {
        guard let position = answers.firstIndex(where: isMeant), let number = answers[position].number else {
            throw Unrecorded()
        }
        answers.remove(at: position)
        return number
    }
}
