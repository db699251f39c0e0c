import Casework
import Values

extension Problem {
    /// The answer to what the engine refused.
    ///
    /// An unknown thing gets the same answer whatever it is, so that nobody can tell what is absent from what
    /// is merely not for them (promise 5).
    init(_ refusal: Refusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .notPermitted(let action, let by): self = .notPermitted(refusal, action: action, by: by)
        case .notPossible(let action, _, let because):
            self = .notPossible(refusal, action: action, because: because)
        case .unmet(let action, let findings): self = .unmet(refusal, action: action, findings)
        case .invalidData(let fields): self = .invalidData(refusal, fields)
        case .conflict(let revision): self = .conflict(refusal, revision: revision)
        case .keyReused: self = .keyReused
        case .busy: self = .busy
        case .tooMuch: self = .tooMuch
        case .inStep(let step, let cause): self = Problem.inStep(refusal, step, Problem(cause))
        }
    }

    /// The same problem, saying which step of a case from paper has it.
    private static func inStep(_ refusal: Refusal, _ step: Int, _ problem: Problem) -> Problem {
        Problem(
            kind: problem.kind,
            status: problem.status,
            detail: LocalizedText(
                zhHant: "補登第\(step + 1)步驟:" + problem.detail.zhHant,
                en: "Step \(step + 1) from paper: " + problem.detail.en
            ),
            refusal: refusal
        )
    }

    private static func notPermitted(_ refusal: Refusal, action: String, by: [String]) -> Problem {
        let roles = by.joined(separator: ", ")
        return Problem(
            kind: .notPermitted,
            status: 403,
            detail: LocalizedText(
                zhHant: "您無權辦理「\(action)」;須具備角色或關係:\(roles)。",
                en: "You may not take '\(action)'; it asks for one of: \(roles)."
            ),
            refusal: refusal
        )
    }

    private static func notPossible(_ refusal: Refusal, action: String, because: LocalizedText?) -> Problem {
        Problem(
            kind: .notPossible,
            status: 409,
            detail: because
                ?? LocalizedText(
                    zhHant: "案件目前狀態無法辦理「\(action)」。",
                    en: "'\(action)' is not possible where the case stands."
                ),
            refusal: refusal
        )
    }

    /// The sentences of what does not hold, one after the other: a client that shows nothing but the detail
    /// still says everything.
    private static func unmet(_ refusal: Refusal, action: String, _ findings: [RequirementFinding]) -> Problem
    {
        let open = findings.filter { $0.outcome != .met }
        return Problem(
            kind: .requirements,
            status: 422,
            detail: LocalizedText(
                zhHant: "無法辦理「\(action)」:"
                    + open.map { $0.sentence.zhHant + clause($0) }.joined(separator: ";"),
                en: "'\(action)' is refused: "
                    + open.map { $0.sentence.en + clause($0) }.joined(separator: "; ")
            ),
            refusal: refusal
        )
    }

    private static func clause(_ finding: RequirementFinding) -> String {
        finding.clause.map { " (\($0))" } ?? ""
    }

    private static func invalidData(_ refusal: Refusal, _ fields: [FieldProblem]) -> Problem {
        Problem(
            kind: .invalidData,
            status: 422,
            detail: LocalizedText(
                zhHant: "資料有誤:" + fields.map { "\($0.field):\($0.message.zhHant)" }.joined(separator: ";"),
                en: "Invalid data: " + fields.map { "\($0.field): \($0.message.en)" }.joined(separator: "; ")
            ),
            refusal: refusal
        )
    }

    private static func conflict(_ refusal: Refusal, revision: Int64) -> Problem {
        Problem(
            kind: .conflict,
            status: 412,
            detail: LocalizedText(
                zhHant: "案件已更新至第 \(revision) 版,請重新讀取後再辦理。",
                en: "The case has moved on to revision \(revision); read it again first."
            ),
            refusal: refusal,
            headers: [Header(name: "etag", value: "\"\(revision)\"")]
        )
    }

    private static let keyReused = Problem(
        kind: .keyReused,
        status: 422,
        detail: LocalizedText(
            zhHant: "同一 Idempotency-Key 已用於不同的請求,請換用新鍵。",
            en: "The same Idempotency-Key came with another request before; use a new one."
        )
    )

    private static let tooMuch = Problem(
        kind: .tooMuch,
        status: 409,
        detail: LocalizedText(
            zhHant: "此動作連動之步驟超過上限,未為任何變更;請通知系統管理者。",
            en:
                "The action would set off more steps than one command may; nothing was done. Tell the administrator."
        )
    )

    private static let busy = Problem(
        kind: .busy,
        status: 503,
        detail: LocalizedText(
            zhHant: "系統忙碌,未為任何變更;請稍後以同一 Idempotency-Key 重送。",
            en: "The server is busy and did nothing; try again shortly with the same Idempotency-Key."
        ),
        refusal: .busy,
        headers: [Header(name: "retry-after", value: "1")]
    )

    private static let full = Problem(
        kind: .full,
        status: 507,
        detail: LocalizedText(
            zhHant: "儲存空間不足,未為任何變更;仍可查詢。請通知系統管理者。",
            en: "The disk is full and nothing was done; reading still works. Tell the administrator."
        )
    )

    /// The answer to a failure of the store; nil when nothing may be answered any more (promise 2).
    init?(_ failure: StorageFailure) {
        switch failure {
        case .busy: self = .busy
        case .full: self = .full
        case .outcomeUnknown: return nil
        case .unreadable, .foreign, .newerSchema, .inUse, .corrupt: self = .internal
        }
    }
}
