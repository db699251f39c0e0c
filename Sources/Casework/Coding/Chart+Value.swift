public import Statechart
public import Values

extension ChartSnapshot {
    /// Writes the snapshot's members; `withholding` leaves out what events carry, to be sealed elsewhere.
    func write(to json: inout JSONWriter, withholding: Bool) {
        json.object { json in
            json.put("in", configuration)
            json.put("history", sorted: history) { json, states in json.list(states) { $0.string($1) } }
            json.put("pending", list: pending) { $1.write(to: &$0, withholding: withholding) }
            json.put("children", children)
            if generatedIDCount > 0 { json.put("generatedIDs", Int64(generatedIDCount)) }
            if hasParent { json.put("hasParent", .bool(true)) }
            switch status {
            case .new: json.put("status", "new")
            case .running: break
            case .ended(let data):
                json.put("status", "ended")
                if let data, !withholding { json.put("done", data) }
            case .faulted(let reason):
                json.put("status", "faulted")
                json.put("reason", reason)
            }
        }
    }

    /// What `write(to:withholding: true)` left out; nil if there is nothing.
    public var withheld: Value? {
        guard carriesData else { return nil }
        var writer = MemberWriter()
        writer.put(
            "pending",
            list: pending.contains { $0.event.data != nil } ? pending.map { $0.event.data ?? .null } : []
        )
        if case .ended(let data?) = status { writer.put("done", data) }
        return writer.map.isEmpty ? nil : writer.value
    }

    init(decoding value: Value, withheld: Value? = nil) throws(CodingProblem) {
        let reader = try MemberReader(value, "chart")
        var history: [String: [String]] = [:]
        for (name, states) in try reader.pairs("history") {
            history[name] = states.elements?.compactMap(\.text) ?? []
        }
        var pending: [PendingSend] = []
        for element in try reader.elements("pending") { pending.append(try PendingSend(decoding: element)) }
        let status: ChartStatus
        switch reader.optionalText("status") {
        case nil: status = .running
        case "new": status = .new
        case "ended": status = .ended(reader.optional("done"))
        case "faulted": status = .faulted(reader.optionalText("reason") ?? "")
        case .some: throw CodingProblem("chart.status")
        }
        self.init(
            configuration: try reader.texts("in"),
            history: history,
            pending: pending,
            children: try reader.texts("children"),
            generatedIDCount: Int(reader.optional("generatedIDs")?.integer ?? 0),
            hasParent: reader.optional("hasParent")?.boolean ?? false,
            status: status
        )
        if let withheld { restore(withheld: withheld) }
    }
}

extension PendingSend {
    fileprivate func write(to json: inout JSONWriter, withholding: Bool) {
        json.object { json in
            json.name("event")
            event.write(to: &json, withholding: withholding)
            switch recipient {
            case .itself: break
            case .parent: json.put("to", "parent")
            case .child(let name): json.put("child", name)
            case .number(let number): json.put("number", number)
            }
            json.put("due", due)
            if !isDelayed { json.put("now", .bool(true)) }
        }
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "pending")
        let recipient: Recipient
        if let child = reader.optionalText("child") {
            recipient = .child(child)
        } else if let number = reader.optionalText("number") {
            recipient = .number(number)
        } else {
            recipient = reader.optionalText("to") == "parent" ? .parent : .itself
        }
        self.init(
            try Event(decoding: try reader.value("event")),
            to: recipient,
            due: try reader.instant("due"),
            isDelayed: reader.optional("now") == nil
        )
    }
}

extension Event {
    func write(to json: inout JSONWriter, withholding: Bool) {
        json.object { json in
            json.put("name", name)
            if type != .external { json.put("type", type.rawValue) }
            json.put("sendID", sendID)
            json.put("origin", origin)
            json.put("originType", originType)
            json.put("invokeID", invokeID)
            if let data, !withholding { json.put("data", data) }
        }
    }

    init(decoding value: Value, carrying data: Value? = nil) throws(CodingProblem) {
        let reader = try MemberReader(value, "event")
        let type = EventType(rawValue: reader.optionalText("type") ?? "external")
        guard let type else { throw CodingProblem("event.type") }
        self.init(
            try reader.text("name"),
            type: type,
            sendID: reader.optionalText("sendID"),
            origin: reader.optionalText("origin"),
            originType: reader.optionalText("originType"),
            invokeID: reader.optionalText("invokeID"),
            data: data ?? reader.optional("data")
        )
    }
}

extension ChartSnapshot {
    /// Whether waiting events or the end carry data, which are sealed apart from the rest.
    public var carriesData: Bool {
        if case .ended(.some) = status { return true }
        return pending.contains { $0.event.data != nil }
    }

    /// Takes out what is sealed apart, so that no copy in clear is kept.
    public mutating func withhold() {
        for (position, send) in pending.enumerated() where send.event.data != nil {
            pending[position] = send.carrying(nil)
        }
        if case .ended = status { status = .ended(nil) }
    }

    /// Puts back what was sealed apart.
    public mutating func restore(withheld: Value) {
        let carried = withheld["pending"]?.elements ?? []
        for (position, data) in carried.enumerated() where position < pending.count && data != .null {
            pending[position] = pending[position].carrying(data)
        }
        if let done = withheld["done"], case .ended = status { status = .ended(done) }
    }
}

extension PendingSend {
    /// The same send with other data.
    fileprivate func carrying(_ data: Value?) -> PendingSend {
        let event = Event(
            event.name,
            type: event.type,
            sendID: event.sendID,
            origin: event.origin,
            originType: event.originType,
            invokeID: event.invokeID,
            data: data
        )
        return PendingSend(event, to: recipient, due: due, isDelayed: isDelayed)
    }
}
