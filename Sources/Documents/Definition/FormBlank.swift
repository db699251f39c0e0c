public import Casework
public import Values

/// A place of a form in which something is written: what, how, and what becomes of it in a redacted copy.
public struct FormBlank: Sendable {
    /// What stands in it.
    public let content: Content
    /// What becomes of it in a redacted copy.
    public let treatment: Treatment
    /// How many full-width characters of line are drawn where nothing stands in it; 0 leaves plain room.
    public let width: Int

    /// A blank from its parts.
    public init(content: Content, treatment: Treatment, width: Int = 0) {
        self.content = content
        self.treatment = treatment
        self.width = width
    }

    /// What stands in a blank.
    public enum Content: Sendable {
        /// A value.
        case value(CaseExpression, Style)
        /// How old somebody born on a day is at another time, in whole years (實足年齡).
        case age(CaseExpression, at: CaseExpression)
        /// Tick boxes, all of which are printed: ticked is what the expression gives, or holds as a list.
        case choice(CaseExpression, [Option])
    }

    /// One of the boxes of a choice.
    public struct Option: Sendable {
        /// The value that ticks it, as text.
        public let value: String
        /// What stands beside it; its own blanks are filled only where it is ticked.
        public let text: FormText
        /// Whether the next box begins a line.
        public let endsLine: Bool

        /// An option from its parts.
        public init(value: String, text: FormText, endsLine: Bool = false) {
            self.value = value
            self.text = text
            self.endsLine = endsLine
        }
    }

    /// How a value is written.
    public enum Style: String, Sendable, Hashable, CaseIterable {
        /// As it is; a number in figures.
        case text
        /// A day: 115年11月24日; empty, the three words with room before them.
        case date
        /// A day and a time to the minute: 115年11月24日14時5分.
        case datetime
        /// An account, by the person's name.
        case person
        /// A unit, by its name.
        case unit
        /// A figure with thousands set apart: 1,200,000.
        case amount
    }

    /// What becomes of a blank in a redacted copy.
    public enum Treatment: String, Sendable, Hashable, CaseIterable {
        /// It stands as it is.
        case keep
        /// It is taken out.
        case remove
        /// The person's code stands for the name.
        case code
        /// Running text: names give way to codes, and what identifies people is taken out.
        case scrub
    }

    /// The names that its expressions may look at.
    public var reads: [FieldPath] {
        switch content {
        case .value(let expression, _), .choice(let expression, _): expression.reads
        case .age(let born, let moment): born.reads + moment.reads
        }
    }
}

/// Text of a form with the blanks in it: 茲因與{other-party}間….
public struct FormText: Sendable, Hashable {
    /// A piece of such text.
    public enum Piece: Sendable, Hashable {
        case text(String)
        /// The blank of a name.
        case blank(String)
    }
    /// The pieces in order; line breaks stand in the texts.
    public let pieces: [Piece]

    /// Text from its pieces.
    public init(pieces: [Piece]) { self.pieces = pieces }

    /// Text as a file has it; nil where a brace is not closed.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.blank(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// The names of its blanks.
    public var blanks: [String] {
        pieces.compactMap { piece in
            guard case .blank(let name) = piece else { return nil }
            return name
        }
    }

    /// Whether it sets itself apart from what follows: it ends with a mark or a line.
    var endsItself: Bool {
        guard case .text(let text)? = pieces.last else { return false }
        return text.hasSuffix("；") || text.hasSuffix("\n")
    }

    /// The blanks that every form has: the agency, the case's number, when it was printed, and the position in a
    /// series in figures and in Chinese.
    public static let given: Set<String> = ["agency", "case", "printed", "n", "ordinal"]
}
