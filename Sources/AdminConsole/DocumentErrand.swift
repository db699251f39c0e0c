import CaseAPI
public import Values

/// Fetches documents from the running server, for a command that prints them: no prompt, no Lua.
public struct DocumentErrand: Sendable, Hashable {
    /// Why there is no document, with the exit code it means.
    public struct Problem: Error, Sendable, Hashable {
        /// The exit code that every `anwei` command shares.
        public let code: Int32
        /// What happened and what to do.
        public let message: LocalizedText
    }

    /// As of when the case is shown.
    public enum Moment: Sendable, Hashable {
        /// As it is.
        case now
        /// As a step of the case produced the document: its version.
        case version(Int)
        /// After so many entries (`v7`), or at a time as people write it (`115/11/24 14:00`).
        case past(String)
    }

    let number: String
    let form: String
    let mode: String
    let copy: String?
    private(set) var version: Int?
    private(set) var revision: Int64?
    private(set) var instant: String?

    /// A form of a case.
    ///
    /// - Parameters:
    ///   - mode: `filled` or `redacted`.
    ///   - copy: which copy, where the form has several.
    ///   - now: the clock, for times such as 昨日 15:00.
    public init(
        number: String,
        form: String,
        mode: String,
        copy: String?,
        as moment: Moment = .now,
        now: Instant
    ) throws(Problem) {
        self.number = number
        self.form = form
        self.mode = mode
        self.copy = copy
        switch moment {
        case .now: break
        case .version(let version): self.version = version
        case .past(let text):
            revision = text.first == "v" || text.first == "V" ? Int64(text.dropFirst()) : nil
            guard revision == nil else { break }
            let clock = WireTime(seconds: now.milliseconds / 1_000)
            do throws(ConsoleError) { instant = try FieldReader.instant(text, today: clock) } catch {
                throw Problem(error)
            }
        }
    }

    /// The document as the server gives it to an account; nil is the account of the socket's user.
    public func html(socket: String, account: String?) throws(Problem) -> [UInt8] {
        do throws(ConsoleError) {
            return try DocumentErrand.client(socket, account).document(self)
        } catch {
            throw Problem(error)
        }
    }

    /// The forms that an account may have of a case, with what steps of the case produced; one line each.
    public static func list(of number: String, socket: String, account: String?, inEnglish: Bool)
        throws(Problem)
        -> [String]
    {
        do throws(ConsoleError) {
            let items = try client(socket, account).documents(number).items
            return items.flatMap { lines(of: $0, inEnglish) }
        } catch {
            throw Problem(error)
        }
    }

    private static func lines(of item: WireDocument, _ inEnglish: Bool) -> [String] {
        func text(_ text: WireText) -> String { inEnglish ? text.en : text.zhHant }
        let form = item.form ?? ""
        let modes = (item.modes ?? []).joined(separator: ",")
        return ["\(form)\t\(text(item.title))\t\(modes)"]
            + (item.produced ?? []).map { document in
                let copy = item.copies?.first { $0.value == document.copy }.map { text($0.label) } ?? ""
                let time = WireTime(document.at)?.text(inEnglish ? .iso : .roc) ?? document.at
                var standing = ""
                if document.stale { standing = inEnglish ? "corrected, print it again" : "已更正,請重印" }
                if document.void { standing = inEnglish ? "void" : "已作廢" }
                let version = inEnglish ? "version \(document.version)" : "第\(document.version)版"
                return "\(form)\t\(version)\t\(copy)\tv\(document.revision)\t\(time)\t\(standing)"
            }
    }

    private static func client(_ socket: String, _ account: String?) -> CaseClient {
        CaseClient(server: UnixCaseServer(path: socket, account: account), makeKey: { "" })
    }
}

extension DocumentErrand.Problem {
    fileprivate init(_ error: ConsoleError) {
        self.init(
            code: error.code.rawValue,
            message: LocalizedText(zhHant: error.text.zhHant, en: error.text.en)
        )
    }
}
