import CaseStore
import Casework
import Testing
import Values

/// What verification reads of a store is what was saved, and what lists read.
@Suite
struct `The projections of a case` {
    private static func record(_ id: CaseID) -> CaseRecord {
        Sample.record(
            Sample.file(
                id,
                number: "危-2",
                unit: "city",
                parties: [
                    Party(account: "lin", relation: "reporter", isConflicted: false),
                    Party(account: "lin", relation: "respondent", isConflicted: true),
                    Party(account: "wang", relation: "affected", isConflicted: false),
                ],
                deadlines: [
                    Sample.deadline("written", .running, due: Sample.at(60)),
                    Sample.deadline("oral", .met, due: Sample.at(30)),
                    Sample.deadline("visit", .waiting, due: nil),
                ],
                pointers: [CaseFile.Pointer(number: "危-1", unit: "north")]
            ),
            isClosed: true,
            states: ["received", "none"],
            nextDue: Sample.at(60) + TimeSpan(seconds: 0, nanoseconds: 1),
            occurrences: [Occurrence(kind: "injury", caseID: id, day: "2026-11-24", places: ["a", "b"])]
        )
    }

    @Test(arguments: StoreKind.allCases)
    func `are those that its record makes`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let id = try storage.write { try $0.open(Self.record) }
            try storage.write { try $0.keep(caseKey: [1], for: id) }
            let found = try storage.read { try $0.projections() }
            #expect(found == [id: CaseProjections(Self.record(id), hasKey: true)])
            let row = try #require(found[id]?.row)
            #expect(row.nextDue == Sample.at(60).milliseconds + 1 && row.isClosed && row.unit == "city")
            #expect(row.states == "\nreceived\nnone\n")
            #expect(row.occurrences == #"[["injury","2026-11-24",["a","b"]]]"#)
            #expect(found[id]?.numbers == ["危-2"] && found[id]?.pointers.count == 1)
            #expect(found[id]?.parties == ["lin": true, "wang": false])
            #expect(found[id]?.deadlines.map(\.name).sorted() == ["visit", "written"])
            #expect(found[id]?.places.count == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `show a key without a case`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { try $0.keep(caseKey: [1], for: CaseID(9)) }
            let found = try storage.read { try $0.projections() }
            #expect(found.keys.sorted() == [CaseID(9)])
            #expect(found[CaseID(9)]?.hasKey == true && found[CaseID(9)]?.row == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `stand beside the series, bundles and requests`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                for _ in 1...3 { _ = try transaction.nextSerial("危") }
                _ = try transaction.nextCaseID()
                try transaction.keep(bundle: [1], hash: "b")
                try transaction.keep(bundle: [2], hash: "a")
                for key in [[2, 1], [1], [2]] as [[UInt8]] {
                    try transaction.remember(
                        AnsweredKey(key: key, request: [7], sequence: Int64(key.count), caseID: CaseID(1))
                    )
                }
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.serials() == ["危": 3, "": 1])
                #expect(try snapshot.bundleHashes() == ["a", "b"])
                #expect(try snapshot.answeredKeys(after: nil, limit: 2).map(\.key) == [[1], [2]])
                #expect(try snapshot.answeredKeys(after: [2], limit: 2).map(\.key) == [[2, 1]])
                #expect(try snapshot.structureProblems().isEmpty == (kind == .memory))
            }
        }
    }
}
