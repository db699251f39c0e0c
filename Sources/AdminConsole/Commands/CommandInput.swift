import Foundation

/// A command as typed, taken apart: `\advance 危-1 close result="…" --apply`.
struct CommandInput: Sendable, Hashable {
    /// The name without its backslash.
    var name: String
    /// The words that are neither options nor assignments.
    var words: [String] = []
    /// `field=value`, in the order typed.
    var assignments: [Assignment] = []
    /// Options without a value (`apply`).
    var flags: Set<String> = []
    /// Options with a value (`limit`).
    var options: [String: String] = [:]
    /// What stood behind the name as it was typed, of commands that take it so.
    var rest = ""

    struct Assignment: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// Options that take the next word as their value.
    private static let valued: Set<String> = [
        "limit", "idem", "format", "n", "sort", "since", "field", "expect-count", "expect-diff", "workflow",
        "undo", "urgent",
    ]

    /// The longest command line, in bytes.
    static let longest = 64 << 10

    /// Options that stand alone.
    private static let bare: Set<String> = [
        "apply", "dry-run", "all", "raw", "lua", "meta", "mine", "what-if",
    ]

    /// Takes apart the words of a line; the first one is the name.
    init(words all: [String]) throws(ConsoleError) {
        var rest = all[...]
        var name = rest.popFirst() ?? ""
        if let first = name.first, first == "\\" || first == "＼" { name.removeFirst() }
        name = CommandInput.folded(name).lowercased()
        // \show+ shows more, \o! overwrites.
        for (mark, flag) in [("+", "plus"), ("!", "force")] where name.count > 1 && name.hasSuffix(mark) {
            name.removeLast()
            flags.insert(flag)
        }
        self.name = name
        while let word = rest.popFirst() {
            if word.hasPrefix("-"), word.count > 1, word.drop(while: { $0 == "-" }).first?.isLetter == true {
                try takeOption(word, rest: &rest)
            } else if let mark = word.firstIndex(where: { $0 == "=" || $0 == "＝" }), mark != word.startIndex {
                let value = String(word[word.index(after: mark)...])
                assignments.append(Assignment(name: CommandInput.folded(String(word[..<mark])), value: value))
            } else {
                words.append(CommandInput.folded(word))
            }
        }
    }

    /// A command that takes what follows its name as it is.
    init(name: String, rest: String) {
        self.name = name
        self.rest = rest
    }

    /// The name of a line, and what follows it as it was typed.
    static func split(_ line: String) -> (name: String, rest: String) {
        let line = line.drop { $0.isWhitespace || $0 == "\\" || $0 == "＼" }
        let name = line.prefix { !$0.isWhitespace }
        var rest = line.dropFirst(name.count).drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return (folded(String(name)).lowercased(), String(rest))
    }

    private mutating func takeOption(_ word: String, rest: inout ArraySlice<String>) throws(ConsoleError) {
        let name = String(word.drop { $0 == "-" })
        if let mark = name.firstIndex(of: "=") {
            let option = String(name[..<mark])
            guard CommandInput.valued.contains(option) else {
                throw .usage("無此選項 \(word)", "no such option \(word)")
            }
            options[option] = String(name[name.index(after: mark)...])
        } else if CommandInput.valued.contains(name) {
            guard let value = rest.popFirst() else {
                throw .usage("選項 \(word) 之後須有值", "option \(word) needs a value")
            }
            options[name] = value
        } else {
            // A mistyped --apply must not pass for a dry run.
            guard CommandInput.bare.contains(name) else {
                throw .usage("無此選項 \(word)", "no such option \(word)")
            }
            flags.insert(name)
        }
    }

    /// Full-width letters and digits, as an input method leaves them, mean their plain forms in names and
    /// numbers.
    private static func folded(_ word: String) -> String { word.precomposedStringWithCompatibilityMapping }

    /// Splits a line into words; "…" and '…' hold blanks, and a backslash inside "…" takes the next
    /// character.
    static func words(of line: String) throws(ConsoleError) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isEscaped = true
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { throw .usage("引號未成對", "a quote is not closed") }
        if let finished = word { words.append(finished) }
        return words
    }
}
