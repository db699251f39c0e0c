/// The functions of the language that are called by name. (Table to follow.)
enum StandardFunction: String, Sendable, CaseIterable {
    case size
}
