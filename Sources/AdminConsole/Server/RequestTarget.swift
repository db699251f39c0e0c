/// Builds the target of a request from parts that may hold any text.
struct RequestTarget {
    private(set) var text = "/api/v1"
    private var hasQuery = false

    init(_ segments: String...) {
        for segment in segments { text += "/" + RequestTarget.encoded(segment) }
    }

    /// The target with one more parameter; nil and empty values are left out.
    func query(_ name: String, _ value: String?) -> RequestTarget {
        guard let value, !value.isEmpty else { return self }
        var longer = self
        longer.text += (hasQuery ? "&" : "?") + name + "=" + RequestTarget.encoded(value)
        longer.hasQuery = true
        return longer
    }

    private static func encoded(_ part: String) -> String {
        var text = ""
        for byte in part.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            // A lone "." or ".." would be a step in the path.
            default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
