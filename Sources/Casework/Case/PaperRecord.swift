public import Values

/// Where a case that was kept on paper is found there, and why it is entered now.
///
/// Both stand in the journal in clear, for ever: no personal data belongs in them.
public struct PaperRecord: Sendable, Hashable {
    /// The register or file and its number (簿冊第 12 號).
    public let reference: String
    /// Why it is entered only now; nil where nobody said.
    public let reason: String?

    /// A record from its parts.
    public init(reference: String, reason: String? = nil) {
        self.reference = reference
        self.reason = reason
    }
}

extension CaseFile {
    /// What marks a case that was taken over from paper, for ever.
    public struct Paper: Sendable, Hashable {
        /// Where it is found on paper.
        public let record: PaperRecord
        /// The journal's time at which it was entered; `openedAt` is what was claimed.
        public let recordedAt: Instant

        /// A mark from its parts.
        public init(record: PaperRecord, recordedAt: Instant) {
            self.record = record
            self.recordedAt = recordedAt
        }
    }
}

extension PaperRecord {
    func write(to json: inout JSONWriter) {
        json.raw("[")
        json.string(reference)
        if let reason {
            json.raw(",")
            json.string(reason)
        }
        json.raw("]")
    }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, (1...2).contains(parts.count), let reference = parts[0].text else {
            throw CodingProblem("paper")
        }
        self.init(reference: reference, reason: parts.count == 2 ? parts[1].text : nil)
    }
}

extension CaseFile.Paper {
    func write(to json: inout JSONWriter) {
        json.raw("[")
        json.integer(recordedAt.milliseconds)
        json.raw(",")
        record.write(to: &json)
        json.raw("]")
    }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 2, let recordedAt = parts[0].integer else {
            throw CodingProblem("paper")
        }
        self.init(
            record: try PaperRecord(decoding: parts[1]),
            recordedAt: Instant(milliseconds: recordedAt)
        )
    }
}
