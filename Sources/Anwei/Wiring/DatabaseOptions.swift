import ArgumentParser
import CaseStore
import Foundation

/// Which database a command works on, and the key that opens its sensitive values.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The database file. 資料庫檔案。", valueName: "file"))
    var database: String

    @Option(
        help: ArgumentHelp("The master key's file; FILE.key unless named. 主金鑰檔。", valueName: "file")
    )
    var masterKey: String?

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    @Option(
        help: ArgumentHelp("Where signed heads are kept; FILE.heads unless named. 簽署檔。", valueName: "file")
    )
    var heads: String?

    /// Where the master key is.
    var keyPath: String { masterKey ?? database + ".key" }

    /// Where signed heads are kept.
    var headsPath: String { heads ?? database + ".heads" }

    /// Makes sure that there is a database, for commands that would rather not create one.
    func mustExist() throws {
        guard FileManager.default.fileExists(atPath: database) else {
            throw Failure(
                .unknown,
                zhHant: "找不到資料庫 \(database);可用 anwei demo 建立示範資料庫。",
                en: "There is no database at \(database); anwei demo makes one to try."
            )
        }
    }
}
