import Values

extension ProfileTable {
    /// The table as a JSON document on one line.
    ///
    ///     {"values":[{"key","profile","title":{"zh-Hant","en"},"from","until","value","confirmedBy"}],
    ///      "clocks":[{..., "countsFrom":{...},"confidence","basis":{...},"source","on","why":{...}}]}
    ///
    /// `until`, `value` and `confirmedBy` are null where there is none; a clock's value is its period.
    public var json: String {
        var map = ValueMap()
        map["values"] = .list(rows.filter { $0.clock == nil }.map(\.json))
        map["clocks"] = .list(rows.filter { $0.clock != nil }.map(\.json))
        return Value.map(map).json + "\n"
    }
}

extension ProfileTable.Row {
    fileprivate var json: Value {
        var map = ValueMap([
            ("key", .string(key)), ("profile", .string(profile)), ("title", title.json),
            ("from", .string(from)), ("until", until.map { .string($0) } ?? .null), ("value", value),
            ("confirmedBy", confirmedBy.map { .string($0) } ?? .null),
        ])
        guard let clock else { return .map(map) }
        map["countsFrom"] = clock.from.json
        map["confidence"] = .string(clock.confidence.rawValue)
        map["basis"] = clock.basis.json
        map["source"] = clock.source.map { .string($0) } ?? .null
        map["on"] = .bool(clock.isOn)
        map["why"] = clock.standing.json
        return .map(map)
    }
}

extension LocalizedText {
    fileprivate var json: Value {
        .map(ValueMap([("zh-Hant", .string(zhHant)), ("en", .string(en))]))
    }
}
