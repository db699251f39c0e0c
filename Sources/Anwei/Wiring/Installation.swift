import CaseEngine
import CaseStore
import Casework
import CivilCalendar
import Foundation
import Logging
import Values
import WorkflowFiles

/// One database with the engine on it: the place where store, keys, definitions and clock meet.
struct Installation {
    let engine: Engine
    let heads: HeadKeeper
    private let workflows: FileLibrary

    /// Opens the database, its key and the definitions; fails as the rooms fail, and with `HeadProblem` where the
    /// journal is not the one that was signed.
    init(_ options: DatabaseOptions, logger: Logger, acceptingRestored reason: String? = nil) throws {
        let storage = try SQLiteStorage(path: options.database)
        let randomness = SystemRandomness()
        let key = try MasterKey(path: options.keyPath, for: storage, randomness: randomness)
        heads = HeadKeeper(HeadFile(path: options.headsPath), signer: HeadSigner(key), storage: storage)
        // Before anything can happen: a deadline that fires would hide where the journal was cut.
        try heads.compare(accepting: reason)
        let workflows = try Definitions.checked(options.workflows, remembering: storage)
        self.workflows = workflows
        engine = try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: workflows,
                forms: { try workflows.forms() },
                sealing: AESSealing(key, randomness: randomness),
                clock: SystemClock(),
                digest: Digest.sha256,
                failStop: { Installation.failStop($0) },
                logger: logger
            )
        )
    }

    /// Reads and compiles the workflows in force today for the units on register.
    ///
    /// Whoever opens the first case then need not wait for it. What cannot be compiled is said when it is asked for.
    func readAhead() {
        let day = Taipei.date(of: SystemClock().now())
        for profile in Set(engine.directory.units.values.compactMap(\.profile)).sorted() {
            for name in workflows.names {
                guard let bundle = workflows.bundle(workflow: name, profile: profile, on: day) else {
                    continue
                }
                _ = try? workflows.compile(bundle)
            }
        }
    }

    /// The profiles that units may follow.
    var profiles: [String] { workflows.profiles }

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
