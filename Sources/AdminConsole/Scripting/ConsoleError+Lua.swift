import CaseAPI
import LuaScripting

extension ConsoleError {
    /// What a script's failure means.
    init(_ failure: LuaFailure, source: String) {
        switch failure.kind {
        case .syntax, .runtime: self.init(value: failure.value, source: source, kind: failure.kind)
        case .memory: self.init(.limit, "記憶體超過上限,已中止", "out of memory, stopped")
        case .time: self.init(.limit, "執行時間超過上限,已中止", "out of time, stopped")
        case .requests: self.init(.limit, "對伺服器的請求超過上限,已中止", "too many requests, stopped")
        case .output: self.init(.limit, "輸出超過上限,已中止", "too much output, stopped")
        case .cancelled: self = ConsoleError(.interrupted, "已中止", "stopped")
        case .absent: self.init(.failed, "未安裝 Lua", "no Lua")
        }
    }

    private init(value: LuaValue, source: String, kind: LuaFailure.Kind) {
        if let exit = value["exit"].int, let code = ExitCode(rawValue: Int32(truncatingIfNeeded: exit)) {
            let zhHant = value["zh"].string ?? ""
            let clauses = (value["clauses"].list ?? []).compactMap(\.string).joined(separator: "、")
            let suffix = clauses.isEmpty ? "" : " (\(clauses))"
            self.init(code, zhHant + suffix, (value["en"].string ?? zhHant) + suffix)
            return
        }
        let message = value.string ?? value["zh"].string ?? WireValue(value).json
        let hasWideQuotes = kind == .syntax && source.contains { "“”‘’「」".contains($0) }
        self.init(
            .failed,
            message + (hasWideQuotes ? "(請改用半形引號 \" )" : ""),
            message + (hasWideQuotes ? " (use plain quotes \")" : "")
        )
    }
}
