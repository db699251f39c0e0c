import CaseAPI
import Foundation

// Editor, files, snippets, conditions.
extension CommandDesk {
    func edit(_ input: CommandInput) throws(ConsoleError) {
        guard let edit = surroundings.edit else {
            throw ConsoleError(.notAllowed, "編輯需要終端機", "editing needs a terminal")
        }
        let name = input.words.first
        var text = surroundings.lastInput
        if let name, let folder = surroundings.snippets { text = (try? folder.text(of: name)) ?? "" }
        guard let edited = try edit(text) else {
            return tell("未變更,不執行", "unchanged, not run")
        }
        if let name { try surroundings.snippets?.keep(edited, as: name) }
        surroundings.lastInput = edited
        try carryOut(edited)
    }

    func include(_ input: CommandInput) throws(ConsoleError) {
        let path = try word(0, of: input)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConsoleError(.unknown, "無法讀取檔案 \(path)", "the file \(path) cannot be read")
        }
        let text = String(decoding: data, as: UTF8.self)
        guard input.flags.contains("meta") else { return try carryOutLua(text) }
        try carryOutMixed(text)
    }

    /// Lua alone: a fed file must not smuggle commands in.
    private func carryOutLua(_ text: String) throws(ConsoleError) {
        guard let evaluate = surroundings.evaluate else {
            throw ConsoleError(.failed, "沒有 Lua", "there is no Lua here")
        }
        surroundings.lastInput = text
        try evaluate(text)
    }

    /// Lua with commands in it: a line that begins with a backslash is one; what stands between is Lua.
    func carryOutMixed(_ text: String) throws(ConsoleError) {
        var block = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.first == "\\" || line.first == "＼" else {
                block += line + "\n"
                continue
            }
            if !block.allSatisfy(\.isWhitespace) { try carryOutLua(block) }
            block = ""
            try run(String(line))
        }
        if !block.allSatisfy(\.isWhitespace) { try carryOutLua(block) }
    }

    func saveSnippet(_ input: CommandInput) throws(ConsoleError) {
        let name = try word(0, of: input)
        guard !surroundings.lastInput.isEmpty, let folder = surroundings.snippets else {
            throw ConsoleError(.failed, "尚無可存的 Lua 輸入", "there is no Lua input to keep")
        }
        try folder.keep(surroundings.lastInput, as: name)
        tell("已存為片段 \(name);\\snip \(name) 執行", "kept as \(name); \\snip \(name) runs it")
    }

    func snippets(_ input: CommandInput) throws(ConsoleError) {
        guard let folder = surroundings.snippets else {
            throw ConsoleError(.failed, "沒有片段資料夾", "there is no folder for snippets")
        }
        if let name = input.words.first { return try carryOut(folder.text(of: name)) }
        let names = folder.names()
        var table = Table([Table.Column(key: "name", title: label("片段", "snippet"))])
        table.rows = names.map { [$0] }
        show(Presentation("snippet.list/1", .list(names.map { .string($0) }), [.table(table)]))
        tell("(\(names.count) 個片段;\\save 名稱 存入)", "(\(names.count) snippets; \\save NAME keeps one)")
    }

    func echo(_ input: CommandInput) { emit(SafeText.block(input.rest) + "\n") }

    func runIf(_ input: CommandInput) throws(ConsoleError) {
        // The command begins at the last backslash that stands behind a blank.
        guard
            let place = input.rest.range(of: " \\", options: .backwards)
                ?? input.rest.range(of: " ＼", options: .backwards)
        else { throw .usage("用法:\\if Lua條件 \\指令", "usage: \\if CONDITION \\COMMAND") }
        guard let holds = surroundings.holds else {
            throw ConsoleError(.failed, "沒有 Lua", "there is no Lua here")
        }
        let line = input.rest[input.rest.index(after: place.lowerBound)...]
        if try holds(String(input.rest[..<place.lowerBound])) { try run(String(line)) }
    }

    // MARK: The console itself

    func showHealth() throws(ConsoleError) {
        let clock = ContinuousClock()
        let start = clock.now
        let server = try client.serverState()
        let taken = start.duration(to: clock.now)
        let milliseconds =
            Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1e3
        let offset = WireTime(server.now).map { $0.seconds - now().seconds } ?? 0
        let isClose = abs(offset) <= 2
        let fields: [Presentation.Field] = [
            .init(
                label: label("伺服器", "server"),
                text: server.ready ? label("正常", "ready") : label("尚未就緒", "not ready")
            ),
            .init(label: label("環境", "environment"), text: server.environment),
            .init(label: label("版本", "release"), text: server.release),
            .init(label: label("往返", "round trip"), text: CommandDesk.tenths(milliseconds) + " ms"),
            .init(label: label("伺服器時間", "server's time"), text: time(server.now)),
            .init(
                label: label("時鐘差", "clock offset"),
                text: isClose ? label("無", "none") : label("\(offset) 秒", "\(offset) s")
            ),
        ]
        show(Presentation("health/1", WireValue(encoding: server), [.fields(fields)]))
    }

    func showVersion() throws(ConsoleError) {
        let server = try client.serverState()
        let lua = surroundings.luaRelease ?? label("無", "none")
        let fields: [Presentation.Field] = [
            .init(label: label("主控台", "console"), text: surroundings.release),
            .init(label: label("伺服器", "server"), text: server.release),
            .init(label: "API", text: String(server.api)),
            .init(label: "Lua", text: lua),
        ]
        let value: WireValue = [
            "console": .string(surroundings.release), "server": .string(server.release),
            "api": .int(server.api), "lua": surroundings.luaRelease.map { .string($0) } ?? .null,
        ]
        show(Presentation("version/1", value, [.fields(fields)]))
    }
}
