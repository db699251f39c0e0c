/// What sort of file a file is, told by its first key.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    case workflow
    case shared
    case chart
    case profile
    case register = "regulation"
    case calendar = "year"
    case form
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

    /// The sort that a file's first line names, comments apart, without reading the rest; nil where it takes a
    /// reading to tell.
    ///
    /// Holds for a file that can be read as YAML: its first key then stands in that line.
    init?(firstLineOf bytes: [UInt8]) {
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        while let first = rest.first, first == UInt8(ascii: "#") || first == 0x0A || first == 0x0D {
            rest = rest.drop { $0 != 0x0A }.dropFirst()
        }
        let key = rest.prefix { $0 != UInt8(ascii: ":") && $0 != 0x0A }
        let ends = [UInt8(ascii: " "), 0x09, 0x0A, 0x0D]
        guard key.endIndex < rest.endIndex, rest[key.endIndex] == UInt8(ascii: ":"),
            rest.dropFirst(key.count + 1).first.map(ends.contains) != false
        else { return nil }
        self.init(rawValue: String(decoding: key, as: UTF8.self))
    }
}
