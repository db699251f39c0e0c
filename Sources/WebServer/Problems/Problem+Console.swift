import Values

/// Problems of sessions in the console.
extension Problem {
    static let reason = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "請說明理由,至少 \(ConsoleReason.shortest) 個字(reason)。",
            en: "Say why, in at least \(ConsoleReason.shortest) characters (reason)."
        )
    )

    static let reasonCode: Problem = {
        let codes = ConsoleReason.Code.allCases.map { "\($0.rawValue) \($0.title.zhHant)" }
        let english = ConsoleReason.Code.allCases.map(\.rawValue)
        return Problem(
            kind: .malformed,
            status: 400,
            detail: LocalizedText(
                zhHant: "無此理由代碼,可用:" + codes.joined(separator: "、") + "。",
                en: "No such reason code, known: " + english.joined(separator: ", ") + "."
            )
        )
    }()

    static let noDrill = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "正式環境不得以測試或演練為由;請說明實際理由。",
            en: "Nothing is for practice here; give the real reason."
        )
    )

    static let document = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "正式環境解鎖須附文號:\\unlock 文號=府社字第…號,或啟動時加 --document 文號。",
            en: "Give the document that it is for: \\unlock document=…, or --document … at the start."
        )
    )

    static let noSession = Problem(
        kind: .session,
        status: 401,
        detail: LocalizedText(
            zhHant: "主控台連線已結束(逾時、被中斷或伺服器重新啟動);請重新連線並說明理由。",
            en:
                "The console's session is over (idle, ended by somebody, or a new server); attach again and say why."
        )
    )

    static let locked = Problem(
        kind: .locked,
        status: 403,
        detail: LocalizedText(
            zhHant: "唯讀:僅能查詢與試行;請先以 \\unlock 解鎖後再辦理。",
            en: "Read-only: you may look and try; unlock with \\unlock first."
        )
    )

    static let exclusive = Problem(
        kind: .locked,
        status: 403,
        detail: LocalizedText(
            zhHant: "獨占模式僅供查詢;辦理案件、更正請啟動伺服器後連線。",
            en: "This console has the database to itself and only reads; start the server to act or correct."
        )
    )

    static let masked = Problem(
        kind: .locked,
        status: 403,
        detail: LocalizedText(
            zhHant: "敏感資料遮蔽中:請先以 \\reveal 揭示該案,或改印去識別化版本。",
            en: "Sensitive data are masked: reveal the case with \\reveal first, or take the redacted form."
        )
    )

    static let credential = Problem(
        kind: .notPermitted,
        status: 403,
        detail: LocalizedText(
            zhHant: "個人憑證不符,未解鎖;請向系統管理者申請(anwei user token)。",
            en: "That is not your personal credential; nothing was unlocked (see anwei user token)."
        )
    )

    static let writingElsewhere = Problem(
        kind: .sessionLimit,
        status: 409,
        detail: LocalizedText(
            zhHant: "同一帳號已有可寫之主控台;請先於該處 \\lock,或以 \\kick 中斷。",
            en: "Another console of your account may write already; \\lock it there, or end it with \\kick."
        )
    )

    static let fullHouse = Problem(
        kind: .sessionLimit,
        status: 429,
        detail: LocalizedText(
            zhHant: "主控台連線已達 \(SessionBook.capacity) 個;請待他人離開,或以 \\kick 中斷自己的其他連線。",
            en:
                "There are \(SessionBook.capacity) consoles already; wait for one to leave, or end one of yours."
        )
    )

    static let unknownSession = Problem(
        kind: .unknown,
        status: 404,
        detail: LocalizedText(
            zhHant: "查無此連線,或您無權處理。",
            en: "There is no such session, or it is no business of yours."
        )
    )
}
