/// Finds what somebody may have meant.
enum Spelling {
    /// At most three names within two edits of a mistyped one, nearest first.
    static func nearest(to word: String, among names: some Sequence<String>) -> [String] {
        let letters = Array(word)
        let limit = letters.count <= 3 ? 1 : 2
        let near = names.map { (name: $0, distance: distance(letters, Array($0))) }.filter {
            $0.distance <= limit
        }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// The number of insertions, deletions and replacements (Levenshtein).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
