import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

/// The bytes that are hashed and stored are the one JSON text of the value that they mean.
@Suite struct CanonicalBytesTests {
    private let world = World()

    private func rewritten(_ bytes: [UInt8]) throws -> [UInt8] {
        try Value(json: bytes, options: .storage).jsonBytes
    }

    private func bytes(of decision: Decision) throws -> [UInt8] {
        let coding = EntryCoding(
            isSealed: world.workflow.isSealed,
            hidesChart: world.workflow.sealsData,
            seal: { SealedValue(revision: 1, nonce: [1, 2], box: $1 + Array($0.utf8)) },
            open: nil
        )
        let frame = EntryFrame(
            sequence: 1,
            caseID: decision.after.id,
            number: decision.after.number,
            revision: decision.after.revision,
            bundleHash: "b0"
        )
        return try coding.encode(decision.entry, frame: frame).bytes
    }

    @Test func `Entries of a case from opening to closing are canonical`() throws {
        let opened = try world.open(World.report).get()
        let assigned = try world.act(
            "assign",
            ValueMap([("companion", "chief")]),
            by: "chen",
            on: opened.after
        ).get()
        let closed = try world.act(
            "close",
            ValueMap([("result", "結\n\"案\"")]),
            by: "chen",
            on: assigned.after
        ).get()
        for decision in [opened, assigned, closed] {
            let bytes = try bytes(of: decision)
            #expect(try rewritten(bytes) == bytes)
        }
    }

    @Test func `A head with one of everything is canonical and comes back`() throws {
        var file = try world.open(World.report).get().after
        file.pointers = [CaseFile.Pointer(number: "危-\"甲\"-1", unit: "south")]
        file.children = ["b": CaseID(3), "a": CaseID(-2)]
        file.faults = ["x\u{1}", ""]
        file.parties = [Party(account: "lin", relation: "affected", isConflicted: true)]
        file.chart.history = ["h": ["received"], "g": []]
        file.chart.pending = [
            PendingSend(
                Event("e", sendID: "s", data: ["$k": 1]),
                to: .child("c"),
                due: World.start,
                isDelayed: true
            ),
            PendingSend(Event("f", type: .platform), to: .number("n"), due: World.start, isDelayed: true),
            PendingSend(Event("g"), to: .parent, due: World.start, isDelayed: false),
        ]
        file.chart.status = .faulted("why")
        let sealed = ["narrative": SealedValue(revision: 1, nonce: [9], box: Array(0..<40))]
        file.data["narrative"] = nil
        let head = CaseHead(file: file, sealed: sealed)
        #expect(try rewritten(head.jsonBytes) == head.jsonBytes)
        #expect(try CaseHead(jsonBytes: head.jsonBytes) == head)
    }

    @Test func `A single datum named like a tag is not taken for one`() throws {
        var file = try world.open(World.report).get().after
        file.data = ["$uint": "1"]
        let head = CaseHead(file: file, sealed: [:])
        #expect(try CaseHead(jsonBytes: head.jsonBytes) == head)
    }
}
