import ArgumentParser

/// How a console works on a database whose server is stopped.
struct StandaloneOptions: ParsableArguments {
    @Flag(help: "Reads a database whose server is stopped. 直接查詢資料庫。")
    var standalone = false

    @Flag(help: "Makes what is kept beside the journal anew from it (administrators). 依歷程重建。")
    var repair = false

    @Option(help: ArgumentHelp("The database file. 資料庫檔案。", valueName: "file"))
    var database: String?

    @Option(help: ArgumentHelp("The master key's file; FILE.key unless named. 主金鑰檔。", valueName: "file"))
    var masterKey: String?

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    @Option(help: ArgumentHelp("Where signed heads are kept. 簽署檔。", valueName: "file"))
    var heads: String?

    func validate() throws {
        guard isWanted || [database, masterKey, workflows, heads].allSatisfy({ $0 == nil }) else {
            throw ValidationError("--database 等僅用於 --standalone (goes with --standalone).")
        }
        guard !isWanted || database != nil else {
            throw ValidationError("--standalone 須有 --database 檔案 (needs --database FILE).")
        }
    }

    /// Whether the console works without a server.
    var isWanted: Bool { standalone || repair }

    /// The database that is meant, as the other commands know it.
    func place() throws -> DatabaseOptions {
        var words = ["--database", database ?? ""]
        for (name, value) in [("--master-key", masterKey), ("--workflows", workflows), ("--heads", heads)] {
            if let value { words += [name, value] }
        }
        let options = try DatabaseOptions.parse(words)
        try options.mustExist()
        return options
    }
}
