public import Values

/// What an entry says of a correction or a migration: who wanted it, who agreed, why, and what was put right.
///
/// Reason and basis stand in the journal in clear, for ever: no personal data belongs in them.
public struct CorrectionRecord: Sendable, Hashable {
    /// The change set that it belongs to (`D-118`).
    public let changeSet: String
    /// The receipt (`更-115-0031`), by which it can be undone.
    public let receipt: String
    /// The account that proposed it.
    public let author: String
    /// The second person; nil where none was needed, or has not come yet.
    public let approver: String?
    /// Of an urgent one: who agreed by telephone.
    public let consent: String?
    /// The reason's code.
    public let code: String
    /// The reason in words.
    public let text: String
    /// What it rests on: a document's number, or an entry.
    public let basis: String
    /// The fingerprint of the consequences that were agreed to, in hexadecimal.
    public let fingerprint: String
    /// What is put right in this case, in order.
    public var operations: [CorrectionOperation]

    /// A record from its parts.
    public init(
        changeSet: String,
        receipt: String,
        author: String,
        approver: String?,
        consent: String? = nil,
        code: String,
        text: String,
        basis: String,
        fingerprint: String,
        operations: [CorrectionOperation]
    ) {
        self.changeSet = changeSet
        self.receipt = receipt
        self.author = author
        self.approver = approver
        self.consent = consent
        self.code = code
        self.text = text
        self.basis = basis
        self.fingerprint = fingerprint
        self.operations = operations
    }

    /// A record of what is only tried: nobody has proposed it yet.
    static func trial(_ operations: [CorrectionOperation], by author: String) -> CorrectionRecord {
        CorrectionRecord(
            changeSet: "",
            receipt: "",
            author: author,
            approver: nil,
            code: "",
            text: "",
            basis: "",
            fingerprint: "",
            operations: operations
        )
    }

    /// Whether the case goes over to another version of its workflow.
    public var isMigration: Bool {
        operations.contains { if case .migrate = $0 { true } else { false } }
    }

    /// The name of the notices that tell of a correction.
    public static let notice = "correction"

    /// What these notices say.
    public static let noticeText = LocalizedText(
        zhHant: "本案資料已更正,請查閱歷程",
        en: "The case was corrected; see its history"
    )
}

extension CorrectionRecord {
    /// The values of the operations, to be sealed or kept beside the record.
    var values: Value { .list(operations.map(\.values)) }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.put("set", changeSet)
            json.put("receipt", receipt)
            json.put("author", author)
            json.put("approver", approver)
            json.put("consent", consent)
            json.put("code", code)
            json.put("text", text)
            json.put("basis", basis)
            json.put("fingerprint", fingerprint)
            json.put("operations", list: operations) { $0.write($1.outline) }
        }
    }

    init(decoding value: Value, values: Value?) throws(CodingProblem) {
        let reader = try MemberReader(value, "correction")
        // Without the case's key the values are a ciphertext, and no operation has any.
        let known = values?.elements ?? []
        var operations: [CorrectionOperation] = []
        for (position, outline) in try reader.elements("operations").enumerated() {
            let own = known.indices.contains(position) ? known[position] : .null
            operations.append(try CorrectionOperation(outline: outline, values: own))
        }
        self.init(
            changeSet: try reader.text("set"),
            receipt: try reader.text("receipt"),
            author: try reader.text("author"),
            approver: reader.optionalText("approver"),
            consent: reader.optionalText("consent"),
            code: try reader.text("code"),
            text: try reader.text("text"),
            basis: try reader.text("basis"),
            fingerprint: try reader.text("fingerprint"),
            operations: operations
        )
    }
}
