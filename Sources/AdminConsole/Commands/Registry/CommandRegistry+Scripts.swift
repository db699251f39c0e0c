import CaseAPI

extension CommandRegistry {
    /// Editor, files, snippets, conditions.
    static let scripts = Group(
        "編輯與檔案",
        "Editor and files",
        [
            Command(
                "e 編輯",
                "[片段名稱]",
                [.snippet],
                zhHant: "以 $EDITOR 編輯上次的輸入或片段,存檔後執行;未變更則不執行",
                en: "edits the last input or a snippet with $EDITOR and runs it if it was changed",
                example: "\\e",
                run: { desk, input throws(ConsoleError) in try desk.edit(input) }
            ),
            Command(
                "i 載入",
                "檔案.lua [--meta]",
                [.file],
                zhHant: "執行檔案中的 Lua;--meta 時以 \\ 開頭的行為指令",
                en: "runs a file of Lua; with --meta, lines that begin with \\ are commands",
                example: "\\i report.lua",
                run: { desk, input throws(ConsoleError) in try desk.include(input) }
            ),
            Command(
                "save 存片段",
                "名稱",
                [],
                zhHant: "把上次的 Lua 輸入存為片段",
                en: "keeps the last Lua input as a snippet",
                example: "\\save mine",
                run: { desk, input throws(ConsoleError) in try desk.saveSnippet(input) }
            ),
            Command(
                "snip 片段",
                "[名稱]",
                [.snippet],
                zhHant: "列出片段;給名稱時執行",
                en: "lists the snippets, or runs one",
                example: "\\snip",
                run: { desk, input throws(ConsoleError) in try desk.snippets(input) }
            ),
            Command(
                "echo 顯示",
                "文字",
                [],
                zhHant: "把文字寫到結果",
                en: "writes a text into the results",
                example: "\\echo 本週逾期案件",
                takesRest: true,
                run: { desk, input in desk.echo(input) }
            ),
            Command(
                "if 若",
                "Lua條件 \\指令",
                [],
                zhHant: "條件成立時才執行指令",
                en: "runs the command if the condition in Lua holds",
                example: "\\if #deadlines{overdue=true} == 0 \\echo 沒有逾期",
                takesRest: true,
                run: { desk, input throws(ConsoleError) in try desk.runIf(input) }
            ),
        ]
    )
}
