import Foundation
import Testing
import Values

/// Promise 2: after a write whose outcome is unknown nothing is answered, and a retry has one effect.
@Suite struct FailedWriteTests {
    private let report = """
        {"workflow":"threat-report","unit":"haifeng-shegong","data":{"victims":[{"person":"lin"}],\
        "occurredAt":{"$timestamp":"2026-11-01T00:00:00Z"},"kinds":["intimidation"]}}
        """

    private func open(_ server: Running, key: Int) throws -> String {
        try Talk.ask(
            server.folder + "/s",
            "/api/v1/cases",
            method: "POST",
            headers: ["Anwei-Account: lin", "Idempotency-Key: key-\(key)"],
            json: report
        )
    }

    private func cases(_ server: Running) throws -> Int {
        let answer = try Talk.ask(
            server.folder + "/s",
            "/api/v1/cases?limit=200",
            headers: ["Anwei-Account: lin"]
        )
        let body = try #require(answer.range(of: "\r\n\r\n")).upperBound
        return try Value(json: String(answer[body...]))["items"]?.elements?.count ?? 0
    }

    @Test func `a failed write ends the server with 74 and not a word`() throws {
        let first = try Running()
        let before = try cases(first)
        #expect(first.stop() == 0)

        let limited = try Running(on: first.folder, largestFile: 300)
        var acknowledged = 0
        while acknowledged < 500 {
            let answer = try open(limited, key: acknowledged)
            guard answer.hasPrefix("HTTP/1.1 201") else {
                #expect(answer.isEmpty)
                break
            }
            acknowledged += 1
        }
        limited.process.waitUntilExit()
        #expect(limited.process.terminationStatus == 74)
        #expect(acknowledged > 0)

        let again = try Running(on: first.folder)
        #expect([acknowledged, acknowledged + 1].contains(try cases(again) - before))
        for key in 0...acknowledged { #expect(try open(again, key: key).hasPrefix("HTTP/1.1 201")) }
        #expect(try cases(again) == before + acknowledged + 1)
        #expect(again.stop() == 0)
        #expect(try Program.run("verify", "--database", first.folder + "/anwei.db").status == 0)
    }
}
