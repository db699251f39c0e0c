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

    func proposals() throws(ConsoleError) -> WireValue { try get(RequestTarget("proposals")) }
}
