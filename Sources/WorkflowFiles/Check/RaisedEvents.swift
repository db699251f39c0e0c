/// Which events can come to the cases of a workflow, for questions about single descriptors.
struct RaisedEvents {
    /// What the chart raises and sends itself, and what other workflows send, with all prefixes.
    private var within: Set<String> = []
    /// What people do, with all prefixes.
    private var personal: Set<String> = []
    private var descriptors: Set<String> = []
    /// Whether an event with a computed name may come, which may be any.
    private let isAny: Bool

    init(
        _ draft: WorkflowDraft,
        _ actions: [ActionDraft],
        _ transitions: [TransitionDraft],
        _ world: EventWorld
    ) {
        isAny =
            world.sent.contains { $0.event == nil }
            || actions.contains { action in
                if case .send(let send) = action.kind, case .computed = send.event { return true }
                return false
            }
        for action in actions {
            if let name = RaisedEvents.raised(by: action) { RaisedEvents.add(name, to: &within) }
        }
        for sending in world.sent where sending.workflow != draft.name.text {
            if let name = sending.event { RaisedEvents.add(name, to: &within) }
        }
        for name in ["done.state.x", "done.case.x", "error.execution", "error.communication"] {
            RaisedEvents.add(name, to: &within)
        }
        for transition in transitions {
            descriptors.formUnion(transition.descriptors.map(RaisedEvents.bare))
            guard !transition.form.by.isEmpty else { continue }
            for descriptor in transition.descriptors { RaisedEvents.add(descriptor, to: &personal) }
        }
    }

    /// Whether anybody or anything can raise an event that a descriptor matches.
    func isRaised(_ descriptor: String) -> Bool {
        isAny || isRaisedWithin(descriptor) || personal.contains(RaisedEvents.bare(descriptor))
    }

    /// Whether anything but a person can.
    func isRaisedWithin(_ descriptor: String) -> Bool {
        if descriptor == "*" || descriptor == "deadline" { return true }
        let made = ["done.", "error.", "deadline.missed"]
        return made.contains { descriptor.hasPrefix($0) } || within.contains(RaisedEvents.bare(descriptor))
    }

    /// Whether some transition listens to an event.
    func isHandled(_ event: String) -> Bool {
        descriptors.contains("*") || RaisedEvents.prefixes(of: event).contains { descriptors.contains($0) }
    }

    private static func raised(by action: ActionDraft) -> String? {
        switch action.kind {
        case .raise(let event, _): return event.text
        case .send(let send):
            guard case .literal(let event) = send.event, send.returns else { return nil }
            return event.text
        case .set, .cancel, .choose, .forEach, .start, .notify, .document: return nil
        }
    }

    private static func bare(_ descriptor: String) -> String {
        descriptor.hasSuffix(".*") ? String(descriptor.dropLast(2)) : descriptor
    }

    private static func add(_ name: String, to names: inout Set<String>) {
        names.formUnion(prefixes(of: name))
    }

    private static func prefixes(of name: String) -> [String] {
        name.indices.filter { name[$0] == "." }.map { String(name[..<$0]) } + [name]
    }
}
