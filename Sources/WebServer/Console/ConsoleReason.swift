import Values

/// Why somebody works in a console: a code that can be counted, and a text.
struct ConsoleReason: Sendable, Hashable {
    /// What kind of reason it is.
    enum Code: String, Sendable, Hashable, CaseIterable {
        case casework, inquiry, correction, recompute, export, fault, drill

        var title: LocalizedText {
            switch self {
            case .casework: LocalizedText(zhHant: "案件辦理", en: "casework")
            case .inquiry: LocalizedText(zhHant: "查詢陳情", en: "inquiry")
            case .correction: LocalizedText(zhHant: "更正登錄", en: "correction")
            case .recompute: LocalizedText(zhHant: "時限重算", en: "deadlines reckoned anew")
            case .export: LocalizedText(zhHant: "資料匯出", en: "export")
            case .fault: LocalizedText(zhHant: "系統障礙", en: "system fault")
            case .drill: LocalizedText(zhHant: "演練", en: "drill")
            }
        }
    }

    let code: Code
    let text: String

    /// The fewest characters that a text may have.
    static let shortest = 6

    /// A reason from what was sent; refused where it says too little, or a drill where nothing is for practice.
    init(code: String?, text: String, in environment: String) throws(Problem) {
        let trimmed = String(
            text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        )
        guard (ConsoleReason.shortest...500).contains(trimmed.count) else { throw .reason }
        guard let known = Code(rawValue: code ?? Code.casework.rawValue) else { throw .reasonCode }
        let isPractice = known == .drill || trimmed.hasPrefix("測試") || trimmed.lowercased().hasPrefix("test")
        guard !(isPractice && environment == ConsoleReason.production) else { throw .noDrill }
        self.code = known
        self.text = trimmed
    }

    /// The environment in which a drill is no reason, and writing asks for a document's number.
    static let production = "正式"

    /// As records keep it.
    var members: [(ValueMap.Key, Value)] {
        [("code", .string(code.rawValue)), ("reason", .string(text))]
    }
}
