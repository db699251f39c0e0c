public import Values

/// A stream of rows beside the chain of entries, each chained to the row before it: nothing is ever changed or
/// deleted there.
///
/// A row of a stream survives the rollback of the command that it is about, so it cannot stand in an entry.
public enum RecordStream: String, Sendable, Hashable, CaseIterable {
    /// What was refused.
    case refusals
    /// Who looked at sensitive data.
    case looks
    /// Which definitions have passed the check.
    case verdicts
    /// What was done in consoles.
    case console

    /// The streams that every signed head with streams states; later ones may be missing in older heads.
    public static let first: [RecordStream] = [.refusals, .looks, .verdicts]

    /// What people call its rows.
    public var title: LocalizedText {
        switch self {
        case .refusals: LocalizedText(zhHant: "未獲辦理紀錄", en: "refusals")
        case .looks: LocalizedText(zhHant: "敏感資料查閱紀錄", en: "looks at sensitive data")
        case .verdicts: LocalizedText(zhHant: "流程檢查通過紀錄", en: "verdicts on definitions")
        case .console: LocalizedText(zhHant: "主控台稽核紀錄", en: "records of the consoles")
        }
    }
}

/// The end of a stream: how many rows, and the last one's hash.
public struct StreamHead: Sendable, Hashable {
    /// How many rows there are; they count from 1 without gaps.
    public let count: Int64
    /// `SHA-256(previous ‖ bytes)` of the last row; 32 zero bytes for an empty stream.
    public let hash: [UInt8]

    /// A head from its parts.
    public init(count: Int64, hash: [UInt8]) {
        self.count = count
        self.hash = hash
    }

    /// The head of an empty stream.
    public static let empty = StreamHead(count: 0, hash: [UInt8](repeating: 0, count: 32))
}

/// A row of a stream as verification sees it.
public struct StreamRecord: Sendable, Hashable {
    /// Its position, from 1.
    public let position: Int64
    /// The bytes that are hashed, made anew from the row's columns.
    public let bytes: [UInt8]
    /// The hash that is kept with it.
    public let hash: [UInt8]

    /// A record from its parts.
    public init(position: Int64, bytes: [UInt8], hash: [UInt8]) {
        self.position = position
        self.bytes = bytes
        self.hash = hash
    }
}

extension StreamHead {
    /// The end of a stream whose last row this is.
    public init(_ record: StreamRecord) { self.init(count: record.position, hash: record.hash) }
}
