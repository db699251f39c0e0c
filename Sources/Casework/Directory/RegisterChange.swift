import Values

/// A change of the register: a row put, with its whole new content.
public enum RegisterChange: Sendable, Hashable {
    case unit(Unit)
    case account(Account)
    case site(Site)
    /// A published office calendar, as the text of its file.
    case calendar(year: Int, text: String)
    /// A token was issued.
    case credential(Credential)
    /// Something was done with a change set.
    case changeSet(ChangeSet)
}

extension RegisterChange {
    /// The kind of row.
    public var kind: RegisterKind {
        switch self {
        case .unit: .unit
        case .account: .account
        case .site: .site
        case .calendar: .calendar
        case .credential: .credential
        case .changeSet: .changeSet
        }
    }

    /// The row's id.
    public var id: String {
        switch self {
        case .unit(let unit): unit.id
        case .account(let account): account.id
        case .site(let site): site.id
        case .calendar(let year, _): String(year)
        case .credential(let credential): credential.id
        case .changeSet(let set): set.id
        }
    }

    /// The row as JSON bytes.
    public var row: [UInt8] { encoded.jsonBytes }

    var encoded: Value {
        switch self {
        case .unit(let unit): unit.encoded
        case .account(let account): account.encoded
        case .site(let site): site.encoded
        case .calendar(_, let text): .string(text)
        case .credential(let credential): credential.encoded
        case .changeSet(let set): set.encoded
        }
    }

    /// A change from the kind, id and JSON bytes of a row.
    public init(kind: RegisterKind, id: String, row: some Sequence<UInt8>) throws {
        try self.init(kind: kind, id: id, value: try Value(json: row, options: .storage))
    }

    init(kind: RegisterKind, id: String, value: Value) throws(CodingProblem) {
        switch kind {
        case .unit: self = .unit(try Unit(decoding: value))
        case .account: self = .account(try Account(decoding: value))
        case .site: self = .site(try Site(decoding: value))
        case .calendar:
            guard let year = Int(id), let text = value.text else { throw CodingProblem("calendar") }
            self = .calendar(year: year, text: text)
        case .credential: self = .credential(try Credential(decoding: value))
        case .changeSet: self = .changeSet(try ChangeSet(decoding: value))
        }
    }
}

extension Directory {
    /// Takes over a change of the register; a calendar, a credential and a change set leave the directory as it is.
    public mutating func apply(_ change: RegisterChange) {
        switch change {
        case .unit(let unit): units[unit.id] = unit
        case .account(let account): accounts[account.id] = account
        case .site(let site): sites[site.id] = site
        case .calendar, .credential, .changeSet: break
        }
    }

    /// The directory that the register's rows describe.
    public init(_ snapshot: any StorageSnapshot) throws {
        var units: [String: Unit] = [:]
        var accounts: [String: Account] = [:]
        var sites: [String: Site] = [:]
        for kind in [RegisterKind.unit, .account, .site] {
            for (id, row) in try snapshot.register(kind) {
                switch try RegisterChange(kind: kind, id: id, row: row) {
                case .unit(let unit): units[id] = unit
                case .account(let account): accounts[id] = account
                case .site(let site): sites[id] = site
                case .calendar, .credential, .changeSet: break
                }
            }
        }
        self.init(units: units, accounts: accounts, sites: sites)
    }
}

extension LocalizedText {
    var encoded: Value { .list([.string(zhHant), .string(en)]) }

    init(decoding value: Value?) throws(CodingProblem) {
        guard let parts = value?.elements, parts.count == 2, let zhHant = parts[0].text,
            let en = parts[1].text
        else { throw CodingProblem("text") }
        self.init(zhHant: zhHant, en: en)
    }
}

extension Unit {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", id)
        writer.put("name", name.encoded)
        writer.put("parent", parent)
        writer.put("head", head)
        writer.put("profile", profile)
        if isAgency { writer.put("isAgency", .bool(true)) }
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "unit")
        self.init(
            id: try reader.text("id"),
            name: try LocalizedText(decoding: reader.optional("name")),
            parent: reader.optionalText("parent"),
            head: reader.optionalText("head"),
            profile: reader.optionalText("profile"),
            isAgency: reader.optional("isAgency")?.boolean ?? false
        )
    }
}

extension Account {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", id)
        writer.put("name", name)
        writer.put("grants", list: grants.map(\.encoded))
        if let systemUser { writer.put("systemUser", systemUser) }
        if !isEnabled { writer.put("isEnabled", .bool(false)) }
        if person != id { writer.put("person", person) }
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "account")
        var grants: [RoleGrant] = []
        for grant in try reader.elements("grants") { grants.append(try RoleGrant(decoding: grant)) }
        self.init(
            id: try reader.text("id"),
            name: try reader.text("name"),
            grants: grants,
            systemUser: reader.optional("systemUser")?.integer,
            isEnabled: reader.optional("isEnabled")?.boolean ?? true,
            person: reader.optionalText("person")
        )
    }
}

extension RoleGrant {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("role", role)
        writer.put("unit", unit)
        writer.put("from", from)
        writer.put("until", until)
        writer.put("standsInFor", standsInFor)
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "grant")
        self.init(
            role: try reader.text("role"),
            unit: try reader.text("unit"),
            from: reader.optionalInstant("from"),
            until: reader.optionalInstant("until"),
            standsInFor: reader.optionalText("standsInFor")
        )
    }
}

extension Site {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", id)
        writer.put("name", name.encoded)
        writer.put("unit", unit)
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "site")
        self.init(
            id: try reader.text("id"),
            name: try LocalizedText(decoding: reader.optional("name")),
            unit: try reader.text("unit")
        )
    }
}
