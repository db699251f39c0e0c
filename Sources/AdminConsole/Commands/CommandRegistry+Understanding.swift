import CaseAPI

extension CommandRegistry {
    /// What helps to understand a case.
    static let understanding: [Command] = [
        Command(
            names: ["clock"],
            chinese: ["時限計算"],
            arguments: [.caseNumber, .deadline, .none],
            usage: "案號 [時限] [--what-if 起算=時間]",
            summary: WireText(
                zhHant: "時限如何算出:起算、逐日計入或不計入、期限;可假設另一起算時間",
                en: "how a deadline comes about, day by day; with another start if you like"
            ),
            example: "\\clock 危-社工科-115-0042 initial --what-if 起算=115/11/20",
            run: { desk, input throws(ConsoleError) in try desk.showClock(input) }
        ),
        Command(
            names: ["dia"],
            chinese: ["流程圖"],
            arguments: [.caseNumber],
            usage: "案號",
            summary: WireText(
                zhHant: "案件在流程中的位置:目前 ●、曾在 ✓、可辦 ⇒、不可辦 ✗",
                en: "the chart with the case's place ●, its way ✓, what is possible ⇒ and refused ✗"
            ),
            example: "\\dia 危-社工科-115-0042",
            run: { desk, input throws(ConsoleError) in try desk.showDiagram(input) }
        ),
        Command(
            names: ["at"],
            chinese: ["當時"],
            arguments: [.caseNumber, .none],
            usage: "案號 時點|v版次",
            summary: WireText(
                zhHant: "案件當時的樣子(由歷程重建,依今日權限)",
                en: "the case as it was, rebuilt from its entries, by today's rights"
            ),
            example: "\\at 危-社工科-115-0042 \"115/11/20 09:00\"",
            run: { desk, input throws(ConsoleError) in try desk.showPast(input) }
        ),
        Command(
            names: ["cmp"],
            chinese: ["比較"],
            arguments: [.caseNumber, .none],
            usage: "案號 v12 v17",
            summary: WireText(
                zhHant: "兩個版次之間欄位、狀態、時限的差異;有差異時結束碼為 1",
                en: "what two revisions differ in: fields, states, deadlines; exit 1 if anything does"
            ),
            example: "\\cmp 危-社工科-115-0042 v1 v3",
            run: { desk, input throws(ConsoleError) in try desk.compare(input) }
        ),
        Command(
            names: ["sim"],
            chinese: ["假設", "模擬"],
            arguments: [.caseNumber, .none],
            usage: "案號 [\"動作 欄=值\" \"wait 3d\" \"until 時間\" …]",
            summary: WireText(
                zhHant: "假設推演:在記憶體中推進案件,不寫入任何資料;不給步驟時逐行輸入",
                en: "what if: plays steps and days on a copy in memory; asks line by line if none is given"
            ),
            example: "\\sim 危-社工科-115-0042 \"wait 3d\" \"close result=已處理\"",
            run: { desk, input throws(ConsoleError) in try desk.simulate(input) }
        ),
    ]

    /// What a session may do, and what was done in sessions.
    static let modes: [Command] = [
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
            example: "\\reveal 危-社工科-115-0042 10 核對當事人陳述",
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
            example: "\\audit 案號=危-社工科-115-0042",
            run: { desk, input throws(ConsoleError) in try desk.audit(input) }
        ),
    ]
}
