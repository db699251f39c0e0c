import Casework
import Testing
import Values

@Suite
struct `A rollback in every store` {
    @Test(arguments: StoreKind.allCases)
    func `undoes one savepoint with its serials, ids and chain, and no other`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let first = try storage.write { transaction throws in
                let first = try transaction.savepoint {
                    #expect(try transaction.nextSerial("危-north-115") == 1)
                    return try transaction.open()
                }
                let before = try transaction.chainHead()
                #expect(throws: Undone.self) {
                    try transaction.savepoint {
                        #expect(try transaction.nextSerial("危-north-115") == 2)
                        try transaction.open()
                        try transaction.save(Sample.record(Sample.file(first, unit: "lost")))
                        try transaction.owe([Sample.notice(first, "lin")])
                        throw Undone()
                    }
                }
                #expect(try transaction.chainHead() == before)
                #expect(try transaction.caseHead(first)?.file.unit == "north")
                #expect(try transaction.nextSerial("危-north-115") == 2)
                #expect(try transaction.nextCaseID() == CaseID(2))
                return first
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.caseCount() == 1)
                #expect(try snapshot.chainHead().sequence == 1)
                #expect(try snapshot.caseHead(first)?.file.unit == "north")
                #expect(try snapshot.notices(after: 0, limit: 9).isEmpty)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `undoes the inner savepoints with the outer one, and the inner ones alone`(_ kind: StoreKind) throws
    {
        try kind.with { storage in
            try storage.write { transaction throws in
                try? transaction.savepoint {
                    _ = try transaction.savepoint { try transaction.open() }
                    throw Undone()
                }
                #expect(try transaction.chainHead() == .empty)
                try transaction.savepoint {
                    try transaction.open()
                    try? transaction.savepoint {
                        try transaction.open()
                        throw Undone()
                    }
                    try transaction.append(after: CaseID(1), revision: 2)
                }
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.caseCount() == 1)
                #expect(try snapshot.entries(after: 0, limit: 9).map(\.draft.revision) == [1, 2])
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `undoes a whole batch whose body throws`(_ kind: StoreKind) throws {
        try kind.with { storage in
            _ = try storage.write { try $0.open() }
            #expect(throws: Undone.self) {
                try storage.write { transaction throws in
                    try transaction.open()
                    try transaction.save(Sample.record(Sample.file(CaseID(1), unit: "lost")))
                    #expect(try transaction.caseCount() == 2)
                    throw Undone()
                }
            }
            try storage.write { transaction throws in
                #expect(try transaction.caseHead(CaseID(1))?.file.unit == "north")
                #expect(try transaction.chainHead().sequence == 1)
                #expect(try transaction.open() == CaseID(2))
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `shows a batch to queries only once it is committed`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                try transaction.open()
                #expect(try storage.read { try $0.caseCount() } == 0)
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.caseCount() == 1)
                _ = try storage.write { try $0.open() }
                #expect(try snapshot.caseCount() == 1)
            }
            #expect(try storage.read { try $0.caseCount() } == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `counts each series for itself`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                let serials = try ["a", "b", "a", "a", "b"].map { try transaction.nextSerial($0) }
                #expect(serials == [1, 1, 2, 3, 2])
                #expect(try transaction.nextCaseID() == CaseID(1))
            }
        }
    }
}
