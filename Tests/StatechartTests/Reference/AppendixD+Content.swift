import Values

@testable import Statechart

// MARK: executable content (4), data (5) and send (6.2), as our format has them

extension AppendixD {
    /// Early binding (5.3): all data exist before the first is computed.
    func initializeDatamodel(_ given: ValueMap) {
        let outer = document.definition.data
        let inner = document.states.flatMap(\.definition.data)
        for datum in outer + inner {
            attempt { me throws(ExecutionError) in try me.datamodel.declare(datum.name) }
        }
        for (position, datum) in (outer + inner).enumerated() {
            attempt { me throws(ExecutionError) in
                if position < outer.count, let value = given[datum.name] {
                    try me.datamodel.assign(datum.name, value)
                } else if let operand = datum.value {
                    try me.datamodel.assign(datum.name, me.value(operand))
                }
            }
        }
    }

    /// An error ends the block (4.9) and is put on the internal queue.
    func executeContent(_ block: [Action]) {
        attempt { me throws(ExecutionError) in for action in block { try me.execute(action) } }
    }

    /// A member that fails is left out (5.7).
    func evaluateDoneData(_ s: Node) -> Value? {
        var data: Value?
        if case .fields(let fields) = s.definition.doneData, !fields.isEmpty {
            var map = ValueMap()
            for field in fields {
                attempt { me throws(ExecutionError) in map[field.name] = try me.value(field.value) }
            }
            return map.isEmpty ? nil : .map(map)
        }
        attempt { me throws(ExecutionError) in data = try me.value(s.definition.doneData) }
        return data
    }

    private func attempt(_ body: (AppendixD) throws(ExecutionError) -> Void) {
        do throws(ExecutionError) { try body(self) } catch { raise(error) }
    }

    func raise(_ error: ExecutionError) {
        report.errors.append(error.message)
        let data = ValueMap([("message", Value.string(error.message))])
        internalQueue.append(
            Event("error.execution", type: .platform, sendID: error.sendID, data: .map(data))
        )
    }

    func evaluate(_ condition: ExpressionReference) -> Truth {
        datamodel.setActive(configuration.toList().map(\.id))
        return datamodel.condition(condition)
    }

    private func execute(_ action: Action) throws(ExecutionError) {
        guard count() else { throw ExecutionError("stopped") }
        switch action {
        case .set(let location, let operand): try datamodel.assign(location, value(operand))
        case .raise(let name, let payload):
            internalQueue.append(Event(name, type: .internal, data: try value(payload)))
        case .send(let send): try execute(send)
        case .cancel(let id):
            let id = try text(id, "id")
            sends.removeAll { $0.isDelayed && $0.event.sendID == id }
        case .choose(let condition, let then, let otherwise):
            for action in holds(condition) ? then : otherwise { try execute(action) }
        case .forEach(let item, let index, let list, let body):
            try forEach(item, index, list, body)
        case .start(let name, let workflow, let payload):
            let name = try text(name, "name")
            let workflow = try text(workflow, "workflow")
            report.effects.append(.start(name: name, workflow: workflow, payload: try value(payload)))
            children.append(name)
        case .perform(let name, let arguments):
            report.effects.append(.perform(name, arguments: try values(arguments)))
        case .fail(let message): throw ExecutionError(message)
        }
    }

    /// A failing condition of an `if` counts as false and does not end the block.
    private func holds(_ condition: ExpressionReference) -> Bool {
        switch evaluate(condition) {
        case .true: return true
        case .false, .unknown: return false
        case .error(let error):
            raise(error)
            return false
        }
    }

    private func forEach(
        _ item: String,
        _ index: String?,
        _ list: Operand,
        _ body: [Action]
    ) throws(ExecutionError) {
        let list = try value(list)
        guard case .list(let elements) = list else {
            throw ExecutionError("foreach needs a list, not \(list.typeName)")
        }
        try datamodel.declare(item)
        if let index { try datamodel.declare(index) }
        for (position, element) in elements.enumerated() {
            try datamodel.assign(item, element)
            if let index { try datamodel.assign(index, .int(Int64(position))) }
            for action in body { try execute(action) }
        }
    }

    private func execute(_ send: SendAction) throws(ExecutionError) {
        var id: String?
        if let operand = send.id { id = try text(operand, "id") }
        if let location = send.idLocation {
            if id == nil {
                generatedIDCount += 1
                id = "send.\(generatedIDCount)"
            }
            try datamodel.assign(location, .string(id ?? ""))
        }
        do throws(ExecutionError) {
            let name = try text(send.event, "event")
            let target = try target(send.target)
            let delay = try delay(send.delay)
            try hand(Event(name, sendID: id, data: try value(send.payload)), to: target, after: delay)
        } catch {
            var failure = error
            failure.sendID = id
            throw failure
        }
    }

    /// Who gets a send; nil stands for the internal queue.
    private func target(_ target: SendTarget) throws(ExecutionError) -> Recipient? {
        switch target {
        case .itself: return .itself
        case .internal: return nil
        case .parent:
            if hasParent { return .parent }
            throw ExecutionError("no case has started this one")
        case .child(let name):
            if children.contains(name) { return .child(name) }
            throw ExecutionError("no started case '\(name)'")
        case .computed(let operand):
            let text = try text(operand, "to")
            switch text {
            case "self": return .itself
            case "internal": return nil
            case "parent": return try self.target(.parent)
            case _ where children.contains(text): return .child(text)
            default: return .number(text)
            }
        }
    }

    private func delay(_ operand: Operand?) throws(ExecutionError) -> TimeSpan {
        guard let operand else { return .zero }
        let value = try value(operand)
        var span: TimeSpan?
        if case .duration(let given) = value { span = given }
        if case .string(let text) = value { span = TimeSpan(text: text) }
        if let span, span >= .zero { return span }
        throw ExecutionError("delay must be a duration that is not negative, not \(value.typeName)")
    }

    private func hand(_ event: Event, to target: Recipient?, after delay: TimeSpan) throws(ExecutionError) {
        guard let target else {
            if delay > .zero { throw ExecutionError("the internal queue takes no delay") }
            internalQueue.append(
                Event(event.name, type: .internal, sendID: event.sendID, data: event.data)
            )
            return
        }
        let isOwn = target == .itself
        let sent = Event(
            event.name,
            sendID: event.sendID,
            origin: isOwn ? "self" : nil,
            originType: isOwn ? "case" : nil,
            data: event.data
        )
        if isOwn || delay > .zero {
            sends.append(PendingSend(sent, to: target, due: now + delay, isDelayed: delay > .zero))
        } else {
            report.effects.append(.send(sent, to: target))
        }
    }

    // MARK: values

    private func value(_ operand: Operand) throws(ExecutionError) -> Value {
        switch operand {
        case .literal(let value): return value
        case .expression(let expression):
            datamodel.setActive(configuration.toList().map(\.id))
            return try datamodel.value(of: expression)
        }
    }

    private func value(_ payload: Payload) throws(ExecutionError) -> Value? {
        switch payload {
        case .none: nil
        case .value(let operand): try value(operand)
        case .fields(let fields): .map(try values(fields))
        }
    }

    private func values(_ fields: [(name: String, value: Operand)]) throws(ExecutionError) -> ValueMap {
        var map = ValueMap()
        for field in fields { map[field.name] = try value(field.value) }
        return map
    }

    private func text(_ operand: Operand, _ purpose: String) throws(ExecutionError) -> String {
        let value = try value(operand)
        guard case .string(let text) = value else {
            throw ExecutionError("\(purpose) must be a string, not \(value.typeName)")
        }
        if text.isEmpty { throw ExecutionError("\(purpose) must not be empty") }
        return text
    }
}
