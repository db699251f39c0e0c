import Values

/// Problems of requests that never reach the engine.
extension Problem {
    static let malformedQuery = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "網址參數的百分號編碼不正確,請以 UTF-8 編碼後重送。",
            en: "The query is not properly percent-encoded; encode it as UTF-8 and send it again."
        )
    )

    static let notFound = Problem(
        kind: .unknown,
        status: 404,
        detail: LocalizedText(
            zhHant: "查無此資料,或您無權得知;請核對案號與網址。",
            en: "There is no such thing, or you may not know of it; check the number and the address."
        )
    )

    static let unauthenticated = Problem(
        kind: .unauthenticated,
        status: 401,
        detail: LocalizedText(
            zhHant: "無法確認您的帳號;請以有效的權杖(Authorization: Bearer)重送。",
            en: "The server does not know who you are; send a valid token (Authorization: Bearer)."
        ),
        headers: [Header(name: "www-authenticate", value: "Bearer realm=\"anwei\"")]
    )

    static let foreignAccountHeader = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "Anwei-Account 標頭僅限本機通訊端之管理者使用;請移除後重送。",
            en: "Only the machine's administrator may use Anwei-Account, over the socket; leave it out."
        )
    )

    static let tooLarge = Problem(
        kind: .tooLarge,
        status: 413,
        detail: LocalizedText(
            zhHant: "請求內容超過 1 MiB,請縮減後重送。",
            en: "The body is larger than 1 MiB; send less."
        ),
        headers: [Header(name: "connection", value: "close")]
    )

    static let brokenBody = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "請求內容傳送不完整或分段格式不正確,請重送。",
            en: "The body broke off or its chunks are not well formed; send it again."
        ),
        headers: [Header(name: "connection", value: "close")]
    )

    static let unsupportedMediaType = Problem(
        kind: .unsupportedMediaType,
        status: 415,
        detail: LocalizedText(
            zhHant: "請以 Content-Type: application/json 傳送未壓縮之 UTF-8 內容。",
            en: "Send uncompressed UTF-8 with Content-Type: application/json."
        )
    )

    static let idempotencyKey = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "Idempotency-Key 須為 1 至 200 個可見 ASCII 字元。",
            en: "An Idempotency-Key has 1 to 200 visible ASCII characters."
        )
    )

    static let ifMatch = Problem(
        kind: .malformed,
        status: 400,
        detail: LocalizedText(
            zhHant: "If-Match 須為讀取案件時所得之 ETag,例如 \"12\"。",
            en: "If-Match takes the ETag that reading the case gave, such as \"12\"."
        )
    )

    static let `internal` = Problem(
        kind: .internal,
        status: 500,
        detail: LocalizedText(
            zhHant: "系統發生內部錯誤,已留下紀錄;請通知系統管理者。",
            en: "Something inside the server went wrong and was logged; tell the administrator."
        )
    )

    static let notReady = Problem(
        kind: .busy,
        status: 503,
        detail: LocalizedText(
            zhHant: "伺服器尚未就緒或正在停止,請稍後重送。",
            en: "The server is starting or stopping; try again shortly."
        ),
        headers: [Header(name: "retry-after", value: "1")]
    )

    static func parameter(_ name: String) -> Problem {
        Problem(
            kind: .malformed,
            status: 400,
            detail: LocalizedText(
                zhHant: "網址參數「\(name)」不存在、重複或值不正確。",
                en: "The query parameter '\(name)' is unknown, repeated or has a wrong value."
            )
        )
    }

    static func methodNotAllowed(_ methods: [Method]) -> Problem {
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        return Problem(
            kind: .methodNotAllowed,
            status: 405,
            detail: LocalizedText(
                zhHant: "此網址僅支援 \(allowed)。",
                en: "This address answers to \(allowed) only."
            ),
            headers: [Header(name: "allow", value: allowed)]
        )
    }

    static func member(_ name: String) -> Problem {
        Problem(
            kind: .malformed,
            status: 400,
            detail: LocalizedText(
                zhHant: "JSON 成員「\(name)」不存在、缺漏或型別不正確。",
                en: "The JSON member '\(name)' is unknown, missing or of the wrong type."
            )
        )
    }

    static func malformed(_ problem: JSONProblem) -> Problem {
        Problem(
            kind: .malformed,
            status: 400,
            detail: LocalizedText(
                zhHant: "JSON 於第 \(problem.offset) 位元組處無法解析(\(problem.kind.rawValue))。",
                en: "The JSON cannot be read at byte \(problem.offset) (\(problem.kind.rawValue))."
            ),
            offset: problem.offset
        )
    }
}
