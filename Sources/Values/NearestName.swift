/// Finds the known names that somebody probably meant by a mistyped one.
public enum NearestName {
    /// The names few enough slips away, nearest first, equally near ones by the alphabet; at most `count`.
    ///
    /// A slip is a letter put in, left out, changed or swapped with its neighbour; capitals do not matter.
    public static func all(
        to name: String,
        among candidates: some Sequence<String>,
        atMost count: Int = 3
    ) -> [String] {
        // Comparing takes time in the square of the length, and nobody misspells a name of a hundred letters.
        guard name.utf8.count <= 64 else { return [] }
        let written = Array(name.lowercased())
        // For one or two letters everything would be near.
        let allowed = written.count < 3 ? 0 : max(1, min(3, written.count / 3))
        var near: [(distance: Int, name: String)] = []
        for candidate in candidates where abs(candidate.count - written.count) <= allowed {
            let distance = distance(written, Array(candidate.lowercased()))
            if distance <= allowed { near.append((distance, candidate)) }
        }
        return near.sorted { $0 < $1 }.prefix(count).map(\.name)
    }

    /// The nearest of these.
    public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        all(to: name, among: candidates, atMost: 1).first
    }

    /// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment).
    public static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(previous[column + 1] + 1, current[column] + 1)
                cost = min(cost, previous[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
