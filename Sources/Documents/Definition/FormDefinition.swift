public import Casework
public import CivilCalendar
public import Values

/// One of the regulations' forms as its file gives it: what is printed, what stands in its blanks, who gets it.
///
/// Dated like every rule: the version in force on the day a case was opened is the one that is printed.
public struct FormDefinition: Sendable {
    /// The file's name for it (`complaint-report`); nothing sensitive, it stands in addresses.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The workflow whose cases fill it.
    public let workflow: String
    /// The first day on which it is in force.
    public let from: CivilDate
    /// The last day; nil until further notice.
    public let until: CivilDate?
    /// Who gets it filled in or redacted, and when.
    public let releases: [FormRelease]
    /// Which copies of it there are, where there are several (初報, 續報, 結報).
    public let copies: FormCopies?
    /// The case's table of codes, `[{name, account, code}]`; nil where it keeps none.
    public let codes: CaseExpression?
    /// What is taken out of running text in a redacted copy: texts, or lists of texts.
    public let secrets: [CaseExpression]
    /// The lists whose elements fill rows, lines or sheets of their own.
    public let series: [String: FormSeries]
    /// The blanks, by name.
    public let blanks: [String: FormBlank]
    /// The sheets, each of which begins a page.
    public let sheets: [FormSheet]

    /// A form from its parts.
    public init(
        name: String,
        title: LocalizedText,
        workflow: String,
        from: CivilDate,
        until: CivilDate? = nil,
        releases: [FormRelease],
        copies: FormCopies? = nil,
        codes: CaseExpression? = nil,
        secrets: [CaseExpression] = [],
        series: [String: FormSeries] = [:],
        blanks: [String: FormBlank],
        sheets: [FormSheet]
    ) {
        self.name = name
        self.title = title
        self.workflow = workflow
        self.from = from
        self.until = until
        self.releases = releases
        self.copies = copies
        self.codes = codes
        self.secrets = secrets
        self.series = series
        self.blanks = blanks
        self.sheets = sheets
    }

    /// The fields that a copy may show something of.
    public func fields(of mode: FormMode) -> Set<String> {
        var fields: Set<String> = []
        for blank in blanks.values where mode == .filled || blank.treatment != .remove {
            fields.formUnion(blank.reads.map(\.root))
        }
        // A blank that names an element of a list shows something of the list.
        for (name, series) in series where fields.remove(name) != nil {
            fields.formUnion(series.list.reads.map(\.root))
        }
        return fields
    }
}

/// What stands in the blanks of a copy.
public enum FormMode: String, Sendable, Hashable, CaseIterable {
    /// The case's values, as far as the reader may see them.
    case filled
    /// The case's values, with codes for people and without what identifies them.
    case redacted
}

/// To whom a form is given, and from when on.
public struct FormRelease: Sendable {
    /// What is given.
    public let mode: FormMode
    /// The roles and relations that get it.
    public let audience: [String]
    /// When; nil always.
    public let condition: CaseExpression?

    /// A release from its parts.
    public init(mode: FormMode, audience: [String], condition: CaseExpression?) {
        self.mode = mode
        self.audience = audience
        self.condition = condition
    }
}

/// The copies of a form that is made several times for one case.
public struct FormCopies: Sendable {
    /// Which one is printed unless somebody says so.
    public let standard: CaseExpression
    /// The names by which a copy is asked for, with what people call it, in the order of the file.
    public let options: [FieldType.Option]

    /// Copies from their parts.
    public init(standard: CaseExpression, options: [FieldType.Option]) {
        self.standard = standard
        self.options = options
    }
}

/// A list whose elements fill rows, lines or sheets of their own.
public struct FormSeries: Sendable {
    /// The list.
    public let list: CaseExpression
    /// How many rows a form has even where the list is shorter: to be written by hand.
    public let atLeast: Int

    /// A series from its parts.
    public init(list: CaseExpression, atLeast: Int) {
        self.list = list
        self.atLeast = atLeast
    }
}
