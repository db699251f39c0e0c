/// A form of the regulations, as the API lists it: on file (`name`), or of a case (`form`, `modes`).
public struct WireDocument: Codable, Sendable, Hashable {
    /// The form's name, where the forms on file are listed.
    public var name: String?
    /// The form's name, where those of a case are listed.
    public var form: String?
    /// What people call it.
    public var title: WireText
    /// How it may be had: filled, redacted.
    public var modes: [String]?
    /// The workflow whose cases fill it.
    public var workflow: String?
    /// The first day on which it is in force, as ISO 8601 writes it.
    public var from: String?
    /// Which copies there are, where there are several.
    public var copies: [WireOption]?

    /// Of a form of a case: the documents that its steps produced.
    public var produced: [Produced]?

    /// A document that a step of a case produced.
    public struct Produced: Codable, Sendable, Hashable {
        /// The how-manieth of its form it is.
        public var version: Int64
        /// Which copy it is, where there are several.
        public var copy: String?
        /// The case's revision that it shows.
        public var revision: Int64
        /// When it was produced, RFC 3339 in UTC.
        public var at: String
        /// Whether something in it was put right since: it has to be printed again.
        public var stale: Bool
        /// Whether the step that produced it does not stand.
        public var void: Bool

        /// A document from its parts.
        public init(
            version: Int64,
            copy: String? = nil,
            revision: Int64,
            at: String,
            stale: Bool,
            void: Bool
        ) {
            self.version = version
            self.copy = copy
            self.revision = revision
            self.at = at
            self.stale = stale
            self.void = void
        }
    }

    /// A form from its parts.
    public init(
        name: String? = nil,
        form: String? = nil,
        title: WireText,
        modes: [String]? = nil,
        workflow: String? = nil,
        from: String? = nil,
        copies: [WireOption]? = nil,
        produced: [Produced]? = nil
    ) {
        self.name = name
        self.form = form
        self.title = title
        self.modes = modes
        self.workflow = workflow
        self.from = from
        self.copies = copies
        self.produced = produced
    }
}
