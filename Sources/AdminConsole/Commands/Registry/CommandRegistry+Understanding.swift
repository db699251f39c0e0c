import CaseAPI

extension CommandRegistry {
    /// What helps to understand a case.
    static let understanding = Group(
        "理解案件",
        "Understanding",
        [
            Command(
                names: ["clock"],
                chinese: ["時限計算"],
                arguments: [.caseNumber, .deadline, .none],
                usage: "案號 [時限] [--what-if 起算=時間]",
                summary: WireText(
                    zhHant: "時限如何算出:起算、逐日計入或不計入、期限;可假設另一起算時間",
                    en: "how a deadline comes about, day by day; with another start if you like"
                ),
                example: "\\clock 危-社工科-115-0001 companion --what-if 起算=115/11/20",
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
                example: "\\dia 危-社工科-115-0001",
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
                example: "\\at 危-社工科-115-0001 v1",
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
                example: "\\cmp 危-社工科-115-0001 v1 v3",
                run: { desk, input throws(ConsoleError) in try desk.compare(input) }
            ),
            Command(
                names: ["sim"],
                chinese: ["假設", "模擬"],
                arguments: [.caseNumber, .none],
                usage: "案號 [\"動作 欄=值\" \"wait 3d\" \"until 時間\" …]",
                summary: WireText(
                    zhHant: "假設推演:在記憶體中推進案件,不寫入任何資料;不給步驟時逐行輸入",
                    en:
                        "what if: plays steps and days on a copy in memory; asks line by line if none is given"
                ),
                example: "\\sim 危-社工科-115-0001 \"wait 3d\" \"close result=已處理\"",
                run: { desk, input throws(ConsoleError) in try desk.simulate(input) }
            ),
        ]
    )
}
