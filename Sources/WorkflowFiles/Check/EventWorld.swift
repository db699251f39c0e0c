import CivilCalendar
import Expressions
import Values

/// What the workflows of a folder send to each other: so that a chart is not blamed for waiting for others.
struct EventWorld {
    /// Events sent to a parent, a started case or a number, with the workflow that sends them.
    private(set) var sent: [(event: String?, workflow: String)] = []
    /// The names of data that a workflow is started with; nil under a name means that they are computed.
    private(set) var given: [String: Set<String>] = [:]
    /// The names of data that a workflow is started with by all that start it, and never with null.
    private(set) var surelyGiven: [String: Set<String>] = [:]
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
            let fields = Set(draft.declarations.fields.map(\.name.text))
            for action in draft.chart.actions { add(action, of: draft.name.text, fields) }
        }
    }

    private mutating func add(_ action: ActionDraft, of workflow: String, _ declared: Set<String>) {
        switch action.kind {
        case .send(let send):
            if case .literal(let event) = send.event {
                if send.leaves { sent.append((event: event.text, workflow: workflow)) }
            } else if send.leaves {
                sent.append((event: nil, workflow: workflow))
            }
        case .start(_, .literal(let started), let payload):
            var sure: Set<String> = []
            switch payload {
            case .none: break
            case .value: openlyStarted.insert(started.text)
            case .fields(let fields):
                given[started.text, default: []].formUnion(fields.map(\.name.text))
                sure = Set(fields.filter { $0.value.isNeverNull(declared) }.map(\.name.text))
            }
            surelyGiven[started.text] = surelyGiven[started.text]?.intersection(sure) ?? sure
        case .start(_, .computed, _), .set, .raise, .cancel, .choose, .forEach, .notify, .document: break
        }
    }

    /// What of it bears on one workflow, as text: the same text, the same world.
    func description(for workflow: String) -> String {
        let messages = sent.filter { $0.workflow != workflow }.map { $0.event ?? "*" }
        let sure = surelyGiven[workflow] ?? []
        let fields =
            given[workflow].map { $0.map { sure.contains($0) ? $0 + "!" : $0 } }
            .map { $0.sorted().joined(separator: " ") } ?? "-"
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

extension ValueDraft {
    /// Whether it is never null: an expression that reads an empty field gives no value at all, and then nothing
    /// is started.
    fileprivate func isNeverNull(_ fields: Set<String>) -> Bool {
        switch self {
        case .literal(let value): value != .null
        case .expression(let text):
            (try? ParsedExpression(parsing: text.text))?.isNeverNull(ofFields: fields) ?? false
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
