import CaseAPI

extension CommandRegistry {
    /// The commands of change sets: corrections and migrations.
    static let changing = Group(
        "更正",
        "Corrections",
        [
            Command(
                names: ["begin"],
                chinese: ["更正"],
                arguments: [],
                usage: "說明 | [說明] --undo 收據",
                summary: WireText(
                    zhHant: "建立更動集草稿;--undo 撤銷先前更正",
                    en: "begin a change set; --undo takes an earlier one back"
                ),
                example: "\\begin 補正獲知時間",
                run: { desk, input throws(ConsoleError) in try desk.beginChange(input) }
            ),
            Command(
                names: ["add"],
                chinese: ["加入更動"],
                arguments: [.caseNumber, .verb, .field],
                usage:
                    "案號 setfield 欄=值 | retime 序 at=時間 | void 序 | append 動作 at=時間 欄=值 … | "
                    + "restate 狀態 | reassign from=帳號 to=帳號 | recompute",
                summary: WireText(zhHant: "於更動集加入一項更動", en: "add an operation to the change set"),
                example: "\\add 危-社工科-115-0001 setfield knownAt=\"115/11/19 22:40\"",
                run: { desk, input throws(ConsoleError) in try desk.addOperation(input) }
            ),
            Command(
                names: ["drop"],
                chinese: ["移除更動"],
                arguments: [],
                usage: "項次",
                summary: WireText(zhHant: "自更動集移除一項", en: "take an operation out of the change set"),
                example: "\\drop 2",
                run: { desk, input throws(ConsoleError) in try desk.dropOperation(input) }
            ),
            Command(
                names: ["set"],
                chinese: ["選用更動集"],
                arguments: [],
                usage: "D-號",
                summary: WireText(
                    zhHant: "續辦先前之更動集(見 \\pending)",
                    en: "go on with a change set of before (see \\pending)"
                ),
                example: "\\set D-1",
                run: { desk, input throws(ConsoleError) in try desk.pickChange(input) }
            ),
            Command(
                names: ["diff"],
                chinese: ["差異"],
                arguments: [],
                usage: "[D-號] [--all 含敏感欄位]",
                summary: WireText(zhHant: "試行並顯示全部後果與指紋", en: "show all consequences, and the fingerprint"),
                example: "\\diff",
                run: { desk, input throws(ConsoleError) in try desk.showDifference(input) }
            ),
            Command(
                names: ["propose"],
                chinese: ["提出"],
                arguments: [],
                usage: "code=代碼 text=理由 basis=依據 [--urgent 電話同意者] [--apply]",
                summary: WireText(
                    zhHant: "提出更動集;--urgent 為緊急更正,立即執行、事後補核可(值班主管)",
                    en: "propose the change set; --urgent has it applied at once (duty supervisors)"
                ),
                example: "\\propose code=entry-error text=登錄錯誤 basis=府社字第1150000000號",
                run: { desk, input throws(ConsoleError) in try desk.proposeChange(input) }
            ),
            Command(
                names: ["approve"],
                chinese: ["核可"],
                arguments: [],
                usage: "D-號 [digits=案號末四碼]",
                summary: WireText(zhHant: "檢視後核可並執行", en: "look at it, agree, and have it applied"),
                example: "\\approve D-118",
                run: { desk, input throws(ConsoleError) in try desk.approveChange(input) }
            ),
            Command(
                names: ["reject"],
                chinese: ["退回"],
                arguments: [],
                usage: "D-號 text=理由",
                summary: WireText(zhHant: "退回更動集", en: "refuse to agree"),
                example: "\\reject D-118 text=依據不符",
                run: { desk, input throws(ConsoleError) in try desk.rejectChange(input) }
            ),
            Command(
                names: ["withdraw"],
                chinese: ["撤回"],
                arguments: [],
                usage: "[D-號]",
                summary: WireText(zhHant: "撤回自己的更動集", en: "give up a change set of your own"),
                example: "\\withdraw",
                run: { desk, input throws(ConsoleError) in try desk.withdrawChange(input) }
            ),
            Command(
                names: ["pending"],
                chinese: ["待核可"],
                arguments: [],
                usage: "",
                summary: WireText(
                    zhHant: "我的草稿與待核可之更動集",
                    en: "my drafts, and what waits for a second person"
                ),
                example: "\\pending",
                run: { desk, _ throws(ConsoleError) in try desk.showPending() }
            ),
            Command(
                names: ["handover"],
                chinese: ["移交"],
                arguments: [.person, .person, .none],
                usage: "原承辦 新承辦 [說明]",
                summary: WireText(
                    zhHant: "某人離職或調任:把其全部未結案件列入一個更動集移交他人",
                    en: "somebody has left: begin a change set that hands all of their open cases to another"
                ),
                example: "\\handover lin chen 林員離職移交",
                run: { desk, input throws(ConsoleError) in try desk.handOver(input) }
            ),
            Command(
                names: ["migrate"],
                chinese: ["版本轉換"],
                arguments: [.caseNumber],
                usage: "說明 案號 … | --workflow 流程 [舊狀態=新狀態 …]",
                summary: WireText(
                    zhHant: "建立改用現行流程版本之更動集,逐案預覽;--workflow 為該流程全部未結案件",
                    en:
                        "begin a change set that takes cases, or all of a workflow, over to the version in force"
                ),
                example: "\\migrate 流程修正 危-社工科-115-0001 危-社工科-115-0002",
                run: { desk, input throws(ConsoleError) in try desk.migrate(input) }
            ),
        ]
    )
}
