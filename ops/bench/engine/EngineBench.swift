import CaseEngine
import CaseStore
import Casework
import Crypto
import Foundation
import Values
import WorkflowFiles

/// Drives the engine without a server, as the C reference drives SQLite: so many steps to a commit, for so long.
///
///     EngineBench measure DATABASE WORKFLOWS CASES BATCH SECONDS
///
/// Prints one line of JSON with the reference's figures, and the CPU time of a step.
@main
enum EngineBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst(2)
        guard arguments.count == 5, let cases = Int(arguments[4]), let batch = Int(arguments[5]),
            let seconds = Double(arguments[6]), cases > 0, batch > 0
        else {
            FileHandle.standardError.write(
                Data("EngineBench measure DATABASE WORKFLOWS CASES BATCH SECONDS\n".utf8)
            )
            exit(2)
        }
        // Closed in between, so that the log is folded in and the file's size means something.
        var opening = try Run(database: arguments[2], workflows: arguments[3])
        try opening.register()
        try opening.open(cases)
        var run = try Run(database: arguments[2], workflows: arguments[3], numbers: opening.numbers)
        try run.advance(batch: batch, seconds: seconds)
    }
}

/// One measurement on a database of its own.
private struct Run {
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

    mutating func open(_ count: Int) throws {
        let command = Command.open(workflow: "bench", unit: "bench", data: [:])
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
        let start = Run.clock(CLOCK_MONOTONIC)
        let cpu = Run.clock(CLOCK_PROCESS_CPUTIME_ID)
        while Run.clock(CLOCK_MONOTONIC) - start < seconds * 1e6 {
            let requests = (0..<batch).map { _ in
                let number = numbers[next(numbers.count)]
                let data: ValueMap = ["note": "已依程序聯繫並確認現場安全,續行追蹤。"]
                let command = Command.act(number: number, action: "advance", data: data, revision: nil)
                return Request(account: "bench", command: command)
            }
            let begun = Run.clock(CLOCK_MONOTONIC)
            for answer in try engine.perform(requests) { _ = try answer.get() }
            times.append(Run.clock(CLOCK_MONOTONIC) - begun)
        }
        let elapsed = Run.clock(CLOCK_MONOTONIC) - start
        let used = Run.clock(CLOCK_PROCESS_CPUTIME_ID) - cpu
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

    private mutating func next(_ bound: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((seed >> 33) % UInt64(bound))
    }

    /// The bytes of the database; its log is not counted, because it is folded in at the end.
    private func size() -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: database)
        return attributes?[.size] as? Int ?? 0
    }

    private static func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}

private struct WallClock: EngineClock {
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
