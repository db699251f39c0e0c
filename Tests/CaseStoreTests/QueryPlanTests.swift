import GRDB
import Testing

@testable import CaseStore

@Suite
struct `The plan of a query` {
    /// Those that read a whole table, or its end alone, and are meant to.
    private static let scanning = Set<Query>([
        .chainHead, .refusalHead, .lookHead, .verdictHead, .consoleHead, .refusals, .caseCount,
        .casesNumbered,
        .headsOfAccount,
    ]).union(verifying)

    /// Those of verification, which reads everything once.
    private static let verifying: Set<Query> = [
        .storedCases, .storedNumbers, .storedParties, .storedDeadlines, .storedOccurrences, .storedCaseKeys,
        .storedSerials,
        .storedBundles, .schemaObjects, .storedClasses, .strayRows,
    ]

    private func plan(_ query: Query, _ database: Database) throws -> [String] {
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(query.sql)")
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] }
    }

    @Test
    func `goes through an index, so that work does not grow with the number of cases`() throws {
        try Scratch.with { scratch in
            try scratch.open().close()
            let database = try DatabaseQueue(path: scratch.path)
            for query in Query.allCases {
                let steps = try database.inDatabase { try plan(query, $0) }
                let scans = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("VIRTUAL TABLE") }
                #expect(scans.isEmpty != Self.scanning.contains(query), "\(query): \(steps)")
                let isSorting = steps.contains { $0.contains("ORDER BY") }
                #expect(!isSorting || Self.scanning.contains(query), "\(query): \(steps)")
            }
            let occurrences = try database.inDatabase { try plan(.casesWithOccurrence, $0) }
            let wanted = "SEARCH o USING PRIMARY KEY (kind=? AND place=? AND day>? AND day<?)"
            #expect(occurrences.contains(wanted), "\(occurrences)")
            try database.close()
        }
    }
}
