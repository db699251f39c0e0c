/// One field of an action's form.
public struct WireFormField: Codable, Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// What may stand in it: text, integer, number, boolean, date, datetime, choice, person, unit, site,
    /// list, record, any.
    public var type: String
    /// What people see beside it.
    public var label: WireText
    /// Whether the form is invalid without it.
    public var required: Bool
    /// The clause that demands it.
    public var clause: String?
    /// What a choice offers.
    public var options: [WireOption]?
    /// What stands in it now, if the account may read it.
    public var current: WireValue?
    /// What each element of a list is, in the words of `type`.
    public var element: String?
    /// The members of a record, or of the records of a list.
    public var members: [WireFormField]?

    /// From its parts.
    public init(
        name: String,
        type: String,
        label: WireText,
        required: Bool,
        clause: String? = nil,
        options: [WireOption]? = nil,
        current: WireValue? = nil,
        element: String? = nil,
        members: [WireFormField]? = nil
    ) {
        self.name = name
        self.type = type
        self.label = label
        self.required = required
        self.clause = clause
        self.options = options
        self.current = current
        self.element = element
        self.members = members
    }
}
