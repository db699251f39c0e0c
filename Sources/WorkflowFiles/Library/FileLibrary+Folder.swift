import Foundation
import Values

extension FileLibrary {
    /// A library over the `.yaml` files of a folder and the folders in it; throws `FileProblems`.
    public convenience init(
        folder: String,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) throws {
        self.init(files: try FileLibrary.texts(inFolder: folder), digest: digest)
    }

    /// The `.yaml` files of a folder and the folders in it, by path from the folder; throws `FileProblems`.
    public static func texts(inFolder folder: String) throws(FileProblems) -> [String: [UInt8]] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw FileProblems([unreadable(folder)])
        }
        var texts: [String: [UInt8]] = [:]
        for name in names
        where name.hasSuffix(".yaml") && !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            texts[name] = try text(atPath: folder + "/" + name)
        }
        return texts
    }

    /// The bytes of a file; throws `FileProblems`.
    public static func text(atPath path: String) throws(FileProblems) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileProblems([unreadable(path)])
        }
        return Array(data)
    }

    private static func unreadable(_ path: String) -> Finding {
        let message = LocalizedText(
            zhHant: "無法讀取「\(path)」；請確認路徑與權限。",
            en: "'\(path)' cannot be read; check the path and who may read it."
        )
        return Finding(.unreadable, message, at: SourcePosition(file: path, line: 1, column: 1))
    }
}
