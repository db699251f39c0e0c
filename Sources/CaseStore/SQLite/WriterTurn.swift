import Casework

/// What the writer knows of its transaction: how far it is, where the chain ends, and whether it is doomed.
struct WriterTurn {
    /// How far the transaction is, which decides what an error means.
    enum Phase {
        /// A reader, or between two transactions: nothing can have been changed.
        case reading
        /// Statements run; whatever fails is rolled back.
        case writing
        /// COMMIT runs: after an I/O error the outcome is not known.
        case committing
    }

    /// How far it is.
    var phase = Phase.reading
    /// The end of the chain as this transaction sees it; nil until asked for.
    var chain: ChainHead?
    /// The ends of the streams as this transaction sees them; empty until asked for, so that a step without a refusal
    /// or a look does not pay for them.
    var streams: [RecordStream: StreamHead] = [:]
    /// Whether SQLite keeps savepoints in this turn.
    var keepsSavepoints = true
    /// Something was undone that cannot be without them: the turn is run again.
    var mustRepeat = false
    /// The cases saved in this transaction, in order: what to forget if it is rolled back.
    var saved: [CaseID] = []
    /// The failure of the medium that dooms the transaction, whatever the body makes of it.
    private(set) var doom: StorageFailure?

    /// Notes a failure: one of the medium, or one after which SQLite has ended the transaction, dooms it.
    mutating func note(_ failure: StorageFailure, leavesTransaction: Bool) {
        guard phase == .writing, doom == nil else { return }
        switch failure {
        case .busy, .full, .outcomeUnknown, .unreadable: doom = failure
        case .foreign, .newerSchema, .inUse, .corrupt: if !leavesTransaction { doom = failure }
        }
    }
}
