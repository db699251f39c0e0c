import CivilCalendar
public import Values

/// What names give way to in a redacted copy, and what is taken out of running text.
///
/// The codes come from the case's own table, which is only ever added to: a person keeps the code in every document
/// of the case, whoever joins later.
public struct Redaction: Sendable {
    /// What stands where something was taken out.
    public static let mark = "○○○"

    private let names: [String: String]
    private let accounts: [String: String]
    /// What is replaced in running text, the longest first: a name may hold another one.
    private let replacements: [(text: String, code: String)]

    /// - Parameters:
    ///   - codes: the case's table, `[{name, account, code}]`.
    ///   - secrets: what is taken out of running text: texts, or lists of them; days in every way of writing.
    ///   - accountName: the name of an account's holder.
    public init(codes: Value?, secrets: [Value], accountName: (String) -> String?) {
        var names: [String: String] = [:]
        var accounts: [String: String] = [:]
        for row in codes?.elements ?? [] {
            guard let code = row["code"]?.text, !code.isEmpty else { continue }
            if let name = row["name"]?.text, !name.isEmpty { names[name] = names[name] ?? code }
            guard let account = row["account"]?.text, !account.isEmpty else { continue }
            accounts[account] = accounts[account] ?? code
            if let name = accountName(account) { names[name] = names[name] ?? code }
        }
        self.names = names
        self.accounts = accounts
        var replaced = names
        for secret in secrets.flatMap(Redaction.texts) where replaced[secret] == nil && secret.count > 1 {
            replaced[secret] = Redaction.mark
        }
        replacements = replaced.map { (text: $0.key, code: $0.value) }
            .sorted { ($0.text.count, $1.text) > ($1.text.count, $0.text) }
    }

    /// The code of whoever has a name.
    func code(ofName name: String) -> String { names[name] ?? Redaction.mark }

    /// The code of an account's holder.
    func code(ofAccount account: String) -> String { accounts[account] ?? Redaction.mark }

    /// Running text with codes for the names that the case knows, and without IDs, phone numbers and whatever else
    /// the form says.
    ///
    /// What the text says in other words (a nickname, an office held by one person) only a reader can find.
    func scrubbed(_ text: String) -> String {
        var clean = ""
        var rest = Substring(text)
        while let first = rest.first {
            if let found = replacements.first(where: { rest.hasPrefix($0.text) }) {
                clean += found.code
                rest = rest.dropFirst(found.text.count)
            } else {
                clean.append(first)
                rest = rest.dropFirst()
            }
        }
        clean = clean.replacing(/[A-Za-z][A-Da-d0-9][0-9]{8}/, with: Redaction.mark)
        return clean.replacing(/\(?0[0-9]{1,3}\)?[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}/, with: Redaction.mark)
    }

    private static func texts(_ value: Value) -> [String] {
        switch value {
        case .string(let text):
            guard let day = CivilDate(iso: text) else { return text.isEmpty ? [] : [text] }
            return [text, day.roc(.plain), day.roc(.slashes), day.roc(.hyphens)]
        case .list(let elements): return elements.flatMap(texts)
        case .map(let map): return map.flatMap { texts($0.value) }
        case .null, .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .type: return []
        }
    }
}
