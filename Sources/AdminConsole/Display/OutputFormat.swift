/// How results are written.
enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    case table, vertical, json, jsonl, csv, tsv

    /// Whether rows follow each other, so that any number of them can be written as they come.
    var streams: Bool { self == .jsonl || self == .csv || self == .tsv }
}

/// When tables are written one field a line.
enum Expansion: String, Sendable, Hashable, CaseIterable {
    case on, off
    /// When a table is wider than the terminal.
    case auto
}
