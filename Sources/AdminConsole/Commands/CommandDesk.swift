import CaseAPI

/// Where commands are carried out: it asks the server, and shows the answer.
final class CommandDesk {
    let client: CaseClient
    var renderer: Renderer
    var language: String
    var dateStyle = DateStyle.roc
    /// Whether `\q` was given.
    var isOver = false
    /// Whether writes are applied without a question, as in `run advance ... --apply`.
    var applies = false
    /// Asks a person; nil where nobody is there to answer.
    var ask: ((String) -> String?)?
    /// The session with the server; nil in tests that need none.
    var keeper: SessionKeeper?
    /// Where a personal credential comes from: a file, or somebody who types it unseen.
    var readCredential: ((String) throws(ConsoleError) -> String?)?
    /// The labels of the fields of the last case or form, for telling what was wrong with them.
    var labels: [String: WireText] = [:]
    /// The fields that were seen in forms, by their names.
    var fields: [String: WireFormField] = [:]
    /// Who may take the actions that were seen.
    var roles: [String: [String]] = [:]
    /// The names of units that were seen.
    var unitNames: [String: String] = [:]
    /// The change set that was begun or looked at last.
    var changeSet: String?
    /// Says what the next answer may be, for completion.
    var offer: (([String]) -> Void)?
    /// The system's clock, for what is left of a deadline.
    let now: () -> WireTime
    private let write: (String) -> Void
    private let note: (String) -> Void

    /// A desk whose results go to `write` and whose talk goes to `note`.
    init(
        client: CaseClient,
        renderer: Renderer = Renderer(),
        language: String = "zh-Hant",
        now: @escaping () -> WireTime,
        write: @escaping (String) -> Void,
        note: @escaping (String) -> Void
    ) {
        self.client = client
        self.renderer = renderer
        self.language = language
        self.now = now
        self.write = write
        self.note = note
    }

    /// Carries out one command line, with or without its backslash.
    func run(_ line: String) throws(ConsoleError) {
        guard !line.contains("\n") else {
            throw .usage("指令須為單行", "a command is one line")
        }
        try run(words: CommandInput.words(of: line))
    }

    /// Carries out one command from its words, as a shell has split them.
    func run(words: [String]) throws(ConsoleError) {
        let input = try CommandInput(words: words)
        guard let command = CommandRegistry.command(named: input.name) else {
            let near = CommandRegistry.nearest(to: input.name).map { "\\" + $0 }.joined(separator: "、")
            throw .usage(
                "無此指令 \\\(input.name)" + (near.isEmpty ? ";\\h 列出全部" : ";是否為 \(near)?"),
                "no such command \\\(input.name)"
                    + (near.isEmpty ? "; \\h lists all" : "; did you mean \(near)?")
            )
        }
        let format = renderer.format
        defer { if input.name != "f", input.name != "格式" { renderer.format = format } }
        if let name = input.options["format"] { renderer.format = try OutputFormat(named: name) }
        try command.run(self, input)
    }

    // MARK: Showing

    /// Writes a result in the chosen format.
    func show(_ result: Presentation) { write(renderer.text(of: result)) }

    /// Tells the person something that is no result.
    func tell(_ zhHant: String, _ en: String) { note(SafeText.block(isEnglish ? en : zhHant) + "\n") }

    var isEnglish: Bool { language.hasPrefix("en") }

    /// The text in the person's language.
    func text(_ text: WireText) -> String { isEnglish ? text.en : text.zhHant }

    /// A label of ours in the person's language.
    func label(_ zhHant: String, _ en: String) -> String { isEnglish ? en : zhHant }

    /// An instant for people; as it came if it is not one.
    func time(_ text: String?) -> String {
        guard let text else { return "" }
        return WireTime(text)?.text(dateStyle) ?? text
    }

    /// States by their titles.
    func states(_ states: [WireState]) -> String { states.map { text($0.title) }.joined(separator: "、") }

    /// A value for people.
    func value(_ value: WireValue?) -> String {
        switch value {
        case nil, .null: "∅"
        case .bool(let truth): truth ? label("是", "yes") : label("否", "no")
        case .int(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .list(let elements): elements.map { self.value($0) }.joined(separator: "、")
        case .tagged("$timestamp", let text): time(text)
        case .tagged(_, let text): text
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key)=\(self.value($0.value))" }
                .joined(separator: " ")
        }
    }

    /// A value of a known field for people: choices by their labels.
    func value(_ value: WireValue, of field: WireFormField?) -> String {
        switch value {
        case .string(let text):
            return field?.options?.first { $0.value == text }.map { self.text($0.label) } ?? self.value(value)
        case .list(let elements):
            let isPlain = elements.allSatisfy { if case .object = $0 { false } else { true } }
            let separator = isPlain ? "、" : ";"
            return elements.map { self.value($0, of: field) }.joined(separator: separator)
        case .object(let members):
            guard let known = field?.members else { return free(members) }
            return known.compactMap { member in
                members[member.name].map { "\(text(member.label)) \(self.value($0, of: member))" }
            }.joined(separator: " ")
        case .null, .bool, .int, .double, .tagged: return self.value(value)
        }
    }

    /// An object of no declared shape, such as a form that was kept: what is known of its members helps.
    private func free(_ members: [String: WireValue]) -> String {
        members.sorted { $0.key < $1.key }.map { name, value in
            let title = (fields[name]?.label ?? labels[name]).map(text) ?? name
            return "\(title) \(self.value(value, of: fields[name]))"
        }.joined(separator: " ")
    }

    /// A unit's name, if the account may read a case of it; its id otherwise.
    func unitName(_ id: String) -> String {
        if let name = unitNames[id] { return name }
        let page = try? client.cases(CaseFilter(unit: id), cursor: nil, limit: 1)
        guard let name = page?.items.first?.unitName.map(text) else { return id }
        unitNames[id] = name
        return name
    }

    /// The word at a place, or what is missing there.
    func word(_ index: Int, of input: CommandInput) throws(ConsoleError) -> String {
        guard index < input.words.count else {
            let usage = CommandRegistry.command(named: input.name)?.usage ?? ""
            throw .usage("用法:\\\(input.name) \(usage)", "usage: \\\(input.name) \(usage)")
        }
        return input.words[index]
    }
}

extension OutputFormat {
    /// The format of a name.
    init(named name: String) throws(ConsoleError) {
        guard let format = OutputFormat(rawValue: name) else {
            let all = OutputFormat.allCases.map(\.rawValue).joined(separator: "、")
            throw .usage("無此格式「\(name)」,可用:\(all)", "no such format \"\(name)\", known: \(all)")
        }
        self = format
    }
}
