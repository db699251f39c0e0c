import Values

extension Directory {
    /// Why a row cannot be put beside those that there are; nil if it can.
    ///
    /// Roles reach down the tree of units, so a unit above that is unknown, or a circle, decides who may do what.
    public func problem(with change: RegisterChange) -> FieldProblem? {
        switch change {
        case .unit(let unit): unit.parent.flatMap { problem(of: unit.id, under: $0) }
        case .account(let account):
            account.grants.first { units[$0.unit] == nil }.map { Directory.unknown($0.unit, at: "grants") }
        case .site(let site): units[site.unit] == nil ? Directory.unknown(site.unit, at: "unit") : nil
        case .calendar, .changeSet: nil
        case .credential(let credential):
            accounts[credential.account] == nil ? Directory.unknown(account: credential.account) : nil
        }
    }

    private func problem(of unit: String, under parent: String) -> FieldProblem? {
        // The unit itself may not be there yet, and may be the parent that it names.
        guard unit == parent || units[parent] != nil else { return Directory.unknown(parent, at: "parent") }
        guard unit == parent || lineageIDs(of: parent).contains(unit) else { return nil }
        return FieldProblem(
            field: "parent",
            message: LocalizedText(
                zhHant: "單位 \(unit) 不得隸屬於自己或其下級 \(parent);請改填上級單位",
                en: "Unit \(unit) cannot stand under itself or one below it (\(parent)); name one above it"
            )
        )
    }

    private static func unknown(_ unit: String, at field: String) -> FieldProblem {
        FieldProblem(
            field: field,
            message: LocalizedText(
                zhHant: "查無單位 \(unit);請先登錄該單位",
                en: "There is no unit \(unit); put it into the register first"
            )
        )
    }

    private static func unknown(account: String) -> FieldProblem {
        FieldProblem(
            field: "account",
            message: LocalizedText(
                zhHant: "查無帳號 \(account);請先登錄該帳號",
                en: "There is no account \(account); put it into the register first"
            )
        )
    }

    /// What is wrong with the rows as they stand, whatever the order in which they were put.
    public var problems: [FieldProblem] {
        let rows =
            units.values.map { RegisterChange.unit($0) } + accounts.values.map { .account($0) }
            + sites.values.map { .site($0) }
        let found = rows.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
            .compactMap { row in
                problem(with: row).map {
                    FieldProblem(field: "\(row.kind.rawValue) \(row.id) \($0.field)", message: $0.message)
                }
            }
        return found
    }
}
