import Casework
import Testing
import Values

@Suite
struct `Lists of every store` {
    /// Ten cases: even ids in the unit north, odd ones in south.
    private func fill(_ storage: any Storage) throws {
        try storage.write { transaction throws in
            for number in 1...10 {
                try transaction.open { id in
                    let parties =
                        switch number {
                        case 3: [Party(account: "lin", relation: "worker", isConflicted: false)]
                        case 4: [Party(account: "lin", relation: "respondent", isConflicted: true)]
                        case 5:
                            [
                                Party(account: "lin", relation: "reporter", isConflicted: false),
                                Party(account: "lin", relation: "respondent", isConflicted: true),
                            ]
                        default: [Party]()
                        }
                    let file = Sample.file(
                        id,
                        unit: number.isMultiple(of: 2) ? "north" : "south",
                        workflow: number > 8 ? "visit" : "threat-report",
                        parties: parties
                    )
                    return Sample.record(
                        file,
                        isClosed: number == 6,
                        states: number == 8 ? ["received", "protecting"] : ["received"]
                    )
                }
            }
        }
    }

    private static let queries: [(String, @Sendable (inout CaseQuery) -> Void, [Int64])] = [
        ("unit and own, not the conflicted", { _ in }, [10, 8, 6, 3, 2]),
        ("a page", { $0.limit = 2 }, [10, 8]),
        ("the next page", { $0.before = CaseID(8) }, [6, 3, 2]),
        ("open ones", { $0.isClosed = false }, [10, 8, 3, 2]),
        ("closed ones", { $0.isClosed = true }, [6]),
        ("one workflow", { $0.workflow = "visit" }, [10]),
        ("one state", { $0.state = "protecting" }, [8]),
        ("a part of a state's id is no state", { $0.state = "protect" }, []),
        ("no unit", { $0.units = [] }, [3]),
        ("both units", { $0.units = ["north", "south"] }, [10, 9, 8, 7, 6, 3, 2, 1]),
        ("a stranger", { $0.account = "wang" }, [10, 8, 6, 4, 2]),
    ]

    @Test(arguments: StoreKind.allCases)
    func `hold the cases that an account may know of, newest first`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try fill(storage)
            for (name, change, expected) in Self.queries {
                var query = CaseQuery(units: ["north"], account: "lin", limit: 50)
                change(&query)
                let found = try storage.read { try $0.cases(query) }
                #expect(found.map(\.file.id.number) == expected, "\(name)")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `follow a case to another unit, state and relation`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try fill(storage)
            try storage.write { transaction throws in
                let kept = Sample.file(CaseID(3), unit: "south")
                try transaction.save(Sample.record(kept))
                let moved = Sample.file(CaseID(9), unit: "north", workflow: "visit")
                try transaction.save(Sample.record(moved, isClosed: true, states: ["done"]))
                let freed = [Party(account: "lin", relation: "worker", isConflicted: false)]
                try transaction.save(Sample.record(Sample.file(CaseID(4), parties: freed)))
            }
            let query = CaseQuery(units: ["north"], account: "lin", limit: 50)
            let found = try storage.read { try $0.cases(query) }
            #expect(found.map(\.file.id.number) == [10, 9, 8, 6, 4, 2])
            var done = query
            done.state = "done"
            #expect(try storage.read { try $0.cases(done) }.map(\.file.id.number) == [9])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `name what is due in due order and never too early`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let halfMillisecond = TimeSpan(seconds: 0, nanoseconds: 500_000)
            let dues: [Instant?] = [
                Sample.at(30), Sample.at(10), nil, Sample.at(10), Sample.at(20) + halfMillisecond,
            ]
            try storage.write { transaction throws in
                for due in dues { try transaction.open { Sample.record(Sample.file($0), nextDue: due) } }
            }
            func due(_ now: Instant, limit: Int = 9) throws -> [Int64] {
                try storage.read { try $0.casesDue(by: now, limit: limit) }.map(\.number)
            }
            #expect(try due(Sample.at(9)) == [])
            #expect(try due(Sample.at(10)) == [2, 4])
            #expect(try due(Sample.at(20)) == [2, 4])
            #expect(try due(Sample.at(20) + TimeSpan(milliseconds: 1)) == [2, 4, 5])
            #expect(try due(Sample.at(99)) == [2, 4, 5, 1])
            #expect(try due(Sample.at(99), limit: 3) == [2, 4, 5])
            #expect(try storage.read { try $0.nextDue() } == Sample.at(10))
            try storage.write { transaction throws in
                for id in [CaseID(2), CaseID(4)] {
                    try transaction.save(Sample.record(Sample.file(id), nextDue: nil))
                }
            }
            #expect(try due(Sample.at(25)) == [5])
            #expect(try storage.read { try $0.nextDue() } == Sample.at(20) + TimeSpan(milliseconds: 1))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `hold occurrences by kind, place and window`(_ kind: StoreKind) throws {
        try kind.with { storage in
            func occurrence(_ id: CaseID, _ kind: String, _ day: String, _ places: [String]) -> Occurrence {
                Occurrence(kind: kind, caseID: id, day: day, places: places)
            }
            let days = ["2026-11-24", "2026-10-24", "2026-11-24", "2026-12-01"]
            try storage.write { transaction throws in
                for (index, day) in days.enumerated() {
                    try transaction.open { id in
                        let places = index == 2 ? ["b"] : ["a", "b"]
                        return Sample.record(
                            Sample.file(id),
                            occurrences: [
                                occurrence(id, "injury", day, places), occurrence(id, "threat", day, ["a"]),
                            ]
                        )
                    }
                }
            }
            func found(_ places: [String], _ first: String, _ last: String, but id: Int64 = 9) throws
                -> [Int64]
            {
                let search = OccurrenceSearch(
                    kind: "injury",
                    places: places,
                    first: first,
                    last: last,
                    excluding: CaseID(id)
                )
                let found = try storage.read { try $0.occurrences(search) }
                #expect(found.allSatisfy { $0.kind == "injury" })
                return found.map(\.caseID.number)
            }
            #expect(try found(["a", "b"], "2026-01-01", "2026-12-31") == [2, 1, 3, 4])
            #expect(try found(["a"], "2026-01-01", "2026-12-31") == [2, 1, 4])
            #expect(try found(["a"], "2026-10-24", "2026-11-24") == [2, 1])
            #expect(try found(["a"], "2026-10-25", "2026-11-23") == [])
            #expect(try found(["b"], "2026-11-24", "2026-11-24", but: 1) == [3])
            #expect(try found([], "2026-01-01", "2026-12-31") == [])
            try storage.write { transaction throws in
                let id = CaseID(1)
                let moved = [occurrence(id, "injury", "2026-11-25", ["c"])]
                try transaction.save(Sample.record(Sample.file(id), occurrences: moved))
                try transaction.save(Sample.record(Sample.file(CaseID(2))))
            }
            #expect(try found(["a", "b", "c"], "2026-01-01", "2026-12-31") == [3, 1, 4])
            #expect(try found(["a"], "2026-01-01", "2026-11-30") == [])
        }
    }

    /// Deadlines of four cases: one of north, lin's own, one that lin is kept away from, and a stranger's.
    private func fillDeadlines(_ storage: any Storage) throws {
        let conflicted = [Party(account: "lin", relation: "respondent", isConflicted: true)]
        let own = [Party(account: "lin", relation: "worker", isConflicted: false)]
        try storage.write { transaction throws in
            try transaction.open { id in
                let deadlines = [
                    Sample.deadline("oral", .running, due: Sample.at(30)),
                    Sample.deadline("written", .missed, due: Sample.at(5)),
                    Sample.deadline("companion", .running, due: nil),
                    Sample.deadline("review", .met, due: Sample.at(1)),
                ]
                return Sample.record(Sample.file(id, deadlines: deadlines))
            }
            try transaction.open { id in
                let deadlines = [
                    Sample.deadline("oral", .running, due: Sample.at(30)),
                    Sample.deadline("oral", .running, due: Sample.at(30), occasion: 1),
                    Sample.deadline("plan", .cancelled, due: Sample.at(2)),
                ]
                return Sample.record(Sample.file(id, unit: "south", parties: own, deadlines: deadlines))
            }
            for (unit, parties) in [("north", conflicted), ("south", [])] {
                try transaction.open { id in
                    let deadlines = [Sample.deadline("oral", .missed, due: Sample.at(3))]
                    return Sample.record(
                        Sample.file(id, unit: unit, parties: parties, deadlines: deadlines)
                    )
                }
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `hold deadlines in due order`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try fillDeadlines(storage)
            let queries: [(String, (inout DeadlineQuery) -> Void, [String])] = [
                ("all", { _ in }, ["1 written 0", "1 oral 0", "2 oral 0", "2 oral 1", "1 companion 0"]),
                ("a page", { $0.limit = 2 }, ["1 written 0", "1 oral 0"]),
                ("overdue", { $0.status = .missed }, ["1 written 0"]),
                ("due before", { $0.dueBefore = Sample.at(30) }, ["1 written 0"]),
                (
                    "due by", { $0.dueBefore = Sample.at(31) },
                    ["1 written 0", "1 oral 0", "2 oral 0", "2 oral 1"]
                ),
                ("met", { $0.status = .met }, ["1 review 0"]),
                ("cancelled", { $0.status = .cancelled }, ["2 plan 0"]),
                ("own alone", { $0.units = [] }, ["2 oral 0", "2 oral 1"]),
            ]
            for (name, change, expected) in queries {
                var query = DeadlineQuery(units: ["north"], account: "lin", limit: 50)
                change(&query)
                let found = try storage.read { try $0.deadlines(query) }
                let texts = found.map { "\($0.caseID.number) \($0.deadline.name) \($0.deadline.occasion)" }
                #expect(texts == expected, "\(name)")
            }
            try storage.write { transaction throws in
                let deadlines = [
                    Sample.deadline("oral", .met, due: Sample.at(30)),
                    Sample.deadline("written", .missed, due: Sample.at(5)),
                    Sample.deadline("companion", .running, due: Sample.at(6)),
                ]
                try transaction.save(Sample.record(Sample.file(CaseID(1), deadlines: deadlines)))
            }
            let query = DeadlineQuery(units: ["north"], account: "lin", limit: 2)
            let found = try storage.read { try $0.deadlines(query) }
            #expect(found.map(\.deadline.name) == ["written", "companion"])
            #expect(found.first?.deadline == Sample.deadline("written", .missed, due: Sample.at(5)))
        }
    }
}
