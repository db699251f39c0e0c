import CaseAPI
import CaseEngine
import Casework
import CaseworkSamples
import Testing
import Values

@testable import WebServer

@Suite struct `A console's session` {
    private static func session(unlockedAt: Int64? = nil, lastUsed: Int64 = 0, revealUntil: Int64? = nil)
        throws
        -> ConsoleSession
    {
        let reason = try ConsoleReason(code: nil, text: "辦理派案事項", in: "正式")
        var session = ConsoleSession(
            id: 1,
            account: "lin",
            name: "林示例",
            peer: .process(user: 1, process: 2),
            began: Instant(seconds: 0),
            reason: reason,
            lastUsed: Instant(seconds: lastUsed * 60)
        )
        session.unlockedAt = unlockedAt.map { Instant(seconds: $0 * 60) }
        session.reveal = revealUntil.map {
            ConsoleSession.Reveal(number: "危-1", until: Instant(seconds: $0 * 60), reason: reason)
        }
        return session
    }

    /// Minutes: unlocked, last used, now; and what is over by then.
    static let lapses: [(Int64?, Int64, Int64?, Int64, [ConsoleSession.Lapse])] = [
        (nil, 0, nil, 59, []), (0, 0, nil, 14, []), (0, 0, nil, 15, [.locked]), (0, 59, nil, 59, []),
        (0, 59, nil, 60, [.locked]), (10, 20, nil, 34, []), (10, 20, nil, 35, [.locked]),
        (nil, 0, 15, 14, []), (nil, 0, 15, 15, [.masked]), (0, 0, 15, 15, [.locked, .masked]),
    ]

    @Test(arguments: lapses) func `falls back by time`(
        unlocked: Int64?,
        used: Int64,
        reveal: Int64?,
        now: Int64,
        expected: [ConsoleSession.Lapse]
    ) throws {
        var session = try Self.session(unlockedAt: unlocked, lastUsed: used, revealUntil: reveal)
        #expect(session.lapse(at: Instant(seconds: now * 60)) == expected)
        #expect(session.mode == (unlocked != nil && !expected.contains(.locked) ? .writing : .reading))
        #expect(session.reveals("危-1") == (reveal != nil && !expected.contains(.masked)))
        #expect(!session.reveals("危-2"))
    }

    @Test(arguments: [
        ("casework", "辦理派案事項", "正式", true), ("drill", "辦理派案演練", "正式", false), ("drill", "辦理派案演練", "訓練", true),
        (nil, "測試一下看看", "正式", false), (nil, "測試一下看看", "測試", true), (nil, "查案", "測試", false),
        (nil, "  查  案  ", "測試", false), ("other", "辦理派案事項", "測試", false), (nil, "testing it", "正式", false),
    ])
    func `says why`(code: String?, text: String, environment: String, isGood: Bool) {
        #expect(((try? ConsoleReason(code: code, text: text, in: environment)) != nil) == isGood)
    }

    // MARK: Modes, before a real engine

    @Test func `begins read-only and masked, and may look and try`() async throws {
        let bench = try EngineBench()
        let number = try bench.open()
        let (token, _) = try await bench.attach()
        let seen = await bench.ask("GET", "cases/\(number)", session: token)
        #expect(seen.status == 200)
        #expect(!seen.text.contains("當面恐嚇"))
        #expect(seen.text.contains("\"masked\":[\"narrative\"]"))
        let form = await bench.ask("GET", "cases/\(number)/actions/describe/form", session: token)
        #expect(!form.text.contains("當面恐嚇"))
        let act = "{\"data\":{\"companion\":\"chen\"}}"
        let tried = "{\"data\":{\"companion\":\"chen\"},\"dryRun\":true}"
        let path = "cases/\(number)/actions/assign"
        #expect(await bench.ask("POST", path, tried, session: token).status == 200)
        let refused = await bench.ask("POST", path, act, session: token)
        #expect(refused.status == 403)
        #expect(try refused.problem.type == "urn:anwei:problem:locked")
        #expect(try refused.problem.detailZh?.contains("\\unlock") == true)
        // Any other client goes on as ever, and sees what it may.
        #expect(await bench.ask("GET", "cases/\(number)").text.contains("當面恐嚇"))
        #expect(await bench.ask("POST", path, act).status == 200)
    }

    @Test func `writes after unlocking, until it has been idle`() async throws {
        let bench = try EngineBench()
        let number = try bench.open()
        let (token, id) = try await bench.attach()
        let unlock = "console/sessions/\(id)/unlock"
        func body(_ credential: String) -> String {
            "{\"credential\":\"\(credential)\",\"reason\":\"辦理派案事項\"}"
        }
        #expect(await bench.ask("POST", unlock, body("key-lin"), session: token).status == 403)
        #expect(
            await bench.ask("POST", unlock, "{\"credential\":\"key-chen\",\"reason\":\"短\"}", session: token)
                .status == 400
        )
        let open = await bench.ask("POST", unlock, body("key-chen"), session: token)
        #expect(try open.members["mode"] as? String == "writing")
        // One writer of an account at a time.
        let second = try await bench.attach()
        let again = "console/sessions/\(second.id)/unlock"
        #expect(await bench.ask("POST", again, body("key-chen"), session: second.token).status == 409)
        let unlocked = try bench.rows().filter {
            $0.content["to"] == "writing" && $0.content["outcome"] == nil
        }
        #expect(unlocked.map(\.session) == [Int64(id)])
        bench.clock.wait(minutes: 14)
        let path = "cases/\(number)/actions/assign"
        let act = "{\"data\":{\"companion\":\"chen\"}}"
        #expect(await bench.ask("POST", path, act, session: token).status == 200)
        bench.clock.wait(minutes: 15)
        let close = await bench.ask(
            "POST",
            "cases/\(number)/actions/close",
            "{\"data\":{\"result\":\"了\"}}",
            session: token
        )
        #expect(close.status == 403)
        #expect(try bench.rows().contains { $0.step == .mode && $0.content["why"] == "time" })
        // The fallen one is free for the other.
        #expect(await bench.ask("POST", again, body("key-chen"), session: second.token).status == 200)
    }

    @Test func `in production unlocking names a document`() async throws {
        let bench = try EngineBench(environment: "正式")
        let (token, id) = try await bench.attach()
        let path = "console/sessions/\(id)/unlock"
        let body = "{\"credential\":\"key-chen\",\"reason\":\"辦理派案事項\"}"
        #expect(await bench.ask("POST", path, body, session: token).status == 400)
        let named = "{\"credential\":\"key-chen\",\"reason\":\"辦理派案事項\",\"document\":\"海社字第1號\"}"
        #expect(await bench.ask("POST", path, named, session: token).status == 200)
    }

    @Test func `five wrong credentials end it`() async throws {
        let bench = try EngineBench()
        let (token, id) = try await bench.attach()
        let body = "{\"credential\":\"nothing\",\"reason\":\"辦理派案事項\"}"
        for _ in 0..<5 {
            #expect(
                await bench.ask("POST", "console/sessions/\(id)/unlock", body, session: token).status == 403
            )
        }
        #expect(await bench.ask("GET", "me", session: token).status == 401)
    }

    @Test func `reveals one case for a while, each field read recorded`() async throws {
        let bench = try EngineBench()
        let number = try bench.open()
        let other = try bench.open()
        let (token, id) = try await bench.attach()
        let path = "console/sessions/\(id)/reveal"
        func body(_ number: String, _ minutes: Int) -> String {
            "{\"number\":\"\(number)\",\"minutes\":\(minutes),\"reason\":\"核對當事人陳述\"}"
        }
        #expect(await bench.ask("POST", path, body(number, 16), session: token).status == 400)
        #expect(await bench.ask("POST", path, body("無", 5), session: token).status == 404)
        #expect(await bench.ask("POST", path, body(number, 5), session: token).status == 200)
        #expect(await bench.ask("GET", "cases/\(number)", session: token).text.contains("當面恐嚇"))
        #expect(!(await bench.ask("GET", "cases/\(other)", session: token).text.contains("當面恐嚇")))
        let answered = try bench.rows().filter { $0.step == .answered }
        #expect(answered.map { $0.content["revealed"] } == [["narrative"], nil])
        // Who audits sees why somebody is here, but not which case: that is for those who may know of it.
        let listed = await bench.ask("GET", "console/sessions", as: "audit").text
        #expect(listed.contains("\"reason\"") && !listed.contains(number))
        #expect(await bench.ask("GET", "console/sessions", session: token).text.contains(number))
        bench.clock.wait(minutes: 5)
        #expect(!(await bench.ask("GET", "cases/\(number)", session: token).text.contains("當面恐嚇")))
        #expect(try bench.rows().contains { $0.step == .mode && $0.content["to"] == "masked" })
    }

    @Test func `there are at most eight, and those of dead processes go`() async throws {
        let bench = try EngineBench()
        _ = try await bench.attach(process: 666)
        for _ in 0..<8 { _ = try await bench.attach() }
        let full = await bench.ask("POST", "console/sessions", "{\"reason\":\"辦理派案事項\"}")
        #expect(full.status == 429)
        bench.clock.wait(minutes: 60)
        _ = try await bench.attach()
        let list = await bench.ask("GET", "console/sessions")
        #expect(try (list.members["items"] as? [Any])?.count == 1)
        let closed = try bench.rows().filter { $0.step == .closed }.compactMap { $0.content["why"]?.text }
        #expect(closed == ["gone"] + [String](repeating: "idle", count: 8))
    }

    @Test func `is its account's alone, and ends for administrators`() async throws {
        let bench = try EngineBench()
        let (token, id) = try await bench.attach()
        #expect(await bench.ask("GET", "me", as: "chief", session: token).status == 401)
        #expect(await bench.ask("GET", "me", session: "forged").status == 401)
        #expect(await bench.ask("POST", "console/sessions/\(id)/close", "{}", as: "chief").status == 404)
        let reasonOfOthers = await bench.ask("GET", "console/sessions", as: "chief")
        #expect(!reasonOfOthers.text.contains("辦理派案事項"))
        #expect(await bench.ask("GET", "console/sessions", as: "audit").text.contains("辦理派案事項"))
        #expect(await bench.ask("POST", "console/sessions/\(id)/close", "{}", as: "admin").status == 200)
        #expect(await bench.ask("GET", "me", session: token).status == 401)
        #expect(await bench.ask("POST", "console/sessions/\(id)/close", "{}").status == 404)
    }

    @Test func `where the socket demands it, nothing is written without one`() async throws {
        let bench = try EngineBench(demandsSession: true)
        let number = try bench.open()
        let path = "cases/\(number)/actions/assign"
        let act = "{\"data\":{\"companion\":\"chen\"}}"
        #expect(await bench.ask("POST", path, act).status == 403)
        let tried = "{\"data\":{\"companion\":\"chen\"},\"dryRun\":true}"
        #expect(await bench.ask("POST", path, tried).status == 200)
        let (token, id) = try await bench.attach()
        let body = "{\"credential\":\"key-chen\",\"reason\":\"辦理派案事項\"}"
        _ = await bench.ask("POST", "console/sessions/\(id)/unlock", body, session: token)
        #expect(await bench.ask("POST", path, act, session: token).status == 200)
    }

    // MARK: The record

    @Test func `each request is recorded before and after, without sensitive values`() async throws {
        let bench = try EngineBench()
        let number = try bench.open()
        let (token, id) = try await bench.attach()
        let body = "{\"data\":{\"narrative\":\"秘密之事\"},\"dryRun\":true}"
        let answer = await bench.ask("POST", "cases/\(number)/actions/describe", body, session: token)
        #expect(answer.status == 200)
        _ = await bench.ask("POST", "cases/\(number)/actions/close", "{}", session: token)
        let rows = try bench.rows()
        #expect(rows.map(\.step) == [.attached, .asked, .answered, .asked, .answered])
        #expect(rows.allSatisfy { $0.session == Int64(id) && $0.account == "chen" })
        let asked = rows[1].content
        #expect(asked["operation"] == "POST /api/v1/cases/{number}/actions/{action}")
        #expect(asked["arguments"]?["fields"] == ["narrative"])
        #expect(asked["arguments"]?["action"] == "describe")
        #expect(asked["reason"] == "辦理派案事項")
        #expect(asked["client"] == ["uid": 990, "pid": 7])
        #expect(rows[1].cases.count == 1)
        #expect(rows[2].content["outcome"] == "done")
        #expect(rows[2].content["dryRun"] == true)
        #expect(rows[2].refersTo == rows[1].id)
        #expect(rows[4].content["outcome"] == "refused")
        #expect(!rows.contains { $0.content.json.contains("秘密之事") })
        #expect(try await bench.engine.verify(level: 3).findings.isEmpty)
    }
}
