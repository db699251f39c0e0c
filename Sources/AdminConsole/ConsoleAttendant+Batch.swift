import CaseAPI
import Glibc

// Without anybody at the prompt: one command of the shell, or inputs in order.
extension ConsoleAttendant {
    /// Carries out one command of the shell; nothing is asked.
    func runCommand(_ words: [String]) -> Int32 {
        measureTerminal()
        // Also what goes wrong is told in the format that was asked for.
        let input = try? CommandInput(words: words)
        if let format = input?.options["format"].flatMap({ OutputFormat(rawValue: $0) }) {
            desk.renderer.format = format
        }
        defer { keeper.detach() }
        return perform { () throws(ConsoleError) in
            try self.unlockIfWanted()
            try self.announce("\\" + words.joined(separator: " "))
            try self.desk.run(words: words)
        }.rawValue
    }

    /// Carries out inputs in order; nothing is asked, the first failure ends it unless told otherwise.
    func runBatch(_ inputs: [ConsoleOptions.Input]) -> Int32 {
        measureTerminal()
        defer { keeper.detach() }
        var worst = perform { () throws(ConsoleError) in try self.unlockIfWanted() }.rawValue
        guard worst == 0 else { return worst }
        for input in inputs {
            let code = run(input)
            if let leaving { return leaving }
            if code != 0 {
                worst = code
                guard options.keepsGoing else { break }
            }
        }
        return worst
    }

    private func run(_ input: ConsoleOptions.Input) -> Int32 {
        switch input {
        case .text(let text):
            let first = text.drop(while: \.isWhitespace).first
            guard first == "\\" || first == "＼" else { return runLua(text, chunk: "=-c") }
            return perform { () throws(ConsoleError) in
                try self.announce(text)
                try self.desk.run(text)
            }.rawValue
        case .file(let path):
            guard let text = ConsoleAttendant.contents(of: path) else {
                let reason = String(cString: strerror(errno))
                let problem = ConsoleError(
                    .unknown,
                    "無法讀取檔案 \(path):\(reason)",
                    "cannot read \(path): \(reason)"
                )
                return report(problem).rawValue
            }
            return runText(text, chunk: "@" + path)
        case .standardInput:
            return runText(ConsoleAttendant.contents(of: "/dev/stdin") ?? "", chunk: "=stdin")
        }
    }

    /// The text of a file: Lua alone, so that a fed file cannot smuggle commands in, unless they are asked for.
    private func runText(_ text: String, chunk: String) -> Int32 {
        guard options.takesCommands else { return runLua(text, chunk: chunk) }
        return perform { () throws(ConsoleError) in
            try self.announce(text)
            try self.desk.carryOutMixed(text)
        }.rawValue
    }

    private func runLua(_ text: String, chunk: String) -> Int32 {
        perform { () throws(ConsoleError) in
            try self.announce(text)
            try self.evaluate(text, chunk: chunk)
        }.rawValue
    }

    private static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            // The host refuses more than 256 KiB anyway.
            if count == 0 || bytes.count > 1 << 20 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    /// Writes what may stand in place of the last word, one candidate a line; silent where nothing is known.
    func propose(_ words: [String]) -> Int32 {
        let quoted = words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
        let line = "\\" + quoted.joined(separator: " ")
        let bytes = Array(line.utf8)
        let breaks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "="), UInt8(ascii: ",")]
        let start = (bytes.lastIndex { breaks.contains($0) } ?? -1) + 1
        let before = String(decoding: bytes[..<start], as: UTF8.self)
        guard let proposal = completer.proposal(line: line, start: start, end: bytes.count) else { return 0 }
        // A shell's word reaches back to the blank before it.
        let head = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        for candidate in proposal.candidates {
            let word = words.count == 1 ? String(candidate.drop { $0 == "\\" }) : head + candidate
            StandardStreams.write(word + "\n")
        }
        return 0
    }
}
