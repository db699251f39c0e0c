import CaseAPI
import LuaScripting

extension LuaValue {
    /// A value of the wire as a script sees it: instants as RFC 3339 texts, which compare in order of time.
    init(_ value: WireValue) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text), .tagged(_, let text): self = .string(text)
        case .list(let elements): self = .list(elements.map { LuaValue($0) })
        case .object(let members): self = .table(members.mapValues { LuaValue($0) })
        }
    }
}

extension WireValue {
    /// A script's value as it goes over the wire; an empty table is an empty object.
    init(_ value: LuaValue) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .list(let elements): self = .list(elements.map { WireValue($0) })
        case .table(let members): self = .object(members.mapValues { WireValue($0) })
        }
    }
}
