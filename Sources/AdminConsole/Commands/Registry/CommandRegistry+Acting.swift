import CaseAPI

extension CommandRegistry {
    /// What changes cases.
    static let acting = Group(
        "辦理",
        "Acting",
        [
            Command(
                names: ["advance"],
                chinese: ["辦理"],
                arguments: [.caseNumber, .action, .field],
                usage: "案號 動作 [欄=值 …] [--apply|--dry-run] [--expect-diff 指紋] [--idem KEY]",
                summary: WireText(
                    zhHant: "辦理動作:先試行並顯示變動,確認後才送出",
                    en: "take an action: shows what would change, then asks"
                ),
                example: "\\advance 危-社工科-115-0001 assign-companion companion=chen --dry-run",
                run: { desk, input throws(ConsoleError) in try desk.advance(input) }
            ),
            Command(
                names: ["assign"],
                chinese: ["指派"],
                arguments: [.caseNumber, .person],
                usage: "案號 人員 [--apply|--dry-run]",
                summary: WireText(
                    zhHant: "以該案可辦之指派或移交動作交予某人",
                    en: "give a case to somebody, by whichever of its actions does that"
                ),
                example: "\\assign 危-社工科-115-0003 chen --dry-run",
                run: { desk, input throws(ConsoleError) in try desk.assign(input) }
            ),
            Command(
                names: ["note"],
                chinese: ["註記"],
                arguments: [.caseNumber, .none],
                usage: "案號 文字 [--apply|--dry-run]",
                summary: WireText(
                    zhHant: "以該案可辦之註記動作登錄文字",
                    en: "add a note to a case, by whichever of its actions does that"
                ),
                example: "\\note 危-社工科-115-0003 已電話聯繫當事人 --dry-run",
                run: { desk, input throws(ConsoleError) in try desk.addNote(input) }
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
                    "\\open threat-report victims=person:chen,protectedAs:social-worker,harm:injured kinds=恐嚇"
                    + " harmStatus=已發生 workplace=center occurredAt=\"昨日 09:00\" --dry-run",
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
    )
}
