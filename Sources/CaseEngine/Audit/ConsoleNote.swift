public import Casework
import Dispatch
public import Values

/// Something of a console to be recorded: what the door knows, before the writer gives it time and place.
public struct ConsoleNote: Sendable, Hashable {
    /// The session; nil where it begins.
    public var session: Int64?
    /// The account that the row is of.
    public var account: String
    /// What kind of row it is.
    public var step: ConsoleRow.Step
    /// The row that an answer is to.
    public var refersTo: Int64?
    /// The numbers of the cases that it is about; those that there are not stay out.
    public var numbers: [String]
    /// What else there is to say, without sensitive values.
    public var content: ValueMap

    /// A note from its parts.
    public init(
        session: Int64?,
        account: String,
        step: ConsoleRow.Step,
        refersTo: Int64? = nil,
        numbers: [String] = [],
        content: ValueMap
    ) {
        self.session = session
        self.account = account
        self.step = step
        self.refersTo = refersTo
        self.numbers = numbers
        self.content = content
    }
}

extension ConsoleNote {
    /// Writes the row, with the revisions that the cases have at that moment.
    func record(in transaction: any StorageTransaction, at now: Instant) throws -> Int64 {
        var cases: [CaseID] = []
        var versions: [Value] = []
        for number in numbers {
            let id: CaseID
            switch try transaction.lookUp(number: number) {
            case .current(let found)?, .pointer(let found, _)?: id = found
            case nil: continue
            }
            guard !cases.contains(id), let head = try transaction.caseHead(id) else { continue }
            cases.append(id)
            versions.append(["number": .string(head.file.number), "revision": .int(head.file.revision)])
        }
        // Also where the clock was set back while no entry was made.
        let last = try transaction.console(ConsoleQuery(limit: 1)).first?.at ?? now
        var content = content
        if !versions.isEmpty { content["cases"] = .list(versions) }
        return try transaction.record(
            ConsoleRow(
                at: max(now, last),
                session: session ?? 0,
                account: account,
                step: step,
                refersTo: refersTo,
                cases: cases,
                content: .map(content)
            )
        )
    }
}

extension Engine {
    /// Records something of a console and returns the row's position, after COMMIT.
    @discardableResult
    public func record(_ note: ConsoleNote) async throws -> Int64 {
        let outcome = try await withCheckedThrowingContinuation { continuation in
            enqueue(Job(kind: .console(note)) { continuation.resume(with: $0) })
        }
        guard case .recorded(let position) = outcome else {
            preconditionFailure("Invalid state: not recorded")
        }
        return position
    }

    /// Closes what the last server left open: requests that were never answered, sessions that never ended.
    ///
    /// Called once before the doors open. Only the end of the stream is looked at: what is older was closed by an
    /// earlier start.
    public func closeLostConsoles() throws {
        let rows = try configuration.storage.read { try $0.console(ConsoleQuery(limit: 10_000)) }
        let answered = Set(rows.compactMap(\.refersTo))
        let closed = Set(rows.filter { $0.step == .closed }.map(\.session))
        let lost: ValueMap = ValueMap([("outcome", "lost")])
        var notes: [ConsoleNote] = []
        for row in rows.reversed() {
            switch row.step {
            case .asked where !answered.contains(row.id):
                notes.append(
                    ConsoleNote(
                        session: row.session,
                        account: row.account,
                        step: .answered,
                        refersTo: row.id,
                        content: lost
                    )
                )
            case .attached where !closed.contains(row.id):
                notes.append(
                    ConsoleNote(
                        session: row.id,
                        account: row.account,
                        step: .closed,
                        content: ValueMap([("why", "lost")])
                    )
                )
            case .attached, .mode, .announced, .asked, .answered, .closed, .reviewed: break
            }
        }
        guard !notes.isEmpty else { return }
        let ordered = notes.sorted { $0.step == .answered && $1.step == .closed }
        try writer.sync {
            try configuration.storage.write { transaction in
                let now = max(configuration.clock.now(), try transaction.chainHead().at)
                for note in ordered { _ = try note.record(in: transaction, at: now) }
            }
        }
    }
}
