public import Statechart
public import Values

extension ChartSnapshot {
    /// The snapshot as a value; `withholding` leaves out what events carry, to be sealed elsewhere.
    func encoded(withholding: Bool) -> Value {
        var writer = MemberWriter()
        writer.put("in", configuration)
        writer.put("history", sorted: history.mapValues { .list($0.map { .string($0) }) })
        writer.put("pending", list: pending.map { $0.encoded(withholding: withholding) })
        writer.put("children", children)
        if generatedIDCount > 0 { writer.put("generatedIDs", Int64(generatedIDCount)) }
        if hasParent { writer.put("hasParent", .bool(true)) }
        switch status {
        case .new: writer.put("status", "new")
        case .running: break
        case .ended(let data):
            writer.put("status", "ended")
            if let data, !withholding { writer.put("done", data) }
        case .faulted(let reason):
            writer.put("status", "faulted")
            writer.put("reason", reason)
        }
        return writer.value
    }

    /// What `encoded(withholding: true)` left out; nil if there is nothing.
    var withheld: Value? {
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
    fileprivate func encoded(withholding: Bool) -> Value {
        var writer = MemberWriter()
        writer.put("event", event.encoded(withholding: withholding))
        switch recipient {
        case .itself: break
        case .parent: writer.put("to", "parent")
        case .child(let name): writer.put("child", name)
        case .number(let number): writer.put("number", number)
        }
        writer.put("due", due)
        if !isDelayed { writer.put("now", .bool(true)) }
        return writer.value
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
    func encoded(withholding: Bool) -> Value {
        var writer = MemberWriter()
        writer.put("name", name)
        if type != .external { writer.put("type", type.rawValue) }
        writer.put("sendID", sendID)
        writer.put("origin", origin)
        writer.put("originType", originType)
        writer.put("invokeID", invokeID)
        if let data, !withholding { writer.put("data", data) }
        return writer.value
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
    public var carriesData: Bool { withheld != nil }

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
