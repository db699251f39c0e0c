import CaseAPI

extension CommandRegistry {
    /// How results are shown, and where they go.
    static let output = Group(
        "輸出",
        "Output",
        [
            Command(
                "f 格式",
                "[table|vertical|json|jsonl|csv|tsv]",
                [.format],
                zhHant: "輸出格式;不給時顯示目前設定",
                en: "the output format; without one, shows the settings",
                example: "\\f table",
                run: { desk, input throws(ConsoleError) in try desk.setFormat(input) }
            ),
            Command(
                "x 直式",
                "[on|off|auto]",
                [.onOff],
                zhHant: "直式顯示;auto:太寬時",
                en: "one field a line; auto: when a table is too wide",
                example: "\\x auto",
                run: { desk, input throws(ConsoleError) in try desk.setExpansion(input) }
            ),
            Command(
                "pset 設定",
                "[ambiguous 1|2|auto · date roc|iso · lang zh-Hant|en · expanded on|off|auto · "
                    + "pager on|off · color on|off]",
                [.setting],
                zhHant: "顯示設定;不給時列出目前值",
                en: "display settings; without one, lists them",
                example: "\\pset ambiguous 1",
                run: { desk, input throws(ConsoleError) in try desk.set(input) }
            ),
            Command(
                "pager 分頁",
                "[on|off]",
                [.onOff],
                zhHant: "長於畫面的結果是否以 less 分頁",
                en: "whether results longer than the screen go through less",
                example: "\\pager on",
                run: { desk, input throws(ConsoleError) in try desk.setPager(input) }
            ),
            Command(
                "timing 計時",
                "[on|off]",
                [.onOff],
                zhHant: "每次顯示耗時:本機、與伺服器往返、請求數",
                en: "the time of each command: here, on the wire, requests",
                example: "\\timing off",
                run: { desk, input throws(ConsoleError) in try desk.setTiming(input) }
            ),
            Command(
                "again 再顯示",
                "[格式]",
                [.format],
                zhHant: "以另一格式再顯示上次結果,不再查詢",
                en: "shows the last result again, in another format, without asking again",
                example: "\\again csv",
                run: { desk, input throws(ConsoleError) in try desk.showAgain(input) }
            ),
            Command(
                "o 輸出",
                "[檔案](\\o! 覆寫;不給檔案時恢復到畫面)",
                [.file],
                zhHant: "之後的結果寫入檔案(0600);不覆寫既有檔案,除非 \\o!",
                en: "writes results into a file (0600); an existing one only with \\o!",
                example: "\\o",
                run: { desk, input throws(ConsoleError) in try desk.setOutput(input) }
            ),
            Command(
                "watch 監看",
                "秒 [-n 次數] 指令或 Lua",
                [],
                zhHant: "每隔幾秒重做並標示變動;按任一鍵停止,最長 1 小時",
                en: "repeats every so many seconds and marks what changed; any key stops it",
                example: "\\watch 1 -n 2 \\due 逾期",
                takesRest: true,
                run: { desk, input throws(ConsoleError) in try desk.watch(input) }
            ),
        ]
    )
}
