import Foundation

/// Short pieces of Lua that somebody keeps by name, in files that only they may read.
struct SnippetFolder: Sendable, Hashable {
    let path: String

    /// The names of the snippets, in order.
    func names() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }.sorted()
    }

    func text(of name: String) throws(ConsoleError) -> String {
        let file = try place(of: name)
        guard let data = FileManager.default.contents(atPath: file) else {
            let known = names().joined(separator: "、")
            throw ConsoleError(
                .unknown,
                "無此片段「\(name)」;已有:\(known.isEmpty ? "(無)" : known)",
                "no such snippet \"\(name)\"; known: \(known)"
            )
        }
        return String(decoding: data, as: UTF8.self)
    }

    func keep(_ text: String, as name: String) throws(ConsoleError) {
        let file = try place(of: name)
        try? FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let isKept = FileManager.default.createFile(
            atPath: file,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isKept else {
            throw ConsoleError(.failed, "無法寫入 \(file)", "cannot write \(file)")
        }
    }

    private func place(of name: String) throws(ConsoleError) -> String {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard !name.isEmpty, isPlain, name.count <= 40 else {
            throw .usage("片段名稱限文字、數字、- 與 _:\(name)", "a snippet's name has letters, digits, - and _: \(name)")
        }
        return path + "/" + name + ".lua"
    }
}
