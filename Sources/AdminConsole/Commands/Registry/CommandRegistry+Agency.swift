import CaseAPI

extension CommandRegistry {
    /// What is set up: workflows, rules, people, units.
    static let agency = Group(
        "規定與機關",
        "Rules and agencies",
        [
            Command(
                "d 種類",
                zhHant: "有哪些種類的資料,各以何指令檢視",
                en: "the kinds of things, and the commands that show them",
                example: "\\d",
                run: { desk, _ throws(ConsoleError) in try desk.listKinds() }
            ),
            Command(
                "dw 流程",
                "[流程|樣式](\\dw+ 含狀態、動作、條款)",
                [.workflow],
                zhHant: "施行中的流程",
                en: "the workflows in force; \\dw+ shows states, actions and clauses",
                example: "\\dw+ threat-report",
                run: { desk, input throws(ConsoleError) in try desk.listWorkflows(input) }
            ),
            Command(
                "dr 時限規則",
                "[流程|樣式]",
                [.workflow],
                zhHant: "時限規則:多久、通知誰、依據",
                en: "the rules of deadlines: how long, who is told, the clause",
                example: "\\dr threat-report",
                run: { desk, input throws(ConsoleError) in try desk.listDeadlineRules(input) }
            ),
            Command(
                "da 動作",
                "[流程|樣式](\\da+ 含各欄位)",
                [.workflow],
                zhHant: "流程的動作:誰可辦、要填什麼",
                en: "a workflow's actions, who may take them, what they ask",
                example: "\\da threat-report",
                run: { desk, input throws(ConsoleError) in try desk.listActionRules(input) }
            ),
            Command(
                "df 法定表單",
                "[案號]",
                [.caseNumber],
                zhHant: "法定表單;給案號時為可取得者(以 anwei document 列印)",
                en: "the regulations' forms, or those you may have of a case (printed by anwei document)",
                example: "\\df",
                run: { desk, input throws(ConsoleError) in try desk.listForms(input) }
            ),
            Command(
                "dayoff 停班",
                "日期 原因 [--apply|--dry-run]",
                [.none],
                zhHant: "登記辦公日曆所無之放假日(如颱風停班),並列出因此變動之時限(系統管理者)",
                en: "register a day off that no calendar has, and show which deadlines move (administrators)",
                example: "\\dayoff 115/12/01 颱風停止上班 --dry-run",
                run: { desk, input throws(ConsoleError) in try desk.takeDayOff(input) }
            ),
            Command(
                "du 人員",
                "[樣式]",
                [.person],
                zhHant: "本機關人員與其角色;樣式如 *測*、supervisor",
                en: "the people of the agency and their roles; a pattern such as *li*",
                example: "\\du *範*",
                run: { desk, input throws(ConsoleError) in try desk.listPeople(input) }
            ),
            Command(
                "dg 單位",
                "[樣式]",
                [],
                zhHant: "單位、主管、適用的機關設定與場所",
                en: "the units, their heads, profiles and workplaces",
                example: "\\dg",
                run: { desk, input throws(ConsoleError) in try desk.listUnits(input) }
            ),
        ]
    )
}
