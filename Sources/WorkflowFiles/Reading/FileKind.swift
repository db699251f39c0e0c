/// What sort of file a file is, told by its first key.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    case workflow
    case shared
    case chart
    case profile
    case register = "regulation"
    case calendar = "year"
    /// Read by the rehearsal room, not here.
    case rehearsal

    /// The sort of a file; nil if no key says it.
    init?(_ root: SourceNode) {
        guard case .map(let pairs) = root.content else { return nil }
        for (key, _) in pairs {
            guard let kind = FileKind(rawValue: key.text) else { continue }
            self = kind
            return
        }
        return nil
    }
}
