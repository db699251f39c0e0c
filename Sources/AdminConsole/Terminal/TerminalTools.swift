import CLineEdit
import Foundation
import Glibc

/// The programs around the console: pager and editor, and what the terminal can show.
enum TerminalTools {
    static var isDumb: Bool {
        guard let terminal = ProcessInfo.processInfo.environment["TERM"] else { return true }
        return terminal.isEmpty || terminal == "dumb"
    }

    /// Whether results may carry colour: a terminal that can, and nobody who has asked for none (no-color.org).
    static func showsColor(unless isColorless: Bool) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        guard !isColorless, environment["NO_COLOR"].map(\.isEmpty) ?? true else { return false }
        if environment["CLICOLOR_FORCE"].map({ !$0.isEmpty && $0 != "0" }) ?? false { return true }
        return isatty(STDOUT_FILENO) == 1 && !isDumb
    }

    /// Shows a text page by page; false if it has room on the screen, or nobody looks.
    static func page(_ text: String) -> Bool {
        let rows = Int(le_rows(STDOUT_FILENO))
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, !isDumb, rows > 0,
            text.utf8.reduce(0, { $0 + ($1 == 10 ? 1 : 0) }) >= rows
        else { return false }
        let program = ProcessInfo.processInfo.environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less"
        // What fits is left on the screen, colours are passed through, and no shell can be started from a case.
        setenv("LESS", "FRX", 0)
        setenv("LESSCHARSET", "utf-8", 1)
        setenv("LESSSECURE", "1", 1)
        return run(words(of: program), input: text) >= 0
    }

    /// Lets somebody edit a text in a file of their own; nil if it was left unchanged.
    static func edit(_ text: String) throws(ConsoleError) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((folder + "/anwei-" + String(repeating: "X", count: 6) + ".lua").utf8CString)
        let descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else {
            throw ConsoleError(.failed, "無法建立暫存檔", "cannot make a temporary file")
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        guard written == bytes.count else {
            throw ConsoleError(.failed, "無法寫入暫存檔", "cannot write a temporary file")
        }
        let chosen = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
        for program in chosen.map({ [$0] }) ?? ["editor", "nano", "vi"] {
            let code = run(words(of: program) + [path], input: nil)
            if code < 0 || code == 127 { continue }
            guard code == 0 else { return nil }
            let edited = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            let trimmed = edited.trimmingCharacters(in: .whitespacesAndNewlines)
            return trimmed.isEmpty || trimmed == text.trimmingCharacters(in: .whitespacesAndNewlines)
                ? nil : trimmed
        }
        throw ConsoleError(
            .failed,
            "找不到編輯器\(chosen.map { " " + $0 } ?? "");請設定 EDITOR",
            "no editor\(chosen.map { " " + $0 } ?? ""); set EDITOR"
        )
    }

    private static func words(of program: String) -> [String] {
        program.split(separator: " ").map(String.init)
    }

    /// Runs a program; its exit code, or less than zero if it cannot be started.
    private static func run(_ words: [String], input: String?) -> Int32 {
        guard !words.isEmpty else { return -1 }
        let copies = words.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) } + [nil]
        guard let input else { return le_run(pointers, nil, 0) }
        let bytes = Array(input.utf8)
        return bytes.withUnsafeBytes { buffer in
            le_run(pointers, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
        }
    }
}
