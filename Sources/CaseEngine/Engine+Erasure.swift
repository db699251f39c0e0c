import Casework
import Dispatch
import Logging

extension Engine {
    /// Forgets destroyed keys and empties the log, in which their bytes still stand; after COMMIT, before anybody
    /// is answered.
    func finishErasure(of ids: [CaseID]) throws {
        guard !ids.isEmpty else { return }
        for id in ids { configuration.sealing.forget(id) }
        do {
            try configuration.storage.truncateLog()
        } catch let failure as StorageFailure {
            if case .outcomeUnknown = failure { throw failure }
            // A query or a copy still reads the log. Done again in a minute, at the latest when the store opens.
            configuration.logger.notice("the log cannot be emptied yet: \(failure)")
            writer.asyncAfter(deadline: .now() + .seconds(60)) { [weak self] in
                guard let self, isReady else { return }
                do { try finishErasure(of: ids) } catch { stopAnswering(error) }
            }
        }
    }
}

extension WriterState {
    /// The state once what was erased in the batch is off the disk.
    var settled: WriterState {
        var state = self
        state.erased = []
        return state
    }
}
