public import CivilCalendar

/// The forms on file.
public struct FormShelf: Sendable {
    /// All versions of all forms, by name and date.
    public let forms: [FormDefinition]

    /// A shelf of some forms.
    public init(_ forms: [FormDefinition] = []) {
        self.forms = forms.sorted { ($0.name, $0.from) < ($1.name, $1.from) }
    }

    /// The form of a name in force on a day; nil if there is none.
    public func form(_ name: String, on day: CivilDate) -> FormDefinition? {
        forms.last { $0.name == name && $0.isInForce(on: day) }
    }

    /// The forms in force on a day, by name; those of one workflow where it is named.
    public func forms(of workflow: String? = nil, on day: CivilDate) -> [FormDefinition] {
        forms.filter { form in
            form.isInForce(on: day) && (workflow.map { $0 == form.workflow } ?? true)
        }
    }
}

extension FormDefinition {
    /// Whether it is the form of a day.
    public func isInForce(on day: CivilDate) -> Bool {
        from <= day && (until.map { day <= $0 } ?? true)
    }
}
