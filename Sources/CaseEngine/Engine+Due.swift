import Casework
import Logging
import Synchronization
import Values

/// What is due fires before anything else happens to a case.
extension Engine {
    /// Fires what is due of all cases in due order; the rest of a great many waits for the next turn.
    func fire(_ transaction: any StorageTransaction, _ now: Instant, _ working: WriterState) throws {
        var stuck: Set<CaseID> = []
        for _ in 0..<1_000 {
            let due = try transaction.casesDue(by: now, limit: stuck.count + 1)
            guard let id = due.first(where: { !stuck.contains($0) }) else { return }
            if try !fireOne(id, transaction, now, working) { stuck.insert(id) }
        }
    }

    /// Fires all that is due of a case; false if there is more than one turn may take.
    func fire(
        _ id: CaseID,
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: WriterState
    ) throws -> Bool {
        for _ in 0..<Turn.entryLimit {
            // Nearly always nothing is due, and the head says so without a savepoint or the case's key.
            guard let due = try transaction.caseHead(id)?.file.nextDue, due <= now else { return true }
            guard try fireOne(id, transaction, now, working) else { return true }
        }
        return false
    }

    /// Before any event of a case is taken, all that is due by then fires; what is left fires shortly, and whoever
    /// asks is told so if he may know of the case.
    func fire(
        before request: Request,
        _ number: String,
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: WriterState
    ) throws -> Refusal? {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            _ = try transaction.caseHead(.stranger)
            return nil
        }
        if try fire(id, transaction, now, working) { return nil }
        return try turn(transaction, now, working).maySee(id, request.account) ? .busy : .unknown(.case)
    }

    /// Fires one thing of a case in a savepoint of its own; false if nothing is due, or the case cannot go on
    /// and is left as it is.
    private func fireOne(
        _ id: CaseID,
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: WriterState
    ) throws -> Bool {
        do {
            return try transaction.savepoint {
                var turn = turn(transaction, now, working)
                return try turn.takeDue(id)
            }
        } catch let failure as StorageFailure where !failure.concernsOneCase {
            throw failure
        } catch {
            alarm.withLock { $0.isStuck = true }
            configuration.logger.error("case \(id.number): what is due cannot be taken: \(type(of: error))")
            return false
        }
    }
}
