/// A sheet of a form: it begins a page.
public struct FormSheet: Sendable, Hashable {
    /// The series for whose elements it is made, each one; nil for a sheet that is made once.
    public let series: String?
    /// What stands on it, from top to bottom.
    public let blocks: [FormBlock]

    /// A sheet from its parts.
    public init(series: String? = nil, blocks: [FormBlock]) {
        self.series = series
        self.blocks = blocks
    }
}

/// A piece of a sheet.
public enum FormBlock: Sendable, Hashable {
    /// A title, in the middle.
    case heading(FormText)
    /// Lines of text.
    case lines([FormLine], FormAlignment)
    case table(FormTable)
}

/// Where text stands between the margins.
public enum FormAlignment: String, Sendable, Hashable, CaseIterable {
    case left, center, right
}

/// A line of text, or one for each element of a series.
public struct FormLine: Sendable, Hashable {
    /// The series; nil for a single line.
    public let series: String?
    /// The text.
    public let text: FormText

    /// A line from its parts.
    public init(series: String? = nil, text: FormText) {
        self.series = series
        self.text = text
    }
}

/// A table with a heavy outer line.
public struct FormTable: Sendable, Hashable {
    /// The widths of the columns, in hundredths of the table.
    public let columns: [Int]
    /// The rows.
    public let rows: [FormRow]

    /// A table from its parts.
    public init(columns: [Int], rows: [FormRow]) {
        self.columns = columns
        self.rows = rows
    }
}

/// A row of a table, or some rows for each element of a series.
public enum FormRow: Sendable, Hashable {
    case cells([FormCell])
    case each(String, [[FormCell]])
}

/// A cell of a table.
public struct FormCell: Sendable, Hashable {
    /// What stands in it.
    public let lines: [FormLine]
    /// How many columns it spans.
    public let span: Int
    /// How many rows of the file it spans; rows of a series count as one together.
    public let rows: Int
    /// How many lines of room it has at least.
    public let room: Int
    /// Where its text stands.
    public let alignment: FormAlignment

    /// A cell from its parts.
    public init(lines: [FormLine], span: Int = 1, rows: Int = 1, room: Int = 1, alignment: FormAlignment) {
        self.lines = lines
        self.span = span
        self.rows = rows
        self.room = room
        self.alignment = alignment
    }
}
