import Foundation

/// What of an input is told to the server: the words of the house, and no values that might be sensitive.
///
/// A line that the history does not keep is told by its command's name alone. Of other commands the values behind `=`
/// are left out where they are those of a form, and of Lua every text that is neither a name nor a case's number.
enum AnnouncedInput {
    /// The longest text that the server takes.
    static let limit = 4_000

    static func text(of input: String) -> String {
        // Where it is cut a quote may stay open, and what is quoted there is left out.
        let trimmed = String(input.drop(while: \.isWhitespace).prefix(2 * limit))
        let isCommand = trimmed.first == "\\" || trimmed.first == "＼"
        let lines = trimmed.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let line = String(line)
            guard line.first == "\\" || line.first == "＼" else { return masked(lua: line) }
            return masked(command: line)
        }
        let text =
            isCommand && !trimmed.contains("\n") ? masked(command: trimmed) : lines.joined(separator: "\n")
        return text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
    }

    private static func masked(command line: String) -> String {
        let (name, rest) = CommandInput.split(line)
        let command = CommandRegistry.command(named: name)
        guard HistoryFile.keeps(line), command?.isSensitive != true else { return "\\\(name) …" }
        // What follows as it is may be Lua.
        if command?.takesRest == true { return "\\\(name) " + masked(lua: rest) }
        guard command?.arguments.contains(.field) == true || command?.names.first == "sim" else {
            return line
        }
        let words = (try? CommandInput.words(of: line)) ?? []
        return words.map { word in
            word.firstIndex(of: "=").map { word[...$0] + "…" } ?? (word.contains(" ") ? "…" : word)
        }.joined(separator: " ")
    }

    /// Lua without the texts between its quotes, unless they are names or numbers of cases.
    private static func masked(lua line: String) -> String {
        guard HistoryFile.keeps("x" + line) else { return "…" }
        var result = ""
        var quoted = ""
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open {
                    result += isName(quoted) ? quoted : "…"
                    result.append(character)
                    quote = nil
                    quoted = ""
                } else {
                    quoted.append(character)
                }
            } else {
                result.append(character)
                if character == "\"" || character == "'" { quote = character }
            }
        }
        // A text that goes on in the next line, and long brackets, are left out as a whole.
        if let bracket = result.range(of: "[[") ?? result.range(of: "[=") {
            result = result[..<bracket.lowerBound] + "[[…"
        }
        return quote == nil ? result : result + "…"
    }

    private static func isName(_ text: String) -> Bool {
        let isPlain =
            text.count <= 40
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.%".contains($0)) }
        return isPlain || text.split(separator: "-").count >= 3
    }
}

extension ConsoleAttendant {
    /// Tells the server what was typed, before it runs; what goes wrong with it shows at the next request.
    func announce(_ input: String) throws(ConsoleError) {
        guard keeper.session != nil || options.reason != nil else { return }
        try keeper.announce(AnnouncedInput.text(of: input))
    }
}
