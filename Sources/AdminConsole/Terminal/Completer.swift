import CaseAPI
import Foundation
import LuaScripting

/// Proposes what can stand at the cursor; silent when the server is slow or away.
final class Completer {
    struct Proposal: Sendable, Hashable {
        /// What the word becomes at once: the part that all candidates share.
        var shared: String
        var candidates: [String]
        /// Whether a space may follow a single candidate.
        var appends = true
    }

    private let client: CaseClient
    private let session: LuaSession?
    private let now: () -> Int64
    private var cache: [String: (at: Int64, items: [String])] = [:]
    private var forms: [String: (at: Int64, fields: [WireFormField])] = [:]
    /// The cases that were looked at, last one first.
    private(set) var recent: [String] = []

    /// What may be answered to the question at the prompt; while it is not empty nothing else is proposed.
    var offered: [String] = []

    /// A completer that waits at most 150 ms for the server and remembers its answers for 30 s.
    init(client: CaseClient, session: LuaSession?, now: @escaping () -> Int64) {
        self.client = client.impatient(150)
        self.session = session
        self.now = now
    }

    /// Remembers the case numbers of a line that was carried out.
    func remember(_ line: String) {
        guard line.first == "\\", let words = try? CommandInput(words: CommandInput.words(of: line)),
            CommandRegistry.command(named: words.name)?.arguments.first == .caseNumber,
            let number = words.words.first
        else { return }
        recent = [number] + recent.filter { $0 != number }.prefix(20)
    }

    /// Proposals for the word at `start..<end` of a line, in bytes.
    func proposal(line: String, start: Int, end: Int) -> Proposal? {
        let bytes = Array(line.utf8)
        guard start <= end, end <= bytes.count else { return nil }
        let before = String(decoding: bytes[..<start], as: UTF8.self)
        let word = String(decoding: bytes[start..<end], as: UTF8.self)
        if !offered.isEmpty {
            var proposal = Completer.proposal(offered, typed: word)
            proposal?.appends = false
            return proposal
        }
        if before.isEmpty, let first = word.first, first == "\\" || first == "＼" { return commandNames(word) }
        let isCommand = before.first == "\\" || before.first == "＼"
        return isCommand ? argument(before: before, word: word) : lua(before: before, word: word)
    }

    private func commandNames(_ word: String) -> Proposal? {
        let typed = word.dropFirst()
        let names = CommandRegistry.all.flatMap(\.allNames).filter { $0.hasPrefix(typed) }
        return Completer.proposal(names.map { "\\" + $0 }, typed: word)
    }

    // MARK: Arguments of commands

    private func argument(before: String, word: String) -> Proposal? {
        let parts = before.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard let input = try? CommandInput(words: parts),
            let command = CommandRegistry.command(named: input.name),
            let last = command.arguments.last
        else { return nil }
        if let part = parts.last, before.last != " ", let mark = part.firstIndex(of: "=") {
            var proposal = Completer.proposal(values(of: String(part[..<mark]), input), typed: word)
            // A list or a record goes on after its element.
            proposal?.appends = false
            return proposal
        }
        let index = min(input.words.count, command.arguments.count - 1)
        let kind = input.assignments.isEmpty ? command.arguments[index] : last
        var proposal = Completer.proposal(candidates(kind, input, word), typed: word)
        if [.field, .filter, .file].contains(kind) { proposal?.appends = false }
        return proposal
    }

    private func candidates(_ kind: Command.Argument, _ input: CommandInput, _ word: String) -> [String] {
        switch kind {
        case .caseNumber: return caseNumbers(word)
        case .action:
            guard let number = input.words.first else { return [] }
            return remembered("action " + number) { [client] () throws(ConsoleError) in
                try client.actions(number).items.filter(\.enabled).map(\.name)
            }
        case .workflow:
            return remembered("workflow") { [client] () throws(ConsoleError) in
                try client.workflows().items.map(\.name)
            }
        case .deadline:
            guard let number = input.words.first else { return [] }
            return remembered("deadline " + number) { [client] () throws(ConsoleError) in
                try client.caseFile(number).deadlines.map(\.name)
            }
        case .none: return []
        case .due: return CommandDesk.dueWords.map(\.word)
        case .file:
            // A slash ends a word, so that only the last part of a path is being completed.
            return Completer.files(in: input.words.last.flatMap { $0.hasSuffix("/") ? $0 : nil } ?? "")
        case .format: return OutputFormat.allCases.map(\.rawValue)
        case .setting:
            let setting = CommandDesk.settings.first { $0.name == input.words.first }
            return setting?.values ?? CommandDesk.settings.map(\.name)
        case .command: return CommandRegistry.all.flatMap(\.allNames)
        case .filter: return CaseFilter.names.map { $0 + "=" }
        case .field:
            let given = Set(input.assignments.map(\.name))
            return fields(input).filter { !given.contains($0.name) }.sorted { $0.required && !$1.required }
                .map { $0.name + "=" }
        }
    }

    /// The folders and JSON files in the folder that was typed before the word.
    private static func files(in folder: String) -> [String] {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.sorted().compactMap { name in
            var isFolder: ObjCBool = false
            guard !name.hasPrefix("."),
                FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            else { return nil }
            if isFolder.boolValue { return name + "/" }
            return name.hasSuffix(".json") ? name : nil
        }
    }

    private func fields(_ input: CommandInput) -> [WireFormField] {
        let key = input.words.prefix(2).joined(separator: " ")
        if let entry = forms[key], now() - entry.at < 30_000 { return entry.fields }
        let fields = fetchedFields(input)
        if !fields.isEmpty { forms[key] = (now(), fields) }
        return fields
    }

    private func fetchedFields(_ input: CommandInput) -> [WireFormField] {
        if CommandRegistry.command(named: input.name)?.arguments.first == .workflow,
            let name = input.words.first
        {
            return (try? client.workflows().items.first { $0.name == name }?.asks) ?? []
        }
        guard input.words.count >= 2 else { return [] }
        return (try? client.form(input.words[0], input.words[1]).fields) ?? []
    }

    private func values(of field: String, _ input: CommandInput) -> [String] {
        let known = fields(input).first { $0.name == field || $0.label.zhHant == field }
        return known.map { FieldReader.candidates(of: $0) } ?? []
    }

    private func caseNumbers(_ word: String) -> [String] {
        let found = remembered("case " + word) { [client] () throws(ConsoleError) in
            try client.completions("case", word).items
        }
        let known = recent.filter { word.isEmpty || $0.contains(word) }
        return known + found.filter { !known.contains($0) }
    }

    private func remembered(_ key: String, _ fetch: () throws(ConsoleError) -> [String]) -> [String] {
        if let entry = cache[key], now() - entry.at < 30_000 { return entry.items }
        guard let items = try? fetch() else { return [] }
        if cache.count > 200 { cache = [:] }
        cache[key] = (now(), items)
        return items
    }

    // MARK: Lua

    private func lua(before: String, word: String) -> Proposal? {
        if before.hasSuffix("case\"") || before.hasSuffix("case \"") || before.hasSuffix("case(\"") {
            guard var proposal = Completer.proposal(caseNumbers(word), typed: word) else { return nil }
            if proposal.candidates.count == 1 {
                let closed = proposal.shared + "\""
                proposal.shared = closed
                proposal.candidates = [closed]
            }
            proposal.appends = false
            return proposal
        }
        guard let session, !word.isEmpty else { return nil }
        let path = word.lastIndex { $0 == "." || $0 == ":" }.map { String(word[...$0]) } ?? ""
        var proposal = Completer.proposal(session.completions(of: word).map { path + $0 }, typed: word)
        proposal?.appends = false
        return proposal
    }

    // MARK: What they share

    /// A proposal from candidates: those that begin with what was typed, else those that contain it.
    private static func proposal(_ candidates: [String], typed: String) -> Proposal? {
        let safe = candidates.filter { !$0.isEmpty && SafeText.line($0) == $0 }
        let fitting = safe.filter { $0.hasPrefix(typed) }
        if !fitting.isEmpty { return Proposal(shared: sharedPrefix(fitting), candidates: fitting) }
        let holding = safe.filter { $0.contains(typed) }
        guard let only = holding.first else { return nil }
        return Proposal(shared: holding.count == 1 ? only : typed, candidates: holding)
    }

    /// The longest common beginning, by grapheme: a byte more could cut a character in two.
    private static func sharedPrefix(_ texts: [String]) -> String {
        guard var shared = texts.first.map({ Array($0) }) else { return "" }
        for text in texts {
            shared = Array(zip(shared, text).prefix { $0 == $1 }.map(\.0))
        }
        return String(shared)
    }
}
