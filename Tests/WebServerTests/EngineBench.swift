import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import CivilCalendar
import Crypto
import Foundation
import Logging
import Synchronization
import Values

@testable import WebServer

/// A door before a real engine over the sample workflow, with a clock that moves by hand.
final class EngineBench: Sendable {
    let clock = HandClock(World.start)
    let storage = MemoryStorage()
    let engine: Engine
    let door: Door

    init(environment: String = "訓練", demandsSession: Bool = false) throws {
        let randomness = SeededRandomness(seed: 7)
        let clock = clock
        engine = try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: SampleSource(),
                sealing: AESSealing(MasterKey(from: randomness), randomness: randomness),
                clock: clock,
                digest: { Array(SHA256.hash(data: $0)) }
            )
        )
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        door = Door(
            service: engine,
            settings: DoorSettings(
                environment: environment,
                description: [],
                serverUser: 990,
                now: { clock.now() },
                demandsSession: demandsSession,
                isAlive: { $0 != 666 }
            ),
            logger: logger
        )
        for unit in World.directory.units.values.sorted(by: { $0.id < $1.id }) { try put(.unit(unit)) }
        for account in World.directory.accounts.values.sorted(by: { $0.id < $1.id }) {
            try put(.account(account))
        }
        for site in World.directory.sites.values { try put(.site(site)) }
        let office = [
            ("audit", "稽核範一", "auditor"), ("admin", "管理示二", "administrator"),
        ]
        for (id, name, role) in office {
            try put(.account(Account(id: id, name: name, grants: [RoleGrant(role: role, unit: "county")])))
        }
        for account in ["chen", "chief", "lin", "admin"] {
            try engine.issueToken(for: account, token: "key-\(account)")
        }
    }

    private func put(_ change: RegisterChange) throws {
        _ = try engine.perform(CaseEngine.Request(account: Gate.system, command: .register(change))).get()
    }

    func open() throws -> String {
        let command = Command.open(workflow: "sample", unit: "north", data: World.report)
        return try engine.perform(CaseEngine.Request(account: "lin", command: command)).get().number
    }

    /// A request of an account over the socket, in a session if a token is given.
    func ask(
        _ method: String,
        _ path: String,
        _ json: String? = nil,
        as account: String = "chen",
        session: String? = nil,
        process: Int32 = 7
    ) async -> Outcome {
        var headers = Inquiry.Headers()
        headers.account = account
        headers.session = session
        if json != nil { headers.contentType = "application/json" }
        let bytes = Array((json ?? "").utf8)
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let encoded = parts[0].split(separator: "/").map { PercentCoding.encode(String($0)) }
        let target = "/api/v1/" + encoded.joined(separator: "/") + (parts.count > 1 ? "?" + parts[1] : "")
        return await door.outcome(
            of: Inquiry(
                method: method,
                target: target,
                peer: .process(user: 990, process: process),
                headers: headers
            ) { bytes }
        )
    }

    /// A session of an account: its token and number.
    func attach(_ account: String = "chen", process: Int32 = 7) async throws -> (token: String, id: Int) {
        let answer = await ask(
            "POST",
            "console/sessions",
            "{\"reason\":\"辦理派案事項\"}",
            as: account,
            process: process
        )
        let members = try answer.members
        guard let token = members["token"] as? String, let id = members["id"] as? Int else {
            throw CocoaError(.coderReadCorrupt)
        }
        return (token, id)
    }

    func rows() throws -> [ConsoleRow] {
        try storage.read { try $0.console(ConsoleQuery(limit: 1_000)).reversed() }
    }

    /// What the store holds beside the record of looks and consoles, in a form that can be compared.
    func state() throws -> [String] {
        try storage.read { snapshot in
            var state = try snapshot.projections().sorted { $0.key < $1.key }.map { "\($0)" }
            for id in try snapshot.projections().keys.sorted() {
                state.append("\(try snapshot.caseHead(id) as Any)")
            }
            for kind in RegisterKind.allCases {
                state += try snapshot.register(kind).sorted { $0.key < $1.key }.map { "\(kind) \($0)" }
            }
            state += try snapshot.serials().sorted { $0.key < $1.key }.map { "\($0)" }
            state += try snapshot.bundleHashes()
            state += try snapshot.notices(after: 0, limit: .max).map { "\($0)" }
            state += try snapshot.answeredKeys(after: nil, limit: .max).map { "\($0)" }
            return state
        }
    }

    func entries() throws -> Int64 { try storage.read { try $0.chainHead().sequence } }
}

extension Outcome {
    /// The body as JSON members.
    var members: [String: Any] {
        get throws {
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
        }
    }
}

/// A clock that stands still until it is moved.
final class HandClock: EngineClock {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    func now() -> Instant { time.withLock { $0 } }

    func wait(minutes: Int64) { time.withLock { $0 = $0 + TimeSpan(seconds: minutes * 60) } }
}

/// The sample workflow as the only definition.
struct SampleSource: WorkflowSource {
    struct Missing: Error {}

    let names = ["sample"]
    let calendarTexts: [Int: String] = [:]
    private static let bytes = Array("the sample workflow".utf8)
    private static let hash = Hexadecimal.encode(Array(SHA256.hash(data: bytes)))

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        guard profile == "p", workflow == "sample" else { return nil }
        return AssembledBundle(bytes: Self.bytes, hash: Self.hash)
    }

    func compile(_ bundle: AssembledBundle) throws -> Workflow {
        guard bundle.hash == Self.hash else { throw Missing() }
        return Sample.workflow(bundleHash: bundle.hash)
    }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar { OfficeCalendar(version: "t") }
}
