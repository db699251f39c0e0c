import Casework
import CaseworkSamples
import CivilCalendar
import Statechart
import Testing
import Values

@Suite struct OpeningTests {
    private let world = World()

    @Test func `An opening numbers the case, enters the chart and starts what is due`() throws {
        let decision = try world.open(World.report).get()
        #expect(decision.after.number == "危-社工科-115-0042")
        #expect(decision.entry.outcome.entered == ["whole", "handling", "received", "severity", "none"])
        #expect(decision.after.revision == 1)
        #expect(decision.after.data["occurredAt"]?.instant == World.at("2026-11-24T08:30:00+08:00"))
        #expect(decision.after.parties == [Party(account: "lin", relation: "affected", isConflicted: false)])
        #expect(
            decision.occurrences == [
                Occurrence(kind: "injury", caseID: CaseID(1), day: "2026-11-24", places: ["centre"])
            ]
        )
        #expect(decision.changedOccurrences == decision.occurrences)
        #expect(decision.entry.roles == ["social-worker"])
    }

    @Test func `A stopwatch counts from the claimed knowledge and keeps only the reminders to come`() throws {
        let deadline = try #require(try world.open(World.report).get().after.deadlines.first)
        #expect(deadline.status == .running && deadline.due == nil)
        #expect(deadline.from == World.at("2026-11-24T08:50:00+08:00"))
        #expect(deadline.reminders == [World.at("2026-11-24T09:20:00+08:00")])
    }

    @Test func `A deadline without its start waits and says for what`() throws {
        var report = World.report
        report["knownAt"] = nil
        let deadline = try #require(try world.open(report).get().after.deadlines.first)
        #expect(deadline.status == .waiting && deadline.waitsFor == ["knownAt"])
    }

    @Test(arguments: ["wang", "gone", "past", "nobody", "magistrate-office"])
    func `Whoever holds no role in the unit cannot open`(account: String) throws {
        #expect(throws: Refusal.notPermitted(action: "open", by: ["social-worker", "supervisor"])) {
            try world.open(World.report, by: account).get()
        }
    }

    @Test func `A year begins at midnight in Taipei`() throws {
        var world = World()
        world.now = World.at("2026-12-31T15:59:59Z")
        #expect(try world.open(World.report).get().after.number == "危-社工科-115-0042")
        world.now = World.at("2026-12-31T16:00:00Z")
        #expect(try world.open(World.report).get().after.number == "危-社工科-116-0042")
    }

    @Test func `A report that says the head did the harm goes to the unit above at once`() throws {
        var report = World.report
        report["harmers"] = [["person": "chief"]]
        let decision = try world.open(report).get()
        #expect(decision.after.unit == "county")
        #expect(decision.after.number == "危-海風縣政府-115-0042")
        #expect(decision.after.pointers == [CaseFile.Pointer(number: "危-社工科-115-0042", unit: "north")])
    }
}

@Suite struct FormTests {
    private let world = World()

    private static let wrong: [(String, Value)] = [
        ("kind", "quarrel"), ("kind", 1), ("worker", "nobody"), ("workplace", "elsewhere"),
        ("injured", -1), ("injured", 100), ("injured", "many"), ("injured", 1.5),
        ("occurredAt", "26/11/21"), ("occurredAt", "115/2/29 09:00"), ("occurredAt", "115/11/21"),
        ("occurredAt", true), ("day", "115/13/1"), ("share", 1.01), ("agreed", "yes"),
        ("narrative", .string(String(repeating: "長", count: 101))), ("narrative", 3), ("narrative", "a\0b"),
        ("harmers", "chief"), ("harmers", .list([.map(["name": "chief"])])), ("unheard", 1),
        ("result", "done"),
    ]

    @Test(arguments: wrong)
    func `A wrong value is refused with its field`(field: String, value: Value) throws {
        var report = World.report
        report[field] = value
        guard case .failure(.invalidData(let problems)) = try world.open(report) else {
            Issue.record("\(field) = \(value.json) was taken")
            return
        }
        #expect(problems.count == 1)
        #expect(problems[0].field.hasPrefix(field))
        #expect(!problems[0].message.zhHant.isEmpty && !problems[0].message.en.isEmpty)
    }

    private static let written: [(String, Value, Value)] = [
        ("injured", "２", 2), ("share", 1, 1.0), ("share", "0.5", 0.5), ("day", "115年11月24日", "2026-11-24"),
        ("day", "2026-11-24", "2026-11-24"), ("kind", "威脅", "threat"), ("agreed", true, true),
        ("occurredAt", "中華民國115年11月24日 下午2時5分", .timestamp(World.at("2026-11-24T14:05:00+08:00"))),
    ]

    @Test(arguments: written)
    func `What people write is kept as the field takes it`(field: String, written: Value, kept: Value) throws
    {
        var report = World.report
        report[field] = written
        #expect(try world.open(report).get().after.data[field] == kept)
    }

    @Test func `Every missing field is named at once`() throws {
        guard case .failure(.invalidData(let problems)) = try world.open(ValueMap()) else {
            Issue.record("an empty form was taken")
            return
        }
        #expect(problems.map(\.field) == ["kind", "worker"])
    }
}
