@testable import Expressions

/// Makes a text that breaks a promise as short as it gets while it still breaks one.
enum Shrinking {
    static func shortest(_ source: String, _ isFaulty: (String) -> Bool) -> String {
        var best = source
        var attempts = 0
        while attempts < 20_000 {
            let shorter = candidates(of: best).first { candidate in
                attempts += 1
                return candidate.utf8.count < best.utf8.count && isFaulty(candidate)
            }
            guard let shorter else { return best }
            best = shorter
        }
        return best
    }

    /// Parts of the tree first, then the text without some of its scalars.
    private static func candidates(of source: String) -> [String] {
        var candidates: [String] = []
        if let root = try? ParsedExpression(parsing: source).root {
            var open = root.parts
            while let node = open.popLast() {
                candidates.append(SyntaxPrinter.text(node))
                open += node.parts
            }
        }
        let scalars = Array(source.unicodeScalars)
        var length = scalars.count / 2
        while length >= 1 {
            for start in stride(from: 0, through: scalars.count - length, by: max(1, length / 2)) {
                var text = String.UnicodeScalarView(scalars[..<start])
                text.append(contentsOf: scalars[(start + length)...])
                candidates.append(String(text))
            }
            length /= 2
        }
        return candidates
    }
}
