import CaseEngine
import Casework
import CaseworkSamples
import Crypto
import Values

@testable import CaseStore

/// A load that was played once on a real disk, with all that is needed to judge what a crash would have left.
struct Load {
    /// A batch as it was answered.
    struct Batch {
        let requests: [Request]
        let answers: [Result<Receipt, Refusal>]
        let at: Instant
    }

    /// A case's wrapped key, and the batch that has destroyed it.
    struct DestroyedKey {
        let wrapped: [UInt8]
        let batch: Int
    }

    let seed: UInt64
    private(set) var records: [DiskRecord] = []
    /// By content: the batches after which it was there; batch 0 is the empty database.
    private(set) var states: [SHA256.Digest: ClosedRange<Int>] = [:]
    private(set) var batches: [Batch] = []
    private(set) var destroyed: [DestroyedKey] = []
    /// What the files hold at the end.
    private(set) var last = DiskImage()

    /// What a load is played with.
    struct Plan {
        var seed: UInt64
        var turns: Int
        /// What a control sets in place of what the product has set; nil leaves that alone.
        var synchronous: String?
        /// Short, so that the log starts over many times.
        var checkpointPages = 24
    }

    /// Plays a script through the product's own engine and store.
    init(_ plan: Plan) throws {
        seed = plan.seed
        try Scratch.with { scratch in
            var play = try Play(plan, scratch)
            try play.run()
            (states, batches, destroyed) = (play.states, play.batches, play.destroyed)
            last = try DiskImage(reading: scratch.directory)
            records = play.disk.stop()
        }
    }
}

/// A load while it is played.
private struct Play {
    let disk: RecordedDisk
    var states: [SHA256.Digest: ClosedRange<Int>] = [:]
    var batches: [Load.Batch] = []
    var destroyed: [Load.DestroyedKey] = []
    private let plan: Load.Plan
    private let scratch: Scratch
    private let world: LoadWorld
    private var script: Script
    private var storage: SQLiteStorage
    private var engine: Engine
    private var observer: DatabaseContent

    init(_ plan: Load.Plan, _ scratch: Scratch) throws {
        self.plan = plan
        self.scratch = scratch
        disk = RecordedDisk(directory: scratch.directory)
        world = LoadWorld(seed: plan.seed)
        script = Script(seed: plan.seed, turns: plan.turns)
        storage = try Play.open(scratch, plan)
        engine = try world.engine(storage)
        observer = try DatabaseContent(path: scratch.path)
    }

    private static func open(_ scratch: Scratch, _ plan: Load.Plan) throws -> SQLiteStorage {
        var options = SQLiteOptions()
        options.checkpointPages = plan.checkpointPages
        let storage = try SQLiteStorage(path: scratch.path, options: options)
        if let synchronous = plan.synchronous {
            try storage.writer.execute("PRAGMA synchronous = \(synchronous)")
        }
        return storage
    }

    mutating func run() throws {
        states[try observer.digest()] = 0...0
        // Numbered from 1: batch 0 asks for nothing.
        batches.append(Load.Batch(requests: [], answers: [], at: world.clock.now()))
        if plan.turns > 0 { try take(Script.register) }
        while let (turn, seconds) = script.next() {
            world.clock.set(world.clock.now() + TimeSpan(seconds: seconds))
            try take(turn)
        }
        observer.close()
        try storage.close()
    }

    private mutating func take(_ turn: Script.Turn) throws {
        let engine = engine
        switch turn {
        case .requests(let requests): try batch(requests) { try engine.perform(requests) }
        case .due:
            try batch([]) {
                _ = try engine.fireDue()
                return []
            }
        case .token(let account, let token):
            try batch([]) {
                try engine.issueToken(for: account, token: token)
                return []
            }
        case .restart:
            observer.close()
            try storage.close()
            storage = try Play.open(scratch, plan)
            self.engine = try world.engine(storage)
            observer = try DatabaseContent(path: scratch.path)
        }
    }

    private mutating func batch(
        _ requests: [Request],
        _ perform: () throws -> [Result<Receipt, Refusal>]
    ) throws {
        let number = batches.count
        let wrapped = try wrappedKey(erasedBy: requests)
        disk.mark(.begun(number))
        let answers = try perform()
        disk.mark(.acknowledged(number))
        // Content never comes back, so a batch that changed nothing prolongs the state before it.
        let digest = try observer.digest()
        states[digest] = (states[digest]?.lowerBound ?? number)...number
        let receipts = answers.compactMap { try? $0.get() }
        if let wrapped, !receipts.isEmpty {
            destroyed.append(Load.DestroyedKey(wrapped: wrapped, batch: number))
        }
        script.note(receipts)
        batches.append(Load.Batch(requests: requests, answers: answers, at: world.clock.now()))
    }

    private func wrappedKey(erasedBy requests: [Request]) throws -> [UInt8]? {
        guard let request = requests.first, case .erase(let number, _, _) = request.command else {
            return nil
        }
        return try storage.read { snapshot in
            guard case .current(let id)? = try snapshot.lookUp(number: number) else { return nil }
            return try snapshot.caseKey(id)
        }
    }
}
