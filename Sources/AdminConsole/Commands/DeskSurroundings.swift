import CaseAPI

/// What stands around a desk beside the server: each part is absent where it cannot be, as in a batch.
struct DeskSurroundings {
    /// Runs one input as Lua.
    var evaluate: ((String) throws(ConsoleError) -> Void)?
    /// Whether a condition in Lua holds.
    var holds: ((String) throws(ConsoleError) -> Bool)?
    /// Lets somebody edit a text; nil if it was left unchanged.
    var edit: ((String) throws(ConsoleError) -> String?)?
    /// Waits so many milliseconds; false if a key or a signal ended it.
    var wait: ((Int) -> Bool)?
    /// What is needed of the terminal for a measured width, 1 or 2.
    var measureWidth: (() -> Int)?
    /// The last Lua that was typed.
    var lastInput = ""
    /// Where snippets are kept; nil for nowhere.
    var snippets: SnippetFolder?
    /// How many requests went out since the console began, and how many milliseconds they took.
    var meter: (() -> (requests: Int, milliseconds: Double))?
    /// The release of Lua that is linked.
    var luaRelease: String?
    /// The release of this console.
    var release = ""
}

/// What a script demands of a write before it is made.
struct WriteDemands: Sendable, Hashable {
    /// How many cases it touches.
    var count: Int?
    /// The fingerprint of what it changes.
    var fingerprint: String?
    /// Whether nothing is ever written.
    var isDryRun = false
    /// The idempotency key of the write.
    var key: String?
}
