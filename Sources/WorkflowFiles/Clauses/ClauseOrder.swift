/// The order of clause ids as people count: `K-9b` before `K-10a`, points before annexes.
enum ClauseOrder {
    private enum Piece: Equatable {
        case number(Int)
        case text(Substring)
    }

    static func isBefore(_ one: String, _ other: String) -> Bool {
        let (left, right) = (pieces(of: one), pieces(of: other))
        for (a, b) in zip(left, right) where a != b {
            switch (a, b) {
            case (.number(let a), .number(let b)): return a < b
            case (.number, .text): return true
            case (.text, .number): return false
            case (.text(let a), .text(let b)): return a < b
            }
        }
        return left.count < right.count
    }

    /// Runs of digits, and the characters between them one by one.
    private static func pieces(of id: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = id[...]
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            pieces.append(Int(digits).map { .number($0) } ?? .text(rest.prefix(1)))
            rest = rest.dropFirst(max(digits.count, 1))
        }
        return pieces
    }
}
