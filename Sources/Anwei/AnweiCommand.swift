import ArgumentParser

/// The command `anwei`: wires every room once, and holds nothing else.
struct AnweiCommand: AsyncParsableCommand {
    /// The release that server and console say of themselves.
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "anwei",
        abstract: "Runs the procedures that keep social workers safe. 執行社工人身安全維護程序。",
        discussion: """
            Exit codes 結束碼: 0 done 完成; 1 findings, failed or differences 有發現; 2 wrong use 用法錯誤; \
            3 refused by a rule 規定不符; 4 no such thing 查無資料; 5 conflict 版本衝突; 6 not allowed 權限不足; \
            7 server not reachable 無法連線; 8 limit 超過上限; 9 outcome unknown 結果不明; 66 missing key 缺少金鑰; \
            69 database or port in use 使用中; 70 internal 內部錯誤; 74 I/O 輸出入錯誤; \
            78 foreign or newer database, bad configuration 資料庫或設定不符.
            """,
        version: "anwei \(release)",
        subcommands: [
            Serve.self, ConsoleCommand.self, Check.self, DiagramCommand.self, DocumentCommand.self,
            Rehearse.self,
            Evaluate.self,
            Verify.self,
            Erase.self,
            UserCommand.self,
            UnitCommand.self,
            Demo.self,
        ]
    )
}
