import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import CivilCalendar
import Crypto
import Statechart
import Synchronization
import Values

/// An engine over the sample workflow with a clock that moves by hand: the bench on which dialogues are played.
final class Bench: Sendable {
    let clock = HandClock(World.start)
    let storage: any Storage
    let source = SampleSource()
    let sealing: AESSealing
    let engine: Engine

    init(
        storage: any Storage = MemoryStorage(),
        failStop: @escaping @Sendable (StorageFailure) -> Void = { _ in },
        longestSleep: TimeSpan = TimeSpan(seconds: 5)
    ) throws {
        self.storage = storage
        let randomness = SeededRandomness(seed: 7)
        sealing = AESSealing(MasterKey(from: randomness), randomness: randomness)
        engine = try Bench.engine(
            storage,
            sealing,
            clock,
            source,
            failStop: failStop,
            longestSleep: longestSleep
        )
        for unit in World.directory.units.values.sorted(by: { $0.id < $1.id }) { try put(.unit(unit)) }
        for account in World.directory.accounts.values.sorted(by: { $0.id < $1.id }) {
            try put(.account(account))
        }
        for site in World.directory.sites.values { try put(.site(site)) }
    }

    static func engine(
        _ storage: any Storage,
        _ sealing: any Sealing,
        _ clock: HandClock,
        _ source: any WorkflowSource,
        failStop: @escaping @Sendable (StorageFailure) -> Void = { _ in },
        longestSleep: TimeSpan = TimeSpan(seconds: 5)
    ) throws -> Engine {
        try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: source,
                sealing: sealing,
                clock: clock,
                digest: { Array(SHA256.hash(data: $0)) },
                failStop: failStop,
                longestSleep: longestSleep
            )
        )
    }

    func put(_ change: RegisterChange) throws {
        _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
    }

    func open(_ data: ValueMap = World.report, by account: String = "lin", key: String? = nil) throws
        -> Receipt
    {
        try engine.perform(
            Request(account: account, key: key, command: .open(workflow: "sample", unit: "north", data: data))
        ).get()
    }

    func act(
        _ action: String,
        _ number: String,
        _ data: ValueMap = ValueMap(),
        by account: String = "chen",
        key: String? = nil,
        revision: Int64? = nil,
        isDryRun: Bool = false
    ) throws -> Result<Receipt, Refusal> {
        let command = Command.act(number: number, action: action, data: data, revision: revision)
        return try engine.perform(Request(account: account, key: key, isDryRun: isDryRun, command: command))
    }

    func assign(_ number: String, key: String? = nil) throws -> Receipt {
        try act("assign", number, ValueMap([("companion", "chen")]), key: key).get()
    }

    func verified() async throws -> VerificationReport { try await engine.verify(level: 3) }
}

/// A clock that stands still until it is moved.
final class HandClock: EngineClock {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    func now() -> Instant { time.withLock { $0 } }

    func move(to text: String) { move(to: World.at(text)) }

    func move(to instant: Instant) { time.withLock { $0 = instant } }
}

/// A source with the sample workflow and, under another name, a parent that starts it.
final class SampleSource: WorkflowSource {
    struct Missing: Error {}

    let names = ["sample"]
    let calendarTexts: [Int: String] = [:]
    static let bytes = Array("the sample workflow".utf8)
    static let hash = hexadecimal(bytes)
    static let newBytes = Array("the sample workflow, second version".utf8)
    static let newHash = hexadecimal(newBytes)
    /// Whether the second version is in force, which calls the first state `intake`.
    let isRenewed = Mutex(false)
    static let familyBytes = Array("the family workflow".utf8)
    static let familyHash = hexadecimal(familyBytes)

    static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        guard profile == "p" else { return nil }
        switch workflow {
        case "sample":
            return isRenewed.withLock { $0 }
                ? AssembledBundle(bytes: Self.newBytes, hash: Self.newHash)
                : AssembledBundle(bytes: Self.bytes, hash: Self.hash)
        case "family": return AssembledBundle(bytes: Self.familyBytes, hash: Self.familyHash)
        case _: return nil
        }
    }

    func compile(_ bundle: AssembledBundle) throws -> Workflow {
        if bundle.hash == Self.familyHash { return Family.workflow(bundleHash: bundle.hash) }
        if bundle.hash == Self.newHash {
            return Sample.workflow(bundleHash: bundle.hash, received: "intake")
        }
        guard bundle.hash == Self.hash else { throw Missing() }
        return Sample.workflow(bundleHash: bundle.hash)
    }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar {
        // A year's text is the one day off that it has.
        let years = texts.sorted { $0.key < $1.key }.compactMap { year, text in
            CivilDate(iso: text).flatMap {
                OfficeYear(year: year, source: .official, holidays: [$0: World.text("測試日", "Test day")])
            }
        }
        let version = texts.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: "+")
        return OfficeCalendar(version: version, years: years)
    }
}
