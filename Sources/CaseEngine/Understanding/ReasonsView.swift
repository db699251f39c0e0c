public import Casework
public import Values

/// Why an action can or cannot be taken: every requirement with what it looked at and what can cure it.
public struct ReasonsView: Sendable, Hashable {
    /// The action with its requirements.
    public let action: ActionView
    /// What the requirements looked at, by path; masked by the account's rights.
    public let data: [String: Datum]
    /// What can cure each requirement, in the order of `action.requirements`.
    public let cures: [[Cure]]

    /// One datum that a requirement looked at.
    public struct Datum: Sendable, Hashable {
        /// What people call it; nil for what is no field.
        public let label: LocalizedText?
        /// The value; nil when it is empty or masked.
        public let value: Value?
        /// Whether there is a value that the account may not read.
        public let isMasked: Bool

        /// A datum from its parts.
        public init(label: LocalizedText?, value: Value?, isMasked: Bool) {
            self.label = label
            self.value = value
            self.isMasked = isMasked
        }
    }

    /// Reasons from their parts.
    public init(action: ActionView, data: [String: Datum], cures: [[Cure]]) {
        self.action = action
        self.data = data
        self.cures = cures
    }
}

extension Engine {
    /// How each requirement of an action comes out with some form values, what it looked at, and what can cure it.
    public func why(
        number: String,
        action: String,
        data: ValueMap,
        as account: String,
        masked: Bool = false
    ) async throws -> ReasonsView {
        let (view, look) = try read(as: account, masked: masked) { reading in
            let seen = try reading.visible(number)
            var file = try reading.opened(seen)
            guard file.erasedAt == nil else { throw Refusal.erased(action) }
            let decision = reading.decision(seen.workflow)
            let choice = try decision.choice(action, data, for: seen.standing, on: file).get()
            let cures = choice.findings.map { decision.cures(of: $0, action: action, on: file) }
            // What was typed is what the requirements looked at.
            for (key, value) in data { if let name = key.text { file.data[name] = value } }
            let paths = choice.findings.flatMap { $0.reads + $0.missing }
            let view = ReasonsView(
                action: reading.view(of: choice, seen, file),
                data: reading.data(at: paths, seen, file),
                cures: cures
            )
            return (view, reading.look(at: view, seen, file))
        }
        if let look { try await record(look) }
        return view
    }
}

extension Reading {
    /// What stands at some paths, by the account's rights.
    func data(at paths: [FieldPath], _ seen: SeenCase, _ file: CaseFile) -> [String: ReasonsView.Datum] {
        var data: [String: ReasonsView.Datum] = [:]
        for path in paths {
            if path.root == "profile" {
                let value = Reading.member(path.names.dropFirst(), of: .map(seen.workflow.profile.values))
                data[path.description] = .init(label: nil, value: value, isMasked: false)
                continue
            }
            guard let field = seen.workflow.field(path.root) else {
                data[path.description] = .init(label: nil, value: nil, isMasked: false)
                continue
            }
            let value = file.data[path.root].flatMap { Reading.member(path.names.dropFirst(), of: $0) }
            let isReadable = mayRead(field, as: seen.standing)
            data[path.description] = .init(
                label: field.label,
                value: isReadable ? value : nil,
                isMasked: !isReadable && value != nil
            )
        }
        return data
    }

    private static func member(_ names: ArraySlice<String>, of value: Value) -> Value? {
        var value = value
        for name in names {
            guard let member = value[name] else { return nil }
            value = member
        }
        return value == .null ? nil : value
    }

    /// What has to be recorded before reasons leave: the sensitive fields whose values they show.
    func look(at view: ReasonsView, _ seen: SeenCase, _ file: CaseFile) -> LookRow? {
        var shown = Set(look(at: [view.action], of: file)?.fields ?? [])
        for (path, datum) in view.data where datum.value != nil {
            let root = path.split(separator: ".").first.map(String.init) ?? path
            if seen.workflow.field(root)?.isSensitive == true { shown.insert(root) }
        }
        guard !shown.isEmpty else { return nil }
        return LookRow(at: now, account: account, caseID: file.id, fields: shown.sorted())
    }
}
