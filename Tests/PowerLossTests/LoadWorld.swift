import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import CivilCalendar
import Crypto
import Synchronization
import Values

/// What the engine of a load is built from, so that it can be built again on what a crash has left.
struct LoadWorld: Sendable {
    let clock = LoadClock()
    let sealing: AESSealing

    /// The master key is the same for the same seed; nonces and case keys are not drawn twice.
    init(seed: UInt64, draws: UInt64 = 0) {
        sealing = AESSealing(
            MasterKey(from: SeededRandomness(seed: seed)),
            randomness: SeededRandomness(seed: seed &* 1_000_003 &+ draws &+ 1)
        )
    }

    func engine(_ storage: any Storage) throws -> Engine {
        try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: LoadWorkflows(),
                sealing: sealing,
                clock: clock,
                digest: LoadWorkflows.digest
            )
        )
    }

    /// Proves the journal from a store's bytes, up to a level.
    func findings(_ snapshot: any StorageSnapshot, level: Int) throws -> [String] {
        var verifier = JournalVerifier(
            snapshot,
            workflows: LoadWorkflows(),
            sealing: sealing,
            digest: LoadWorkflows.digest
        )
        return try verifier.run(level: level).findings.map { "\($0.sequence ?? 0) \($0.message.en)" }
    }
}

/// A clock that stands still until it is moved.
final class LoadClock: EngineClock {
    private let time = Mutex(World.start)

    func now() -> Instant { time.withLock { $0 } }

    func set(_ instant: Instant) { time.withLock { $0 = instant } }
}

/// The one definition that a load uses.
struct LoadWorkflows: WorkflowSource {
    let names = ["sample"]
    let calendarTexts: [Int: String] = [:]
    static let bytes = Array("the sample workflow".utf8)
    static let hash = digest(bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()

    static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        AssembledBundle(bytes: Self.bytes, hash: Self.hash)
    }

    func compile(_ bundle: AssembledBundle) throws -> Workflow { Sample.workflow(bundleHash: bundle.hash) }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar { .weekendsOnly }
}
