import Casework
import Testing
import Values

@testable import CaseStore

@Suite
struct `Memory and SQLite` {
    /// Does the same to both stores, as the seed has it, and compares all that can be asked of them.
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `answer alike after any sequence of verbs`(_ seed: UInt64) throws {
        try Scratch.with { scratch in
            var sqlite = try scratch.open()
            defer { try? sqlite.close() }
            let memory = MemoryStorage()
            var random = SplitMix(state: seed)
            for round in 0..<40 {
                let plan = (0..<Int.random(in: 1...6, using: &random)).map { _ in Act.any(using: &random) }
                let isUndone = Int.random(in: 0..<6, using: &random) == 0
                try run(plan, isUndone: isUndone, on: memory)
                try run(plan, isUndone: isUndone, on: sqlite)
                if round.isMultiple(of: 13) {
                    try sqlite.close()
                    sqlite = try scratch.open()
                }
                guard round % 5 == 4 else { continue }
                let expected = try memory.read { try Answers(of: $0) }
                let found = try sqlite.read { try Answers(of: $0) }
                #expect(found == expected, "round \(round)")
                guard found == expected else { return }
                let inside = try sqlite.write { try Answers(of: $0) }
                #expect(inside == expected, "round \(round), as the writer sees it")
            }
            #expect(try memory.read { try $0.caseCount() } > 10)
        }
    }

    private func run(_ plan: [Act], isUndone: Bool, on storage: any Storage) throws {
        do {
            try storage.write { transaction throws in
                for act in plan {
                    do {
                        try transaction.savepoint {
                            try act.perform(transaction)
                            if act.isUndone { throw Undone() }
                        }
                    } catch is Undone {}
                }
                if isUndone { throw Undone() }
            }
        } catch is Undone {}
    }
}

/// One command: a case opened or changed, drawn by chance.
private struct Act {
    let target: Int64
    let isOpening: Bool
    let isUndone: Bool
    let unit: String
    let isClosed: Bool
    let states: [String]
    let nextDue: Instant?
    let parties: [Party]
    let deadlines: [Deadline]
    let occurrences: [(kind: String, day: String, places: [String])]
    let isReferred: Bool

    static func any(using random: inout SplitMix) -> Act {
        func chance(_ random: inout SplitMix, _ count: Int) -> Bool {
            Int.random(in: 0..<count, using: &random) == 0
        }
        func some<Element>(_ elements: [Element], _ random: inout SplitMix) -> [Element] {
            elements.filter { _ in chance(&random, 2) }
        }
        let at = { (random: inout SplitMix) in
            Sample.start + TimeSpan(milliseconds: Int64.random(in: 0...50, using: &random))
        }
        let statuses: [Deadline.Status] = [.waiting, .running, .met, .missed, .cancelled]
        return Act(
            target: Int64.random(in: 1...20, using: &random),
            isOpening: chance(&random, 3),
            isUndone: chance(&random, 5),
            unit: ["north", "south", "city"].randomElement(using: &random) ?? "north",
            isClosed: chance(&random, 4),
            states: some(["received", "protecting", "done"], &random),
            nextDue: chance(&random, 3) ? nil : at(&random),
            parties: some(["lin", "wang", "chen", "lin"], &random).map {
                Party(account: $0, relation: "worker", isConflicted: chance(&random, 3))
            },
            deadlines: some(["oral", "written", "companion"], &random).map { name in
                Sample.deadline(
                    name,
                    statuses.randomElement(using: &random) ?? .met,
                    due: chance(&random, 4) ? nil : at(&random),
                    occasion: Int.random(in: 0...1, using: &random)
                )
            },
            occurrences: some(["injury", "threat", "injury"], &random).map { kind in
                let day = "2026-11-\(Int.random(in: 10...30, using: &random))"
                return (kind, day, some(["a", "b", "c"], &random))
            },
            isReferred: chance(&random, 6)
        )
    }

    func perform(_ transaction: any StorageTransaction) throws {
        if isOpening { try open(transaction) } else { try change(transaction) }
    }

    private func open(_ transaction: any StorageTransaction) throws {
        let id = try transaction.nextCaseID()
        let serial = try transaction.nextSerial("危-\(unit)")
        try transaction.keep(caseKey: [UInt8(truncatingIfNeeded: id.number)], for: id)
        try transaction.append(after: id, revision: 1, kind: .open)
        try transaction.save(record(of: Sample.file(id, number: "危-\(unit)-\(serial)", unit: unit)))
        try transaction.put(.site, id: unit, row: [UInt8(truncatingIfNeeded: serial)])
    }

    private func change(_ transaction: any StorageTransaction) throws {
        let id = CaseID(target)
        guard var file = try transaction.caseHead(id)?.file else { return }
        file.revision += 1
        if isReferred {
            file.pointers.append(CaseFile.Pointer(number: file.number, unit: file.unit))
            file.number = "\(file.number)-\(file.revision)"
            file.unit = unit
        }
        let head = try transaction.append(after: id, revision: file.revision, at: nextDue ?? Sample.start)
        try transaction.save(record(of: file))
        try transaction.owe(parties.map { Sample.notice(id, $0.account) })
        let key = AnsweredKey(key: head.hash, request: [1], sequence: head.sequence, caseID: id)
        try transaction.remember(key)
        try transaction.keep(bundle: [UInt8(target)], hash: unit)
        try transaction.keep(credential: [UInt8(target)], account: unit)
        try transaction.keep(verdicts: states)
        try transaction.record(LookRow(at: Sample.start, account: unit, caseID: id, fields: states))
        try transaction.record(
            RefusalRow(
                at: Sample.start,
                account: unit,
                caseID: isClosed ? nil : id,
                action: "close",
                kind: "unmet",
                clauses: states,
                attributes: []
            )
        )
    }

    private func record(of file: CaseFile) -> CaseRecord {
        var file = file
        file.parties = parties
        file.deadlines = deadlines
        return Sample.record(
            file,
            isClosed: isClosed,
            states: states,
            nextDue: nextDue,
            occurrences: occurrences.map {
                Occurrence(kind: $0.kind, caseID: file.id, day: $0.day, places: $0.places)
            }
        )
    }
}

/// All that can be asked of a store about what an `Act` can do.
private struct Answers: Equatable {
    var values: [AnyHashable] = []

    init(of snapshot: any StorageSnapshot) throws {
        values += [try snapshot.chainHead(), try snapshot.entries(after: 0, limit: 1_000)]
        values += [try snapshot.caseCount(), try snapshot.nextDue()]
        values += [try snapshot.notices(after: 3, limit: 1_000), try snapshot.refusals(limit: 1_000)]
        values += [try snapshot.projections(), try snapshot.serials(), try snapshot.bundleHashes()]
        let keys = try snapshot.answeredKeys(after: nil, limit: 7)
        values += [keys, try snapshot.answeredKeys(after: keys.last?.key, limit: 1_000)]
        for number in 1...30 {
            let id = CaseID(Int64(number))
            let head = try snapshot.caseHead(id)
            values += [head, try snapshot.caseKey(id), try snapshot.looks(at: id, limit: 1_000)]
            values.append(try snapshot.entries(of: id, after: 1, limit: 3))
            values.append(try head.flatMap { try snapshot.lookUp(number: $0.file.number) })
            for pointer in head?.file.pointers ?? [] {
                values.append(try snapshot.lookUp(number: pointer.number))
            }
            values.append(try snapshot.account(credential: [UInt8(number)]))
        }
        for unit in ["north", "south", "city"] {
            values += [try snapshot.bundle(unit), try snapshot.cases(numbered: unit, limit: 5)]
            for account in ["lin", "wang"] { try ask(snapshot, unit, account) }
        }
        values.append(try snapshot.register(.site))
        for stream in RecordStream.allCases {
            values.append(try snapshot.streamHead(stream))
            values.append(try snapshot.records(of: stream, after: 0, limit: 1_000))
            values.append(try snapshot.records(of: stream, after: 3, limit: 2))
        }
        for places in [["a"], ["b", "c"]] {
            let search = OccurrenceSearch(
                kind: "injury",
                places: places,
                first: "2026-11-12",
                last: "2026-11-25",
                excluding: CaseID(2)
            )
            values.append(try snapshot.occurrences(search))
        }
        for milliseconds in [0, 10, 25, 50] {
            let now = Sample.start + TimeSpan(milliseconds: Int64(milliseconds))
            values.append(try snapshot.casesDue(by: now, limit: 7))
        }
    }

    private mutating func ask(_ snapshot: any StorageSnapshot, _ unit: String, _ account: String) throws {
        var cases = CaseQuery(units: [unit, "city"], account: account, limit: 5)
        values.append(try snapshot.cases(cases))
        cases.before = CaseID(9)
        cases.isClosed = false
        cases.state = "protecting"
        values.append(try snapshot.cases(cases))
        for status in [nil, Deadline.Status.missed, .met] {
            var deadlines = DeadlineQuery(units: [unit], account: account, limit: 6)
            deadlines.status = status
            values.append(try snapshot.deadlines(deadlines))
            deadlines.dueBefore = Sample.start + TimeSpan(milliseconds: 30)
            values.append(try snapshot.deadlines(deadlines))
        }
    }
}
