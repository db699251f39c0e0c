import CivilCalendar
public import Values

/// What is known of a copy beside the blanks of its form.
public struct Imprint: Sendable, Hashable {
    /// The name of the agency, as titles have it; nil leaves room for it.
    public var agency: String?
    /// The case's number; nil on a blank form.
    public var number: String?
    /// When it is printed; nil on a blank form.
    public var printed: Instant?
    /// Which copy is printed, where a form has several.
    public var copy: String?
    /// As of which entry the case is shown; nil on a blank form.
    public var origin: Origin?

    /// As of which entry of the case a copy is, so that two prints can be told apart.
    public struct Origin: Sendable, Hashable {
        /// The case's revision after the entry.
        public let revision: Int64
        /// When the case came to stand so.
        public let at: Instant
        /// The document's version, where a step of the case produced it.
        public let version: Int?
        /// What has become of it since.
        public let standing: Standing

        /// An origin from its parts.
        public init(revision: Int64, at: Instant, version: Int? = nil, standing: Standing = .sound) {
            self.revision = revision
            self.at = at
            self.version = version
            self.standing = standing
        }
    }

    /// What has become of a document since it was produced.
    public enum Standing: Sendable, Hashable {
        /// Nothing that is known.
        case sound
        /// Something that stands in it was put right since.
        case corrected
        /// The step that produced it does not stand.
        case void
    }

    /// What is known.
    public init(
        agency: String? = nil,
        number: String? = nil,
        printed: Instant? = nil,
        copy: String? = nil,
        origin: Origin? = nil
    ) {
        self.agency = agency
        self.number = number
        self.printed = printed
        self.copy = copy
        self.origin = origin
    }

    /// What stands above each sheet; empty on a blank form.
    func mark(isRedacted: Bool) -> String {
        guard let number else { return "" }
        var parts = ["案號：\(number)"]
        if let origin {
            if let version = origin.version { parts.append("第\(version)版") }
            parts.append("列印自v\(origin.revision)　\(Taipei.local(origin.at).roc())")
        }
        if isRedacted { parts.append("隱蔽個資版") }
        var lines = [parts.joined(separator: "　")]
        switch origin?.standing {
        case .corrected?: lines.append("【已更正，請重印】")
        case .void?: lines.append("【已作廢】")
        case .sound?, nil: break
        }
        return lines.joined(separator: "\n")
    }
}
