import CaseStore
import Casework
import Foundation
import Statechart
import Values

/// What the clock and a list of deadlines cost where many deadlines run.
struct DueScan {
    private let database: String
    private let start = Instant(milliseconds: 1_795_000_000_000)

    /// A scan of a database that is yet to be made.
    init(database: String) { self.database = database }

    /// Fills the database with cases of one running deadline each, a second apart, and times the questions.
    func measure(_ count: Int) throws {
        var storage = try SQLiteStorage(path: database)
        for first in stride(from: 1, through: count, by: 10_000) {
            try storage.write { transaction in
                for number in first...min(first + 9_999, count) {
                    try transaction.save(record(number, of: count))
                }
            }
        }
        try storage.close()
        try time("open, migrate, first read") {
            storage = try SQLiteStorage(path: database)
            _ = try storage.read { try $0.nextDue() }
        }
        try time("the next due instant") { _ = try storage.read { try $0.nextDue() } }
        try time("nothing is due") { _ = try storage.read { try $0.casesDue(by: start, limit: 1_000) } }
        let last = start + TimeSpan(seconds: Int64(count))
        try time("the first 1,000 of all that are due") {
            let found = try storage.read { try $0.casesDue(by: last, limit: 1_000) }
            precondition(found.count == min(count, 1_000))
        }
        try time("all that are due, by case") {
            let found = try storage.read { try $0.casesDue(by: last, limit: count) }
            precondition(found.count == count)
        }
        var query = DeadlineQuery(units: ["bench"], account: "bench", limit: 50)
        try time("a list of 50 deadlines") { _ = try storage.read { try $0.deadlines(query) } }
        query.dueBefore = last
        try time("a list of 50 overdue deadlines") { _ = try storage.read { try $0.deadlines(query) } }
        try storage.close()
    }

    /// Scattered, so that neighbours in the list are not neighbours in the file.
    private func record(_ number: Int, of count: Int) -> CaseRecord {
        let place = number * 7_919 % count
        let due = start + TimeSpan(seconds: Int64(place + 1))
        let file = CaseFile(
            id: CaseID(Int64(number)),
            number: "測-量測-115-\(number)",
            workflow: "bench",
            bundleHash: "",
            unit: "bench",
            revision: 1,
            chart: ChartSnapshot(configuration: ["first"], status: .running),
            data: [:],
            deadlines: [Deadline(name: "answer", occasion: 0, status: .running, from: start, due: due)],
            openedAt: start,
            changedAt: start
        )
        return CaseRecord(
            head: CaseHead(file: file, sealed: [:]),
            isClosed: false,
            states: ["first"],
            nextDue: due,
            occurrences: []
        )
    }

    private func time(_ name: String, _ work: () throws -> Void) rethrows {
        let begun = EngineBench.microseconds(CLOCK_MONOTONIC)
        try work()
        print(
            String(format: "%10.3f ms  %@", (EngineBench.microseconds(CLOCK_MONOTONIC) - begun) / 1e3, name)
        )
    }
}
