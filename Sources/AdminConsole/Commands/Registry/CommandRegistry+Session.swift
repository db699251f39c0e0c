import CaseAPI

extension CommandRegistry {
    /// The console itself.
    static let session = Group(
        "主控台",
        "Console",
        [
            Command(
                "me 我",
                zhHant: "我的帳號與角色",
                en: "my account and roles",
                example: "\\me",
                run: { desk, _ throws(ConsoleError) in try desk.showAccount() }
            ),
            Command(
                "health 健康",
                zhHant: "伺服器是否正常、往返時間、時鐘差",
                en: "whether the server is well, its distance and its clock",
                example: "\\health",
                run: { desk, _ throws(ConsoleError) in try desk.showHealth() }
            ),
            Command(
                "version 版本",
                zhHant: "主控台、伺服器與 Lua 的版本",
                en: "the releases of console, server and Lua",
                example: "\\version",
                run: { desk, _ throws(ConsoleError) in try desk.showVersion() }
            ),
            Command(
                "h ? 說明",
                "[指令或詞]",
                [.command],
                zhHant: "說明",
                en: "help",
                example: "\\h advance",
                run: { desk, input throws(ConsoleError) in try desk.help(input) }
            ),
            Command(
                "q 離開",
                zhHant: "離開(同 Ctrl-D)",
                en: "leave (as Ctrl-D)",
                example: "\\q",
                run: { desk, _ in desk.leave() }
            ),
        ]
    )
}
