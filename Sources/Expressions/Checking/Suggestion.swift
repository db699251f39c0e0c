/// Proposes the name that somebody may have meant.
enum Suggestion {
    /// The sentence that proposes a name, in Chinese and in English; empty without one.
    static func sentence(_ name: String?) -> (zhHant: String, en: String) {
        name.map { ("，是否指「\($0)」？", "; did you mean '\($0)'?") } ?? ("", "")
    }
}
