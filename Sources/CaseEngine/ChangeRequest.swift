public import Casework
public import Values

/// What an account can ask about a change set: the way from the draft to the receipt.
public enum ChangeRequest: Sendable, Hashable {
    /// Begin a draft; with a receipt, one that undoes what was applied under it.
    case begin(title: String, undoing: String?)
    /// Begin a draft that takes cases over to the version of their workflow that is in force today.
    case migrate(title: String, numbers: [String], states: [String: String])
    /// The same of all open cases of a workflow that the account may correct and that follow another version.
    case migrateAll(title: String, workflow: String, states: [String: String])
    /// Add an operation on a case; refused as a conflict if the case is no longer as the caller saw it.
    case add(set: String, number: String, CorrectionOperation, revision: Int64?)
    /// Take an operation out again, by its number.
    case drop(set: String, operation: Int64)
    /// Show the consequences; nothing is kept.
    case preview(set: String, reveals: Bool)
    /// Propose it with the consequences that the author saw; with a consent, have it applied at once.
    case propose(set: String, ChangeSet.Reason, fingerprint: String, cases: Int, consent: String?)
    /// Agree to it as the second person.
    case approve(set: String, fingerprint: String, digits: String)
    /// Refuse to agree to it.
    case reject(set: String, remark: String)
    /// Give it up.
    case withdraw(set: String)

    /// The name under which refusals speak of it.
    public var name: String {
        switch self {
        case .begin: "begin"
        case .migrate, .migrateAll: "migrate"
        case .add(_, _, let operation, _): operation.verb
        case .drop: "drop"
        case .preview: "diff"
        case .propose: "propose"
        case .approve: "approve"
        case .reject: "reject"
        case .withdraw: "withdraw"
        }
    }

    /// The change set; nil where it is only begun.
    var set: String? {
        switch self {
        case .begin, .migrate, .migrateAll: nil
        case .add(let set, _, _, _), .drop(let set, _), .preview(let set, _), .propose(let set, _, _, _, _),
            .approve(let set, _, _), .reject(let set, _), .withdraw(let set):
            set
        }
    }

    /// The numbers of the cases that it names.
    var numbers: [String] {
        switch self {
        case .migrate(_, let numbers, _): numbers
        case .add(_, let number, _, _): [number]
        case .begin, .migrateAll, .drop, .preview, .propose, .approve, .reject, .withdraw: []
        }
    }

    /// All that tells two requests apart.
    var value: Value {
        let own: [Value] =
            switch self {
            case .begin(let title, let undoing): [.string(title), .string(undoing ?? "")]
            case .migrate(let title, let numbers, let states):
                [.string(title), .list(numbers.map { .string($0) }), ChangeRequest.value(of: states)]
            case .migrateAll(let title, let workflow, let states):
                [.string(title), .string(workflow), ChangeRequest.value(of: states)]
            case .add(_, let number, let operation, _):
                [.string(number), operation.outline, operation.values]
            case .drop(_, let operation): [.int(operation)]
            case .preview(_, let reveals): [.bool(reveals)]
            case .propose(_, let reason, let fingerprint, let cases, let consent):
                [
                    .string(reason.code), .string(reason.text), .string(reason.basis), .string(fingerprint),
                    .int(Int64(cases)), .string(consent ?? ""),
                ]
            case .approve(_, let fingerprint, let digits): [.string(fingerprint), .string(digits)]
            case .reject(_, let remark): [.string(remark)]
            case .withdraw: []
            }
        return .list([.string(name), .string(set ?? "")] + own)
    }

    private static func value(of states: [String: String]) -> Value {
        .list(states.sorted { $0.key < $1.key }.map { .list([.string($0.key), .string($0.value)]) })
    }
}

/// A change set as one account may see it.
public struct ChangeView: Sendable, Hashable {
    /// The change set; its values stay sealed.
    public let set: ChangeSet
    /// The cases with their operations and, where they were asked for, the consequences.
    public var cases: [Case]
    /// The digest of the consequences, in hexadecimal; nil where they were not asked for.
    public var fingerprint: String?
    /// What the change set is and does, as far as the number of persons depends on it.
    public var traits: [CorrectionPolicy.Trait] = []
    /// Whether a second person has to agree.
    public var needsSecond = true
    /// Whether somebody should have agreed to it by now.
    public var isOverdue = false

    /// One case of a change set.
    public struct Case: Sendable, Hashable {
        /// The number.
        public let number: String
        /// The revision that it is based on.
        public let revision: Int64
        /// The operations: number and outline.
        public let operations: [ChangeSet.SealedOperation]
        /// The consequences.
        public var difference: CaseDifference?
        /// Which of the changed data the account may not read, or has not asked to read.
        public var masked: Set<String> = []
        /// What people call the states.
        public var titles: [String: LocalizedText] = [:]
        /// What becomes of documents that were produced before.
        public var documents: [Paper] = []
    }

    /// A document of a case, and what the correction makes of it.
    public struct Paper: Sendable, Hashable {
        /// What becomes of a document.
        public enum Fate: String, Sendable, Hashable {
            /// Something in it is put right: it has to be printed again.
            case stale
            /// The step that produced it does not stand.
            case void
            /// It is right again.
            case sound
            /// The correction produces it.
            case added
        }
        /// The form's name.
        public let form: String
        /// What people call the form.
        public let title: LocalizedText
        /// The document's version.
        public let version: Int
        /// What people call the copy, where the form has several.
        public let copy: LocalizedText?
        /// What becomes of it.
        public let fate: Fate
    }

    /// The fingerprint as people compare it (`7f3a-91c2`).
    public static func short(_ fingerprint: String) -> String {
        "\(fingerprint.prefix(4))-\(fingerprint.dropFirst(4).prefix(4))"
    }
}
