import Values

// MARK: executable content

extension Interpreter {
    /// Runs a block; an error ends it and is raised.
    mutating func run(_ block: [Action], at place: StepError.Place) {
        guard !block.isEmpty else { return }
        do throws(ExecutionError) {
            for action in block { try perform(action, at: place) }
        } catch {
            raise(error, at: place)
        }
    }

    /// Does something that may fail; an error is raised.
    mutating func attempt(
        at place: StepError.Place,
        _ body: (inout Self) throws(ExecutionError) -> Void
    ) {
        do throws(ExecutionError) { try body(&self) } catch { raise(error, at: place) }
    }

    func failure(_ message: String, sendID: String? = nil) -> ExecutionError {
        var error = ExecutionError(message)
        error.sendID = sendID
        return error
    }

    /// Reports an error and puts `error.execution` on the internal queue.
    mutating func raise(_ error: ExecutionError, at place: StepError.Place) {
        step.errors.append(StepError(message: error.message, place: place))
        let data = ValueMap([("message", Value.string(error.message))])
        queue.append(Event("error.execution", type: .platform, sendID: error.sendID, data: .map(data)))
    }

    private mutating func perform(_ action: Action, at place: StepError.Place) throws(ExecutionError) {
        guard countAction() else { throw ExecutionError("the step is stopped") }
        switch action {
        case .set(let location, let operand):
            try model.assign(location, value(of: operand))
        case .raise(let name, let payload):
            queue.append(Event(name, type: .internal, data: try value(of: payload)))
        case .send(let send):
            try self.send(send)
        case .cancel(let operand):
            let id = try text(of: operand, "id")
            state.pending.removeAll { $0.isDelayed && $0.event.sendID == id }
        case .choose(let condition, let then, let otherwise):
            let chosen = test(condition, at: place) ? then : otherwise
            for action in chosen { try perform(action, at: place) }
        case .forEach(let item, let index, let list, let body):
            try forEach(item, index, in: list, body, at: place)
        case .start(let name, let workflow, let payload):
            try start(name, workflow, payload)
        case .perform(let name, let arguments):
            step.effects.append(.perform(name, arguments: try values(of: arguments)))
        case .fail(let message):
            throw ExecutionError(message)
        }
    }

    /// An `if`: unknown counts as false, an error too, but is raised without ending the block.
    private mutating func test(_ condition: ExpressionReference, at place: StepError.Place) -> Bool {
        bringModelUp()
        switch model.condition(condition) {
        case .true: return true
        case .false, .unknown: return false
        case .error(let error):
            raise(error, at: place)
            return false
        }
    }

    /// The list is a copy: what the body does to the original has no influence on the rounds.
    private mutating func forEach(
        _ item: String,
        _ index: String?,
        in operand: Operand,
        _ body: [Action],
        at place: StepError.Place
    ) throws(ExecutionError) {
        let list = try value(of: operand)
        guard let elements = list.elements else {
            throw ExecutionError("foreach needs a list, not \(list.typeName)")
        }
        try model.declare(item)
        if let index { try model.declare(index) }
        for (position, element) in elements.enumerated() {
            try model.assign(item, element)
            if let index { try model.assign(index, .int(Int64(position))) }
            for action in body { try perform(action, at: place) }
        }
    }

    private mutating func start(
        _ name: Operand,
        _ workflow: Operand,
        _ payload: Payload
    ) throws(ExecutionError) {
        let name = try text(of: name, "name")
        let workflow = try text(of: workflow, "workflow")
        step.effects.append(.start(name: name, workflow: workflow, payload: try value(of: payload)))
        state.children.append(name)
    }
}
