/// Finds the name that somebody may have meant.
enum Suggestion {
    /// The nearest candidate, if it is near; of equally near ones the first in the alphabet.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        // Comparing takes time in the square of the length, and nobody misspells a name of a hundred letters.
        guard name.utf8.count <= 64 else { return nil }
        // For one or two letters everything would be near.
        let limit = name.count < 3 ? 0 : max(1, name.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in candidates where abs(candidate.count - name.count) <= limit {
            let distance = distance(Array(name.lowercased()), Array(candidate.lowercased()))
            guard distance <= limit else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// The sentence that proposes a name, in Chinese and in English; empty without one.
    static func sentence(_ name: String?) -> (zhHant: String, en: String) {
        name.map { ("，是否指「\($0)」？", "; did you mean '\($0)'?") } ?? ("", "")
    }

    /// How many letters must be put in, left out or replaced (Levenshtein).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var previous = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var current = [row + 1]
            for (column, candidate) in other.enumerated() {
                current.append(
                    min(
                        previous[column + 1] + 1,
                        current[column] + 1,
                        previous[column] + (letter == candidate ? 0 : 1)
                    )
                )
            }
            previous = current
        }
        return previous[other.count]
    }
}
