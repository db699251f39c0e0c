import CaseAPI

/// The one list of commands.
enum CommandRegistry {
    static let all: [Command] = looking + understanding + acting + changing + modes + session

    /// The command of a name in either language.
    static func command(named name: String) -> Command? { all.first { $0.allNames.contains(name) } }

    /// The registered names that are nearest to a mistyped one.
    static func nearest(to name: String) -> [String] {
        Spelling.nearest(to: name, among: all.flatMap(\.allNames))
    }

    private static let looking: [Command] = [
        Command(
            names: ["l"],
            chinese: ["案件", "案件清單"],
            arguments: [.filter],
            usage: "[全部] [狀態=ID] [單位=ID] [流程=名稱] [結案=是|否] [--limit N]",
            summary: WireText(
                zhHant: "列出未結案件;全部(--all)含已結案",
                en: "list open cases; --all shows closed ones, too"
            ),
            example: "\\l 全部 單位=north",
            run: { desk, input throws(ConsoleError) in try desk.listCases(input) }
        ),
        Command(
            names: ["show", "s"],
            chinese: ["案卡", "檢視"],
            arguments: [.caseNumber],
            usage: "案號",
            summary: WireText(
                zhHant: "顯示案件:狀態、資料、時限、下一步",
                en: "show a case: states, data, deadlines, actions"
            ),
            example: "\\show 危-社工科-115-0042",
            run: { desk, input throws(ConsoleError) in try desk.showCase(input) }
        ),
        Command(
            names: ["log"],
            chinese: ["歷程", "時間軸"],
            arguments: [.caseNumber],
            usage: "案號 [-n 筆數]",
            summary: WireText(zhHant: "顯示案件歷程", en: "show a case's history"),
            example: "\\log 危-社工科-115-0042 -n 20",
            run: { desk, input throws(ConsoleError) in try desk.showHistory(input) }
        ),
        Command(
            names: ["next", "n"],
            chinese: ["下一步"],
            arguments: [.caseNumber],
            usage: "案號",
            summary: WireText(
                zhHant: "可辦的動作,以及目前不可辦者的第一個原因",
                en: "possible actions, then refused ones with the reason"
            ),
            example: "\\next 危-社工科-115-0042",
            run: { desk, input throws(ConsoleError) in try desk.showActions(input) }
        ),
        Command(
            names: ["why"],
            chinese: ["為何"],
            arguments: [.caseNumber, .action],
            usage: "案號 動作",
            summary: WireText(
                zhHant: "逐項說明動作的要件:條款、結果、依據的資料",
                en: "each requirement of an action: clause, outcome, data"
            ),
            example: "\\why 危-社工科-115-0042 close",
            run: { desk, input throws(ConsoleError) in try desk.showReasons(input) }
        ),
        Command(
            names: ["form"],
            chinese: ["表單"],
            arguments: [.caseNumber, .action],
            usage: "案號 動作 | 流程",
            summary: WireText(
                zhHant: "動作要填的欄位;只給流程時為開案的欄位",
                en: "the fields of an action's form, or of opening a case of a workflow"
            ),
            example: "\\form threat-report",
            run: { desk, input throws(ConsoleError) in try desk.showForm(input) }
        ),
        Command(
            names: ["due"],
            chinese: ["時限"],
            arguments: [.due],
            usage: "[逾期|今日|3日|7日]",
            summary: WireText(zhHant: "時限一覽", en: "the deadlines"),
            example: "\\due 逾期",
            run: { desk, input throws(ConsoleError) in try desk.showDeadlines(input) }
        ),
        Command(
            names: ["dw"],
            chinese: ["流程"],
            arguments: [],
            usage: "",
            summary: WireText(zhHant: "施行中的流程", en: "the workflows in force"),
            example: "\\dw",
            run: { desk, _ throws(ConsoleError) in try desk.listWorkflows() }
        ),
        Command(
            names: ["df"],
            chinese: ["法定表單"],
            arguments: [.caseNumber],
            usage: "[案號]",
            summary: WireText(
                zhHant: "法定表單;給案號時為可取得者(以 anwei document 列印)",
                en: "the regulations' forms, or those you may have of a case (print them with anwei document)"
            ),
            example: "\\df 申-教保組-115-0001",
            run: { desk, input throws(ConsoleError) in try desk.listForms(input) }
        ),
        Command(
            names: ["me"],
            chinese: ["我"],
            arguments: [],
            usage: "",
            summary: WireText(zhHant: "我的帳號與角色", en: "my account and roles"),
            example: "\\me",
            run: { desk, _ throws(ConsoleError) in try desk.showAccount() }
        ),
        Command(
            names: ["verify"],
            chinese: ["驗證"],
            arguments: [.caseNumber],
            usage: "[案號]",
            summary: WireText(
                zhHant: "驗證雜湊鏈與案件現況;有任何不符時結束碼為 1",
                en: "verify the chain and the cases; exit 1 on any difference"
            ),
            example: "\\verify",
            run: { desk, input throws(ConsoleError) in try desk.verify(input) }
        ),
    ]

    private static let acting: [Command] = [
        Command(
            names: ["advance"],
            chinese: ["辦理"],
            arguments: [.caseNumber, .action, .field],
            usage: "案號 動作 [欄=值 …] [--apply|--dry-run] [--idem KEY]",
            summary: WireText(
                zhHant: "辦理動作:先試行並顯示變動,確認後才送出",
                en: "take an action: shows what would change, then asks"
            ),
            example: "\\advance 危-社工科-115-0042 assign-companion companion=lin",
            run: { desk, input throws(ConsoleError) in try desk.advance(input) }
        ),
        Command(
            names: ["open"],
            chinese: ["開案"],
            arguments: [.workflow, .field],
            usage: "流程 [單位=ID] [欄=值 …] [--apply|--dry-run] [--idem KEY]",
            summary: WireText(
                zhHant: "開立案件;不給欄位時逐欄詢問。多項 kinds=a,b;細目 victims=person:chen,harm:injured;person:li",
                en:
                    "open a case; asks field by field. Lists a,b; records member:value,member:value;member:value"
            ),
            example:
                "\\open threat-report victims=person:chen,harm:injured kinds=intimidation,physical-attack"
                + " occurredAt=\"115/11/21 09:00\"",
            run: { desk, input throws(ConsoleError) in try desk.openCase(input) }
        ),
        Command(
            names: ["takeover"],
            chinese: ["補登"],
            arguments: [.file],
            usage: "檔案.json [--apply|--dry-run] [--idem KEY]",
            summary: WireText(
                zhHant: "補登紙本案件:檔案同 API 之 JSON(workflow、unit、data、at、paper、steps),先試行,確認後一次登錄",
                en:
                    "take a case over from paper: the file is the API's JSON; shows what would happen, then asks"
            ),
            example: "\\takeover paper-12.json --dry-run",
            run: { desk, input throws(ConsoleError) in try desk.takeOver(input) }
        ),
    ]

    private static let session: [Command] = [
        Command(
            names: ["f"],
            chinese: ["格式"],
            arguments: [.format],
            usage: "table|vertical|json|jsonl|csv|tsv",
            summary: WireText(zhHant: "輸出格式", en: "the output format"),
            example: "\\f vertical",
            run: { desk, input throws(ConsoleError) in try desk.setFormat(input) }
        ),
        Command(
            names: ["pset"],
            chinese: ["設定"],
            arguments: [.setting],
            usage: "ambiguous 1|2 · date roc|iso · lang zh-Hant|en",
            summary: WireText(zhHant: "顯示設定:歧義寬度、日期、語言", en: "display: ambiguous width, dates, language"),
            example: "\\pset ambiguous 2",
            run: { desk, input throws(ConsoleError) in try desk.set(input) }
        ),
        Command(
            names: ["h", "?"],
            chinese: ["說明"],
            arguments: [.command],
            usage: "[指令]",
            summary: WireText(zhHant: "說明", en: "help"),
            example: "\\h advance",
            run: { desk, input throws(ConsoleError) in try desk.help(input) }
        ),
        Command(
            names: ["q"],
            chinese: ["離開"],
            arguments: [],
            usage: "",
            summary: WireText(zhHant: "離開(同 Ctrl-D)", en: "leave (as Ctrl-D)"),
            example: "\\q",
            run: { desk, _ in desk.isOver = true }
        ),
    ]
}
