import CaseEngine
import Casework

@testable import CaseStore

/// Proves that a recovered database is what its journal says, and that a server can go on from it.
struct Proof {
    private let load: Load
    private let batch: Int
    private let path: String

    /// `batch` is the last one that is in the database.
    init(of load: Load, after batch: Int, at path: String) {
        self.load = load
        self.batch = batch
        self.path = path
    }

    /// Everything that is wrong.
    func problems() throws -> [String] {
        let storage = try SQLiteStorage(path: path)
        defer { try? storage.close() }
        let world = LoadWorld(seed: load.seed, draws: UInt64(batch))
        world.clock.set(load.batches[batch].at)
        var problems = try storage.read { snapshot in
            try world.findings(snapshot, level: 3) + (try deadlineProblems(snapshot))
        }
        let engine = try world.engine(storage)
        problems += try repeatedProblems(engine, storage)
        problems += try continuedProblems(engine, world)
        return problems + (try storage.read { try world.findings($0, level: 1) })
    }

    /// The list of deadlines is what the heads of the cases say, and so is what is due next.
    private func deadlineProblems(_ snapshot: any StorageSnapshot) throws -> [String] {
        let count = try snapshot.caseCount()
        var query = DeadlineQuery(units: ["county", "north", "south"], account: "nobody", limit: Int.max)
        query.dueBefore = nil
        let listed = try snapshot.deadlines(query)
        var expected: Set<DeadlineRow> = []
        for number in 0..<count {
            let id = CaseID(number + 1)
            guard let head = try snapshot.caseHead(id) else { return ["case \(id) is missing"] }
            for deadline in head.file.deadlines where deadline.isListed {
                expected.insert(DeadlineRow(caseID: id, deadline: deadline))
            }
        }
        return Set(listed) == expected ? [] : ["the list of deadlines differs from the cases"]
    }

    /// Each step that is there is done no second time when its request comes again.
    private func repeatedProblems(_ engine: Engine, _ storage: SQLiteStorage) throws -> [String] {
        var problems: [String] = []
        let before = try storage.read { try $0.chainHead() }
        for (request, receipt) in load.batches[...batch].flatMap(\.kept) {
            let again = try engine.perform(request).get()
            if !again.isRepeated || again.sequence != receipt.sequence || again.number != receipt.number {
                problems.append("the retry of \(request.key ?? "") was answered anew")
            }
        }
        let after = try storage.read { try $0.chainHead() }
        return problems + (before == after ? [] : ["retries have left entries"])
    }

    /// The steps of the next batch are done now, as they were then.
    private func continuedProblems(_ engine: Engine, _ world: LoadWorld) throws -> [String] {
        guard batch + 1 < load.batches.count else { return [] }
        let next = load.batches[batch + 1]
        world.clock.set(next.at)
        return try next.kept.compactMap { request, receipt in
            let now = try engine.perform(request).get()
            let isSame = now.number == receipt.number && now.revision == receipt.revision && !now.isRepeated
            return isSame ? nil : "after it, \(request.key ?? "") comes out differently"
        }
    }
}

extension Load.Batch {
    /// The requests with a key that were carried out.
    fileprivate var kept: [(Request, Receipt)] {
        zip(requests, answers).compactMap { request, answer in
            guard request.key != nil, let receipt = try? answer.get() else { return nil }
            return receipt.isDryRun || receipt.isRepeated ? nil : (request, receipt)
        }
    }
}
