import CaseAPI

extension Command {
    /// A command as the groups of the registry write it: `"show s 案卡 檢視"` are its names, Latin ones first.
    init(
        _ names: String,
        _ usage: String = "",
        _ arguments: [Argument] = [],
        zhHant: String,
        en: String,
        example: String,
        isSensitive: Bool = false,
        takesRest: Bool = false,
        run: @escaping @Sendable (CommandDesk, CommandInput) throws(ConsoleError) -> Void
    ) {
        let all = names.split(separator: " ").map(String.init)
        self.init(
            names: all.filter { $0.allSatisfy(\.isASCII) },
            chinese: all.filter { !$0.allSatisfy(\.isASCII) },
            arguments: arguments,
            usage: usage,
            summary: WireText(zhHant: zhHant, en: en),
            example: example,
            isSensitive: isSensitive,
            takesRest: takesRest,
            run: run
        )
    }
}
