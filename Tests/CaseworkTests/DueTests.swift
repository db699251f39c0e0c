import Casework
import CaseworkSamples
import CivilCalendar
import Statechart
import Testing
import Values

@Suite struct DueTests {
    private let world = World()

    private func assigned() throws -> CaseFile {
        let file = try world.open(World.report).get().after
        return try world.act("assign", ["companion": "chen"], by: "chen", on: file).get().after
    }

    private func due(_ file: CaseFile, at time: String) throws -> Decision? {
        var world = world
        world.now = World.at(time)
        return try world.decision.decide(.due, on: file)?.get()
    }

    @Test func `A reminder goes to whom the deadline names, once`() throws {
        let file = try world.open(World.report).get().after
        #expect(try due(file, at: "2026-11-24T09:19:59+08:00") == nil)
        let decision = try #require(try due(file, at: "2026-11-24T09:20:00+08:00"))
        #expect(decision.notices.map(\.account) == ["chen", "chief", "deputy"])
        #expect(decision.notices.allSatisfy { $0.reason == .reminder && $0.name == "companion" })
        #expect(decision.entry.kind == .deadline)
        #expect(decision.after.deadlines[0].reminders.isEmpty)
        #expect(try due(decision.after, at: "2026-11-25T09:00:00+08:00") == nil)
    }

    @Test func `Days follow the office calendar and the end of the last day`() throws {
        let deadline = try #require(try assigned().deadlines.last)
        #expect(deadline.due == World.at("2026-12-05T00:00:00+08:00"))
        #expect(deadline.computed["rawLast"]?.text == "2026-12-04")
    }

    @Test func `A deadline is missed by the server's clock and somebody hears of it`() throws {
        let file = try assigned()
        #expect(try due(file, at: "2026-12-04T23:59:59+08:00") == nil)
        let decision = try #require(try due(file, at: "2026-12-05T00:00:00+08:00"))
        #expect(decision.after.deadlines[1].status == .missed)
        #expect(decision.after.deadlines[1].missedAt == World.at("2026-12-05T00:00:00+08:00"))
        #expect(decision.notices.map(\.account) == ["chief"] && decision.notices[0].reason == .missed)
        #expect(decision.entry.event == "deadline.missed.review")
        #expect(try due(decision.after, at: "2027-01-01T00:00:00+08:00") == nil)
    }

    @Test func `A timely act recorded afterwards is met, entered late, and the miss stays`() throws {
        let missed = try #require(try due(try assigned(), at: "2026-12-05T00:00:00+08:00")).after
        var later = world
        later.now = World.at("2026-12-06T10:00:00+08:00")
        let closed = try later.act("close", ["result": "已結"], by: "chen", on: missed).get().after
        #expect(closed.deadlines[1].status == .met)
        #expect(closed.deadlines[1].satisfiedAt == World.at("2026-11-24T08:30:00+08:00"))
        #expect(closed.deadlines[1].recordedAt == World.at("2026-12-06T10:00:00+08:00"))
        #expect(closed.deadlines[1].missedAt != nil)
    }

    @Test func `A corrected start moves the clock, backdated`() throws {
        let file = try world.open(World.report).get().after
        let moved = try world.act("describe", ["knownAt": "2026-11-24T08:35+08:00"], by: "lin", on: file)
            .get().after
        #expect(moved.deadlines[0].from == World.at("2026-11-24T08:35:00+08:00"))
        #expect(moved.deadlines[0].reminders == [World.at("2026-11-24T09:05:00+08:00")])
    }

    @Test func `A new calendar moves what it touches and nothing else`() throws {
        let file = try assigned()
        #expect(try world.decision.decide(.calendar, on: file) == nil)
        let day = try #require(CivilDate(iso: "2026-12-04"))
        let year = try #require(
            OfficeYear(year: 2026, source: .official, holidays: [day: World.text("測試日", "Test day")])
        )
        let decision = CaseDecision(
            in: Situation(
                workflow: world.workflow,
                now: world.now,
                calendar: OfficeCalendar(version: "2", years: [year]),
                directory: world.directory,
                surroundings: ReplayedSurroundings([])
            )
        )
        let moved = try #require(try decision.decide(.calendar, on: file)).get()
        #expect(moved.entry.outcome.deadlines.map(\.name) == ["review"])
        #expect(moved.after.deadlines[1].due == World.at("2026-12-08T00:00:00+08:00"))
    }
}

@Suite struct CodingTests {
    private let world = World()

    private struct Broken: Error {}

    /// A toy cipher: enough to see what is sealed and that it comes back.
    private func coding(_ revision: Int64 = 1) -> EntryCoding {
        EntryCoding(
            isSealed: world.workflow.isSealed,
            hidesChart: world.workflow.sealsData,
            seal: { SealedValue(revision: revision, nonce: [1], box: $1.map { $0 ^ 0x5A } + Array($0.utf8)) },
            open: { name, sealed in
                guard sealed.box.suffix(name.utf8.count).elementsEqual(name.utf8) else { throw Broken() }
                return sealed.box.dropLast(name.utf8.count).map { $0 ^ 0x5A }
            }
        )
    }

    private func frame(_ decision: Decision) -> EntryFrame {
        EntryFrame(
            sequence: 7,
            caseID: decision.after.id,
            number: decision.after.number,
            revision: decision.after.revision,
            bundleHash: "b0",
            cause: 6,
            opening: EntryFrame.Opening(
                workflow: "sample",
                unit: "north",
                parent: CaseFile.Parent(id: CaseID(9), name: "n")
            )
        )
    }

    @Test func `An entry survives its bytes, and sensitive text does not stand in them`() throws {
        let decision = try world.open(World.report).get()
        let frame = frame(decision)
        let (bytes, sealed) = try coding().encode(decision.entry, frame: frame)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("恐嚇"))
        #expect(Set(sealed.keys) == ["narrative"])
        let read = try coding().decode(bytes)
        #expect(read.entry == decision.entry)
        #expect(read.frame == frame)
    }

    @Test func `An entry with everything in it survives its bytes`() throws {
        var entry = try world.open(World.report).get().entry
        entry.kind = .message
        entry.input = .message(
            Event(
                "done.case.child",
                type: .platform,
                sendID: "s",
                origin: "o",
                originType: "t",
                invokeID: "i",
                data: ["a": [1, 2.5, .null]]
            )
        )
        entry.outcome.chart.pending = [
            PendingSend(
                Event("later", data: ["secret": "機密"]),
                to: .child("c"),
                due: world.now,
                isDelayed: true
            ),
            PendingSend(Event("now"), to: .number("危-1"), due: world.now, isDelayed: false),
            PendingSend(Event("up"), to: .parent, due: world.now, isDelayed: true),
        ]
        entry.outcome.chart.status = .ended(["why": "完"])
        entry.outcome.chart.history = ["h": ["a", "b"]]
        entry.outcome.data["emptied"] = .some(nil)
        entry.outcome.data["own"] = .some(.null)
        entry.outcome.referral = Entry.Referral(unit: "county", number: "危-2")
        entry.outcome.children = ["child": CaseID(4)]
        entry.outcome.sent = ["x"]
        entry.outcome.faults = ["y"]
        let (bytes, _) = try coding().encode(entry, frame: frame(try world.open(World.report).get()))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("機密"))
        #expect(try coding().decode(bytes).entry == entry)
    }

    @Test func `A head survives its bytes`() throws {
        let file = try world.open(World.report).get().after
        let head = CaseHead(
            file: file,
            sealed: ["narrative": SealedValue(revision: 1, nonce: [1, 2], box: [3])]
        )
        #expect(try CaseHead(jsonBytes: head.jsonBytes) == head)
    }

    @Test func `Folding the entry makes the case that was decided`() throws {
        let opened = try world.open(World.report).get()
        let assigned = try world.act("assign", ["companion": "chen"], by: "chen", on: opened.after).get()
        var file = opened.after
        file.fold(assigned.entry)
        #expect(file == assigned.after)
    }

    @Test func `Bytes that are not an entry are refused`() {
        for text in ["", "{}", "[]", "{\"v\":2}", "{\"v\":1,\"kind\":\"x\"}"] {
            #expect(throws: (any Error).self) { try coding().decode(Array(text.utf8)) }
        }
    }

    @Test func `Register rows survive their bytes`() throws {
        let account = try #require(World.directory.accounts["past"])
        let unit = try #require(World.directory.units["north"])
        for change in [
            RegisterChange.account(account), .unit(unit), .calendar(year: 2026, text: "year: 115\n"),
        ] {
            let entry = RegisterEntry(sequence: 3, at: world.now, account: "system", change: change)
            #expect(try RegisterEntry(bytes: entry.draft.bytes) == entry)
            #expect(try RegisterChange(kind: change.kind, id: change.id, row: change.row) == change)
        }
    }
}
