import Values

/// What the headers of a request say beyond who asks.
enum RequestHeaders {
    /// The revision that `If-Match` names; nil where any will do.
    ///
    /// A weak tag never matches (RFC 9110, 13.1.1), and a list of tags makes no sense for one case.
    static func revision(ifMatch text: String?) throws(Problem) -> Int64? {
        guard let text, text != "*" else { return nil }
        guard text.utf8.count > 2, text.first == "\"", text.last == "\"" else { throw .ifMatch }
        let digits = text.dropFirst().dropLast()
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let revision = Int64(digits)
        else { throw .ifMatch }
        return revision
    }

    /// The idempotency key, 1 to 200 visible ASCII characters.
    static func key(_ text: String?) throws(Problem) -> String? {
        guard let text else { return nil }
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .idempotencyKey
        }
        return text
    }

    /// Whether a body of this type and coding can be read: JSON in UTF-8, not compressed.
    static func isJSON(contentType: String?, contentEncoding: String?) -> Bool {
        guard contentEncoding == nil || contentEncoding == "identity" else { return false }
        guard let contentType else { return false }
        if contentType == "application/json" { return true }
        let parts = contentType.lowercased().split(separator: ";").map { part in
            part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { $0 == "charset=utf-8" }
    }

    /// The language to answer in: English only where it is preferred to Chinese.
    static func language(accept text: String?) -> Language {
        guard let text else { return .zhHant }
        var best: [Language: Double] = [:]
        for range in text.lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first else { continue }
            let language: Language
            if tag == "en" || tag.hasPrefix("en-") {
                language = .en
            } else if tag == "zh" || tag.hasPrefix("zh-") {
                language = .zhHant
            } else {
                continue
            }
            let quality =
                parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            best[language] = max(best[language] ?? 0, quality)
        }
        return best[.en, default: 0] > best[.zhHant, default: 0] ? .en : .zhHant
    }

    /// The token of an `Authorization: Bearer` header; nil for none or anything else.
    static func bearerToken(_ authorization: String?) -> String? {
        guard let authorization else { return nil }
        // As nearly everybody writes it, without looking for characters.
        let usual = "Bearer ".utf8
        let rest = authorization.utf8.dropFirst(usual.count)
        if authorization.utf8.starts(with: usual), let first = rest.first, first != UInt8(ascii: " ") {
            return String(Substring(rest))
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }
}
