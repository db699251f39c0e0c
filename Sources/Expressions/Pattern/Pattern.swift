/// A regular expression.
struct Pattern: Sendable {}
