import CaseEngine
import CaseStore
import Casework
import Foundation
import Synchronization
import Values

/// `anwei console --repair`: verify, make anew what is kept beside the entries, reckon deadlines, verify again; each
/// recorded among the consoles' sessions before it is done.
struct Repair {
    private let engine: Engine
    private let account: String
    private let reason: String
    private let code: String

    init(_ engine: Engine, by account: String?, because reason: String?, code: String?) throws {
        guard let account, let reason, reason.count >= 6 else {
            throw Failure(
                .wrongUse,
                zhHant: "--repair 須有 -u 帳號 與 -r 理由(至少 6 個字)。",
                en: "--repair needs -u ACCOUNT and -r REASON of at least 6 characters."
            )
        }
        guard
            engine.directory.grants(of: account, at: SystemClock().now()).contains(where: {
                $0.role == "administrator"
            })
        else {
            throw Failure(
                .notAllowed,
                zhHant: "修復限系統管理者:「\(account)」並非系統管理者。",
                en: "Repairs are for administrators; '\(account)' is none."
            )
        }
        self.engine = engine
        self.account = account
        self.reason = reason
        self.code = code ?? "fault"
    }

    /// Does it all and says what came of it; whether nothing is wrong any more.
    func run() throws -> Bool {
        let session = try note(
            nil,
            .attached,
            [
                ("code", .string(code)), ("reason", .string(reason)), ("environment", "獨占"),
                ("client", "repair"),
            ]
        )
        let left = try repair(in: session)
        _ = try note(session, .closed, [("why", "left"), ("by", .string(account))])
        return left.isEmpty
    }

    private func repair(in session: Int64) throws -> [VerificationFinding] {
        let before = try recorded("verify", in: session) { try waited { try await engine.verify(level: 3) } }
        for finding in before.findings { Terminal.answer(finding.line(Terminal.language)) }
        say("修復前:" + before.summary.zhHant, "before: " + before.summary.en)
        guard let done = try recorded("rebuild", in: session, { try engine.rebuild() }) else {
            say(
                "雜湊鏈已損壞,未予重建;請以備份還原(anwei serve --accept-restored)。",
                "the chain is broken, nothing was made anew; restore a backup (anwei serve --accept-restored)."
            )
            return before.findings
        }
        say(
            "已依歷程重建 \(done.cases) 件案件、更正登記 \(done.registered) 列"
                + (done.kept.isEmpty ? "。" : ",\(done.kept.count) 件已銷毀個人資料者維持原樣。"),
            "made \(done.cases) cases anew from the journal, put right \(done.registered) rows of the register"
                + (done.kept.isEmpty ? "." : "; \(done.kept.count) erased cases stay as they were.")
        )
        let moved = try recorded("recompute", in: session) { try engine.recomputeDeadlines() }
        say("已重算時限:\(moved) 件有變動。", "reckoned the deadlines anew: \(moved) cases changed.")
        let after = try recorded("verify", in: session) { try waited { try await engine.verify(level: 3) } }
        for finding in after.findings { Terminal.answer(finding.line(Terminal.language)) }
        say("修復後:" + after.summary.zhHant, "after: " + after.summary.en)
        return after.findings
    }

    private func say(_ zhHant: String, _ en: String) {
        Terminal.answer(LocalizedText(zhHant: zhHant, en: en)[Terminal.language])
    }

    // MARK: The record

    /// Does something between two rows of the record.
    private func recorded<Result>(_ act: String, in session: Int64, _ body: () throws -> Result) throws
        -> Result
    {
        let asked = try note(
            session,
            .asked,
            [("operation", .string("REPAIR " + act)), ("code", .string(code)), ("reason", .string(reason))]
        )
        do {
            let result = try body()
            _ = try note(session, .answered, [("outcome", "done")], refersTo: asked)
            return result
        } catch {
            _ = try? note(session, .answered, [("outcome", "failed")], refersTo: asked)
            throw error
        }
    }

    private func note(
        _ session: Int64?,
        _ step: ConsoleRow.Step,
        _ members: [(ValueMap.Key, Value)],
        refersTo: Int64? = nil
    ) throws -> Int64 {
        let note = ConsoleNote(
            session: session,
            account: account,
            step: step,
            refersTo: refersTo,
            content: ValueMap(uniqueKeysWithValues: members)
        )
        return try waited { try await engine.record(note) }
    }

    /// Waits for something asynchronous on a thread that has nothing else to do.
    private func waited<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws
        -> Result
    {
        let done = DispatchSemaphore(value: 0)
        let box = WaitedResult<Result>()
        Task.detached {
            do {
                box.keep(.success(try await body()))
            } catch {
                box.keep(.failure(error))
            }
            done.signal()
        }
        done.wait()
        return try box.result.get()
    }
}

/// Where one thread leaves a result for another that waits.
private final class WaitedResult<Kept: Sendable>: Sendable {
    private let kept = Mutex<Result<Kept, any Error>?>(nil)

    func keep(_ result: Result<Kept, any Error>) { kept.withLock { $0 = result } }

    var result: Result<Kept, any Error> {
        guard let result = kept.withLock({ $0 }) else {
            preconditionFailure("Invalid state: nothing was kept")
        }
        return result
    }
}
