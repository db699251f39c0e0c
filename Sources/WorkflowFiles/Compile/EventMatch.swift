/// How event descriptors match names: by token prefix, or `*` for any.
enum EventMatch {
    /// Whether a descriptor (`error`, `error.*`, `*`) matches an event's name.
    static func matches(_ descriptor: String, _ event: String) -> Bool {
        if descriptor == "*" { return true }
        var prefix = descriptor[...]
        if prefix.hasSuffix(".*") { prefix = prefix.dropLast(2) }
        return event == prefix || event.hasPrefix(prefix + ".")
    }
}
