import CaseworkSamples
import Statechart
import Testing
import Values

@testable import Casework

/// Corrections as pure decisions: what is put right, and where that leads.
@Suite struct CorrectionDecisionTests {
    /// A case with its whole history, as the journal would hold it.
    struct Story {
        var world = World()
        private(set) var file: CaseFile
        private(set) var past: [PastEntry] = []

        init(_ report: ValueMap = World.report) throws {
            let decision = try World().open(report).get()
            file = decision.after
            keep(decision, EntryFrame.Opening(workflow: "sample", unit: "north", parent: nil))
        }

        private mutating func keep(_ decision: Decision, _ opening: EntryFrame.Opening? = nil) {
            file = decision.after
            let entry = PastEntry(
                entry: decision.entry,
                revision: decision.after.revision,
                opening: opening,
                workflow: Sample.workflow
            )
            past.append(entry)
        }

        /// Lets time pass, and takes what falls due on the way.
        mutating func wait(until text: String) throws {
            world.now = World.at(text + ":00+08:00")
            while let due = file.nextDue, due <= world.now, let taken = try world.decision.due(on: file) {
                keep(taken)
            }
        }

        mutating func act(_ action: String, _ data: ValueMap = [:], by account: String = "chen") throws {
            keep(try world.act(action, data, by: account, on: file).get())
        }

        func correct(_ operations: [CorrectionOperation]) throws -> Result<Correction, Refusal> {
            let record = CorrectionRecord(
                changeSet: "D-1",
                receipt: "更-115-0001",
                author: "chief",
                approver: "chen",
                code: "entry-error",
                text: "登錄錯誤",
                basis: "府社字第1150000000號",
                fingerprint: "",
                operations: operations
            )
            return try world.decision.correct(file, past: past, record, workflows: [:])
        }

        mutating func corrected(_ operations: [CorrectionOperation]) throws {
            keep(try correct(operations).get().decision)
        }

        func difference(_ operations: [CorrectionOperation]) throws -> CaseDifference {
            let correction = try correct(operations).get()
            return world.decision.difference(
                from: file,
                to: correction.decision.after,
                by: correction,
                past: past,
                workflow: Sample.workflow
            )
        }

        func deadline(_ name: String) -> Deadline? { file.deadlines.last { $0.name == name } }
    }

    /// Reported and assigned on 24 November, described, past a miss, and closed.
    private static func long() throws -> Story {
        var story = try Story()
        try story.wait(until: "2026-11-24T09:30")
        try story.act("assign", ["companion": "chen"])
        try story.act("describe", ["injured": 2], by: "lin")
        try story.wait(until: "2026-12-20T09:00")
        try story.act("close", ["result": "已結"])
        return story
    }

    private static func at(_ text: String) -> Instant { World.at(text + ":00+08:00") }

    @Test func `a history in which nothing is put right leads to where the case stands`() throws {
        let story = try Self.long()
        #expect(story.past.map(\.entry.kind).contains(.deadline))
        let correction = try story.correct([.recompute]).get()
        let outcome = correction.decision.entry.outcome
        #expect(outcome.left == [] && outcome.entered == [] && outcome.data == [:] && outcome.deadlines == [])
        #expect(outcome.parties == nil && outcome.referral == nil && outcome.openedAt == nil)
        var after = correction.decision.after
        after.revision -= 1
        after.changedAt = story.file.changedAt
        #expect(after == story.file)
        #expect(correction.suppressed == [] && correction.unsent == [] && correction.stray == [])
    }

    /// A verb with the state and the data that it must lead to.
    struct Verb: Sendable {
        let operation: CorrectionOperation
        let state: String
        let data: [String: Value?]
    }

    private static let verbs = [
        Verb(operation: .setField("injured", 3), state: "assigned", data: ["injured": 3]),
        Verb(operation: .setField("injured", .null), state: "assigned", data: ["injured": nil]),
        Verb(operation: .setField("result", "補填"), state: "assigned", data: ["result": "補填"]),
        Verb(operation: .void(2), state: "received", data: ["companion": nil]),
        Verb(
            operation: .append("close", data: ["result": "已結"], at: at("2026-11-24T09:05")),
            state: "closed",
            data: ["result": "已結", "companion": "chen"]
        ),
        Verb(
            operation: .retime(2, to: at("2026-11-24T09:00")),
            state: "assigned",
            data: ["companion": "chen"]
        ),
        Verb(
            operation: .reassign(from: "chen", to: "chief"),
            state: "assigned",
            data: ["companion": "chief"]
        ),
        Verb(operation: .recompute, state: "assigned", data: ["companion": "chen"]),
        Verb(
            operation: .restate("received", way: .init(voids: [2], actions: [])),
            state: "received",
            data: ["companion": nil]
        ),
    ]

    @Test(arguments: verbs)
    func `each verb leads to a place of the chart`(verb: Verb) throws {
        var story = try Story()
        try story.act("assign", ["companion": "chen"])
        story.world.now = Self.at("2026-11-24T09:06")
        try story.corrected([verb.operation])
        #expect(story.file.chart.configuration.contains(verb.state))
        for (name, value) in verb.data { #expect(story.file.data[name] == value, "\(name)") }
    }

    @Test func `an operation comes back from its outline and values`() throws {
        let all =
            Self.verbs.map(\.operation) + [
                .migrate(to: "b1", states: ["received": "intake"]), .restate("closed", way: nil),
            ]
        for operation in all {
            #expect(
                try CorrectionOperation(outline: operation.outline, values: operation.values) == operation
            )
        }
    }

    @Test func `an act moved before a deadline was missed takes the miss back, and later readers are listed`()
        throws
    {
        var story = try Self.long()
        #expect(story.deadline("review")?.missedAt != nil)
        let close = try #require(story.past.last?.revision)
        let shown = try story.difference([.retime(close, to: Self.at("2026-12-01T10:00"))])
        let clock = try #require(shown.deadlines.first { $0.rule.name == "review" })
        #expect(clock.before?.missedAt != nil && clock.after?.missedAt == nil)
        try story.corrected([.retime(close, to: Self.at("2026-12-01T10:00"))])
        #expect(story.deadline("review")?.missedAt == nil && story.deadline("review")?.status == .cancelled)
    }

    @Test func `the opening itself is moved, and the case knows when it was opened`() throws {
        var story = try Story()
        try story.corrected([.retime(1, to: Self.at("2026-11-23T22:40"))])
        #expect(story.file.openedAt == Self.at("2026-11-23T22:40"))
        #expect(story.file.number == "危-社工科-115-0042")
    }

    @Test func `corrections stand on one another, and voiding one leaves the others`() throws {
        var story = try Story()
        try story.act("assign", ["companion": "chen"])
        try story.corrected([.setField("injured", 3)])
        try story.corrected([.setField("occurredAt", .timestamp(Self.at("2026-11-20T08:30")))])
        try story.corrected([.void(3)])
        #expect(story.file.data["injured"] == 1)
        #expect(story.file.data["occurredAt"] == .timestamp(Self.at("2026-11-20T08:30")))
        try story.corrected([.void(5)])
        #expect(story.file.data["injured"] == 3)
    }

    @Test func `whoever acted then is not asked again whether they may`() throws {
        var story = try Story()
        try story.act("assign", ["companion": "chen"])
        story.world.directory.accounts["chen"] = Account(
            id: "chen",
            name: "陳測二",
            grants: [],
            isEnabled: false
        )
        #expect(throws: Never.self) { try story.correct([.setField("injured", 3)]).get() }
    }

    @Test(arguments: [
        CorrectionOperation.void(1), .void(9), .retime(9, to: at("2026-11-24T09:00")),
        .restate("closed", way: .init(voids: [], actions: [])),
    ])
    func `what names no act, or leads elsewhere, is refused`(operation: CorrectionOperation) throws {
        var story = try Story()
        try story.act("assign", ["companion": "chen"])
        #expect(throws: Refusal.self) { try story.correct([operation]).get() }
    }

    @Test func `the fingerprint is another as soon as any consequence is`() throws {
        var story = try Story()
        try story.act("assign", ["companion": "chen"])
        let base = try story.difference([.setField("injured", 3)])
        let changes: [(inout CaseDifference) -> Void] = [
            { $0.data = [] }, { $0.timeline = [] }, { $0.left = ["a"] }, { $0.entered = ["a"] },
            { $0.opened = ["a"] }, { $0.closed = ["a"] }, { $0.told = ["a"] }, { $0.suppressed = ["a"] },
            { $0.unsent = ["a"] }, { $0.overhasty = ["a"] }, { $0.started = ["a"] }, { $0.stray = ["a"] },
            { $0.lost = ["a"] }, { $0.affected = ["a"] },
            { $0.clauses = [.init(clause: "a", action: nil, before: .met, after: .notMet)] },
            { $0.relied = [.init(revision: 1, event: "a", fields: [])] },
            { $0.referral = Entry.Referral(unit: "county", number: "a") },
            {
                $0.deadlines = [
                    .init(
                        rule: Sample.workflow.deadlines[0],
                        before: nil,
                        after: nil,
                        wasLate: false,
                        isLate: true
                    )
                ]
            },
        ]
        func print(_ difference: CaseDifference, _ outlines: [Value] = []) -> [UInt8] {
            CaseDifference.canonical([difference], [outlines], at: story.world.now)
        }
        var seen: Set<[UInt8]> = [print(base), print(base, ["x"])]
        #expect(print(base) == print(try story.difference([.setField("injured", 3)])))
        for change in changes {
            var other = base
            change(&other)
            #expect(seen.insert(print(other)).inserted)
        }
        let values = try story.difference([.setField("injured", 4)])
        #expect(seen.insert(print(values)).inserted)
    }
}
