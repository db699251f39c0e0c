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
///     EngineBench parts DATABASE WORKFLOWS [REPETITIONS]
///     EngineBench due DATABASE CASES
///
/// `measure` prints one line of JSON with the reference's figures, and the CPU time of a step; `parts` prints what
/// each part of a step costs; `due` fills a database with running deadlines and times what the clock asks of it.
@main
enum EngineBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("measure", 6):
            guard let cases = Int(arguments[3]), let batch = Int(arguments[4]),
                let seconds = Double(arguments[5]), cases > 0, batch > 0
            else { wrongUse() }
            // Closed in between, so that the log is folded in and the file's size means something.
            var opening = try Run(database: arguments[1], workflows: arguments[2])
            try opening.register()
            try opening.open(cases)
            var run = try Run(database: arguments[1], workflows: arguments[2], numbers: opening.numbers)
            try run.advance(batch: batch, seconds: seconds)
        case ("parts", 3), ("parts", 4):
            let repetitions = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 2_000
            guard repetitions > 0 else { wrongUse() }
            var opening = try Run(database: arguments[1], workflows: arguments[2])
            try opening.register()
            try opening.open(100)
            try StepParts(database: arguments[1], workflows: arguments[2], repetitions).measure()
        case ("due", 3):
            guard let cases = Int(arguments[2]), cases > 0 else { wrongUse() }
            try DueScan(database: arguments[1]).measure(cases)
        default: wrongUse()
        }
    }

    private static func wrongUse() -> Never {
        let usage = """
            EngineBench measure DATABASE WORKFLOWS CASES BATCH SECONDS
            EngineBench parts DATABASE WORKFLOWS [REPETITIONS]
            EngineBench due DATABASE CASES

            """
        FileHandle.standardError.write(Data(usage.utf8))
        exit(2)
    }

    /// Microseconds of a clock.
    static func microseconds(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
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
        let start = EngineBench.microseconds(CLOCK_MONOTONIC)
        let cpu = EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID)
        while EngineBench.microseconds(CLOCK_MONOTONIC) - start < seconds * 1e6 {
            let requests = (0..<batch).map { _ in
                let number = numbers[next(numbers.count)]
                let data: ValueMap = ["note": "已依程序聯繫並確認現場安全,續行追蹤。"]
                let command = Command.act(number: number, action: "advance", data: data, revision: nil)
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

struct WallClock: EngineClock {
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
