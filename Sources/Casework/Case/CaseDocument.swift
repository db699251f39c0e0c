public import Values

/// A document that a step of a case produced: which form, and after which entry the case stood as the document has it.
///
/// Its contents are not kept: they are what the form shows of the case as it was after that entry, so it can be printed
/// again exactly as it stood then.
public struct CaseDocument: Sendable, Hashable {
    /// The form's name.
    public let form: String
    /// Which copy, where the form has several (初報, 續報, 結報).
    public let copy: String?
    /// The how-manieth document of this form it is, from 1.
    public let version: Int
    /// The case's revision after the entry that produced it.
    public let revision: Int64
    /// When it was produced; of a step entered from paper, the time claimed for it.
    public let at: Instant
    /// The data of which it is known by now that they had another value then, by name.
    public internal(set) var corrected: [String] = []
    /// Whether the step that produced it does not stand.
    public internal(set) var isVoid = false

    /// A document from its parts.
    public init(form: String, copy: String?, version: Int, revision: Int64, at: Instant) {
        self.form = form
        self.copy = copy
        self.version = version
        self.revision = revision
        self.at = at
    }

    /// Whether what stands in it is no longer how it was, as far as a form that shows some data tells.
    public func isStale(showing data: Set<String>) -> Bool { isVoid || !data.isDisjoint(with: corrected) }
}

extension Entry {
    /// A document that a step produces; its version and place are those of its entry.
    public struct ProducedDocument: Sendable, Hashable {
        /// The form's name.
        public let form: String
        /// Which copy, where the form has several.
        public let copy: String?

        /// A document from its parts.
        public init(form: String, copy: String?) {
            self.form = form
            self.copy = copy
        }
    }

    /// What a correction has made of a document that was produced before it.
    public struct CorrectedDocument: Sendable, Hashable {
        /// The form's name.
        public let form: String
        /// The document's version.
        public let version: Int
        /// The data that had another value then, by name; empty where it is right again.
        public let data: [String]
        /// Whether the step that produced it does not stand.
        public let isVoid: Bool

        /// A document from its parts.
        public init(form: String, version: Int, data: [String], isVoid: Bool) {
            self.form = form
            self.version = version
            self.data = data
            self.isVoid = isVoid
        }
    }
}

extension [CaseDocument] {
    /// Takes over what an entry says of documents.
    mutating func fold(_ entry: Entry, revision: Int64) {
        for produced in entry.outcome.documents {
            append(
                CaseDocument(
                    form: produced.form,
                    copy: produced.copy,
                    version: count(where: { $0.form == produced.form }) + 1,
                    revision: revision,
                    at: entry.claimed ?? entry.at
                )
            )
        }
        for corrected in entry.outcome.correctedDocuments {
            let place = firstIndex { $0.form == corrected.form && $0.version == corrected.version }
            guard let place else { continue }
            self[place].corrected = corrected.data
            self[place].isVoid = corrected.isVoid
        }
    }
}
