import CaseAPI

extension CommandRegistry {
    /// What a session may do, and what was done in sessions.
    static let modes = Group(
        "權限與稽核",
        "Modes and audit",
        [
            Command(
                names: ["unlock"],
                chinese: ["解鎖"],
                arguments: [.none],
                usage: "[理由] [代碼=casework] [文號=…]",
                summary: WireText(
                    zhHant: "可寫:須個人憑證與理由;閒置 15 分或滿 60 分恢復唯讀",
                    en: "allow writing: asks for your credential and why; ends after 15 idle or 60 minutes"
                ),
                example: "\\unlock 辦理本日派案事項",
                isSensitive: true,
                run: { desk, input throws(ConsoleError) in try desk.unlock(input) }
            ),
            Command(
                names: ["lock"],
                chinese: ["上鎖"],
                arguments: [],
                usage: "",
                summary: WireText(zhHant: "恢復唯讀", en: "back to reading only"),
                example: "\\lock",
                run: { desk, _ throws(ConsoleError) in try desk.lock() }
            ),
            Command(
                names: ["reveal"],
                chinese: ["揭示"],
                arguments: [.caseNumber, .none],
                usage: "案號 [分鐘≤15] [理由]",
                summary: WireText(
                    zhHant: "顯示一案的敏感欄位;每次讀取均留紀錄,到時自動遮蔽",
                    en: "show one case's sensitive fields for a while; each field read is recorded"
                ),
                example: "\\reveal 危-社工科-115-0001 10 核對當事人陳述",
                isSensitive: true,
                run: { desk, input throws(ConsoleError) in try desk.reveal(input) }
            ),
            Command(
                names: ["mask"],
                chinese: ["遮蔽"],
                arguments: [],
                usage: "",
                summary: WireText(zhHant: "立即遮蔽敏感欄位", en: "mask sensitive fields again at once"),
                example: "\\mask",
                run: { desk, _ throws(ConsoleError) in try desk.mask() }
            ),
            Command(
                names: ["reason"],
                chinese: ["理由"],
                arguments: [.none],
                usage: "[理由] [代碼=casework]",
                summary: WireText(zhHant: "改填本次使用之理由", en: "say anew why you work here"),
                example: "\\reason 查核逾期案件 代碼=inquiry",
                run: { desk, input throws(ConsoleError) in try desk.restate(input) }
            ),
            Command(
                names: ["who", "sessions"],
                chinese: ["連線"],
                arguments: [],
                usage: "",
                summary: WireText(zhHant: "目前連線之主控台", en: "the consoles that are attached"),
                example: "\\who",
                run: { desk, _ throws(ConsoleError) in try desk.listSessions() }
            ),
            Command(
                names: ["kick"],
                chinese: ["中斷"],
                arguments: [.none],
                usage: "連線編號 [理由]",
                summary: WireText(
                    zhHant: "中斷連線:自己的,或由系統管理者中斷他人的",
                    en: "end a session: one of yours, or as an administrator anybody's"
                ),
                example: "\\kick 12",
                run: { desk, input throws(ConsoleError) in try desk.kick(input) }
            ),
            Command(
                names: ["audit"],
                chinese: ["稽核"],
                arguments: [.none],
                usage: "[案號=…] [連線=N] [帳號=…] [步驟=…] [--limit N] | review N ok|flag [說明]",
                summary: WireText(
                    zhHant: "主控台紀錄:自己的;稽核人員可看全部。案號=… 顯示誰看過該案",
                    en: "what was done in consoles: yours, for auditors all; case=… shows who looked at it"
                ),
                example: "\\audit 案號=危-社工科-115-0001",
                run: { desk, input throws(ConsoleError) in try desk.audit(input) }
            ),
        ]
    )
}
