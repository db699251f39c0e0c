public import Casework
import Crypto
import Values

/// Size, hash and time of the journal's end, signed, to be kept outside the database.
///
/// The chain alone cannot show that its end was cut off, that an older file was restored, or that all of it was
/// written anew; a signed head that goes further, or says another hash, does. Ed25519 (RFC 8032).
public struct SignedHead: Sendable, Hashable {
    /// Which journal: the hash of its first entry, which no two databases share.
    public let journal: [UInt8]
    /// The journal's end when it was signed.
    public let head: ChainHead
    /// The ends of the streams when it was signed; nil in a head from before they were chained.
    public let streams: [RecordStream: StreamHead]?
    /// Why earlier heads that go further no longer count; nil for all but an accepted restoration.
    public let acceptance: String?
    /// The public key, 32 bytes.
    public let key: [UInt8]
    /// The signature over all the above, 64 bytes.
    public let signature: [UInt8]

    /// Whether the key signed exactly this.
    public var isGenuine: Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        let message = SignedHead.message(journal, head, streams, acceptance)
        return key.isValidSignature(signature, for: message)
    }

    /// What is signed: one member a line, the reason last, so that no two heads share a message.
    static func message(
        _ journal: [UInt8],
        _ head: ChainHead,
        _ streams: [RecordStream: StreamHead]?,
        _ acceptance: String?
    ) -> [UInt8] {
        var lines = [
            "anwei signed head v\(streams == nil ? 1 : 2)", Base64.encode(journal), String(head.sequence),
            Base64.encode(head.hash), String(head.at.milliseconds),
        ]
        for stream in RecordStream.allCases {
            guard let end = streams?[stream] else { continue }
            lines.append("\(stream.rawValue) \(end.count) \(Base64.encode(end.hash))")
        }
        lines.append(acceptance.map { "accepted \($0)" } ?? "")
        return Array(lines.joined(separator: "\n").utf8)
    }
}

extension SignedHead {
    /// The line that stands in the file, without the line feed.
    var line: [UInt8] {
        var map = ValueMap([
            ("journal", .string(Base64.encode(journal))), ("size", .int(head.sequence)),
            ("hash", .string(Base64.encode(head.hash))), ("at", .string(head.at.rfc3339)),
        ])
        if let streams {
            map["streams"] = .map(
                ValueMap(
                    RecordStream.allCases.compactMap { stream in
                        streams[stream].map {
                            (stream.rawValue, [.int($0.count), .string(Base64.encode($0.hash))])
                        }
                    }
                )
            )
        }
        if let acceptance { map["accepted"] = .string(acceptance) }
        map["key"] = .string(Base64.encode(key))
        map["signature"] = .string(Base64.encode(signature))
        return Value.map(map).jsonBytes
    }

    /// A head from its line; nil if it is none.
    init?(line: [UInt8]) {
        guard let value = try? Value(json: line),
            let journal = value["journal"]?.text.flatMap(Base64.decode), let size = value["size"]?.integer,
            size > 0, let hash = value["hash"]?.text.flatMap(Base64.decode), hash.count == 32,
            let at = value["at"]?.text.flatMap({ Instant(rfc3339: $0) }),
            let key = value["key"]?.text.flatMap(Base64.decode),
            let signature = value["signature"]?.text.flatMap(Base64.decode)
        else { return nil }
        let streams = value["streams"].map(SignedHead.streams(from:))
        if let streams, streams == nil { return nil }
        self.init(
            journal: journal,
            head: ChainHead(sequence: size, hash: hash, at: at),
            streams: streams ?? nil,
            acceptance: value["accepted"]?.text,
            key: key,
            signature: signature
        )
    }

    /// The ends of the streams; nil if one is missing that has always been there, or is none of ours.
    private static func streams(from value: Value) -> [RecordStream: StreamHead]? {
        let stated = RecordStream.allCases.filter { value[$0.rawValue] != nil }
        guard let pairs = value.pairs, pairs.count == stated.count,
            RecordStream.first.allSatisfy(stated.contains)
        else { return nil }
        var found: [RecordStream: StreamHead] = [:]
        for stream in stated {
            guard let parts = value[stream.rawValue]?.elements, parts.count == 2,
                let count = parts[0].integer,
                count >= 0, let hash = parts[1].text.flatMap(Base64.decode), hash.count == 32
            else { return nil }
            found[stream] = StreamHead(count: count, hash: hash)
        }
        return found
    }
}
