public import Values

/// What somebody wants to put right in one or more cases, from the draft to the receipt.
///
/// It is a row of the register: every act on it is an entry of the chain with the whole new row. Values are sealed with
/// the key of the case that they belong to, so they are gone when that key is destroyed.
///
/// ```
///  draft ──propose──▶ proposed ──approve──▶ applied        urgent ──approve──▶ applied
///    │ ▲ add, drop       │  └──reject──▶ rejected             │ (applied, to be agreed to by a second person
///    │ └─────────────────┘ add, drop: to be proposed again    └  or undone)
///    └──withdraw, 24 hours──▶ withdrawn
/// ```
public struct ChangeSet: Sendable, Hashable {
    /// How a change set stands.
    public enum State: String, Sendable, Hashable {
        /// Being put together. Can go to: proposed, applied, urgent, withdrawn.
        case draft
        /// Waits for a second person. Can go to: draft, applied, rejected, withdrawn.
        case proposed
        /// Done. Final; another change set can undo it.
        case applied
        /// Done by a duty supervisor on somebody's word, without a second person yet. Can go to: applied.
        case urgent
        /// Not agreed to. Final.
        case rejected
        /// Given up. Final.
        case withdrawn
    }

    /// One case with what is to be put right in it.
    public struct Item: Sendable, Hashable {
        /// The case.
        public let caseID: CaseID
        /// The revision that the author saw; it must be the same when it is applied.
        public var revision: Int64
        /// What is to be put right, in order.
        public var operations: [SealedOperation]

        /// An item from its parts.
        public init(caseID: CaseID, revision: Int64, operations: [SealedOperation]) {
            self.caseID = caseID
            self.revision = revision
            self.operations = operations
        }
    }

    /// An operation as it is kept: its values sealed where the case has anything sensitive.
    public struct SealedOperation: Sendable, Hashable {
        /// Everything but the values.
        public let outline: Value
        /// The values in clear; null where there are none, or where they are sealed.
        public let values: Value
        /// The values sealed, with the name under which they were.
        public let sealed: SealedValue?
        /// Its number in the change set, which never comes again.
        public let number: Int64

        /// An operation from its parts.
        public init(outline: Value, values: Value, sealed: SealedValue?, number: Int64) {
            self.outline = outline
            self.values = values
            self.sealed = sealed
            self.number = number
        }
    }

    /// Why, as it will stand in the entries: no personal data belongs in it.
    public struct Reason: Sendable, Hashable {
        /// The code of a list.
        public let code: String
        /// In words.
        public let text: String
        /// The document or entry that it rests on.
        public let basis: String

        /// A reason from its parts.
        public init(code: String, text: String, basis: String) {
            self.code = code
            self.text = text
            self.basis = basis
        }
    }

    /// The id (`D-118`): the position in the chain of the entry that began it.
    public let id: String
    /// What it is for, in words without personal data.
    public let title: String
    /// The account that put it together.
    public let author: String
    /// When it was begun.
    public let begunAt: Instant
    /// The receipt of the change set that it undoes.
    public let undoes: String?
    /// How it stands.
    public var state = State.draft
    /// The cases, in the order in which they were added.
    public var items: [Item] = []
    /// How many operations it ever had.
    public var count: Int64 = 0
    /// Why; nil for a draft.
    public var reason: Reason?
    /// The digest of the consequences that were agreed to, in hexadecimal; nil for a draft.
    public var fingerprint: String?
    /// The second person.
    public var approver: String?
    /// Of an urgent one: who agreed by telephone.
    public var consent: String?
    /// Until when a second person has to agree to an urgent one.
    public var agreeBy: Instant?
    /// The number under which it was applied (`更-115-0031`).
    public var receipt: String?
    /// Why it was rejected.
    public var remark: String?

    /// A draft without anything in it yet.
    public init(id: String, title: String, author: String, begunAt: Instant, undoes: String? = nil) {
        self.id = id
        self.title = title
        self.author = author
        self.begunAt = begunAt
        self.undoes = undoes
    }

    /// Whether it waits for a second person, before or after it was applied.
    public var isPending: Bool { state == .proposed || state == .urgent }
}

extension ChangeSet.SealedOperation {
    /// The name under which its values are sealed: they cannot be moved to another operation.
    public static func field(of set: String, _ number: Int64) -> String { "change:\(set):\(number)" }
}

// MARK: Coding

extension ChangeSet {
    var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", id)
        writer.put("title", title)
        writer.put("author", author)
        writer.put("begunAt", begunAt)
        writer.put("undoes", undoes)
        writer.put("state", state.rawValue)
        writer.put("items", list: items.map(\.encoded))
        writer.put("count", count)
        if let reason {
            writer.put("reason", .list([.string(reason.code), .string(reason.text), .string(reason.basis)]))
        }
        writer.put("fingerprint", fingerprint)
        writer.put("approver", approver)
        writer.put("consent", consent)
        writer.put("agreeBy", agreeBy)
        writer.put("receipt", receipt)
        writer.put("remark", remark)
        return writer.value
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "changeSet")
        self.init(
            id: try reader.text("id"),
            title: try reader.text("title"),
            author: try reader.text("author"),
            begunAt: try reader.instant("begunAt"),
            undoes: reader.optionalText("undoes")
        )
        guard let state = State(rawValue: try reader.text("state")) else {
            throw CodingProblem("changeSet.state")
        }
        self.state = state
        for item in try reader.elements("items") { items.append(try Item(decoding: item)) }
        count = try reader.integer("count")
        if let parts = reader.optional("reason")?.elements, parts.count == 3 {
            reason = Reason(
                code: parts[0].text ?? "",
                text: parts[1].text ?? "",
                basis: parts[2].text ?? ""
            )
        }
        fingerprint = reader.optionalText("fingerprint")
        approver = reader.optionalText("approver")
        consent = reader.optionalText("consent")
        agreeBy = reader.optionalInstant("agreeBy")
        receipt = reader.optionalText("receipt")
        remark = reader.optionalText("remark")
    }
}

extension ChangeSet.Item {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("case", caseID.number)
        writer.put("revision", revision)
        writer.put("operations", list: operations.map(\.encoded))
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "item")
        var operations: [ChangeSet.SealedOperation] = []
        for operation in try reader.elements("operations") {
            operations.append(try ChangeSet.SealedOperation(decoding: operation))
        }
        self.init(
            caseID: CaseID(try reader.integer("case")),
            revision: try reader.integer("revision"),
            operations: operations
        )
    }
}

extension SealedValue {
    fileprivate var encoded: Value {
        .list([.int(revision), .string(Base64.encode(nonce)), .string(Base64.encode(box))])
    }
}

extension ChangeSet.SealedOperation {
    fileprivate var encoded: Value {
        var writer = MemberWriter()
        writer.put("number", number)
        writer.put("outline", outline)
        if values != .null { writer.put("values", values) }
        if let sealed { writer.put("sealed", sealed.encoded) }
        return writer.value
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "operation")
        var sealed: SealedValue?
        if let box = reader.optional("sealed") { sealed = try SealedValue(decoding: box) }
        self.init(
            outline: try reader.value("outline"),
            values: reader.optional("values") ?? .null,
            sealed: sealed,
            number: try reader.integer("number")
        )
    }
}
