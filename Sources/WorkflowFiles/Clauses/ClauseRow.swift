public import Values

/// One clause in the table: where the files carry it out, and which rehearsals have gone through it.
public struct ClauseRow: Sendable, Hashable {
    /// How far a clause has come.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// A workflow names it.
        case implemented
        /// By its nature nothing has to carry it out.
        case reasoned
        /// Something has to carry it out and nothing does yet.
        case open
    }

    /// The id of the register (`K-15.1b`).
    public let id: String
    /// The regulation's official name.
    public let regulation: LocalizedText
    /// The place inside the regulation (第十五點第一項).
    public let place: LocalizedText
    /// Name and place, as lawyers cite.
    public let citation: LocalizedText
    /// What it demands, in a few words.
    public let title: LocalizedText
    /// How strongly it binds; nil where the register does not say.
    public let obligation: Obligation?
    /// The procedures and registers that it belongs to, built or not.
    public let procedures: [String]
    /// The places that carry it out, in the order of workflows and lines:
    /// `threat-report: handling.reported / assign (threat-report.yaml:258)`.
    public let implementedBy: [String]
    /// Why nothing has to carry it out, as the register says.
    public let writtenReason: LocalizedText?
    /// The titles of the rehearsals that passed and are about it or went through it.
    public let rehearsedBy: [String]

    /// How far it has come.
    public var status: Status {
        if !implementedBy.isEmpty { return .implemented }
        return writtenReason == nil ? .open : .reasoned
    }

    /// Why nothing carries it out; nil where something does.
    public var reason: LocalizedText? {
        switch status {
        case .implemented: nil
        case .reasoned: writtenReason
        case .open:
            LocalizedText(
                zhHant: "尚未實作；屬 \(procedures.joined(separator: "、"))",
                en: "not yet: belongs to \(procedures.joined(separator: ", "))"
            )
        }
    }
}
