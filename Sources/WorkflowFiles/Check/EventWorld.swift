import CivilCalendar
import Values

/// What the workflows of a folder send to each other: so that a chart is not blamed for waiting for others.
struct EventWorld {
    /// Events sent to a parent, a started case or a number, with the workflow that sends them.
    private(set) var sent: [(event: String?, workflow: String)] = []
    /// The names of data that a workflow is started with; nil under a name means that they are computed.
    private(set) var given: [String: Set<String>] = [:]
    /// Workflows started with a payload that is one expression.
    private(set) var openlyStarted: Set<String> = []

    /// A profile and a day on which it is in force, for rehearsals; nil where there is none.
    private(set) var profile: (name: String, day: String)?

    init() {}

    init(_ files: FileSet) {
        profile = files.profileVersions.first.map {
            (name: $0.profile.name.text, day: $0.version.from.iso)
        }
        for path in files.workflows.values.sorted() {
            guard let draft = files.parts(of: path)?.draft else { continue }
            for action in draft.chart.actions { add(action, of: draft.name.text) }
        }
    }

    private mutating func add(_ action: ActionDraft, of workflow: String) {
        switch action.kind {
        case .send(let send):
            if case .literal(let event) = send.event {
                if send.leaves { sent.append((event: event.text, workflow: workflow)) }
            } else if send.leaves {
                sent.append((event: nil, workflow: workflow))
            }
        case .start(_, .literal(let started), let payload):
            switch payload {
            case .none: break
            case .value: openlyStarted.insert(started.text)
            case .fields(let fields): given[started.text, default: []].formUnion(fields.map(\.name.text))
            }
        case .start(_, .computed, _), .set, .raise, .cancel, .choose, .forEach, .notify, .document: break
        }
    }

    /// What of it bears on one workflow, as text: the same text, the same world.
    func description(for workflow: String) -> String {
        let messages = sent.filter { $0.workflow != workflow }.map { $0.event ?? "*" }
        let fields = given[workflow].map { $0.sorted().joined(separator: " ") } ?? "-"
        return Set(messages).sorted().joined(separator: " ") + "\n" + fields
            + (openlyStarted.contains(workflow) ? "\nopen" : "")
    }

    /// Whether another workflow sends an event that a descriptor matches.
    func sends(to descriptor: String, in workflow: String) -> Bool {
        sent.contains { sending in
            sending.workflow != workflow && sending.event.map { EventMatch.matches(descriptor, $0) } == true
        }
    }
}

extension SendDraft {
    /// Whether it may go to another case.
    var leaves: Bool {
        switch to {
        case nil: false
        case .computed: true
        case .literal(let text): text.text != "self" && text.text != "internal"
        }
    }

    /// Whether it may come to the case itself.
    var returns: Bool {
        switch to {
        case nil, .computed: true
        case .literal(let text): text.text == "self" || text.text == "internal"
        }
    }
}
