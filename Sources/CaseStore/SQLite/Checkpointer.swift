import Casework
import Dispatch
import Foundation
import Synchronization

/// Moves the write-ahead log into the database beside the writer, and hands the last frames over to it.
///
/// ```
///          log has 4,000 pages           fewer than 64 left, database synced
///   idle ──────────────────────▶ copying ──────────────────────────────────▶ handed over
///    ▲                            │    │ I/O error                                │
///    ├────────────────────────────┘    └──────────▶ broken: the process must stop │
///    │     no progress, or no room                                                │
///    └────────────────────────────────────────────────────────────────────────────┘
///                         the writer copies the rest between two commits
/// ```
///
/// A PASSIVE checkpoint on a second connection never catches up with a steady writer, so the log would grow
/// without end; and a checkpoint in the writer stalls it. The database file is synced before the handing over
/// so that the writer's part takes about a millisecond.
final class Checkpointer: Sendable {
    /// Where the work stands.
    private enum Phase: Equatable {
        /// Nothing to do. Can go to: copying, stopped.
        case idle
        /// The thread copies. Can go to: handedOver, idle, broken, stopped.
        case copying
        /// The writer's turn. Can go to: idle, stopped.
        case handedOver
        /// The medium has failed; the writer's next turn says so. Can go to: stopped.
        case broken(StorageFailure)
        /// The thread has been told to end. Final.
        case stopped
    }

    private struct State {
        var phase = Phase.idle
        /// The length of the log, in pages, from which the next copy is worth it.
        var threshold: Int
    }

    private let state: Mutex<State>
    private let lane: Lane
    private let pages: Int
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    /// How many frames the writer takes over at most.
    private static let rest = 64

    /// Starts the thread; `pages` is the length of the log from which it works.
    init(lane: Lane, pages: Int) {
        self.lane = lane
        self.pages = pages
        state = Mutex(State(threshold: pages))
        Thread.detachNewThread { [self] in work() }
    }

    /// Says how long the log is after a commit; called by the writer.
    func committed(logPages: Int) {
        let isWanted = state.withLock { state in
            // A log that has started over is short again: back to the ordinary threshold.
            if logPages < pages { state.threshold = pages }
            guard state.phase == .idle, logPages >= state.threshold else { return false }
            state.phase = .copying
            return true
        }
        if isWanted { wake.signal() }
    }

    /// Copies the last frames if they were handed over; called by the writer between two commits.
    func takeOver(_ connection: inout Connection) throws(StorageFailure) {
        switch state.withLock({ $0.phase }) {
        case .idle, .copying, .stopped: return
        case .broken(let failure): throw failure
        case .handedOver: break
        }
        do throws(StorageFailure) {
            settle(try connection.checkpoint(), as: .idle)
        } catch .full {
            settle(nil, as: .idle)
        }
    }

    /// Empties the log, between two rounds of copying; called while the writer stands still.
    func truncate() throws { try lane.truncateLog() }

    /// Ends the thread and closes its connection.
    func stop() throws {
        state.withLock { $0.phase = .stopped }
        wake.signal()
        ended.wait()
        try lane.close()
    }

    private func work() {
        while true {
            wake.wait()
            if state.withLock({ $0.phase == .stopped }) { break }
            copy()
        }
        ended.signal()
    }

    /// Copies until little is left.
    private func copy() {
        var copied = -1
        do {
            while true {
                let progress = try round()
                guard progress.copied > copied else { return settle(progress, as: .idle) }
                if progress.rest < Checkpointer.rest { return settle(progress, as: .handedOver) }
                copied = progress.copied
            }
        } catch StorageFailure.outcomeUnknown(let text) {
            settle(nil, as: .broken(.outcomeUnknown(text)))
        } catch {
            settle(nil, as: .idle)
        }
    }

    private func round() throws -> CheckpointProgress {
        try lane.exclusively {
            try lane.connection.withLock { connection throws(StorageFailure) in
                let progress = try connection.checkpoint()
                try connection.syncDatabase()
                return progress
            }
        }
    }

    private func settle(_ progress: CheckpointProgress?, as next: Phase) {
        state.withLock { state in
            guard state.phase != .stopped else { return }
            state.phase = next
            // A reader that holds an old snapshot stops the copying: try again once the log has grown.
            guard let progress, progress.rest == 0 else {
                state.threshold = (progress?.log ?? pages) + pages / 4
                return
            }
            state.threshold = pages
        }
    }
}

/// How far a checkpoint came.
struct CheckpointProgress {
    /// The frames in the log.
    let log: Int
    /// Those that are in the database file.
    let copied: Int
    /// Those still to be copied.
    var rest: Int { log - copied }
}
