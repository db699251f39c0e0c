extension FileLibrary {
    /// The name that a workflow's file declares; nil for files of other kinds and those that cannot be read.
    public static func workflowName(in bytes: [UInt8], path: String) -> String? {
        guard let root = try? YAMLDocument.read(bytes, path: path), FileKind(root) == .workflow,
            case .map(let pairs) = root.content
        else { return nil }
        return pairs.first { $0.key.text == "workflow" }?.value.scalar?.text
    }
}
