import Foundation

/// The files of the repository beside the sources, for tests about pages and schemas.
enum Repository {
    static func text(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let tests = "/" + root + "/Tests/WorkflowFilesTests"
        return try String(contentsOfFile: tests + "/../../" + path, encoding: .utf8)
    }
}
