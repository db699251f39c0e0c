import CaseAPI

/// Rows for people and for programs: each cell is a text that is shown, the machine's form is kept beside.
struct Table: Sendable, Hashable {
    struct Column: Sendable, Hashable {
        /// The stable name for programs.
        var key: String
        var title: String
        var alignsRight = false
        /// Whether it may be left out on a narrow terminal, which then says so.
        var canGo = false
    }

    var columns: [Column]
    /// What people see, cell by cell.
    var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }
}

/// A result: what programs read, and the blocks that people read.
struct Presentation: Sendable, Hashable {
    enum Block: Sendable, Hashable {
        case heading(String)
        case table(Table)
        case fields([Field])
        case lines([String])
    }

    struct Field: Sendable, Hashable {
        var label: String
        var text: String
    }

    /// The name and version of the machine's form (`case.list/1`).
    var schema: String
    /// The rows or the one thing, as it came over the wire.
    var value: WireValue
    var blocks: [Block]
    /// Whether there is more than is shown.
    var isTruncated = false

    init(_ schema: String, _ value: WireValue, _ blocks: [Block]) {
        self.schema = schema
        self.value = value
        self.blocks = blocks
    }
}
