/// Finds the known name that somebody probably meant.
enum NearestName {
    /// The candidate nearest to a name, if few enough letters differ to be a slip.
    static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(name.lowercased())
        let allowed = max(1, min(3, written.count / 3))
        var best: (name: String, distance: Int)?
        for candidate in candidates where abs(candidate.count - written.count) <= allowed {
            let distance = distance(written, Array(candidate.lowercased()))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// How many letters must be put in, left out, changed or swapped with their neighbour.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
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
