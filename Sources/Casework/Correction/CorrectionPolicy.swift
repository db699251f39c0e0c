public import Values

/// Who may put things right, and what needs a second person: a table, so that an agency can have another one.
public struct CorrectionPolicy: Sendable, Hashable {
    /// What a change set is or does, as far as the number of persons depends on it.
    public enum Trait: String, Sendable, Hashable, CaseIterable {
        /// A text that no clause demands.
        case freeText
        /// Any other field.
        case field
        case retime, void, append, restate, reassign, recompute, migrate
        /// A deadline moves, begins, ends or changes its standing.
        case movesDeadline
        /// A case that is out of the work lists.
        case closedCase
        /// More cases than `manyCases`.
        case manyCases
    }

    /// The roles that may propose any correction.
    public var correctors = ["administrator", "corrector"]
    /// The roles that may agree to one.
    public var approvers = ["approver"]
    /// The roles that may hand cases over, beside the correctors.
    public var supervisors = ["supervisor", Gate.unitHead]
    /// The roles that may have an urgent one applied at once.
    public var dutySupervisors = ["duty-supervisor"]
    /// What needs a second person; a change set with none of these needs one person and a reason.
    public var second: Set<Trait> = [
        .field, .retime, .void, .append, .restate, .migrate, .movesDeadline, .closedCase, .manyCases,
    ]
    /// More cases than this are many.
    public var manyCases = 5
    /// How long a draft lives.
    public var draftLife = TimeSpan(seconds: 24 * 3_600)
    /// Within which time somebody has to agree to an urgent one.
    public var agreementWithin = TimeSpan(seconds: 24 * 3_600)
    /// The codes of reasons, with what they mean.
    public var reasons: [String: LocalizedText] = [
        "entry-error": LocalizedText(zhHant: "登錄錯誤", en: "entered wrongly"),
        "late-knowledge": LocalizedText(zhHant: "事後查明", en: "found out later"),
        "handover": LocalizedText(zhHant: "人員異動移交", en: "handed over"),
        "undo": LocalizedText(zhHant: "撤銷先前更正", en: "an earlier correction undone"),
        "law": LocalizedText(zhHant: "法規或流程修正", en: "law or workflow changed"),
        "fault": LocalizedText(zhHant: "系統障礙", en: "a fault of the system"),
    ]

    /// The usual table.
    public init() {}

    /// What the operations and their consequences are.
    public func traits(
        of operations: [CorrectionOperation],
        _ differences: [CaseDifference]
    ) -> Set<Trait> {
        var traits: Set<Trait> = []
        for operation in operations {
            switch operation {
            case .setField(let name, _):
                let field = differences.lazy.flatMap(\.data).first { $0.name == name }?.field
                traits.insert(field?.isFreeText == true ? .freeText : .field)
            case .retime: traits.insert(.retime)
            case .void: traits.insert(.void)
            case .append: traits.insert(.append)
            case .restate: traits.insert(.restate)
            case .reassign: traits.insert(.reassign)
            case .recompute: traits.insert(.recompute)
            case .migrate: traits.insert(.migrate)
            }
        }
        if differences.contains(where: \.movesDeadlines) { traits.insert(.movesDeadline) }
        if differences.contains(where: \.wasClosed) { traits.insert(.closedCase) }
        if differences.count > manyCases { traits.insert(.manyCases) }
        return traits
    }
}

extension Field {
    fileprivate var isFreeText: Bool {
        guard case .text = type else { return false }
        return clause == nil
    }
}

extension CaseDifference {
    /// The consequences of a change set as bytes that are the same while they are the same.
    public static func canonical(_ differences: [CaseDifference], _ operations: [[Value]], at now: Instant)
        -> [UInt8]
    {
        let parts = zip(differences, operations).map { difference, outlines in
            Value.list([difference.canonical(at: now), .list(outlines)])
        }
        return Value.list(parts).jsonBytes
    }
}
