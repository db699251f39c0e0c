import CaseAPI
public import Values

/// Fetches one document from the running server, for a command that prints it: no prompt, no Lua.
public struct DocumentErrand: Sendable, Hashable {
    /// Why there is no document, with the exit code it means.
    public struct Problem: Error, Sendable, Hashable {
        /// The exit code that every `anwei` command shares.
        public let code: Int32
        /// What happened and what to do.
        public let message: LocalizedText
    }

    private let number: String
    private let form: String
    private let mode: String
    private let copy: String?

    /// A form of a case.
    ///
    /// - Parameters:
    ///   - mode: `filled` or `redacted`.
    ///   - copy: which copy, where the form has several.
    public init(number: String, form: String, mode: String, copy: String?) {
        self.number = number
        self.form = form
        self.mode = mode
        self.copy = copy
    }

    /// The document as the server gives it to an account; nil is the account of the socket's user.
    public func html(socket: String, account: String?) throws(Problem) -> [UInt8] {
        let client = CaseClient(server: UnixCaseServer(path: socket, account: account), makeKey: { "" })
        do throws(ConsoleError) {
            return try client.document(number, form, mode: mode, copy: copy)
        } catch {
            throw Problem(
                code: error.code.rawValue,
                message: LocalizedText(zhHant: error.text.zhHant, en: error.text.en)
            )
        }
    }
}
