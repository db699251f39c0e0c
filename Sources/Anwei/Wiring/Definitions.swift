import Foundation
import Values
import WorkflowFiles
import Workflows

/// Where definitions come from: a folder that is named, or the one installed beside the binary.
enum Definitions {
    /// The folder of the workflow files.
    static func folder(_ named: String?) throws -> String {
        if let named {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: named, isDirectory: &isFolder), isFolder.boolValue
            else {
                throw Failure(
                    .configuration,
                    zhHant: "找不到流程檔目錄 \(named);請檢查 --workflows。",
                    en: "There is no folder \(named); check --workflows."
                )
            }
            return named
        }
        guard let installed = WorkflowResources.folder else {
            throw Failure(
                .configuration,
                zhHant: "程式旁沒有流程檔;請以 --workflows 指定目錄。",
                en: "No workflow files are installed beside the program; name their folder with --workflows."
            )
        }
        return installed.path
    }

    /// The workflows of a folder, for a server: none is loaded while one of them has errors (promise 7).
    static func checked(_ named: String?) throws -> FileLibrary {
        let files = try FileLibrary.texts(inFolder: try folder(named))
        let report = CheckReport(checking: files)
        guard report.errorCount == 0 else {
            throw Failure(
                .configuration,
                zhHant: "流程檔有錯誤，不予載入：\n\(report.text(in: .zhHant))",
                en: "The workflow files have errors and are not loaded:\n\(report.text(in: .en))"
            )
        }
        return FileLibrary(files: files, digest: Digest.sha256)
    }

    /// The workflows of a folder.
    static func library(_ named: String?) throws -> FileLibrary {
        try FileLibrary(folder: try folder(named), digest: Digest.sha256)
    }
}
