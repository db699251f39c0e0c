import CaseStore
import Casework
import CivilCalendar
import Crypto
import Expressions
import Foundation
import Statechart
import Values
import WorkflowFiles

/// What each part of a step costs, each done over and over on its own, in microseconds of CPU.
///
/// The parts are those of `ops/bench/workflows`: one form, one condition, a deadline met and one begun, one notice.
/// Alone they run with warm caches, so their sum is less than a step in the server.
struct StepParts {
    private let storage: SQLiteStorage
    private let workflow: Workflow
    private let situation: Situation
    private let sealing: AESSealing
    private let head: CaseHead
    private let repetitions: Int
    private let action: String

    /// Takes a case of a database that `BenchRun` has filled.
    init(
        database: String,
        workflows: String,
        _ repetitions: Int,
        action: String = "advance",
        on id: CaseID = CaseID(1)
    ) throws {
        self.action = action
        self.repetitions = repetitions
        storage = try SQLiteStorage(path: database)
        let library = try FileLibrary(folder: workflows, digest: { Array(SHA256.hash(data: $0)) })
        let (found, bundle, directory) = try storage.read { snapshot in
            let head = try snapshot.caseHead(id)
            let bundle = try head.flatMap { try snapshot.bundle($0.file.bundleHash) }
            return (head, bundle, try Directory(snapshot))
        }
        guard let found, let bundle else { throw StorageFailure.corrupt("there is no case to measure with") }
        head = found
        workflow = try library.compile(AssembledBundle(bytes: bundle, hash: found.file.bundleHash))
        situation = Situation(
            workflow: workflow,
            now: WallClock().now(),
            calendar: try library.calendar(from: library.calendarTexts),
            directory: directory,
            surroundings: ReplayedSurroundings([])
        )
        let randomness = SeededRandomness(seed: 7)
        sealing = AESSealing(MasterKey(from: randomness), randomness: randomness)
    }

    static let form: ValueMap = ["note": "已依程序聯繫並確認現場安全,續行追蹤。"]

    /// Prints one line a part.
    func measure() throws {
        let form = StepParts.form
        let action = Happening.action(self.action, data: form, account: "bench")
        guard let decision = try CaseDecision(in: situation).decide(action, on: head.file)?.get() else {
            throw StorageFailure.corrupt("the case does not advance")
        }
        let frame = frame(of: decision.after)
        let bytes = try coding.encode(decision.entry, frame: frame).bytes
        let after = CaseHead(file: decision.after, sealed: [:])
        let headBytes = after.jsonBytes
        let body = Value.map(form).jsonBytes
        print("entry \(bytes.count) bytes, head \(headBytes.count) bytes")
        try time("decode the form") { _ = try Value(json: body) }
        time("gate: standing") { _ = standing() }
        try time("load: head from its bytes") { _ = try CaseHead(jsonBytes: headBytes) }
        try time("decide") { _ = try CaseDecision(in: situation).decide(action, on: head.file) }
        time("  of it: one expression") { evaluate() }
        time("  of it: a due instant") { _ = due() }
        try time("encode the entry") { _ = try coding.encode(decision.entry, frame: frame) }
        time("encode the head") { _ = after.jsonBytes }
        time("hash the entry") {
            var hasher = SHA256()
            hasher.update(data: bytes)
            _ = Array(hasher.finalize())
        }
        let key = sealing.makeCaseKey(for: CaseID(1))
        try time("seal a value (nothing is sensitive here)") {
            _ = try sealing.seal(body, field: "note", of: CaseID(1), revision: 1, caseKey: key)
        }
        try measureStore(decision, bytes, after)
        time("answer: names of the states") { _ = workflow.titles(ofAtomic: decision.entry.outcome.entered) }
        try storage.close()
    }

    /// The statements, and what the transaction around them costs alone.
    private func measureStore(_ decision: Decision, _ bytes: [UInt8], _ after: CaseHead) throws {
        try time("SQL and commit, one step each") {
            try storage.write { try keep(decision, bytes, after, $0) }
        }
        try storage.write { transaction in
            try time("SQL alone, all in one transaction") { try keep(decision, bytes, after, transaction) }
        }
        let site = Site(id: "bench", name: LocalizedText(zhHant: "量測", en: "Bench"), unit: "bench")
        let row = RegisterChange.site(site).row
        try time("a transaction with one small row") {
            try storage.write { try $0.put(.site, id: "bench", row: row) }
        }
    }

    /// What a step writes; every second time the case goes back, so that deadlines change.
    private func keep(
        _ decision: Decision,
        _ bytes: [UInt8],
        _ after: CaseHead,
        _ transaction: any StorageTransaction
    ) throws {
        let sequence = try transaction.chainHead().sequence + 1
        let turns = sequence % 2 == 0
        try transaction.append(
            EntryDraft(
                sequence: sequence,
                caseID: after.file.id,
                revision: sequence + 1_000,
                at: situation.now,
                kind: .action,
                account: "bench",
                bytes: bytes
            )
        )
        let saved = turns ? after : head
        try transaction.save(
            CaseRecord(
                head: saved,
                isClosed: false,
                states: saved.file.chart.configuration,
                nextDue: saved.file.nextDue,
                occurrences: []
            )
        )
        try transaction.owe(decision.notices)
    }

    private var coding: EntryCoding {
        EntryCoding(
            isSealed: workflow.isSealed,
            hidesChart: workflow.sealsData,
            seal: { _, _ in preconditionFailure("Invalid state: nothing is sensitive in this procedure") },
            open: nil
        )
    }

    private func frame(of file: CaseFile) -> EntryFrame {
        EntryFrame(
            sequence: 1_000,
            caseID: file.id,
            number: file.number,
            revision: file.revision,
            bundleHash: file.bundleHash
        )
    }

    private func standing() -> Standing {
        Gate.standing(
            of: "bench",
            in: head.file,
            workflow: workflow,
            directory: situation.directory,
            now: situation.now
        )
    }

    private func evaluate() {
        guard let requirement = workflow.rules.flatMap(\.requires).first else { return }
        _ = workflow.expression(requirement.condition).evaluate(Form())
    }

    private func due() -> Instant? {
        Period(7, .days).map {
            DeadlineComputation(from: situation.now, $0, calendar: situation.calendar).due
        }
    }

    private func time(_ name: String, _ work: () throws -> Void) rethrows {
        let elapsed = EngineBench.microseconds(CLOCK_MONOTONIC)
        let used = EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID)
        for _ in 0..<repetitions { try work() }
        let each = Double(repetitions)
        let cpu = (EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID) - used) / each
        let wall = (EngineBench.microseconds(CLOCK_MONOTONIC) - elapsed) / each
        print(String(format: "%8.2f us CPU %9.2f us  %@", cpu, wall, name))
    }
}

/// The form as a condition sees it.
private struct Form: Activation {
    func resolve(_ name: String) -> Binding {
        name == "note" ? .value("已依程序聯繫並確認現場安全,續行追蹤。") : .absent
    }
}
