import CaseEngine
import CaseStore
import Casework
import Foundation
import Logging
import Values

/// One database with the engine on it: the place where store, keys, definitions and clock meet.
struct Installation {
    let engine: Engine
    let heads: HeadKeeper

    /// Opens the database, its key and the definitions; fails as the rooms fail, and with `HeadProblem` where the
    /// journal is not the one that was signed.
    init(_ options: DatabaseOptions, logger: Logger, acceptingRestored reason: String? = nil) throws {
        let storage = try SQLiteStorage(path: options.database)
        let randomness = SystemRandomness()
        let key = try MasterKey(path: options.keyPath, for: storage, randomness: randomness)
        heads = HeadKeeper(HeadFile(path: options.headsPath), signer: HeadSigner(key), storage: storage)
        // Before anything can happen: a deadline that fires would hide where the journal was cut.
        try heads.compare(accepting: reason)
        engine = try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: try Definitions.checked(options.workflows),
                sealing: AESSealing(key, randomness: randomness),
                clock: SystemClock(),
                digest: Digest.sha256,
                failStop: { Installation.failStop($0) },
                logger: logger
            )
        )
    }

    /// Signs the journal's end, finishes what waits and closes the store.
    func close() throws {
        let signing = Result { try heads.sign() }
        try engine.stop()
        _ = try signing.get()
    }

    /// Ends the process at once: what the disk holds is not known, so nothing more may be answered (promise 2).
    @Sendable private static func failStop(_ failure: StorageFailure) {
        Terminal.complain(
            LocalizedText(
                zhHant: "寫入結果不明,伺服器立即停止(\(failure));重新啟動後請以同一鍵重送未獲回覆之請求。",
                en:
                    "The outcome of a write is unknown; stopping at once (\(failure)). Start again, then repeat "
                    + "unanswered requests with the same key."
            )
        )
        _exit(ExitStatus.inputOutput.rawValue)
    }
}
