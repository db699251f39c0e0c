import AdminConsole
import ArgumentParser
import Foundation

/// `anwei console`: the prompt and the scripts, attached to a running server.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Attaches to a running server: prompt, Lua, batch. 主控台。",
        discussion: """
            -c and -f run in order; a lone - reads Lua from standard input; `run show NUMBER` is the backslash \
            command \\show. Data go to standard output, everything else to standard error.
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

    @Option(help: "table, vertical, json, jsonl, csv or tsv. 輸出格式。")
    var format = "table"

    @Option(help: "zh-Hant or en. 語言。")
    var lang: String?

    @Option(help: ArgumentHelp("Longest time of one input, 1 to 600 s. 時限秒數。", valueName: "s"))
    var maxTime: Int?

    @Option(help: "Columns of ambiguous characters, 1 or 2. 模糊寬度。")
    var ambiguous = 1

    @Flag(help: "Applies writes without a question. 直接套用。")
    var apply = false

    @Flag(help: "Goes on after an input that failed. 失敗後繼續。")
    var keepGoing = false

    @Flag(name: [.short, .long], help: "Leaves out the banner. 不顯示標題。")
    var quiet = false

    @Argument(parsing: .allUnrecognized, help: "`-`, or `run` and a command with its arguments. 指令。")
    var rest: [String] = []

    func run() throws {
        throw ExitCode(ConsoleSession.run(try options()))
    }

    private func options() throws -> ConsoleOptions {
        var options = ConsoleOptions(socketPath: socket)
        options.inputs = texts.map { .text($0) } + files.map { .file($0) }
        switch rest.first {
        case nil: break
        case "-": options.inputs.append(.standardInput)
        case "run": options.command = Array(rest.dropFirst())
        case .some(let word): throw ValidationError("'\(word)': - 或 run (takes - or run).")
        }
        for variable in variables {
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("-v 須為 k=v (takes k=v).") }
            options.arguments[String(parts[0])] = String(parts[1])
        }
        options.account = user
        options.format = format
        options.language = lang
        options.maximumSeconds = maxTime
        options.ambiguousWidth = ambiguous
        options.applies = apply
        options.keepsGoing = keepGoing
        options.isQuiet = quiet
        return options
    }
}
