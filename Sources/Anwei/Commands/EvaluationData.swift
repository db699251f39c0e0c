import Expressions
import Values

/// The variables of an evaluation, some of which are not filled in.
struct EvaluationData: Activation {
    private let values: ValueMap
    private let unknowns: Set<FieldPath>

    /// The variables that a JSON object holds; `{"$unknown":true}` marks what is not filled in.
    ///
    /// The marks are taken out before the other tags are read, because the reader refuses tags it does not know.
    init(json text: String) throws(JSONProblem) {
        var options = JSONOptions()
        options.readsTags = false
        var marks: Set<FieldPath> = []
        let stripped = EvaluationData.strip(try Value(json: text, options: options), [], &marks)
        var writer = JSONWriter()
        EvaluationData.write(stripped ?? .map(ValueMap()), &writer)
        let value = try Value(json: writer.bytes)
        values = value.pairs ?? ValueMap()
        unknowns = marks
        // An object is asked for: anything else is reported where it begins.
        if value.pairs == nil { _ = try Value(json: "") }
    }

    /// The declared names: what the data name, filled in or not.
    var declarations: Declarations {
        var variables: [String: ExpressionType] = [:]
        for key in values.keys { variables[key.text ?? ""] = .dyn }
        for path in unknowns { variables[path.root] = .dyn }
        return Declarations(variables: variables)
    }

    func resolve(_ name: String) -> Binding {
        if unknowns.contains(FieldPath(name)) { return .unknown }
        guard let value = values[name] else { return .absent }
        return .value(value)
    }

    func isUnknown(_ path: FieldPath) -> Bool {
        unknowns.contains { path.isWithin($0) }
    }

    /// The value without what is marked; nil if it is marked itself.
    private static func strip(_ value: Value, _ path: [String], _ marks: inout Set<FieldPath>) -> Value? {
        switch value {
        case .map(let map):
            if map.count == 1, map["$unknown"] != nil, !path.isEmpty {
                marks.insert(FieldPath(path))
                return nil
            }
            var kept = ValueMap()
            for (key, member) in map {
                kept[key] = strip(member, path + [key.text ?? ""], &marks)
            }
            return .map(kept)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .timestamp, .duration, .type:
            return value
        }
    }

    /// Writes a value read without tags as it was, tags and all.
    private static func write(_ value: Value, _ writer: inout JSONWriter) {
        switch value {
        case .map(let map):
            writer.raw("{")
            for (position, pair) in map.enumerated() {
                if position > 0 { writer.raw(",") }
                writer.string(pair.key.text ?? "")
                writer.raw(":")
                write(pair.value, &writer)
            }
            writer.raw("}")
        case .list(let elements): writer.list(elements) { write($1, &$0) }
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            writer.write(value)
        }
    }
}
