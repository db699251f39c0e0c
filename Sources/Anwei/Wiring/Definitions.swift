import Casework
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
    ///
    /// What has passed is kept in the store: files that are as they were cost a digest.
    static func checked(_ named: String?, remembering storage: any Storage) throws -> FileLibrary {
        let files = try FileLibrary.texts(inFolder: try folder(named))
        let library = FileLibrary(files: files, digest: Digest.sha256)
        let verdicts = try library.verdicts { key in try storage.read { try $0.hasPassed(verdict: key) } }
        guard verdicts.report.errorCount == 0 else {
            // All of it, as `anwei check` says it: also the warnings of what had passed.
            let report = CheckReport(checking: files)
            throw Failure(
                .configuration,
                zhHant: "流程檔有錯誤，不予載入：\n\(report.text(in: .zhHant))",
                en: "The workflow files have errors and are not loaded:\n\(report.text(in: .en))"
            )
        }
        try remember(verdicts.passed, in: storage)
        return library
    }

    /// Keeps what has passed; a store that has no room for it does without.
    private static func remember(_ keys: [String], in storage: any Storage) throws {
        guard !keys.isEmpty else { return }
        do {
            try storage.write { try $0.keep(verdicts: keys) }
        } catch StorageFailure.full {
        } catch StorageFailure.busy {
        }
    }

    /// The workflows of a folder.
    static func library(_ named: String?) throws -> FileLibrary {
        try FileLibrary(folder: try folder(named), digest: Digest.sha256)
    }
}
