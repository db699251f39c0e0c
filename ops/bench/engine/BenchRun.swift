import CaseEngine
import CaseStore
import Casework
import Crypto
import Foundation
import Values
import WorkflowFiles

/// One measurement on a database of its own.
struct BenchRun {
    private let engine: Engine
    private let database: String
    private(set) var numbers: [String]
    private var seed: UInt64 = 42

    init(database: String, workflows: String, numbers: [String] = []) throws {
        self.database = database
        self.numbers = numbers
        let digest: @Sendable ([UInt8]) -> [UInt8] = { Array(SHA256.hash(data: $0)) }
        // The same key for both openings; nothing in this procedure is sensitive.
        let randomness = SeededRandomness(seed: 7)
        engine = try Engine(
            EngineConfiguration(
                storage: try SQLiteStorage(path: database),
                workflows: try FileLibrary(folder: workflows, digest: digest),
                sealing: AESSealing(MasterKey(from: randomness), randomness: randomness),
                clock: WallClock(),
                digest: digest
            )
        )
    }

    func register() throws {
        let name = LocalizedText(zhHant: "量測", en: "Bench")
        let grant = RoleGrant(role: "worker", unit: "bench")
        let register: [RegisterChange] = [
            .unit(Unit(id: "bench", name: name, parent: nil, head: nil, profile: "bench")),
            .account(Account(id: "bench", name: "林示例", grants: [grant])),
        ]
        for change in register {
            _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
        }
    }

    mutating func open(_ count: Int, of workflow: String = "bench") throws {
        let command = Command.open(workflow: workflow, unit: "bench", data: [:])
        while numbers.count < count {
            let requests = (0..<min(500, count - numbers.count)).map { _ in
                Request(account: "bench", command: command)
            }
            for answer in try engine.perform(requests) { numbers.append(try answer.get().number) }
        }
        try engine.stop()
    }

    mutating func advance(batch: Int, seconds: Double) throws {
        let before = size()
        var times: [Double] = []
        let start = EngineBench.microseconds(CLOCK_MONOTONIC)
        let cpu = EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID)
        while EngineBench.microseconds(CLOCK_MONOTONIC) - start < seconds * 1e6 {
            let requests = (0..<batch).map { _ in
                let number = numbers[next(numbers.count)]
                let command = Command.act(
                    number: number,
                    action: "advance",
                    data: StepParts.form,
                    revision: nil
                )
                return Request(account: "bench", command: command)
            }
            let begun = EngineBench.microseconds(CLOCK_MONOTONIC)
            for answer in try engine.perform(requests) { _ = try answer.get() }
            times.append(EngineBench.microseconds(CLOCK_MONOTONIC) - begun)
        }
        let elapsed = EngineBench.microseconds(CLOCK_MONOTONIC) - start
        let used = EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu
        try engine.stop()
        let steps = times.count * batch
        times.sort()
        let figures: Value = [
            "per_s": .double(Double(steps) / elapsed * 1e6),
            "p50_us": .double(times[times.count / 2]),
            "p99_us": .double(times[times.count * 99 / 100]),
            "max_us": .double(times[times.count - 1]),
            "bytes_per_case": .double(Double(before) / Double(numbers.count)),
            "bytes_per_advance": .double(Double(size() - before) / Double(steps)),
            "cpu_us": .double(used / Double(steps)),
        ]
        print(figures.json)
    }

    /// Takes an action on a case so many times, a commit each.
    func act(_ action: String, on number: String, times: Int) throws {
        for _ in 0..<times {
            let command = Command.act(number: number, action: action, data: StepParts.form, revision: nil)
            for answer in try engine.perform([Request(account: "bench", command: command)]) {
                _ = try answer.get()
            }
        }
    }

    func stop() throws { try engine.stop() }

    private mutating func next(_ bound: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((seed >> 33) % UInt64(bound))
    }

    /// The bytes of the database; its log is not counted, because it is folded in at the end.
    private func size() -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: database)
        return attributes?[.size] as? Int ?? 0
    }
}
