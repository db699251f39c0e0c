public import Casework
import CivilCalendar
import Statechart
public import Values

/// Which moment of a case is meant.
public enum PastMoment: Sendable, Hashable {
    /// After so many entries.
    case revision(Int64)
    /// By the journal's time.
    case instant(Instant)
}

/// What two moments of a case differ in.
public struct ChangesView: Sendable, Hashable {
    /// The case's number at the later moment.
    public let number: String
    /// The earlier moment.
    public let from: Int64
    /// The later moment.
    public let to: Int64
    /// The fields that differ, in the order of the workflow.
    public let fields: [FieldChange]
    /// The atomic states only of the earlier moment.
    public let left: [StateView]
    /// The atomic states only of the later moment.
    public let entered: [StateView]
    /// The deadlines that differ.
    public let deadlines: [DeadlineChange]

    /// A field at two moments; nil where it was empty, or may not be read.
    public struct FieldChange: Sendable, Hashable {
        /// The declared field.
        public let field: Field
        /// The earlier value.
        public let before: Value?
        /// The later value.
        public let after: Value?
        /// Whether there are values that the account may not read.
        public let isMasked: Bool
    }

    /// A deadline at two moments; nil where there was none.
    public struct DeadlineChange: Sendable, Hashable {
        /// The earlier one.
        public let before: DeadlineView?
        /// The later one.
        public let after: DeadlineView?
    }
}

extension Engine {
    /// A case as it was at a moment, rebuilt from its entries, by today's rights; nothing can be done there.
    ///
    /// The look is recorded before this returns, if sensitive fields are shown.
    public func view(number: String, at moment: PastMoment, as account: String, masked: Bool = false)
        async throws
        -> CaseView
    {
        let (view, look) = try read(as: account, masked: masked) { reading in
            let seen = try reading.visible(number)
            let past = try reading.past(seen, at: moment)
            let then = reading.seen(past, by: seen.standing)
            let view = try reading.view(of: then, past.file, actions: [])
            return (view, reading.look(at: view.shownSensitive, of: past.file))
        }
        if let look { try await record(look) }
        return view
    }

    /// What differs between two revisions of a case, by today's rights.
    public func changes(number: String, from: Int64, to: Int64, as account: String, masked: Bool = false)
        async throws -> ChangesView
    {
        let (view, look) = try read(as: account, masked: masked) { reading in
            let seen = try reading.visible(number)
            let before = try reading.past(seen, at: .revision(from))
            let after = try reading.past(seen, at: .revision(to))
            let fields = reading.differences(before, after, seen.standing)
            let view = ChangesView(
                number: after.file.number,
                from: from,
                to: to,
                fields: fields,
                left: reading.states(of: before, without: after),
                entered: reading.states(of: after, without: before),
                deadlines: reading.deadlineDifferences(before, after, seen.standing)
            )
            let shown = fields.filter { $0.field.isSensitive && !$0.isMasked }.map(\.field.name)
            return (view, reading.look(at: shown, of: after.file))
        }
        if let look { try await record(look) }
        return view
    }
}

extension Reading {
    func look(at fields: [String], of file: CaseFile) -> LookRow? {
        fields.isEmpty ? nil : LookRow(at: now, account: account, caseID: file.id, fields: fields)
    }

    /// A case at a moment; there was none before its opening, and there is no revision that it does not have yet.
    func past(_ seen: SeenCase, at moment: PastMoment) throws -> PastCase {
        let past: PastCase?
        switch moment {
        case .revision(let revision):
            guard (1...seen.head.file.revision).contains(revision) else { throw Refusal.unknown(.case) }
            past = try self.past(seen) { $0.draft.revision <= revision }
        case .instant(let instant): past = try self.past(seen) { $0.draft.at <= instant }
        }
        guard let past else { throw Refusal.unknown(.case) }
        return past
    }

    fileprivate func differences(_ before: PastCase, _ after: PastCase, _ standing: Standing)
        -> [ChangesView.FieldChange]
    {
        after.workflow.fields.compactMap { field in
            let old = before.file.data[field.name]
            let new = after.file.data[field.name]
            guard old != new, standing.mayLearn(of: field.name, in: after.workflow) else { return nil }
            let isReadable = mayRead(field, as: standing)
            return ChangesView.FieldChange(
                field: field,
                before: isReadable ? old : nil,
                after: isReadable ? new : nil,
                isMasked: !isReadable
            )
        }
    }

    fileprivate func states(of past: PastCase, without other: PastCase) -> [StateView] {
        let there = Set(other.file.chart.configuration)
        return views(of: past.file.chart.configuration.filter { !there.contains($0) }, past.workflow)
    }

    fileprivate func deadlineDifferences(_ before: PastCase, _ after: PastCase, _ standing: Standing)
        -> [ChangesView.DeadlineChange]
    {
        struct Key: Hashable {
            let name: String
            let occasion: Int
        }
        func keyed(_ past: PastCase) -> [Key: DeadlineView] {
            Dictionary(
                deadlines(seen(past, by: standing)).map {
                    (Key(name: $0.deadline.name, occasion: $0.deadline.occasion), $0)
                }
            ) { first, _ in first }
        }
        let old = keyed(before)
        let new = keyed(after)
        return Set(old.keys).union(new.keys)
            .sorted { ($0.name, $0.occasion) < ($1.name, $1.occasion) }
            .filter { old[$0]?.deadline != new[$0]?.deadline }
            .map { ChangesView.DeadlineChange(before: old[$0], after: new[$0]) }
    }
}
