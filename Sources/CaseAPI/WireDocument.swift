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

    /// A form from its parts.
    public init(
        name: String? = nil,
        form: String? = nil,
        title: WireText,
        modes: [String]? = nil,
        workflow: String? = nil,
        from: String? = nil,
        copies: [WireOption]? = nil
    ) {
        self.name = name
        self.form = form
        self.title = title
        self.modes = modes
        self.workflow = workflow
        self.from = from
        self.copies = copies
    }
}
