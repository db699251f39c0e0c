import CaseAPI

// How results are shown, and where they go.
extension CommandDesk {
    func setFormat(_ input: CommandInput) throws(ConsoleError) {
        guard let name = input.words.first else { return showSettings() }
        renderer.format = try OutputFormat(named: name)
    }

    /// What `\pset` knows, with the values that each takes.
    static let settings: [(name: String, values: [String])] = [
        ("ambiguous", ["1", "2", "auto"]), ("date", DateStyle.allCases.map(\.rawValue)),
        ("lang", ["zh-Hant", "en"]), ("expanded", Expansion.allCases.map(\.rawValue)),
        ("pager", ["on", "off"]), ("color", ["on", "off"]),
    ]

    func set(_ input: CommandInput) throws(ConsoleError) {
        guard !input.words.isEmpty else { return showSettings() }
        let name = try word(0, of: input)
        let value = try word(1, of: input)
        let setting = CommandDesk.settings.first { $0.name == name }
        guard let setting, setting.values.contains(value) else {
            let known = CommandDesk.settings.map { "\($0.name) \($0.values.joined(separator: "|"))" }
                .joined(separator: "、")
            throw .usage("可用的設定:\(known)", "known settings: \(known)")
        }
        switch name {
        case "ambiguous":
            let measured = value == "auto" ? surroundings.measureWidth?() ?? 1 : Int(value) ?? 1
            renderer.width.ambiguous = measured == 2 ? 2 : 1
        case "date": dateStyle = DateStyle(rawValue: value) ?? .roc
        case "expanded": renderer.expansion = Expansion(rawValue: value) ?? .auto
        case "pager": isPaged = value == "on"
        case "color": renderer.usesColor = value == "on"
        default: language = value
        }
    }

    private func showSettings() {
        let fields: [(String, String)] = [
            ("format", renderer.format.rawValue), ("expanded", renderer.expansion.rawValue),
            ("ambiguous", String(renderer.width.ambiguous)), ("date", dateStyle.rawValue), ("lang", language),
            ("pager", isPaged ? "on" : "off"), ("color", renderer.usesColor ? "on" : "off"),
            ("timing", tellsTime ? "on" : "off"), ("output", file?.path ?? label("(畫面)", "(screen)")),
        ]
        let value = fields.reduce(into: [String: WireValue]()) { $0[$1.0] = .string($1.1) }
        let block = Presentation.Block.fields(fields.map { .init(label: $0.0, text: $0.1) })
        show(Presentation("settings/1", .object(value), [block]))
    }

    func setExpansion(_ input: CommandInput) throws(ConsoleError) {
        guard let word = input.words.first else {
            renderer.expansion = renderer.expansion == .on ? .auto : .on
            return tell("直式顯示:\(renderer.expansion.rawValue)", "expanded: \(renderer.expansion.rawValue)")
        }
        guard let expansion = Expansion(rawValue: word) else {
            throw .usage("須為 on、off 或 auto:\(word)", "on, off or auto: \(word)")
        }
        renderer.expansion = expansion
    }

    func setPager(_ input: CommandInput) throws(ConsoleError) {
        isPaged = try isOn(input, now: isPaged)
        tell("分頁:\(isPaged ? "開" : "關")", "pager: \(isPaged ? "on" : "off")")
    }

    func setTiming(_ input: CommandInput) throws(ConsoleError) {
        tellsTime = try isOn(input, now: tellsTime)
        tell("計時:\(tellsTime ? "開" : "關")", "timing: \(tellsTime ? "on" : "off")")
    }

    private func isOn(_ input: CommandInput, now: Bool) throws(ConsoleError) -> Bool {
        switch input.words.first {
        case nil: return !now
        case "on", "開": return true
        case "off", "關": return false
        case .some(let word): throw .usage("須為 on 或 off:\(word)", "on or off: \(word)")
        }
    }

    func showAgain(_ input: CommandInput) throws(ConsoleError) {
        guard let last else {
            throw ConsoleError(.failed, "尚無可再顯示的結果", "there is no result to show again")
        }
        if let name = input.words.first { renderer.format = try OutputFormat(named: name) }
        emit(renderer.text(of: last))
        if last.isTruncated { tell("— 上次結果未完整 —", "— the last result was not complete —") }
    }

    func setOutput(_ input: CommandInput) throws(ConsoleError) {
        guard let path = input.words.first else {
            if let file { tell("已寫入 \(file.path)", "written to \(file.path)") }
            file = nil
            return
        }
        file = try ResultFile(path: path, overwrites: input.flags.contains("force"))
        tell("結果寫入 \(path);\\o 恢復到畫面", "results go to \(path); \\o brings them back")
    }

    /// Carries out work; says how long it took, if that is wanted.
    func timed(_ work: () throws(ConsoleError) -> Void) throws(ConsoleError) {
        guard tellsTime, let meter = surroundings.meter else { return try work() }
        let clock = ContinuousClock()
        let before = meter()
        let start = clock.now
        defer {
            let taken = start.duration(to: clock.now)
            let after = meter()
            let all = CommandDesk.tenths(
                Double(taken.components.attoseconds) / 1e15
                    + Double(taken.components.seconds) * 1e3
            )
            let wire = CommandDesk.tenths(after.milliseconds - before.milliseconds)
            let count = after.requests - before.requests
            tell(
                "耗時 \(all) ms,其中伺服器往返 \(wire) ms(\(count) 次請求)",
                "took \(all) ms, of them \(wire) ms on the wire (\(count) requests)"
            )
        }
        try work()
    }

    static func tenths(_ milliseconds: Double) -> String {
        let tenths = Int((milliseconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
