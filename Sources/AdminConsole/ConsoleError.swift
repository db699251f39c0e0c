import CaseAPI

/// Why a command did not do what was asked, in both languages, with the exit code it means.
struct ConsoleError: Error, Sendable, Hashable {
    let code: ExitCode
    let text: WireText
    /// The rule that refused, with its clauses, where there is one.
    var refusal: WireRefusal?

    init(_ code: ExitCode, _ zhHant: String, _ en: String, refusal: WireRefusal? = nil) {
        self.code = code
        text = WireText(zhHant: zhHant, en: en)
        self.refusal = refusal
    }

    static func usage(_ zhHant: String, _ en: String) -> ConsoleError { ConsoleError(.wrongUse, zhHant, en) }

    static let cancelled = ConsoleError(.interrupted, "已放棄等待", "no longer waiting")
}

extension ConsoleError {
    /// What an error answer of the server means.
    init(_ problem: WireProblem) {
        let code: ExitCode =
            switch problem.refusal?.kind {
            case .notPermitted: .notAllowed
            case .notPossible, .requirements, .invalidData: .refused
            case .conflict, .keyReused: .conflict
            case .tooMuch: .limit
            case .unknown: .unknown
            case .busy: .unreachable
            case nil: ConsoleError.code(of: problem)
            }
        if let refusal = problem.refusal, let text = ConsoleError.heading(of: refusal) {
            self.init(code, text.zhHant, text.en, refusal: refusal)
            return
        }
        let english = problem.detailEn ?? problem.detail ?? problem.title
        self.init(code, problem.detailZh ?? english, english, refusal: problem.refusal)
    }

    /// The first line of a refusal whose particulars follow on lines of their own.
    private static func heading(of refusal: WireRefusal) -> WireText? {
        let action = refusal.action ?? ""
        switch refusal.kind {
        case .requirements:
            let open = (refusal.requirements ?? []).filter { $0.outcome != .met }.count
            guard open > 0 else { return nil }
            return WireText(
                zhHant: "無法辦理「\(action)」:\(open) 項要件未符合",
                en: "'\(action)' is refused: \(open) requirement(s) do not hold"
            )
        case .invalidData:
            guard let count = refusal.fields?.count, count > 0 else { return nil }
            return WireText(zhHant: "資料有誤:\(count) 欄", en: "invalid data in \(count) field(s)")
        case .notPermitted:
            guard refusal.by != nil else { return nil }
            return WireText(zhHant: "您的角色不可辦理「\(action)」", en: "'\(action)' is not for your role")
        case .notPossible, .conflict, .unknown, .busy, .keyReused, .tooMuch: return nil
        }
    }

    private static func code(of problem: WireProblem) -> ExitCode {
        if problem.type.hasSuffix("keyReused") { return .conflict }
        if problem.type.hasSuffix("tooMuch") { return .limit }
        return switch problem.status {
        case 400, 405, 406, 415: .wrongUse
        case 401, 403: .notAllowed
        case 404, 410: .unknown
        case 409, 412, 428: .conflict
        case 422: .refused
        case 413, 429, 507: .limit
        case 503: .unreachable
        default: .internalError
        }
    }
}
