/// A form with something in its blanks, or nothing: what is printed, whatever draws it.
public struct Document: Sendable, Hashable {
    /// The form's name.
    public let form: String
    /// What the window or tab says: the form's title, never a person's name.
    public let title: String
    /// What stands above each sheet's first line: the case's number, as of which entry it is, and that the copy is
    /// redacted; empty on a blank.
    public let mark: String
    /// The sheets, each of which begins a page.
    public let sheets: [Sheet]

    /// A sheet.
    public struct Sheet: Sendable, Hashable {
        /// What stands on it.
        public let blocks: [Block]
    }

    /// A piece of a sheet.
    public enum Block: Sendable, Hashable {
        case heading([Line])
        case lines([Line], FormAlignment)
        case table(columns: [Int], rows: [[Cell]])
    }

    /// A cell of a table.
    public struct Cell: Sendable, Hashable {
        /// What stands in it.
        public let lines: [Line]
        /// How many columns it spans.
        public let span: Int
        /// How many rows it spans.
        public let rows: Int
        /// How many lines of room it has at least.
        public let room: Int
        /// Where its text stands.
        public let alignment: FormAlignment
    }

    /// What it says, line by line, without its layout: for looking things up in it.
    public var text: String {
        let lines = sheets.flatMap(\.blocks).flatMap { block -> [Line] in
            switch block {
            case .heading(let lines), .lines(let lines, _): lines
            case .table(_, let rows): rows.joined().flatMap(\.lines)
            }
        }
        return ([mark] + lines.map { line in line.map(\.words).joined() }).joined(separator: "\n")
    }

    /// A line of text.
    public typealias Line = [Run]

    /// A piece of a line.
    public enum Run: Sendable, Hashable {
        case text(String)
        /// Room to be written in by hand, so many full-width characters wide; with a line under it or without.
        case room(Int, isRuled: Bool)
        /// A tick box.
        case box(isTicked: Bool)

        var words: String {
            switch self {
            case .text(let text): text
            case .room: " "
            case .box(let isTicked): isTicked ? "■" : "□"
            }
        }
    }
}
