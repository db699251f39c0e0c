import Casework
import Testing
import Values

@Suite
struct `A batch that may be run again` {
    /// What the jobs of a batch do, each in a savepoint: `k` is kept, `u` undone after writing, `e` undone before.
    @Test(arguments: ["k", "kk", "u", "ku", "uk", "kuk", "uu", "e", "eke", "keukku"], StoreKind.allCases)
    func `keeps what ought to be kept, once, and nothing that was undone`(jobs: String, _ kind: StoreKind)
        throws
    {
        try kind.with { storage in
            let kept = try storage.writeRepeatably { transaction throws -> Int in
                var kept = 0
                for job in jobs {
                    do {
                        try transaction.savepoint { try run(job, transaction) }
                        kept += 1
                    } catch is Undone {
                        continue
                    }
                }
                return kept
            }
            let expected = jobs.count { $0 == "k" }
            #expect(kept == expected)
            try storage.read { snapshot throws in
                #expect(try snapshot.caseCount() == Int64(expected))
                #expect(try snapshot.chainHead().sequence == Int64(expected))
            }
            // Serials and memory of the turn go on where they were left.
            let next = try storage.write { (try $0.nextSerial("s"), try $0.open()) }
            #expect(next.0 == expected + 1 && next.1 == CaseID(Int64(expected + 1)))
        }
    }

    private func run(_ job: Character, _ transaction: any StorageTransaction) throws {
        guard job != "e" else { throw Undone() }
        _ = try transaction.nextSerial("s")
        try transaction.open()
        if job == "u" { throw Undone() }
    }

    @Test(arguments: StoreKind.allCases)
    func `whose body throws leaves nothing`(_ kind: StoreKind) throws {
        try kind.with { storage throws in
            for undoesFirst in [false, true] {
                #expect(throws: Undone.self) {
                    try storage.writeRepeatably { transaction throws in
                        try transaction.open()
                        if undoesFirst { try? transaction.savepoint { try run("u", transaction) } }
                        throw Undone()
                    }
                }
                #expect(try storage.read { try $0.caseCount() } == 0)
            }
            #expect(try storage.writeRepeatably { try $0.open() } == CaseID(1))
        }
    }

    @Test
    func `runs twice only where something that stands in the file is undone`() throws {
        try StoreKind.sqlite.with { storage in
            for (jobs, runs) in [("kk", 1), ("eke", 1), ("ku", 2), ("uuu", 2)] {
                var seen = 0
                try storage.writeRepeatably { transaction throws in
                    seen += 1
                    for job in jobs {
                        do {
                            try transaction.savepoint { try run(job, transaction) }
                        } catch is Undone {
                            continue
                        }
                    }
                }
                #expect(seen == runs, "\(jobs)")
            }
        }
    }
}
