import Values

// MARK: sending

extension Interpreter {
    /// Evaluates a send completely and hands it on; the id comes first, so that a failure can carry it.
    mutating func send(_ send: SendAction) throws(ExecutionError) {
        let id = try sendID(of: send)
        do throws(ExecutionError) {
            let name = try text(of: send.event, "event")
            let route = try route(of: send.target)
            let delay = try delay(of: send.delay)
            let data = try value(of: send.payload)
            try dispatch(name, id, data, route, after: delay)
        } catch {
            throw failure(error.message, sendID: id)
        }
    }

    private mutating func sendID(of send: SendAction) throws(ExecutionError) -> String? {
        var id: String?
        if let operand = send.id { id = try text(of: operand, "id") }
        guard let location = send.idLocation else { return id }
        let stored = id ?? generatedID()
        try model.assign(location, .string(stored))
        return stored
    }

    private mutating func generatedID() -> String {
        state.generatedIDCount += 1
        return "send.\(state.generatedIDCount)"
    }

    private mutating func delay(of operand: Operand?) throws(ExecutionError) -> TimeSpan {
        guard let operand else { return .zero }
        let value = try value(of: operand)
        let span: TimeSpan? =
            switch value {
            case .duration(let span): span
            case .string(let text): TimeSpan(text: text)
            case .null, .bool, .int, .uint, .double, .bytes, .list, .map, .timestamp, .type: nil
            }
        guard let span, span >= .zero else {
            throw ExecutionError("delay must be a duration that is not negative, not \(value.typeName)")
        }
        return span
    }

    private mutating func route(of target: SendTarget) throws(ExecutionError) -> Route {
        switch target {
        case .itself: return .external(.itself)
        case .internal: return .internal
        case .parent:
            guard state.hasParent else { throw ExecutionError("no case has started this one") }
            return .external(.parent)
        case .child(let name):
            guard state.children.contains(name) else { throw ExecutionError("no started case '\(name)'") }
            return .external(.child(name))
        case .computed(let operand):
            let text = try text(of: operand, "to")
            if text == "self" { return .external(.itself) }
            if text == "internal" { return .internal }
            if text == "parent" { return try route(of: .parent) }
            return .external(state.children.contains(text) ? .child(text) : .number(text))
        }
    }

    private mutating func dispatch(
        _ name: String,
        _ id: String?,
        _ data: Value?,
        _ route: Route,
        after delay: TimeSpan
    ) throws(ExecutionError) {
        switch route {
        case .internal:
            guard delay == .zero else { throw ExecutionError("the internal queue takes no delay") }
            queue.append(Event(name, type: .internal, sendID: id, data: data))
        case .external(let recipient):
            let event = Event(
                name,
                sendID: id,
                origin: recipient == .itself ? "self" : nil,
                originType: recipient == .itself ? "case" : nil,
                data: data
            )
            let isDelayed = delay > .zero
            guard isDelayed || recipient == .itself else {
                step.effects.append(.send(event, to: recipient))
                return
            }
            state.enqueue(PendingSend(event, to: recipient, due: now + delay, isDelayed: isDelayed))
        }
    }
}

/// The queue that a send goes to.
private enum Route {
    case `internal`
    case external(Recipient)
}
