import AdminConsole
import ArgumentParser
import Foundation

/// `anwei console`: the prompt and the scripts, attached to a running server.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Attaches to a running server: prompt, Lua, batch. 主控台。",
        discussion: """
            -c, -f and a lone - (standard input) run in the order typed; `run show NUMBER` is the backslash \
            command \\show; `doctor` looks whether everything is there; `completion bash|zsh|fish` prints a \
            script for the shell. Data go to standard output, everything else to standard error.

            Exit codes: 0 done, 1 findings, 2 wrong use, 3 refused by a rule, 4 unknown, 5 conflict, 6 not \
            permitted or not confirmed, 7 server not reachable, 8 limit, 9 outcome unknown.

            --standalone --database FILE looks into a database whose server is stopped: nothing but the record of \
            who looked is written. --repair, for administrators, verifies the journal, makes what is kept beside it \
            anew from it and reckons the running deadlines again; whatever the console is then told to do reads.

            Examples 範例:
              anwei console -S run/anwei.sock
              anwei console -S run/anwei.sock -u wang -r 查核逾期案件 run l 期限\\<3日 承辦=我
              anwei console -r 查詢結案要件 run why 危-社工科-115-0003 close
              anwei console -r 辦理本日派案 --write --credential-file token run advance 危-社工科-115-0003 \
                assign-companion companion=chen --apply
              anwei console --format jsonl -c 'return cases{}' -f report.lua
            """
    )

    @Option(name: [.customShort("S"), .long], help: "The server's Unix socket. 本機通訊端。")
    var socket = "/run/anwei/admin.sock"

    @Option(name: [.short, .long], help: "The account to speak for (root or the server's user). 帳號。")
    var user: String?

    @Option(name: .customShort("c"), help: ArgumentHelp("Lua to run; repeatable. 執行 Lua。", valueName: "lua"))
    var texts: [String] = []

    @Option(
        name: .customShort("f"),
        help: ArgumentHelp("A file of Lua; repeatable. Lua 檔。", valueName: "file")
    )
    var files: [String] = []

    @Option(name: .customShort("v"), help: ArgumentHelp("k=v for the scripts' args. 參數。", valueName: "k=v"))
    var variables: [String] = []

    @OptionGroup(title: "Output 輸出")
    var output: OutputOptions

    @OptionGroup(title: "Writing 辦理")
    var writing: WritingOptions

    @Option(help: ArgumentHelp("Longest time of one input, 1 to 600 s. 時限秒數。", valueName: "s"))
    var maxTime: Int?

    @Option(help: ArgumentHelp("How long to wait for the server, in seconds. 等候伺服器秒數。", valueName: "s"))
    var timeout: Int?

    @Option(name: [.short, .long], help: "Why you work here, at least 6 characters. 使用理由。")
    var reason: String?

    @Option(
        help: "casework, inquiry, correction, recompute, export, fault or drill. 理由代碼。"
    )
    var reasonCode: String?

    @Flag(help: "Unlocks at once; asks for your credential. 連線即解鎖。")
    var write = false

    @Option(
        help: ArgumentHelp("Holds your credential, mode 600. 憑證檔。", valueName: "file")
    )
    var credentialFile: String?

    @Option(help: "The number of the document that writing is for. 文號。")
    var document: String?

    @Flag(help: "Goes on after an input that failed. 失敗後繼續。")
    var keepGoing = false

    @Flag(help: "Files and standard input may hold \\ commands. 檔案可含 \\ 指令。")
    var meta = false

    @OptionGroup(title: "Without a server 伺服器未啟動時")
    var standalone: StandaloneOptions

    @Option(help: .hidden)
    var noticeEvery = 30

    @Argument(parsing: .allUnrecognized, help: "`-`, `run` and a command, `doctor`, `completion`. 指令。")
    var rest: [String] = []

    /// How results look.
    struct OutputOptions: ParsableArguments {
        @Option(help: "table, vertical, json, jsonl, csv or tsv. 輸出格式。")
        var format = "table"

        @Flag(help: "The same as --format json, jsonl or csv. 同 --format。")
        var shorthand: Shorthand?

        @Flag(help: "No colour. 不用顏色。")
        var noColor = false

        @Flag(help: "No pager. 不分頁。")
        var noPager = false

        @Flag(name: [.short, .long], help: "Leaves out the banner. 不顯示標題。")
        var quiet = false

        @Option(help: ArgumentHelp("How many rows lists show at most. 最多列數。", valueName: "n"))
        var maxRows: Int?

        @Option(help: "zh-Hant or en. 語言。")
        var lang: String?

        @Option(help: "Columns of ambiguous characters: 1, 2 or auto. 模糊寬度。")
        var ambiguous = "auto"

        enum Shorthand: String, EnumerableFlag { case json, jsonl, csv }
    }

    /// What is demanded of writes.
    struct WritingOptions: ParsableArguments {
        @Flag(help: "Applies writes without a question. 直接套用。")
        var apply = false

        @Flag(help: "Writes nothing: shows what would change. 試行,不寫入。")
        var dryRun = false

        @Option(help: ArgumentHelp("How many cases must be found or touched. 應有件數。", valueName: "n"))
        var expectCount: Int?

        @Option(help: ArgumentHelp("The fingerprint of the changes. 變動之指紋。", valueName: "sha"))
        var expectDiff: String?

        @Option(help: ArgumentHelp("The idempotency key of a write. 冪等鍵。", valueName: "key"))
        var idem: String?

        @Flag(help: "Asks nothing: a question is exit 6. 不提問。")
        var noInput = false
    }

    func run() throws {
        guard rest.first != "completion" else { return try printCompletion() }
        var options = try options()
        guard standalone.isWanted else { throw ExitCode(ConsoleSession.run(options)) }
        let server = try StandaloneServer(standalone.place())
        options.socketPath = server.socket
        options.addressSpace = StandaloneServer.addressSpace
        let code = Result { try work(on: server, options) }
        try server.stop()
        throw ExitCode(try code.get())
    }

    /// Repairs if that was asked for, then does what any console does; the exit code.
    private func work(on server: StandaloneServer, _ options: ConsoleOptions) throws -> Int32 {
        guard standalone.repair else { return ConsoleSession.run(options) }
        let engine = server.installation.engine
        let isSound = try Repair(engine, by: user, because: reason, code: reasonCode).run()
        let hasMore = options.command != nil || !options.inputs.isEmpty || isatty(STDIN_FILENO) == 1
        let code = hasMore ? ConsoleSession.run(options) : 0
        return isSound ? code : max(code, ExitStatus.findings.rawValue)
    }

    private func printCompletion() throws {
        guard rest.count == 2, let script = ShellCompletion.script(for: rest[1]) else {
            throw ValidationError("completion 須為 bash、zsh 或 fish (takes bash, zsh or fish).")
        }
        print(script, terminator: "")
    }

    private func options() throws -> ConsoleOptions {
        var options = ConsoleOptions(socketPath: socket)
        options.inputs = try inputs(CommandLine.arguments)
        switch rest.first {
        case nil, "-": break
        case "run": options.command = Array(rest.dropFirst())
        case "doctor": options.errand = .doctor
        case "candidates": options.errand = .candidates(Array(rest.dropFirst()))
        case .some(let word):
            throw ValidationError(
                "'\(word)': -、run、doctor 或 completion (takes -, run, doctor or completion)."
            )
        }
        for variable in variables {
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("-v 須為 k=v (takes k=v).") }
            options.arguments[String(parts[0])] = String(parts[1])
        }
        options.account = user
        options.maximumSeconds = maxTime
        options.patienceSeconds = timeout
        options.keepsGoing = keepGoing
        options.takesCommands = meta
        options.noticeSeconds = noticeEvery
        options.release = AnweiCommand.release
        try take(output, into: &options)
        options.applies = writing.apply
        options.isDryRun = writing.dryRun
        options.expectedCount = writing.expectCount
        options.expectedFingerprint = writing.expectDiff
        options.key = writing.idem
        options.asksNothing = writing.noInput
        options.reason = reason
        options.reasonCode = reasonCode
        options.writes = write
        options.credentialPath = credentialFile
        options.document = document
        return options
    }

    private func take(_ output: OutputOptions, into options: inout ConsoleOptions) throws {
        guard ["1", "2", "auto"].contains(output.ambiguous) else {
            throw ValidationError("--ambiguous 須為 1、2 或 auto (takes 1, 2 or auto).")
        }
        options.format = output.shorthand?.rawValue ?? output.format
        options.isColorless = output.noColor
        options.isUnpaged = output.noPager
        options.isQuiet = output.quiet
        options.maximumRows = output.maxRows
        options.language = output.lang
        options.ambiguousWidth = Int(output.ambiguous)
    }

    /// The inputs in the order in which they were typed, which the parser's arrays do not keep.
    private func inputs(_ arguments: [String]) throws -> [ConsoleOptions.Input] {
        var texts = texts[...]
        var files = files[...]
        var inputs: [ConsoleOptions.Input] = []
        var words = arguments.drop { $0 != "console" }.dropFirst()
        while let word = words.popFirst() {
            if word == "run" || word == "candidates" { break }
            if word == "-" {
                inputs.append(.standardInput)
            } else if ConsoleCommand.valued.contains(word) {
                words = words.dropFirst()
            } else if word.first == "-", !word.hasPrefix("--"), let last = word.last, "cf".contains(last) {
                // What follows a lone - the parser has left alone.
                guard let value = words.popFirst() else {
                    throw ValidationError("\(word) 之後須有值 (needs a value).")
                }
                _ = last == "c" ? texts.popFirst() : files.popFirst()
                inputs.append(last == "c" ? .text(value) : .file(value))
            }
        }
        // What was written together, as in -c=TEXT.
        return inputs + texts.map { .text($0) } + files.map { .file($0) }
    }

    /// The options that take the next word.
    private static let valued: Set<String> = [
        "-S", "--socket", "-u", "--user", "-v", "--format", "--lang", "--max-time", "--ambiguous",
        "--timeout",
        "--max-rows", "--expect-count", "--expect-diff", "--idem", "--notice-every",
        "-r", "--reason", "--reason-code", "--credential-file", "--document", "--database", "--master-key",
        "--workflows", "--heads",
    ]
}
