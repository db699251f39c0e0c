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
    /// How long one proposal may wait for the server in all, in milliseconds.
    private static let patience = 150
    private var spent = 0
    private let session: LuaSession?
    private let now: () -> Int64
    private var cache: [String: (at: Int64, items: [String])] = [:]
    private var forms: [String: (at: Int64, fields: [WireFormField])] = [:]
    private var staff: WireRegister?
    /// The cases that were looked at, last one first.
    private(set) var recent: [String] = []

    /// What may be answered to the question at the prompt; while it is not empty nothing else is proposed.
    var offered: [String] = []

    /// A completer that waits at most 150 ms for the server and remembers its answers for 30 s.
    init(client: CaseClient, session: LuaSession?, now: @escaping () -> Int64) {
        self.client = client
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
        spent = 0
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
            return remembered("action " + number) { client throws(ConsoleError) in
                try client.actions(number).items.filter(\.enabled).map(\.name)
            }
        case .workflow:
            return remembered("workflow") { client throws(ConsoleError) in
                try client.workflows().items.map(\.name)
            }
        case .deadline:
            guard let number = input.words.first else { return [] }
            return remembered("deadline " + number) { client throws(ConsoleError) in
                try client.caseFile(number).deadlines.map(\.name)
            }
        case .none: return []
        case .due: return CommandDesk.dueWords.map(\.word)
        case .file:
            // A slash ends a word, so that only the last part of a path is being completed.
            return Completer.files(in: input.words.last.flatMap { $0.hasSuffix("/") ? $0 : nil } ?? "")
        case .person: return people().map(\.account)
        case .snippet:
            return ConsoleAttendant.statePath("snippets").map { SnippetFolder(path: $0).names() } ?? []
        case .onOff: return ["on", "off", "auto"]
        case .format: return OutputFormat.allCases.map(\.rawValue)
        case .setting:
            let setting = CommandDesk.settings.first { $0.name == input.words.first }
            return setting?.values ?? CommandDesk.settings.map(\.name)
        case .verb: return CommandDesk.correctionVerbs
        case .command: return CommandRegistry.all.flatMap(\.allNames)
        case .filter: return CaseSearch.names.map { $0 + "=" } + ["全部"]
        case .field where CommandRegistry.command(named: input.name)?.names.first == "add":
            switch input.words.dropFirst().first {
            case "setfield": return dataFields(input).map { $0 + "=" }
            case "reassign": return ["from=", "to="]
            case "retime": return ["at="]
            default: return []
            }
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
            let all = asked { client throws(ConsoleError) in try client.workflows().items } ?? []
            return all.first { $0.name == name }?.asks ?? []
        }
        guard input.words.count >= 2 else { return [] }
        return asked { client throws(ConsoleError) in try client.form(input.words[0], input.words[1]).fields }
            ?? []
    }

    /// What may stand behind `name=`: of a list's filter its words, of a form's field its choices and people.
    private func values(of name: String, _ input: CommandInput) -> [String] {
        if CommandRegistry.command(named: input.name)?.arguments.last == .filter {
            return filterValues(name)
        }
        let isHandover = CommandRegistry.command(named: input.name)?.names.first == "add"
        if isHandover, name == "from" || name == "to" { return people().map(\.account) }
        if name == "單位" || name == "unit" { return register()?.units.map(\.id) ?? [] }
        guard let field = fields(input).first(where: { $0.name == name || $0.label.zhHant == name }) else {
            return []
        }
        return values(of: field)
    }

    private func values(of field: WireFormField) -> [String] {
        switch field.element ?? field.type {
        case "person": return people().map(\.account)
        case "unit": return register()?.units.map(\.id) ?? []
        case "site": return register()?.sites.map(\.id) ?? []
        case "record", "any":
            return (field.members ?? []).flatMap { member in
                let values = values(of: member)
                return values.isEmpty ? ["\(member.name):"] : values.map { "\(member.name):\($0)" }
            }
        default: return FieldReader.candidates(of: field)
        }
    }

    /// The fields of a case, for `\\add NUMBER setfield`.
    private func dataFields(_ input: CommandInput) -> [String] {
        guard let number = input.words.first else { return [] }
        return remembered("fields " + number) { client throws(ConsoleError) in
            let file = try client.caseFile(number)
            return file.order ?? file.data.keys.sorted()
        }
    }

    private func filterValues(_ name: String) -> [String] {
        switch name {
        case "期限", "due": return CommandDesk.dueWords.map(\.word)
        case "承辦", "party": return ["我", "me"]
        case "結案", "closed": return ["是", "否"]
        case "單位", "unit": return register()?.units.map(\.id) ?? []
        case "流程", "workflow":
            return remembered("workflow") { client throws(ConsoleError) in
                try client.workflows().items.map(\.name)
            }
        case "狀態", "state":
            return remembered("states") { client throws(ConsoleError) in
                try client.cases(CaseFilter(closed: false), cursor: nil, limit: 200).items
                    .flatMap(\.states).map(\.title.zhHant).reduce(into: []) { found, title in
                        if !found.contains(title) { found.append(title) }
                    }
            }
        default: return []
        }
    }

    /// The staff list, kept for the session: people do not come and go while somebody types.
    private func register() -> WireRegister? {
        if let staff { return staff }
        staff = asked { client throws(ConsoleError) in try client.register() }
        return staff
    }

    private func people() -> [WireRegister.Person] { register()?.people ?? [] }

    private func caseNumbers(_ word: String) -> [String] {
        let found = remembered("case " + word) { client throws(ConsoleError) in
            try client.completions("case", word).items
        }
        let known = recent.filter { word.isEmpty || $0.contains(word) }
        return known + found.filter { !known.contains($0) }
    }

    private func remembered(
        _ key: String,
        _ fetch: (CaseClient) throws(ConsoleError) -> [String]
    ) -> [String] {
        if let entry = cache[key], now() - entry.at < 30_000 { return entry.items }
        guard let items = asked(fetch) else { return [] }
        if cache.count > 200 { cache = [:] }
        cache[key] = (now(), items)
        return items
    }

    /// An answer of the server within what is left of the time for one proposal; nil where there is none.
    private func asked<Answer>(_ fetch: (CaseClient) throws(ConsoleError) -> Answer) -> Answer? {
        guard spent < Completer.patience else { return nil }
        let clock = ContinuousClock()
        let start = clock.now
        defer { spent += Int(start.duration(to: clock.now) / .milliseconds(1)) }
        return try? fetch(client.impatient(Completer.patience - spent))
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
