import Casework
import Values

/// Level 1: the streams beside the chain, each row with the hash of the one before it; needs no key.
extension JournalVerifier {
    mutating func goThrough(_ stream: RecordStream) throws {
        var last = StreamHead.empty
        // That nothing had been recorded yet is true of every stream.
        var anchors = streamAnchors[stream, default: []].filter { $0.count > 0 }
            .sorted { $0.count < $1.count }[...]
        while true {
            let page = try snapshot.records(of: stream, after: last.count, limit: 500)
            guard !page.isEmpty else { break }
            for record in page {
                if record.position != last.count + 1 || digest(last.hash + record.bytes) != record.hash {
                    reportBreak(in: stream, at: record.position)
                }
                last = StreamHead(record)
                while let anchor = anchors.first, anchor.count <= last.count {
                    anchors.removeFirst()
                    if anchor != last { reportAnchor(anchor, of: stream) }
                }
            }
        }
        if last != (try snapshot.streamHead(stream)) { reportBreak(in: stream, at: last.count) }
        for anchor in anchors { reportCut(anchor, of: stream, at: last.count) }
    }

    private mutating func reportBreak(in stream: RecordStream, at position: Int64) {
        find(
            1,
            nil,
            nil,
            "\(stream.title.zhHant)第 \(position) 筆與前一筆不相連:遭變更,或前一筆不存在",
            "row \(position) of the \(stream.title.en) does not follow the one before: altered, or that one is missing"
        )
    }

    private mutating func reportAnchor(_ anchor: StreamHead, of stream: RecordStream) {
        find(
            1,
            nil,
            nil,
            "\(stream.title.zhHant)第 \(anchor.count) 筆與簽署者不符:遭重寫",
            "row \(anchor.count) of the \(stream.title.en) is not what was signed: it was written anew"
        )
    }

    private mutating func reportCut(_ anchor: StreamHead, of stream: RecordStream, at count: Int64) {
        find(
            1,
            nil,
            nil,
            "\(stream.title.zhHant)簽署時已有 \(anchor.count) 筆,現僅 \(count) 筆:末端遭截短或還原了舊檔",
            "\(anchor.count) \(stream.title.en) were signed for, there are \(count): cut off, or an older file"
        )
    }
}
