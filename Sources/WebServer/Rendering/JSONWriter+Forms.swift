import CaseEngine
import Casework
import Values

/// Forms: for people's screens as a list of fields, for programs as JSON Schema, in one document.
extension JSONWriter {
    /// The answer of `GET .../form`: a JSON Schema (2020-12) whose annotation `fields` keeps order and labels.
    mutating func form(_ action: ActionView) {
        raw("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"")
        member("title", string: action.title.zhHant)
        name("properties")
        properties(action.form.map(\.field))
        member("required", strings: action.form.filter(\.isRequired).map(\.field.name))
        raw(",\"additionalProperties\":false")
        member("fields", list: action.form) { $0.formField($1) }
        raw("}")
    }

    /// One field of a form.
    mutating func formField(_ field: FormField) {
        raw("{\"name\":")
        string(field.field.name)
        member("type", string: field.field.type.wireName)
        member("label", text: field.field.label)
        member("required", boolean: field.isRequired)
        member("clause", string: field.field.clause)
        shape(of: field.field.type)
        member("sensitive", boolean: field.field.isSensitive)
        member("current", value: field.current)
        name("schema")
        schema(of: field.field.type)
        raw("}")
    }

    /// What a person has to know to fill in a type: choices, what a list holds, the members of a record.
    private mutating func shape(of type: FieldType) {
        switch type {
        case .choice(let options): member("options", list: options) { $0.option($1) }
        case .list(let element):
            member("element", string: element.wireName)
            shape(of: element)
        case .record(let fields): member("members", list: fields) { $0.recordMember($1) }
        case .text, .integer, .number, .boolean, .date, .datetime, .person, .unit, .site, .any: break
        }
    }

    /// A field's shape without its value: a member of a record, or a field of a case.
    mutating func recordMember(_ field: Field) {
        raw("{\"name\":")
        string(field.name)
        member("type", string: field.type.wireName)
        member("label", text: field.label)
        member("required", boolean: false)
        shape(of: field.type)
        raw("}")
    }

    mutating func option(_ option: FieldType.Option) {
        raw("{\"value\":")
        string(option.value)
        member("label", text: option.label)
        raw("}")
    }

    private mutating func properties(_ fields: [Field]) {
        raw("{")
        for (position, field) in fields.enumerated() {
            if position > 0 { raw(",") }
            string(field.name)
            raw(":")
            schema(of: field.type)
        }
        raw("}")
    }

    /// What JSON may stand in a field of a type, as JSON Schema.
    mutating func schema(of type: FieldType) {
        switch type {
        case .text(let length):
            raw("{\"type\":\"string\"")
            member("maxLength", integer: length)
        case .integer(let minimum, let maximum):
            raw("{\"type\":\"integer\"")
            member("minimum", value: minimum.map { .int($0) })
            member("maximum", value: maximum.map { .int($0) })
        case .number(let minimum, let maximum):
            raw("{\"type\":\"number\"")
            member("minimum", value: minimum.map { .double($0) })
            member("maximum", value: maximum.map { .double($0) })
        case .boolean: raw("{\"type\":\"boolean\"")
        case .date: raw("{\"type\":\"string\",\"format\":\"date\"")
        case .datetime: raw("{\"type\":\"string\",\"format\":\"date-time\"")
        case .choice(let options):
            raw("{\"type\":\"string\"")
            member("enum", strings: options.map(\.value))
        case .person: raw("{\"type\":\"string\",\"x-anwei\":\"person\"")
        case .unit: raw("{\"type\":\"string\",\"x-anwei\":\"unit\"")
        case .site: raw("{\"type\":\"string\",\"x-anwei\":\"site\"")
        case .list(let element):
            raw("{\"type\":\"array\",\"items\":")
            schema(of: element)
        case .record(let fields):
            raw("{\"type\":\"object\",\"properties\":")
            properties(fields)
            raw(",\"additionalProperties\":false")
        case .any:
            raw("{")
        }
        raw("}")
    }
}

extension FieldType {
    /// The type's name on the wire.
    var wireName: String {
        switch self {
        case .text: "text"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .datetime: "datetime"
        case .choice: "choice"
        case .person: "person"
        case .unit: "unit"
        case .site: "site"
        case .list: "list"
        case .record: "record"
        case .any: "any"
        }
    }
}
