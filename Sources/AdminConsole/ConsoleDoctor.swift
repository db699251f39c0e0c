import CLineEdit
import CaseAPI
import Glibc
import LuaScripting

// `anwei console doctor`: whether everything that the console needs is there, and what to do where it is not.
extension ConsoleAttendant {
    private struct Finding {
        enum Kind { case well, hint, wrong }

        var kind: Kind
        var subject: WireText
        var text: WireText
    }

    /// Looks at everything; 0 if the console can work, else the code of the first thing that keeps it from it.
    func examine() -> Int32 {
        measureTerminal()
        var code = ExitCode.done
        var findings = [locale(), terminal(), width(), lua(), history()]
        do {
            findings += try attachment()
        } catch {
            code = error.code
            findings.append(
                Finding(kind: .wrong, subject: WireText(zhHant: "伺服器", en: "server"), text: error.text)
            )
        }
        var table = Table([
            Table.Column(key: "state", title: desk.label("結果", "state")),
            Table.Column(key: "subject", title: desk.label("項目", "subject")),
            Table.Column(key: "text", title: desk.label("說明", "text")),
        ])
        table.rows = findings.map { [mark($0.kind), desk.text($0.subject), desk.text($0.text)] }
        let value = findings.map { finding -> WireValue in
            [
                "ok": .bool(finding.kind != .wrong), "subject": WireValue(encoding: finding.subject),
                "text": WireValue(encoding: finding.text),
            ]
        }
        desk.show(Presentation("doctor/1", .list(value), [.table(table)]))
        return code.rawValue
    }

    private func mark(_ kind: Finding.Kind) -> String {
        switch kind {
        case .well: desk.label("正常", "ok")
        case .hint: desk.label("提示", "hint")
        case .wrong: desk.label("不符", "wrong")
        }
    }

    private func attachment() throws(ConsoleError) -> [Finding] {
        let server = try background.serverState()
        let account = try background.account()
        let fits = server.api == WireServer.knownAPI
        let offset = WireTime(server.now).map { abs($0.seconds - desk.now().seconds) } ?? 0
        let roles = account.roles.map { "\(desk.roleTitle($0.role))@\($0.unit)" }.joined(separator: "、")
        return [
            Finding(
                kind: .well,
                subject: WireText(zhHant: "通訊端", en: "socket"),
                text: WireText(zhHant: "\(options.socketPath) 可連線", en: "\(options.socketPath) answers")
            ),
            Finding(
                kind: fits ? .well : .wrong,
                subject: WireText(zhHant: "版本", en: "release"),
                text: WireText(
                    zhHant: "主控台 \(options.release),伺服器 \(server.release)" + (fits ? "" : ",請使用相同版本"),
                    en: "console \(options.release), server \(server.release)"
                        + (fits ? "" : ": use the same")
                )
            ),
            Finding(
                kind: .well,
                subject: WireText(zhHant: "帳號", en: "account"),
                text: WireText(
                    zhHant: "\(account.name) (\(account.account)) \(roles)",
                    en: "\(account.name) (\(account.account)) \(roles)"
                )
            ),
            Finding(
                kind: offset <= 5 ? .well : .hint,
                subject: WireText(zhHant: "時鐘", en: "clock"),
                text: WireText(zhHant: "與伺服器相差 \(offset) 秒", en: "\(offset) s from the server's")
            ),
        ]
    }

    private func locale() -> Finding {
        let state = le_locale()
        let text =
            switch state {
            case 0: WireText(zhHant: "UTF-8", en: "UTF-8")
            case 1:
                WireText(
                    zhHant: "語系不是 UTF-8,改用 C.UTF-8;可設定 LANG=zh_TW.UTF-8",
                    en: "not UTF-8, C.UTF-8 is used; LANG=zh_TW.UTF-8 would do"
                )
            default: WireText(zhHant: "系統沒有 UTF-8 語系", en: "there is no UTF-8 locale")
            }
        return Finding(
            kind: state == 0 ? .well : state == 1 ? .hint : .wrong,
            subject: WireText(zhHant: "語系", en: "locale"),
            text: text
        )
    }

    private func terminal() -> Finding {
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        let (columns, rows) = (le_columns(STDOUT_FILENO), le_rows(STDOUT_FILENO))
        let text =
            isTerminal && !TerminalTools.isDumb
            ? WireText(zhHant: "\(columns)×\(rows),可編輯", en: "\(columns)×\(rows), can be edited on")
            : WireText(zhHant: "非終端機或 TERM=dumb:只讀整行,不編輯", en: "no terminal, or TERM=dumb: bare lines")
        return Finding(
            kind: isTerminal ? .well : .hint,
            subject: WireText(zhHant: "終端機", en: "terminal"),
            text: text
        )
    }

    private func width() -> Finding {
        let measured = TerminalTools.isDumb ? 0 : le_measure_width(100)
        let text =
            measured > 0
            ? WireText(zhHant: "○ 佔 \(measured) 欄(實測)", en: "○ takes \(measured) columns (measured)")
            : WireText(
                zhHant: "終端機未回報,以 1 欄計;不齊時用 \\pset ambiguous 2",
                en: "not told, taken as 1; \\pset ambiguous 2 if columns are not straight"
            )
        return Finding(
            kind: measured > 0 ? .well : .hint,
            subject: WireText(zhHant: "字寬", en: "width"),
            text: text
        )
    }

    private func lua() -> Finding {
        Finding(
            kind: session == nil ? .hint : .well,
            subject: WireText(zhHant: "Lua", en: "Lua"),
            text: LuaSession.release.map { WireText(zhHant: $0, en: $0) } ?? ConsoleAttendant.noLua.text
        )
    }

    private func history() -> Finding {
        let subject = WireText(zhHant: "歷史檔", en: "history")
        guard let path = options.historyPath ?? ConsoleAttendant.statePath("history") else {
            return Finding(
                kind: .hint,
                subject: subject,
                text: WireText(zhHant: "沒有家目錄,不保存", en: "no home, nothing is kept")
            )
        }
        do {
            let count = try HistoryFile(path: path).entries().count
            return Finding(
                kind: .well,
                subject: subject,
                text: WireText(zhHant: "\(path)(\(count) 筆)", en: "\(path) (\(count) entries)")
            )
        } catch {
            return Finding(kind: .wrong, subject: subject, text: error.text)
        }
    }
}
