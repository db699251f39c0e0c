public import Values

extension ClauseTable {
    /// The table as a JSON document on one line; `reason` is in the language asked for.
    ///
    ///     {"clauses":[{"id","implementedBy":["threat-report: ..."],"reason":null,"rehearsedBy":["..."],
    ///      "status","citation":{"zh-Hant","en"},"title":{...},"obligation","procedures":["..."]}],
    ///      "summary":{"clauses","implemented","rehearsed","reasoned","open"}}
    public func json(in language: Language) -> String {
        var map = ValueMap()
        map["clauses"] = .list(rows.map { $0.json(in: language) })
        map["summary"] = .map(
            ValueMap([
                ("clauses", .int(Int64(rows.count))),
                ("implemented", .int(Int64(count(.implemented)))),
                ("rehearsed", .int(Int64(rehearsedCount))),
                ("reasoned", .int(Int64(count(.reasoned)))),
                ("open", .int(Int64(count(.open)))),
            ])
        )
        return Value.map(map).json + "\n"
    }
}

extension ClauseRow {
    fileprivate func json(in language: Language) -> Value {
        .map(
            ValueMap([
                ("id", .string(id)),
                ("implementedBy", .list(implementedBy.map { .string($0) })),
                ("reason", reason.map { .string($0[language]) } ?? .null),
                ("rehearsedBy", .list(rehearsedBy.map { .string($0) })),
                ("status", .string(status.rawValue)),
                ("citation", ClauseRow.json(citation)),
                ("title", ClauseRow.json(title)),
                ("obligation", obligation.map { .string($0.rawValue) } ?? .null),
                ("procedures", .list(procedures.map { .string($0) })),
            ])
        )
    }

    private static func json(_ text: LocalizedText) -> Value {
        .map(ValueMap([("zh-Hant", .string(text.zhHant)), ("en", .string(text.en))]))
    }
}
