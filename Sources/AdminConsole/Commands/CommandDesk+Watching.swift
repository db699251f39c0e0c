import CaseAPI

// Repeating a command and marking what has changed.
extension CommandDesk {
    /// Longer nothing is watched: a forgotten terminal must not ask a server for ever.
    private static let longestWatch = 3_600

    func watch(_ input: CommandInput) throws(ConsoleError) {
        var rest = input.rest[...]
        guard let seconds = CommandDesk.number(from: &rest), (1...3_600).contains(seconds) else {
            throw .usage(
                "用法:\\watch 秒 [-n 次數] 指令或 Lua,秒為 1 至 3600",
                "usage: \\watch SECONDS [-n TIMES] COMMAND"
            )
        }
        var times = CommandDesk.longestWatch / seconds
        if rest.hasPrefix("-n ") {
            rest = rest.dropFirst(3)
            guard let count = CommandDesk.number(from: &rest), count > 0 else {
                throw .usage("-n 之後須有次數", "-n needs a number")
            }
            times = min(times, count)
        } else if surroundings.wait == nil {
            throw .usage("非終端機時須給 -n 次數", "without a terminal, say -n TIMES")
        }
        guard !rest.isEmpty else { throw .usage("請給要重複的指令", "name what to repeat") }
        try repeating(String(rest), every: seconds, times: times)
    }

    private func repeating(_ line: String, every seconds: Int, times: Int) throws(ConsoleError) {
        var before: [Substring]?
        for round in 1...max(1, times) {
            let text = try captured { () throws(ConsoleError) in try self.carryOut(line) }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if surroundings.wait != nil, file == nil { emitAtOnce("\u{1B}[H\u{1B}[2J") }
            emitAtOnce(marked(lines, since: before))
            before = lines
            guard round < times else { break }
            tell("\(time(now().rfc3339)) 每 \(seconds) 秒;按任一鍵停止", "every \(seconds) s; any key stops")
            guard surroundings.wait?(seconds * 1_000) ?? true else { break }
        }
    }

    /// The lines with a mark before each that was not there the time before.
    private func marked(_ lines: [Substring], since before: [Substring]?) -> String {
        let known = before.map { Set($0) }
        return lines.map { line in
            guard let known, !line.isEmpty, !known.contains(line) else { return String(line) }
            return "» " + line
        }.joined(separator: "\n")
    }

    /// One input: a command, or Lua.
    func carryOut(_ line: String) throws(ConsoleError) {
        if let first = line.first, first == "\\" || first == "＼" { return try run(line) }
        guard let evaluate = surroundings.evaluate else {
            throw ConsoleError(.failed, "沒有 Lua", "there is no Lua here")
        }
        try evaluate(line)
    }

    static func number(from text: inout Substring) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return nil }
        text = text.dropFirst(digits.count).drop(while: \.isWhitespace)
        return number
    }
}
