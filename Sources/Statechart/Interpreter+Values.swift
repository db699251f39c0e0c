import Values

// MARK: asking the datamodel

extension Interpreter {
    /// Tells the model which states are active, if that changed since it was last told.
    mutating func bringModelUp() {
        guard isModelBehind else { return }
        isModelBehind = false
        model.setConfiguration(Configuration(tables: tables, members: state.configuration))
    }

    mutating func value(of operand: Operand) throws(ExecutionError) -> Value {
        switch operand {
        case .literal(let value): return value
        case .expression(let expression):
            bringModelUp()
            return try model.value(of: expression)
        }
    }

    mutating func value(of payload: Payload) throws(ExecutionError) -> Value? {
        switch payload {
        case .none: nil
        case .value(let operand): try value(of: operand)
        case .fields(let fields): .map(try values(of: fields))
        }
    }

    mutating func values(of fields: [(name: String, value: Operand)]) throws(ExecutionError) -> ValueMap {
        var map = ValueMap()
        for field in fields { map[field.name] = try value(of: field.value) }
        return map
    }

    /// A text that must not be empty; the purpose names it in the error.
    mutating func text(of operand: Operand, _ purpose: String) throws(ExecutionError) -> String {
        let value = try value(of: operand)
        guard let text = value.text else {
            throw ExecutionError("\(purpose) must be a string, not \(value.typeName)")
        }
        guard !text.isEmpty else { throw ExecutionError("\(purpose) must not be empty") }
        return text
    }
}
