extension LuaValue {
    /// The value as the bytes that the C host reads: a subset of MessagePack.
    var packed: [UInt8] {
        var bytes: [UInt8] = []
        pack(into: &bytes)
        return bytes
    }

    private func pack(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(0xC0)
        case .bool(let truth): bytes.append(truth ? 0xC3 : 0xC2)
        case .int(let number): LuaValue.pack(0xD3, UInt64(bitPattern: number), 8, into: &bytes)
        case .double(let number): LuaValue.pack(0xCB, number.bitPattern, 8, into: &bytes)
        case .string(let text):
            LuaValue.pack(0xDB, UInt64(text.utf8.count), 4, into: &bytes)
            bytes.append(contentsOf: text.utf8)
        case .list(let elements):
            LuaValue.pack(0xDD, UInt64(elements.count), 4, into: &bytes)
            for element in elements { element.pack(into: &bytes) }
        case .table(let members):
            LuaValue.pack(0xDF, UInt64(members.count), 4, into: &bytes)
            for (key, value) in members {
                LuaValue.string(key).pack(into: &bytes)
                value.pack(into: &bytes)
            }
        }
    }

    private static func pack(_ tag: UInt8, _ bits: UInt64, _ size: Int, into bytes: inout [UInt8]) {
        bytes.append(tag)
        for shift in stride(from: (size - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }

    /// The value that the C host packed; null if the bytes are not sound, which only a fault of ours can
    /// make.
    init(packed bytes: some Sequence<UInt8>) {
        var reader = PackedReader(bytes: Array(bytes))
        self = reader.value() ?? .null
    }
}

/// Reads what `wire.c` writes.
private struct PackedReader {
    let bytes: [UInt8]
    var position = 0

    mutating func value() -> LuaValue? {
        guard let tag = number(1) else { return nil }
        switch tag {
        case 0xC0: return .null
        case 0xC2: return .bool(false)
        case 0xC3: return .bool(true)
        case 0xD3: return number(8).map { .int(Int64(bitPattern: $0)) }
        case 0xCB: return number(8).map { .double(Double(bitPattern: $0)) }
        case 0xDB: return string().map { .string($0) }
        case 0xDD: return list()
        case 0xDF: return table()
        default: return nil
        }
    }

    private mutating func list() -> LuaValue? {
        guard let count = number(4) else { return nil }
        var elements: [LuaValue] = []
        for _ in 0..<count {
            guard let element = value() else { return nil }
            elements.append(element)
        }
        return .list(elements)
    }

    private mutating func table() -> LuaValue? {
        guard let count = number(4) else { return nil }
        var members: [String: LuaValue] = [:]
        for _ in 0..<count {
            guard case .string(let key)? = value(), let member = value() else { return nil }
            members[key] = member
        }
        return .table(members)
    }

    private mutating func string() -> String? {
        guard let count = number(4), bytes.count - position >= Int(count) else { return nil }
        defer { position += Int(count) }
        // A script's text may be any bytes; what is not UTF-8 is shown as U+FFFD.
        return String(decoding: bytes[position..<position + Int(count)], as: UTF8.self)
    }

    private mutating func number(_ size: Int) -> UInt64? {
        guard bytes.count - position >= size else { return nil }
        defer { position += size }
        return bytes[position..<position + size].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
