extension WireValue: Codable {
    /// A value from whatever JSON stands there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let truth = try? container.decode(Bool.self) {
            self = .bool(truth)
        } else if let number = try? container.decode(Int64.self) {
            self = .int(number)
        } else if let number = try? container.decode(Double.self) {
            self = .double(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let elements = try? container.decode([WireValue].self) {
            self = .list(elements)
        } else {
            self = WireValue(members: try container.decode([String: WireValue].self))
        }
    }

    private init(members: [String: WireValue]) {
        if members.count == 1, let (key, content) = members.first, key.hasPrefix("$"),
            case .string(let text) = content
        {
            self = .tagged(key, text)
        } else {
            self = .object(members)
        }
    }

    /// Writes the value as JSON.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let truth): try container.encode(truth)
        case .int(let number): try container.encode(number)
        case .double(let number): try container.encode(number)
        case .string(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        case .tagged(let tag, let text): try container.encode([tag: text])
        }
    }
}
