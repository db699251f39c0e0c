import CaseAPI

/// Change sets; they are shown as they come, so they have no type of their own.
extension CaseClient {
    func begin(_ members: [String: WireValue], migrates: Bool = false) throws(ConsoleError) -> WireValue {
        try post(RequestTarget(migrates ? "migrations" : "change-sets"), .object(members), key: nil)
    }

    func changeSet(_ id: String, reveals: Bool) throws(ConsoleError) -> WireValue {
        try get(RequestTarget("change-sets", id).query("reveal", reveals ? "true" : nil))
    }

    func change(_ id: String, _ act: String, _ members: [String: WireValue]) throws(ConsoleError) -> WireValue
    {
        try post(RequestTarget("change-sets", id, act), .object(members), key: nil)
    }

    /// Announces a day off, or shows what it would move.
    func takeDayOff(_ date: String, _ name: String, isDryRun: Bool, key: String?) throws(ConsoleError)
        -> WireDayOff
    {
        let body: WireValue = ["date": .string(date), "name": .string(name), "dryRun": .bool(isDryRun)]
        return try post(RequestTarget("calendar"), body, key: isDryRun ? nil : key)
    }

    /// The day that is some working days after another.
    func workday(_ date: String, _ count: Int64) throws(ConsoleError) -> WireWorkday {
        try get(RequestTarget("calendar").query("date", date).query("workdays", String(count)))
    }

    func proposals() throws(ConsoleError) -> WireValue { try get(RequestTarget("proposals")) }
}
