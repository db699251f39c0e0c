import CaseEngine
import Casework
import Values

/// A few cases of the scenarios in various states, opened and advanced as people do it.
struct DemoCases {
    private let engine: Engine
    private let now: Instant

    /// Cases on an engine, reported shortly before an instant.
    init(_ engine: Engine, now: Instant) {
        self.engine = engine
        self.now = now
    }

    /// Opens the cases and takes their steps; returns how many there are.
    ///
    /// A step that the files in force refuse is said and left out: the demonstration is no test of them.
    func play() throws -> Int {
        var count = 0
        if let number = try report(by: "lin", threat) {
            count += 1
            try act(number, "assign-companion", by: "wang", pairs(("companion", "chen")))
            try act(number, "add-measure", by: "wang", pairs(("measureKind", "patrol")))
        }
        if let number = try report(by: "wang", injury(of: "chen", hoursAgo: 50)) {
            count += 1
            try act(number, "assign-companion", by: "li", pairs(("firstMeasure", "送醫並改派其他社工")))
        }
        if try report(by: "lin", injury(of: "lin", hoursAgo: 3)) != nil { count += 1 }
        if let number = try report(by: "wu", mistake) {
            count += 1
            let reasons: ValueMap = pairs(("voidReason", "重複通報"), ("voidEvidence", "同日已有通報"))
            try act(number, "void", by: "li", reasons)
        }
        return count
    }

    // MARK: The reports

    /// S11: threatened on the phone, the family too.
    private var threat: ValueMap {
        pairs(
            ("victims", .list([victim("lin", "social-worker", "none"), victim(nil, "family", "none")])),
            ("occurredAt", ago(2)),
            ("knownAt", ago(1)),
            ("kinds", ["intimidation"]),
            ("harmStatus", "likely"),
            ("place", "海風縣虛構鎮範例路0號"),
            ("workplace", "center"),
            ("narrative", "案家屬電話揚言知悉子女就學處。")
        )
    }

    /// S13: hurt at work; two within a month at one place are proposed as a major event.
    private func injury(of person: String, hoursAgo: Int64) -> ValueMap {
        pairs(
            ("victims", .list([victim(person, "social-worker", "injured")])),
            ("occurredAt", ago(hoursAgo)),
            ("knownAt", ago(hoursAgo - 1)),
            ("kinds", ["physical-attack"]),
            ("harmStatus", "happened"),
            ("workplace", "center"),
            ("narrative", "會談時遭抓傷手臂。")
        )
    }

    private var mistake: ValueMap {
        pairs(
            ("victims", .list([victim("zhang", "social-worker", "none")])),
            ("occurredAt", ago(5)),
            ("kinds", ["other-threat"]),
            ("harmStatus", "likely"),
            ("workplace", "interview")
        )
    }

    // MARK: Asking the engine

    private func report(by account: String, _ data: ValueMap) throws -> String? {
        try ask(account, .open(workflow: "threat-report", unit: "haifeng-shegong", data: data))
    }

    private func act(_ number: String, _ action: String, by account: String, _ data: ValueMap) throws {
        _ = try ask(account, .act(number: number, action: action, data: data, revision: nil))
    }

    private func ask(_ account: String, _ command: Command) throws -> String? {
        switch try engine.perform(CaseEngine.Request(account: account, command: command)) {
        case .success(let receipt): return receipt.number
        case .failure(let refusal):
            if let failure = Failure(refusal) { Terminal.complain(failure.message) }
            return nil
        }
    }

    // MARK: Values

    private func victim(_ person: String?, _ protectedAs: String, _ harm: String) -> Value {
        var row = ValueMap()
        row["person"] = person.map { .string($0) }
        row["protectedAs"] = .string(protectedAs)
        row["harm"] = .string(harm)
        return .map(row)
    }

    private func ago(_ hours: Int64) -> Value { .timestamp(now - TimeSpan(seconds: hours * 3_600)) }

    private func pairs(_ pairs: (String, Value)...) -> ValueMap { ValueMap(pairs) }
}
