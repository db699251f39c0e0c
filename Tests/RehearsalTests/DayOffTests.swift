import CaseEngine
import Casework
import CivilCalendar
import Testing
import Values

@testable import Rehearsal

/// A day off that no published calendar has, told by somebody who administers.
@Suite struct DayOffTests {
    private static let rehearsal = """
        rehearsal: nobody has done anything yet
        profile: kaohsiung
        at: 2026-11-24T09:00+08:00
        given:
          units:
            bureau: {name: 青嶼市政府社會局}
          people:
            admin: {name: 系統管理示, role: administrator, unit: bureau}
            lin: {name: 林示例, role: social-worker, unit: bureau}
        steps:
          - wait: 1m
        """

    private static func take(_ date: String, _ name: String, on stage: Stage, by account: String = "admin")
        throws -> Result<Receipt, Refusal>
    {
        let date = try #require(CivilDate(iso: date))
        return try stage.engine.perform(Request(account: account, command: .dayOff(date, name: name)))
    }

    @Test(arguments: ["颱風停止上班", "「颱風」, 停班: {北區} # 一日", #"a "quoted" \ name"#])
    func `it is a day off at once, and still after everything is opened anew`(name: String) async throws {
        let stage = try await Play.stage(of: DayOffTests.rehearsal, crashes: true)
        defer { stage.strike() }
        let day = try #require(CivilDate(iso: "2026-12-01"))
        #expect(stage.engine.calendar.isWorkday(day))
        _ = try DayOffTests.take("2026-12-01", name, on: stage).get()
        #expect(!stage.engine.calendar.isWorkday(day))
        try stage.crash()
        #expect(!stage.engine.calendar.isWorkday(day))
        #expect(stage.engine.calendar.isWorkday(day.adding(days: 1)))
        #expect(try await stage.engine.verify(level: 3).findings == [])
    }

    @Test(arguments: [
        ("2026-12-01", "", "name"), ("2026-12-01", " ", "name"), ("2026-12-01", "一\n二", "name"),
        ("2026-12-01", "一\u{2028}二", "name"), ("2026-12-01", "\u{1B}[31m", "name"),
        ("2026-12-01", String(repeating: "颱", count: 61), "name"), ("2026-11-28", "颱風", "date"),
        ("1999-01-04", "颱風", "date"),
    ])
    func `what cannot be one is refused, and nothing changes`(date: String, name: String, field: String)
        async throws
    {
        let stage = try await Play.stage(of: DayOffTests.rehearsal)
        let before = try stage.journal().count
        guard case .failure(.invalidData(let problems)) = try DayOffTests.take(date, name, on: stage) else {
            Issue.record("not refused")
            return
        }
        #expect(problems.map(\.field) == [field])
        #expect(try stage.journal().count == before)
    }

    @Test func `only who administers may`() async throws {
        let stage = try await Play.stage(of: DayOffTests.rehearsal)
        #expect(throws: Refusal.self) { try DayOffTests.take("2026-12-01", "颱風", on: stage, by: "lin").get() }
    }
}
