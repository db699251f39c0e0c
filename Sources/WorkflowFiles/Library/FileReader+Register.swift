import Casework
import Values

extension FileReader {
    /// The clauses of one regulation's register, each with its place.
    func register(_ root: SourceNode) -> [(clause: Clause, position: SourcePosition)] {
        guard let keyed = map(root, .register) else { return [] }
        _ = localized(keyed["title"])
        guard let node = keyed["clauses"], let pairs = pairs(node) else { return [] }
        return pairs.compactMap { id, value in
            guard let clause = map(value, .clause) else { return nil }
            let made = Clause(
                id: id.text,
                citation: requiredText(clause, "citation", of: id.text),
                title: requiredText(clause, "title", of: id.text)
            )
            return (clause: made, position: id.position)
        }
    }
}
