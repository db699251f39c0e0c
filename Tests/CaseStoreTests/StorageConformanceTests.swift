import Casework
import Crypto
import Testing
import Values

@Suite
struct `Every store` {
    @Test(arguments: StoreKind.allCases)
    func `begins empty`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.read { snapshot throws in
                #expect(try snapshot.chainHead() == .empty)
                #expect(try snapshot.caseHead(CaseID(1)) == nil)
                #expect(try snapshot.lookUp(number: "危-1") == nil)
                #expect(try snapshot.caseCount() == 0)
                #expect(try snapshot.nextDue() == nil)
                #expect(try snapshot.entries(after: 0, limit: 10).isEmpty)
                #expect(try snapshot.bundle("b") == nil)
                #expect(try snapshot.caseKey(CaseID(1)) == nil)
                #expect(try snapshot.answered([1]) == nil)
                #expect(try snapshot.account(credential: [1]) == nil)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `gives a saved case back as it was`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let sealed = ["narrative": SealedValue(revision: 1, nonce: [1, 2], box: [3, 4, 5])]
            let id = try storage.write { transaction throws in
                try transaction.open { Sample.record(Sample.file($0), sealed: sealed) }
            }
            let head = try storage.read { try $0.caseHead(id) }
            #expect(head == CaseHead(file: Sample.file(id), sealed: sealed))
            #expect(try storage.read { try $0.lookUp(number: "危-north-115-1") } == .current(id))
            #expect(try storage.read { try $0.caseCount() } == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `chains entries by SHA-256 over the previous hash and the bytes`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let heads = try storage.write { transaction throws in
                [
                    try transaction.append(Sample.draft(1, CaseID(1), at: Sample.at(1))),
                    try transaction.append(
                        Sample.draft(2, nil, revision: 0, at: Sample.at(2), kind: .register)
                    ),
                ]
            }
            var expected = [UInt8](repeating: 0, count: 32)
            for (sequence, id) in [(Int64(1), CaseID(1) as CaseID?), (2, nil)] {
                let bytes = Sample.draft(sequence, id).bytes
                expected = Array(SHA256.hash(data: expected + bytes))
                #expect(heads[Int(sequence) - 1].hash == expected)
                #expect(heads[Int(sequence) - 1].sequence == sequence)
            }
            #expect(try storage.read { try $0.chainHead() } == heads[1])
            #expect(heads[1].at == Sample.at(2))
            let entries = try storage.read { try $0.entries(after: 0, limit: 10) }
            #expect(entries.map(\.hash) == heads.map(\.hash))
            #expect(entries.first?.draft == Sample.draft(1, CaseID(1), at: Sample.at(1)))
            #expect(entries.last?.draft.caseID == nil)
        }
    }

    @Test(arguments: StoreKind.allCases, [Int64(0), 1, 3, -1])
    func `refuses an entry that does not follow the chain's head`(_ kind: StoreKind, sequence: Int64) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                _ = try transaction.append(Sample.draft(1, CaseID(1)))
                #expect(throws: StorageFailure.self) {
                    _ = try transaction.append(Sample.draft(sequence, CaseID(1), revision: 2))
                }
                #expect(try transaction.append(Sample.draft(2, CaseID(1), revision: 2)).sequence == 2)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `refuses what contradicts itself and goes on`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let id = try storage.write { try $0.open() }
            try storage.write { transaction throws in
                let contradictions: [(String, (any StorageTransaction) throws -> Void)] = [
                    ("a revision twice", { try $0.append(after: id, revision: 1) }),
                    (
                        "another case's number",
                        { transaction in
                            try transaction.open {
                                Sample.record(Sample.file($0, number: "危-north-115-1"))
                            }
                        }
                    ),
                    (
                        "a case key twice",
                        {
                            try $0.keep(caseKey: [1], for: id)
                            try $0.keep(caseKey: [1], for: id)
                        }
                    ),
                    (
                        "an idempotency key twice",
                        {
                            let key = AnsweredKey(key: [1], request: [2], sequence: 1, caseID: id)
                            try $0.remember(key)
                            try $0.remember(key)
                        }
                    ),
                ]
                for (name, contradiction) in contradictions {
                    #expect(throws: StorageFailure.self, "\(name)") {
                        try transaction.savepoint { try contradiction(transaction) }
                    }
                }
                #expect(try transaction.chainHead().sequence == 1)
                try transaction.append(after: id, revision: 2)
            }
            #expect(try storage.read { try $0.chainHead() }.sequence == 2)
            #expect(try storage.read { try $0.caseKey(id) } == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `pages through the entries of a case and of the journal`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                for revision in 1...7 {
                    try transaction.append(after: CaseID(1), revision: Int64(revision))
                    try transaction.append(after: CaseID(2), revision: Int64(revision))
                }
            }
            try storage.read { snapshot throws in
                let page = try snapshot.entries(of: CaseID(2), after: 2, limit: 3)
                #expect(page.map(\.draft.revision) == [3, 4, 5])
                #expect(page.map(\.draft.sequence) == [6, 8, 10])
                #expect(try snapshot.entries(of: CaseID(2), after: 7, limit: 3).isEmpty)
                #expect(try snapshot.entries(after: 12, limit: 9).map(\.draft.sequence) == [13, 14])
                #expect(try snapshot.entries(after: 3, limit: 2).map(\.draft.sequence) == [4, 5])
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `keeps a number from before a referral as a pointer`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let id = try storage.write { try $0.open { Sample.record(Sample.file($0, number: "危-1")) } }
            try storage.write { transaction throws in
                let pointers = [CaseFile.Pointer(number: "危-1", unit: "north")]
                try transaction.save(
                    Sample.record(Sample.file(id, number: "危-2", unit: "city", pointers: pointers))
                )
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.lookUp(number: "危-1") == .pointer(id, unit: "north"))
                #expect(try snapshot.lookUp(number: "危-2") == .current(id))
                #expect(try snapshot.cases(numbered: "危-", limit: 9).map(\.file.id) == [id])
                #expect(try snapshot.cases(numbered: "-1", limit: 9).isEmpty)
                #expect(try snapshot.caseHead(id)?.file.unit == "city")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `finds numbers by any part of them, newest first`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                for number in ["危-北-115-0001", "危-北-115-0002", "安-南-115-0001", "%_'"] {
                    try transaction.open { Sample.record(Sample.file($0, number: number)) }
                }
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.cases(numbered: "危", limit: 9).map(\.file.id) == [CaseID(2), CaseID(1)])
                #expect(try snapshot.cases(numbered: "0001", limit: 1).map(\.file.id) == [CaseID(3)])
                #expect(try snapshot.cases(numbered: "%_'", limit: 9).map(\.file.id) == [CaseID(4)])
                #expect(try snapshot.cases(numbered: "", limit: 9).count == 4)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `keeps what is put beside cases`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let key = AnsweredKey(key: [1, 2], request: [3], sequence: 9, caseID: CaseID(4))
            try storage.write { transaction throws in
                try transaction.keep(bundle: [1, 2, 3], hash: "b")
                try transaction.keep(bundle: [9], hash: "b")
                try transaction.keep(caseKey: [7, 7], for: CaseID(4))
                try transaction.remember(key)
                try transaction.keep(credential: [5], account: "lin")
                try transaction.put(.unit, id: "north", row: [1])
                try transaction.put(.unit, id: "north", row: [2])
                try transaction.put(.account, id: "lin", row: [])
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.bundle("b") == [1, 2, 3])
                #expect(try snapshot.caseKey(CaseID(4)) == [7, 7])
                #expect(try snapshot.answered([1, 2]) == key)
                #expect(try snapshot.answered([1]) == nil)
                #expect(try snapshot.account(credential: [5]) == "lin")
                #expect(try snapshot.register(.unit) == ["north": [2]])
                #expect(try snapshot.register(.account) == ["lin": []])
                #expect(try snapshot.register(.site).isEmpty)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `chains each stream row by row, and takes back what is undone`(_ kind: StoreKind) throws {
        try kind.with { storage in
            #expect(try storage.read { try $0.streamHead(.refusals) } == .empty)
            let look = LookRow(at: Sample.at(1), account: "高", caseID: CaseID(2), fields: ["a", "b"])
            try storage.write { transaction throws in
                try transaction.keep(verdicts: ["v"])
                try? transaction.savepoint {
                    try transaction.record(
                        LookRow(at: Sample.start, account: "x", caseID: CaseID(9), fields: [])
                    )
                    throw Undone()
                }
                try transaction.record(look)
            }
            try storage.write { try $0.record(look) }
            let records = try storage.read { try $0.records(of: .looks, after: 0, limit: 9) }
            #expect(records.map(\.position) == [1, 2])
            let at = Sample.at(1).milliseconds
            var previous = [UInt8](repeating: 0, count: 32)
            for record in records {
                let text = "\(record.position)\n\(at)\n3:高\n2\n9:[\"a\",\"b\"]\n"
                #expect(String(decoding: record.bytes, as: UTF8.self) == text)
                previous = Array(SHA256.hash(data: previous + record.bytes))
                #expect(record.hash == previous)
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.streamHead(.looks) == StreamHead(count: 2, hash: previous))
                #expect(try snapshot.streamHead(.verdicts).count == 1)
                #expect(try snapshot.records(of: .looks, after: 1, limit: 9).map(\.position) == [2])
                #expect(try snapshot.records(of: .refusals, after: 0, limit: 9) == [])
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `keeps what consoles do, each row in its session, newest first`(_ kind: StoreKind) throws {
        try kind.with { storage in
            func row(_ step: ConsoleRow.Step, _ session: Int64, _ cases: [Int64] = [], refersTo: Int64? = nil)
                -> ConsoleRow
            {
                ConsoleRow(
                    at: Sample.at(step == .attached ? 1 : 2),
                    session: session,
                    account: "lin",
                    step: step,
                    refersTo: refersTo,
                    cases: cases.map { CaseID($0) },
                    content: ["reason": "查核案件", "rows": 3]
                )
            }
            let rows = [
                row(.attached, 0), row(.asked, 1, [17]), row(.answered, 1, [17, 1], refersTo: 2),
                row(.closed, 1),
            ]
            let places = try storage.write { transaction throws in
                try? transaction.savepoint {
                    _ = try transaction.record(row(.attached, 0))
                    throw Undone()
                }
                return try rows.map { try transaction.record($0) }
            }
            #expect(places == [1, 2, 3, 4])
            try storage.read { snapshot throws in
                func found(_ change: (inout ConsoleQuery) -> Void) throws -> [Int64] {
                    var query = ConsoleQuery(limit: 9)
                    change(&query)
                    return try snapshot.console(query).map(\.id)
                }
                #expect(try found { _ in } == [4, 3, 2, 1])
                #expect(try found { $0.limit = 1 } == [4])
                #expect(try found { $0.before = 3 } == [2, 1])
                #expect(try found { $0.session = 2 } == [])
                #expect(try found { $0.account = "lin" } == [4, 3, 2, 1])
                #expect(try found { $0.caseID = CaseID(1) } == [3])
                #expect(try found { $0.caseID = CaseID(7) } == [])
                #expect(try found { $0.step = .asked } == [2])
                let answered = try #require(try snapshot.console(ConsoleQuery(limit: 2)).last)
                #expect(answered == rows[2].placed(at: 3))
                let records = try snapshot.records(of: .console, after: 0, limit: 9)
                #expect(records.map(\.position) == [1, 2, 3, 4])
                let content = "{\"reason\":\"查核案件\",\"rows\":3}"
                let text =
                    "3\n\(Sample.at(2).milliseconds)\n1\n3:lin\n8:answered\n2\n6: 17 1 \n"
                    + "\(content.utf8.count):\(content)\n"
                #expect(String(decoding: records[2].bytes, as: UTF8.self) == text)
                #expect(try snapshot.streamHead(.console) == StreamHead(records[3]))
                #expect(try snapshot.structureProblems() == [])
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `lists notices from the oldest, refusals and looks from the newest`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let id = CaseID(3)
            let refusals = (0..<3).map { index in
                RefusalRow(
                    at: Sample.at(Int64(index)),
                    account: "lin",
                    caseID: index == 1 ? nil : id,
                    action: "close",
                    kind: "unmet",
                    clauses: index == 0 ? [] : ["K-16.0", "L-6.0b"],
                    attributes: ["a.b", "with \"quotes\"\nand a line"]
                )
            }
            let looks = ["wang", "chen"].map {
                LookRow(at: Sample.start, account: $0, caseID: id, fields: ["narrative"])
            }
            try storage.write { transaction throws in
                try transaction.owe(["a", "b", "c"].map { Sample.notice(id, $0) })
                for refusal in refusals { try transaction.record(refusal) }
                for look in looks { try transaction.record(look) }
                try transaction.record(LookRow(at: Sample.start, account: "x", caseID: CaseID(9), fields: []))
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.notices(after: 0, limit: 1) == [Sample.notice(id, "a", id: 1)])
                #expect(
                    try snapshot.notices(after: 1, limit: 9)
                        == [Sample.notice(id, "b", id: 2), Sample.notice(id, "c", id: 3)]
                )
                #expect(try snapshot.refusals(limit: 9) == refusals.reversed())
                #expect(try snapshot.refusals(limit: 1) == [refusals[2]])
                #expect(try snapshot.looks(at: id, limit: 9) == looks.reversed())
            }
        }
    }
}
