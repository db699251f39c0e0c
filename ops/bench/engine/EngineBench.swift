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
///     EngineBench history DATABASE WORKFLOWS [REPETITIONS]
///
/// `measure` prints one line of JSON with the reference's figures, and the CPU time of a step; `parts` prints what
/// each part of a step costs; `due` fills a database with running deadlines and times what the clock asks of it;
/// `history` compares a step of a case with 5 entries with that of one with 500, on databases named after DATABASE.
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
            var opening = try BenchRun(database: arguments[1], workflows: arguments[2])
            try opening.register()
            try opening.open(cases)
            var run = try BenchRun(database: arguments[1], workflows: arguments[2], numbers: opening.numbers)
            try run.advance(batch: batch, seconds: seconds)
        case ("parts", 3), ("parts", 4):
            let repetitions = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 2_000
            guard repetitions > 0 else { wrongUse() }
            var opening = try BenchRun(database: arguments[1], workflows: arguments[2])
            try opening.register()
            try opening.open(100)
            try StepParts(database: arguments[1], workflows: arguments[2], repetitions).measure()
        case ("due", 3):
            guard let cases = Int(arguments[2]), cases > 0 else { wrongUse() }
            try DueScan(database: arguments[1]).measure(cases)
        case ("history", 3), ("history", 4):
            let repetitions = arguments.count > 3 ? Int(arguments[3]) ?? -1 : 500
            guard repetitions >= 0 else { wrongUse() }
            try HistoryBench(database: arguments[1], workflows: arguments[2]).measure(repetitions)
        default: wrongUse()
        }
    }

    private static func wrongUse() -> Never {
        let usage = """
            EngineBench measure DATABASE WORKFLOWS CASES BATCH SECONDS
            EngineBench parts DATABASE WORKFLOWS [REPETITIONS]
            EngineBench due DATABASE CASES
            EngineBench history DATABASE WORKFLOWS [REPETITIONS]

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

struct WallClock: EngineClock {
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
