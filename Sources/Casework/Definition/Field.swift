public import Values

/// One declared datum of a case: its type, label and who may read it.
public struct Field: Sendable, Hashable {
    /// The name in data, forms and expressions (`knownAt`).
    public let name: String
    /// What may stand in it.
    public let type: FieldType
    /// What people see beside it.
    public let label: LocalizedText
    /// The clause that demands it, if one does.
    public let clause: String?
    /// Whether its value is sealed with the case's key wherever it is stored.
    public let isSensitive: Bool
    /// The roles and relations that may read it in clear; empty means everybody who may read the case.
    public let readers: [String]

    /// A field from its parts.
    public init(
        name: String,
        type: FieldType,
        label: LocalizedText,
        clause: String? = nil,
        isSensitive: Bool = false,
        readers: [String] = []
    ) {
        self.name = name
        self.type = type
        self.label = label
        self.clause = clause
        self.isSensitive = isSensitive
        self.readers = readers
    }
}

/// What may stand in a field.
///
/// In expressions a text, date, choice, person, unit and site is a `string` (a date as `2026-11-24`), an
/// integer an `int`, a number a `double`, a datetime a `timestamp`, a record a map.
public indirect enum FieldType: Sendable, Hashable {
    /// Free text of at most so many characters.
    case text(maximumLength: Int)
    /// A whole number in a range.
    case integer(minimum: Int64?, maximum: Int64?)
    /// A number with decimals in a range.
    case number(minimum: Double?, maximum: Double?)
    case boolean
    /// A calendar day, never an instant.
    case date
    /// An instant, claimed by a person; shown in Asia/Taipei.
    case datetime
    /// One of some values.
    case choice([Option])
    /// The id of an account.
    case person
    /// The id of a unit.
    case unit
    /// The id of a site (a workplace).
    case site
    case list(FieldType)
    /// Named members, each typed like a field.
    case record([Field])
    /// Anything: for charts that receive data they do not look into.
    case any

    /// One value of a choice with its label.
    public struct Option: Sendable, Hashable {
        /// The value as stored.
        public let value: String
        /// What people see.
        public let label: LocalizedText

        /// An option from its parts.
        public init(value: String, label: LocalizedText) {
            self.value = value
            self.label = label
        }
    }
}
