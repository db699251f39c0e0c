import Casework
import Values

/// The columns of a stream's row in their order, but for position and hash, and the bytes of them that are hashed.
///
/// ```
///  a whole number   its decimal digits             ⏎
///  a text           its length in bytes, a colon, its bytes  ⏎
///  nothing                                         ⏎
/// ```
///
/// Lengths stand before texts, so nothing can move from one column to another.
struct StreamColumns {
    /// What a column can hold.
    enum Column {
        case number(Int64)
        case text([UInt8])
        case nothing
    }

    let columns: [Column]

    /// The bytes that are hashed of the row at a position.
    func bytes(at position: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        for column in [.number(position)] + columns {
            switch column {
            case .number(let number): bytes += String(number).utf8
            case .text(let text):
                bytes += "\(text.count):".utf8
                bytes += text
            case .nothing: break
            }
            bytes.append(0x0A)
        }
        return bytes
    }
}

extension StreamColumns {
    init(_ refusal: RefusalRow) {
        columns = [
            .number(refusal.at.milliseconds), .text(refusal.account),
            refusal.caseID.map { .number($0.number) } ?? .nothing, .text(refusal.action),
            .text(refusal.kind), .text(refusal.clauses.json), .text(refusal.attributes.json),
        ]
    }

    init(_ look: LookRow) {
        columns = [
            .number(look.at.milliseconds), .text(look.account), .number(look.caseID.number),
            .text(look.fields.json),
        ]
    }

    /// The columns of a row that has its place.
    init(_ row: ConsoleRow) {
        columns = [
            .number(row.at.milliseconds), .number(row.session), .text(row.account), .text(row.step.rawValue),
            row.refersTo.map { .number($0) } ?? .nothing, .text(row.caseText),
            .text(row.content.jsonBytes),
        ]
    }

    init(verdict key: String) { columns = [.text(key)] }
}

extension StreamColumns.Column {
    fileprivate static func text(_ text: String) -> StreamColumns.Column { .text(Array(text.utf8)) }
}

extension StreamHead {
    /// The row that follows this end of a stream: `hash = SHA-256(previous ‖ bytes)`.
    func appending(_ columns: StreamColumns) -> StreamRecord {
        let bytes = columns.bytes(at: count + 1)
        return StreamRecord(position: count + 1, bytes: bytes, hash: ChainHead.hash(of: bytes, after: hash))
    }
}
