import Foundation

/// The files of the checkout that these tests stand in.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A source file with its path from the root.
    struct File: Sendable, CustomStringConvertible {
        let path: String
        let text: String
        let lines: [Substring]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        }

        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var description: String { path }
    }

    static let sources = files(under: ["Sources", "Schema", "Workflows"], endingIn: ".swift")
    static let tests = files(under: ["Tests"], endingIn: ".swift")
    static let prose = files(under: ["Sources", "Schema", "Tests", "Workflows", "ops"], endingIn: "")

    static func files(under folders: [String], endingIn ending: String) -> [File] {
        var files: [File] = []
        for folder in folders {
            var paths: [String] = []
            let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            while let path = walk?.nextObject() as? String { paths.append("\(folder)/\(path)") }
            for path in paths.sorted() where path.hasSuffix(ending) {
                guard let data = FileManager.default.contents(atPath: root.appending(path: path).path),
                    let text = String(data: data, encoding: .utf8)
                else { continue }
                files.append(File(path: path, text: text))
            }
        }
        return files
    }
}
