import CaseEngine
import CaseStore
import Casework
import CivilCalendar
import Documents
import Foundation
import Logging
import Values
import WorkflowFiles

/// Where one rehearsal is played: the real engine on a throwaway store, with a clock and chance of our own.
///
/// With a crash after every step everything but the clock and the source of chance is dropped and opened
/// anew from the disk, as after a loss of power.
final class Stage {
    let clock: VirtualClock
    private(set) var engine: Engine
    private(set) var storage: any Storage
    let sealing: any Sealing
    let workflows: any WorkflowSource
    private let digest: @Sendable ([UInt8]) -> [UInt8]
    private let folder: String?
    private let wrap: (any Storage) -> any Storage

    /// A stage at an instant.
    ///
    /// - Parameters:
    ///   - crashes: whether the store is on disk and everything is opened anew after each step.
    ///   - wrap: puts something before the store, to see what is asked of it.
    init(
        at start: Instant,
        workflows: any WorkflowSource,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8],
        seed: UInt64,
        crashes: Bool,
        before wrap: @escaping (any Storage) -> any Storage = { $0 }
    ) throws {
        clock = VirtualClock(start)
        sealing = PlacedSealing(seed: seed)
        self.workflows = workflows
        self.digest = digest
        self.wrap = wrap
        folder = crashes ? try Stage.makeFolder() : nil
        storage = wrap(try Stage.open(folder))
        engine = try Stage.engine(storage, workflows, sealing, clock, digest)
    }

    /// Drops the engine and the store without a word of farewell and opens them anew; nothing without a disk.
    func crash() throws {
        guard let folder else { return }
        try storage.close()
        storage = wrap(try Stage.open(folder))
        engine = try Stage.engine(storage, workflows, sealing, clock, digest)
    }

    /// Removes what the stage has left on the disk.
    func strike() {
        try? storage.close()
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static func makeFolder() throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "anwei-rehearsal-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    private static func open(_ folder: String?) throws -> any Storage {
        guard let folder else { return MemoryStorage() }
        var options = SQLiteOptions()
        options.readers = 1
        // Nonces and keys are drawn in the order of the calm performance, whose store never runs a batch twice.
        options.repeatsBatches = false
        return try SQLiteStorage(path: folder + "/rehearsal.db", options: options)
    }

    private static func engine(
        _ storage: any Storage,
        _ workflows: any WorkflowSource,
        _ sealing: any Sealing,
        _ clock: VirtualClock,
        _ digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) throws -> Engine {
        // A rehearsal tells what went wrong itself; the operator's log would only repeat it.
        let logger = Logger(label: "anwei.rehearsal") { _ in SwiftLogNoOpLogHandler() }
        return try Engine(
            EngineConfiguration(
                storage: storage,
                workflows: workflows,
                forms: { try (workflows as? FileLibrary)?.forms() ?? FormShelf() },
                sealing: sealing,
                clock: clock,
                digest: digest,
                logger: logger
            )
        )
    }
}

extension Stage {
    /// A case with its sensitive values open, for looking at what it holds.
    func file(_ number: String) throws -> CaseFile? {
        try storage.read { snapshot in
            guard let found = try snapshot.lookUp(number: number) else { return nil }
            let id =
                switch found {
                case .current(let id), .pointer(let id, _): id
                }
            return try file(id, snapshot)
        }
    }

    /// A case by its id.
    func file(_ id: CaseID) throws -> CaseFile? { try storage.read { try file(id, $0) } }

    private func file(_ id: CaseID, _ snapshot: any StorageSnapshot) throws -> CaseFile? {
        guard let head = try snapshot.caseHead(id), let key = try snapshot.caseKey(id) else { return nil }
        var file = head.file
        for (name, box) in head.sealed where name != CaseHead.chartField {
            let bytes = try sealing.open(box, field: name, of: id, caseKey: key)
            file.data[name] = try Value(json: bytes, options: .storage)
        }
        return file
    }

    /// The whole journal, in order.
    func journal() throws -> [StoredEntry] { try storage.read { try $0.entries(after: 0, limit: .max) } }

    /// The notices given for a case, oldest first.
    func notices(for id: CaseID) throws -> [NoticeRow] {
        try storage.read { try $0.notices(after: 0, limit: .max).filter { $0.caseID == id } }
    }

    /// The name of the action by which an expectation knocks at a case; no refusal to be counted.
    static let probe = "rehearsal-probe"

    /// How many actions on a case were refused.
    func refusals(on id: CaseID) throws -> Int {
        try storage.read { snapshot in
            try snapshot.refusals(limit: .max).count { $0.caseID == id && $0.action != Stage.probe }
        }
    }

    /// The definition that a case would pin which is opened now.
    func workflow(_ name: String, _ profile: String) throws -> Workflow? {
        try workflows.bundle(workflow: name, profile: profile, on: Taipei.date(of: clock.now()))
            .map { try workflows.compile($0) }
    }

    /// The definition that a case has pinned.
    func workflow(_ hash: String) throws -> Workflow? {
        try storage.read { snapshot in
            try snapshot.bundle(hash).map { try workflows.compile(AssembledBundle(bytes: $0, hash: hash)) }
        }
    }
}

extension Stage {
    /// The case that a number stands for.
    func id(_ number: String) throws -> CaseID? {
        try storage.read { snapshot in
            guard case .current(let id)? = try snapshot.lookUp(number: number) else { return nil }
            return id
        }
    }
}
