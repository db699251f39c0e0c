extension WireValue {
    /// The value as JSON text on one line, keys in order of their letters.
    ///
    /// A double always has a fraction or an exponent, so that the reader takes it for a double again; that is
    /// why requests are written with this and not with an encoder that writes `1` for `1.0`.
    public var json: String {
        var text = ""
        write(into: &text)
        return text
    }

    private func write(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let truth): text += truth ? "true" : "false"
        case .int(let number): text += String(number)
        case .double(let number): WireValue.write(number, into: &text)
        case .string(let content): WireValue.quote(content, into: &text)
        case .list(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(into: &text)
            }
            text += "]"
        case .object(let members): WireValue.write(members, into: &text)
        case .tagged(let tag, let content): WireValue.write([tag: .string(content)], into: &text)
        }
    }

    private static func write(_ members: [String: WireValue], into text: inout String) {
        text += "{"
        for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { text += "," }
            quote(member.key, into: &text)
            text += ":"
            member.value.write(into: &text)
        }
        text += "}"
    }

    private static func write(_ number: Double, into text: inout String) {
        if number.isFinite {
            text += number.description
        } else {
            let name = number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
            write(["$double": .string(name)], into: &text)
        }
    }

    private static func quote(_ content: String, into text: inout String) {
        text += "\""
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
