public import Values

/// One thing that is put right in a case outside its chart: a closed list of verbs.
///
/// Entries are named by the case's revision after them. What a verb does is found by deciding the case's inputs
/// again with the changed ones (`Replay`), so that a case can only come to stand where its chart leads.
public enum CorrectionOperation: Sendable, Hashable {
    /// A field should have been given this value wherever its present one was given; null empties it.
    case setField(String, Value)
    /// An act happened at another instant than the entry says.
    case retime(Int64, to: Instant)
    /// An act, or an earlier correction, should not stand in the history.
    case void(Int64)
    /// An act that was forgotten, at the instant claimed for it.
    case append(String, data: ValueMap, at: Instant)
    /// The case should stand in a state; the way there is looked for, and kept once it is found.
    case restate(String, way: Way?)
    /// Everything that one account holds in the case passes to another.
    case reassign(from: String, to: String)
    /// Deadlines are reckoned anew from the data as they are.
    case recompute
    /// The case goes over to another version of its workflow; the states that it lacks are mapped to others.
    case migrate(to: String, states: [String: String])

    /// How a case lawfully comes to a state: which acts of its history do not stand, and which follow instead.
    public struct Way: Sendable, Hashable {
        /// The revisions of the acts that do not stand.
        public let voids: [Int64]
        /// The actions taken after that, in order.
        public let actions: [String]

        /// A way from its parts.
        public init(voids: [Int64], actions: [String]) {
            self.voids = voids
            self.actions = actions
        }
    }

    /// The verb's name (`setfield`).
    public var verb: String {
        switch self {
        case .setField: "setfield"
        case .retime: "retime"
        case .void: "void"
        case .append: "append"
        case .restate: "restate"
        case .reassign: "reassign"
        case .recompute: "recompute"
        case .migrate: "migrate"
        }
    }

    /// The entries that no longer stand as they are written.
    public var concerned: [Int64] {
        if case .retime(let revision, _) = self { [revision] } else { voids }
    }

    /// The entries that the operation takes out of the history.
    var voids: [Int64] {
        switch self {
        case .void(let revision): [revision]
        case .restate(_, let way): way?.voids ?? []
        case .setField, .retime, .append, .reassign, .recompute, .migrate: []
        }
    }
}

// MARK: Coding

extension CorrectionOperation {
    /// What may stand in clear: everything but the values that people gave.
    public var outline: Value {
        var writer = MemberWriter()
        writer.put("verb", verb)
        switch self {
        case .setField(let field, _): writer.put("field", field)
        case .retime(let revision, let instant):
            writer.put("entry", revision)
            writer.put("at", instant)
        case .void(let revision): writer.put("entry", revision)
        case .append(let action, _, let instant):
            writer.put("action", action)
            writer.put("at", instant)
        case .restate(let state, let way):
            writer.put("state", state)
            guard let way else { break }
            writer.put("voids", list: way.voids.map { .int($0) })
            writer.put("actions", .list(way.actions.map { .string($0) }))
        case .reassign(let from, let to):
            writer.put("from", from)
            writer.put("to", to)
        case .recompute: break
        case .migrate(let bundle, let states):
            writer.put("bundle", bundle)
            writer.put("states", sorted: states.mapValues { .string($0) })
        }
        return writer.value
    }

    /// The values that people gave, which are sealed where the case has anything sensitive; null for none.
    public var values: Value {
        switch self {
        case .setField(_, let value): .list([value])
        case .append(_, let data, _): .map(data)
        case .retime, .void, .restate, .reassign, .recompute, .migrate: .null
        }
    }

    /// An operation from its outline and values.
    public init(outline: Value, values: Value) throws(CodingProblem) {
        let reader = try MemberReader(outline, "operation")
        switch try reader.text("verb") {
        case "setfield": self = .setField(try reader.text("field"), values.elements?.first ?? .null)
        case "retime": self = .retime(try reader.integer("entry"), to: try reader.instant("at"))
        case "void": self = .void(try reader.integer("entry"))
        case "append":
            self = .append(
                try reader.text("action"),
                data: values.pairs ?? ValueMap(),
                at: try reader.instant("at")
            )
        case "restate":
            var way: Way?
            if reader.optional("actions") != nil {
                way = Way(
                    voids: try reader.elements("voids").compactMap(\.integer),
                    actions: try reader.texts("actions")
                )
            }
            self = .restate(try reader.text("state"), way: way)
        case "reassign": self = .reassign(from: try reader.text("from"), to: try reader.text("to"))
        case "recompute": self = .recompute
        case "migrate":
            var states: [String: String] = [:]
            for (name, value) in try reader.pairs("states") { states[name] = value.text }
            self = .migrate(to: try reader.text("bundle"), states: states)
        default: throw CodingProblem("operation.verb")
        }
    }
}
