import Casework
import Values

/// An answer that says what went wrong: `application/problem+json` of RFC 9457 in both languages.
struct Problem: Error, Sendable, Hashable {
    /// What kind of problem it is; the last part of its type URI.
    enum Kind: String, Sendable, Hashable {
        case malformed, unauthenticated, notPermitted, unknown, methodNotAllowed, notPossible, requirements
        case invalidData, conflict, keyReused, tooLarge, unsupportedMediaType, tooMuch, busy, full, `internal`
        case session, locked, sessionLimit
    }
    /// What kind of problem it is.
    let kind: Kind
    /// The HTTP status.
    let status: Int
    /// What happened and what to do.
    let detail: LocalizedText
    /// The refusal, where a rule refused.
    var refusal: Refusal?
    /// The offset of the first byte of the body that cannot be right.
    var offset: Int?
    /// Headers that belong to the answer.
    var headers: [Header] = []

    /// A header of an answer.
    struct Header: Sendable, Hashable {
        let name: String
        let value: String
    }
}

extension Problem {
    /// The kind in words.
    var title: LocalizedText {
        switch kind {
        case .malformed: LocalizedText(zhHant: "請求格式不正確", en: "Malformed request")
        case .unauthenticated: LocalizedText(zhHant: "尚未驗證身分", en: "Not authenticated")
        case .notPermitted: LocalizedText(zhHant: "權限不足", en: "Not permitted")
        case .unknown: LocalizedText(zhHant: "查無資料", en: "Not found")
        case .methodNotAllowed: LocalizedText(zhHant: "不支援的方法", en: "Method not allowed")
        case .notPossible: LocalizedText(zhHant: "目前狀態無法辦理", en: "Not possible here")
        case .requirements: LocalizedText(zhHant: "未符合規定要件", en: "Requirements not met")
        case .invalidData: LocalizedText(zhHant: "表單資料有誤", en: "Invalid data")
        case .conflict: LocalizedText(zhHant: "案件已被他人更新", en: "Conflict")
        case .keyReused: LocalizedText(zhHant: "重複使用冪等鍵", en: "Idempotency key reused")
        case .tooLarge: LocalizedText(zhHant: "請求內容過大", en: "Content too large")
        case .unsupportedMediaType: LocalizedText(zhHant: "不支援的內容類型", en: "Unsupported media type")
        case .tooMuch: LocalizedText(zhHant: "連動步驟過多", en: "Too many consequences")
        case .busy: LocalizedText(zhHant: "系統忙碌", en: "Busy")
        case .full: LocalizedText(zhHant: "儲存空間不足", en: "Storage full")
        case .session: LocalizedText(zhHant: "主控台連線已結束", en: "Session over")
        case .locked: LocalizedText(zhHant: "唯讀", en: "Read-only")
        case .sessionLimit: LocalizedText(zhHant: "主控台連線已滿", en: "Too many sessions")
        case .internal: LocalizedText(zhHant: "系統內部錯誤", en: "Internal error")
        }
    }

    /// The answer's body in the language asked for.
    func json(_ language: Language) -> [UInt8] {
        var writer = JSONWriter()
        writer.raw("{\"type\":")
        writer.string("urn:anwei:problem:" + kind.rawValue)
        writer.member("title", string: title[language])
        writer.member("status", integer: status)
        writer.member("detail", string: detail[language])
        writer.member("detail-zh", string: detail.zhHant)
        writer.member("detail-en", string: detail.en)
        if let offset { writer.member("offset", integer: offset) }
        if let refusal { writer.refusal(refusal) }
        writer.raw("}")
        return writer.bytes
    }
}
