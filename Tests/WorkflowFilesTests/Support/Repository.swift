import Foundation

/// The files of the repository beside the sources, for tests about pages and schemas.
enum Repository {
    /// Where a file of the repository lies.
    static func path(_ path: String) -> String {
        let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return tests + "/../../" + path
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: self.path(path), encoding: .utf8)
    }
}
