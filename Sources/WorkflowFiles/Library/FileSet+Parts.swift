import Values

extension FileSet {
    /// The workflow at a path with its includes.
    func parts(of path: String) -> WorkflowParts? {
        texts[path].map { bytes in WorkflowParts(.init(path: path, bytes: bytes)) { texts[$0] } }
    }

    /// Every version of every profile, by name and date.
    var profileVersions: [(profile: ProfileFile, version: ProfileFile.Version)] {
        profiles.values.sorted { $0.name.text < $1.name.text }
            .flatMap { file in file.versions.map { (profile: file, version: $0) } }
    }

    /// The keys that a workflow's files mention and only other versions or profiles have.
    func foreignKeys(of version: ProfileFile.Version, in parts: WorkflowParts) -> [String] {
        let own = Set(version.values.keys.compactMap(\.text))
        let others = profiles.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }.subtracting(own)
        let texts = ([parts.file] + parts.includes).map { String(decoding: $0.bytes, as: UTF8.self) }
        return others.filter { key in texts.contains { $0.contains("profile.\(key)") } }.sorted()
    }
}

extension Bundle {
    /// What is said of bytes that are no bundle, or not the one that their hash names.
    static func unreadable(_ hash: String) -> Finding {
        let message = LocalizedText(
            zhHant: "流程定義包 \(hash) 的內容無法讀取或與雜湊不符；請以 anwei verify 檢查資料庫。",
            en:
                "The bundle \(hash) cannot be read or does not fit its hash; check the database with anwei verify."
        )
        return Finding(.unreadable, message, at: SourcePosition(file: hash, line: 1, column: 1))
    }
}
