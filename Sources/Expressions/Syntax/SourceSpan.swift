/// A stretch of an expression's text, with the place where it begins.
struct SourceSpan: Sendable, Hashable {
    var offset: Int32
    var length: Int32
    var line: Int32
    var column: Int32

    /// The place where it begins.
    var place: SourcePlace { SourcePlace(line: line, column: column) }
}

/// A line and a column, both from 1.
struct SourcePlace: Sendable, Hashable {
    var line: Int32
    var column: Int32
}
