import CaseAPI

extension CommandRegistry {
    /// Cases: lists, cards, histories, deadlines.
    static let looking = Group(
        "案件",
        "Cases",
        [
            Command(
                "l 案件 案件清單",
                "[全部] [狀態=…] [期限<3日] [承辦=我] [單位=…] [流程=…] [結案=是|否] [--sort 期限|開案|案號|單位] [--limit N]",
                [.filter],
                zhHant: "列出未結案件;全部(--all)含已結案。jsonl、csv、tsv 逐頁輸出,不限筆數",
                en: "list open cases; --all shows closed ones, too; jsonl, csv and tsv stream all of them",
                example: "\\l 期限<3日 承辦=我 --sort 期限",
                run: { desk, input throws(ConsoleError) in try desk.listCases(input) }
            ),
            Command(
                "show s 案卡 檢視",
                "案號(\\show+ 顯示全部)",
                [.caseNumber],
                zhHant: "案件卡:狀態、資料、時限、下一步、最近歷程",
                en: "a case's card: states, data, deadlines, actions, last entries; \\show+ shows all",
                example: "\\show 危-社工科-115-0001",
                run: { desk, input throws(ConsoleError) in try desk.showCase(input) }
            ),
            Command(
                "log 歷程 時間軸",
                "案號 [-n 筆數] [--since 日期] [--field 欄位] [--raw]",
                [.caseNumber],
                zhHant: "案件歷程;--raw 含內部資料",
                en: "a case's history; --raw shows internal data, too",
                example: "\\log 危-社工科-115-0001 -n 3",
                run: { desk, input throws(ConsoleError) in try desk.showHistory(input) }
            ),
            Command(
                "next n 下一步",
                "案號",
                [.caseNumber],
                zhHant: "可辦的動作,以及目前不可辦者的第一個原因",
                en: "possible actions, then refused ones with the reason",
                example: "\\next 危-社工科-115-0001",
                run: { desk, input throws(ConsoleError) in try desk.showActions(input) }
            ),
            Command(
                "why 為何",
                "案號 動作",
                [.caseNumber, .action],
                zhHant: "逐項說明動作的要件:條款、結果、依據的資料",
                en: "each requirement of an action: clause, outcome, data",
                example: "\\why 危-社工科-115-0001 control-danger",
                run: { desk, input throws(ConsoleError) in try desk.showReasons(input) }
            ),
            Command(
                "form 表單",
                "案號 動作 | 流程 [--lua]",
                [.caseNumber, .action],
                zhHant: "動作要填的欄位;只給流程時為開案的欄位;--lua 印出可編輯的範本",
                en: "the fields of an action's form, or of opening a case; --lua prints a template",
                example: "\\form threat-report",
                run: { desk, input throws(ConsoleError) in try desk.showForm(input) }
            ),
            Command(
                "due 時限",
                "[逾期|今日|3日|7日] [我]",
                [.due],
                zhHant: "時限一覽;我:只列我可辦的",
                en: "the deadlines; mine: only those that I can meet",
                example: "\\due 7日",
                run: { desk, input throws(ConsoleError) in try desk.showDeadlines(input) }
            ),
            Command(
                "task inbox 待辦 我的工作",
                "",
                [],
                zhHant: "我的工作:我可辦的時限,以及我在其中的未結案件",
                en: "my work: deadlines that I can meet, and open cases that I am in",
                example: "\\task",
                run: { desk, _ throws(ConsoleError) in try desk.showWork() }
            ),
            Command(
                "verify 驗證",
                "[案號]",
                [.caseNumber],
                zhHant: "驗證雜湊鏈與案件現況;有任何不符時結束碼為 1",
                en: "verify the chain and the cases; exit 1 on any difference",
                example: "\\verify",
                run: { desk, input throws(ConsoleError) in try desk.verify(input) }
            ),
        ]
    )
}
