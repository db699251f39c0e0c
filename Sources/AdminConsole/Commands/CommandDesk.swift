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
    /// What scripts demand before a write: how many cases it touches, the fingerprint of what it changes.
    var demands = WriteDemands()
    /// How the numbers of rows are limited where the command says nothing; nil for the command's own limit.
    var maximumRows: Int?
    /// The last result, for showing it again.
    var last: Presentation?
    /// Where results go instead of the screen.
    var file: ResultFile?
    /// Shows a long text page by page; nil where nobody looks, or where the screen has room.
    var page: ((String) -> Bool)?
    /// What the terminal, the editor and Lua offer; nothing in a batch without them.
    var surroundings = DeskSurroundings()
    /// Whether what is longer than the screen goes through a pager.
    var isPaged = true
    /// Whether the time of each command is told.
    var tellsTime = false
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
    /// The names of people, units and sites that were seen, by `person:ID` and its like.
    var names: [String: WireText] = [:]
    /// The titles of roles and relations that were seen.
    var roleTitles: [String: WireText] = [:]
    /// The staff list, once it was asked for.
    var register: WireRegister?
    /// The definitions that were asked for.
    var definitions: [String: WireDefinition] = [:]
    /// Who may take the actions that were seen.
    var roles: [String: [String]] = [:]
    /// The change set that was begun or looked at last.
    var changeSet: String?
    /// How many changes the draft at hand has; nil where none is open.
    var openChanges: Int?
    /// Whether somebody who wanted to leave was told of the draft at hand.
    private var hasWarnedOfDraft = false
    /// Says what the next answer may be, for completion.
    var offer: (([String]) -> Void)?
    /// The system's clock, for what is left of a deadline.
    let now: () -> WireTime
    private var capture: String?
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
        guard line.utf8.count <= CommandInput.longest else {
            throw .usage("指令過長(上限 64 KiB)", "a command has at most 64 KiB")
        }
        let (name, rest) = CommandInput.split(line)
        if let command = CommandRegistry.command(named: name), command.takesRest {
            return try timed { () throws(ConsoleError) in
                try command.run(self, CommandInput(name: name, rest: rest))
            }
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
        guard !command.takesRest else {
            let rest = CommandInput(name: command.names[0], rest: words.dropFirst().joined(separator: " "))
            return try command.run(self, rest)
        }
        let format = renderer.format
        defer { if command.names[0] != "f" { renderer.format = format } }
        if let name = input.options["format"] { renderer.format = try OutputFormat(named: name) }
        try timed { () throws(ConsoleError) in try command.run(self, input) }
    }

    /// Leaves the console; an open draft is said first, and stays on the server.
    func leave() {
        guard let changeSet, openChanges != nil, !hasWarnedOfDraft, ask != nil else {
            isOver = true
            return
        }
        hasWarnedOfDraft = true
        tell(
            "更動集 \(changeSet) 尚未提出,草稿保留 24 小時(\\diff \(changeSet));再離開一次即離線",
            "\(changeSet) is not proposed; the draft stays for 24 hours; leave once more to go"
        )
    }

    // MARK: Showing

    /// Writes a result in the chosen format.
    func show(_ result: Presentation) {
        last = result
        emit(renderer.text(of: result))
    }

    /// What some work writes, kept instead of shown.
    func captured(_ work: () throws(ConsoleError) -> Void) throws(ConsoleError) -> String {
        let outer = capture
        capture = ""
        defer { capture = outer }
        try work()
        return capture ?? ""
    }

    /// Writes text without a pager.
    func emitAtOnce(_ text: String) {
        if let file { file.write(text) } else { write(text) }
    }

    /// Writes a part of a text that is made bit by bit, where a pager has no place.
    func emitText(_ text: String) {
        if capture != nil { capture? += text } else { emitAtOnce(text) }
    }

    /// Writes text: into the file of `\o`, through the pager, or as it is.
    func emit(_ text: String) {
        if capture != nil {
            capture? += text
            return
        }
        if let file { return file.write(text) }
        if isPaged, let page, page(text) { return }
        write(text)
    }

    /// Tells the person something that is no result.
    func tell(_ zhHant: String, _ en: String) { note(SafeText.block(isEnglish ? en : zhHant) + "\n") }

    var isEnglish: Bool { language.hasPrefix("en") }

    /// The text in the person's language.
    func text(_ text: WireText) -> String { isEnglish ? text.en : text.zhHant }

    /// A label of ours in the person's language.
    func label(_ zhHant: String, _ en: String) -> String { isEnglish ? en : zhHant }

    /// States by their titles.
    func states(_ states: [WireState]) -> String { states.map { text($0.title) }.joined(separator: "、") }

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
