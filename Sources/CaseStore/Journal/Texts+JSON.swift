import Values

extension Array where Element == String {
    /// The texts as a JSON list.
    var json: String { Value.list(map { .string($0) }).json }
}
