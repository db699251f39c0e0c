import Statechart
import Values

/// Which case an entry belongs to and where it stands: the frame around an entry's contents.
public struct EntryFrame: Sendable, Hashable {
    /// The position in the chain.
    public var sequence: Int64
    /// The case.
    public var caseID: CaseID
    /// The case's number at the time.
    public var number: String
    /// The case's revision after the entry.
    public var revision: Int64
    /// The bundle that the case has pinned.
    public var bundleHash: String
    /// The entry that set this one off, if another case's did.
    public var cause: Int64?
    /// The request that asked for the entry, where it came with a key.
    public var request: RequestDigests?
    /// For an opening: workflow, unit and parent.
    public var opening: Opening?

    /// What an opening states beside its form.
    public struct Opening: Sendable, Hashable {
        /// The workflow's name.
        public let workflow: String
        /// The unit that holds the case.
        public let unit: String
        /// The case that starts it.
        public let parent: CaseFile.Parent?
        /// Where the case is found on paper, if it was taken over from there.
        public let paper: PaperRecord?

        /// An opening's frame from its parts.
        public init(workflow: String, unit: String, parent: CaseFile.Parent?, paper: PaperRecord? = nil) {
            self.workflow = workflow
            self.unit = unit
            self.parent = parent
            self.paper = paper
        }
    }

    /// A frame from its parts.
    public init(
        sequence: Int64,
        caseID: CaseID,
        number: String,
        revision: Int64,
        bundleHash: String,
        cause: Int64? = nil,
        request: RequestDigests? = nil,
        opening: Opening? = nil
    ) {
        self.sequence = sequence
        self.caseID = caseID
        self.number = number
        self.revision = revision
        self.bundleHash = bundleHash
        self.cause = cause
        self.request = request
        self.opening = opening
    }
}

/// The bytes of an entry and back: UTF-8 JSON in the layout of `Schema/JSON/entry.schema.json`.
///
/// Sensitive values never stand in the text: `sealed` holds their ciphertexts, so that the hash covers those.
public struct EntryCoding {
    private let isSealed: (String) -> Bool
    private let hidesChart: Bool
    private let seal: (String, [UInt8]) throws -> SealedValue
    private let open: ((String, SealedValue) throws -> [UInt8])?

    /// A coding for one case.
    ///
    /// - Parameters:
    ///   - isSealed: whether a datum is sealed where it is stored.
    ///   - hidesChart: whether what events carry is sealed too.
    ///   - seal: makes a sealed value of a name and bytes.
    ///   - open: the inverse; nil without the key, then a sealed value reads as its ciphertext.
    public init(
        isSealed: @escaping (String) -> Bool,
        hidesChart: Bool,
        seal: @escaping (String, [UInt8]) throws -> SealedValue,
        open: ((String, SealedValue) throws -> [UInt8])?
    ) {
        self.isSealed = isSealed
        self.hidesChart = hidesChart
        self.seal = seal
        self.open = open
    }

    /// The bytes of an entry, and the sealed values that the case's head takes over.
    public func encode(_ entry: Entry, frame: EntryFrame) throws -> (
        bytes: [UInt8], sealed: [String: SealedValue]
    ) {
        let kept = try seal(entry)
        var json = JSONWriter(capacity: 2_048)
        json.object { json in
            json.put("v", Int64(1))
            json.put("sequence", frame.sequence)
            json.put("case", frame.caseID.number)
            json.put("number", frame.number)
            json.put("revision", frame.revision)
            json.put("at", entry.at)
            json.put("claimed", entry.claimed)
            json.put("kind", entry.kind.rawValue)
            json.put("event", entry.event)
            json.put("account", entry.account)
            json.put("roles", entry.roles)
            json.put("bundle", frame.bundleHash)
            json.put("calendar", entry.calendarVersion)
            if let cause = frame.cause { json.put("cause", cause) }
            if let request = frame.request { json.put("request", request.texts) }
            if let opening = frame.opening {
                json.name("opening")
                opening.write(to: &json)
            }
            write(entry.input, kept, to: &json)
            json.put("answers", list: entry.answers) { $1.write(to: &$0) }
            json.name("outcome")
            write(entry.outcome, kept, to: &json)
            json.put("sealed", sorted: kept.sealed) { $1.write(to: &$0) }
        }
        return (json.bytes, kept.sealed)
    }

    /// What of an entry is sealed, and what stands in clear.
    private struct Kept {
        var sealed: [String: SealedValue] = [:]
        var data: [String: Value] = [:]
        var form = ValueMap()
        /// The form's fields whose value the outcome has sealed already.
        var asOutcome: [String] = []
    }

    private func seal(_ entry: Entry) throws -> Kept {
        var kept = Kept()
        kept.data = entry.outcome.data.compactMapValues(\.self)
        // In order of name: nonces are drawn one after the other, and rehearsals repeat them.
        for name in kept.data.keys.filter(isSealed).sorted() {
            guard let value = kept.data.removeValue(forKey: name) else { continue }
            kept.sealed[name] = try seal(name, value.jsonBytes)
        }
        if hidesChart, let withheld = entry.outcome.chart.withheld {
            kept.sealed[CaseHead.chartField] = try seal(CaseHead.chartField, withheld.jsonBytes)
        }
        switch entry.input {
        case .none, .reason: break
        case .correction(let record):
            guard hidesChart else { break }
            kept.sealed[EntryCoding.inputPrefix] = try seal(EntryCoding.inputPrefix, record.values.jsonBytes)
        case .form(let values): try seal(values, entry.outcome, &kept)
        case .message(let event):
            guard hidesChart, let data = event.data else { break }
            kept.sealed[EntryCoding.inputPrefix] = try seal(EntryCoding.inputPrefix, data.jsonBytes)
        }
        return kept
    }

    private func seal(_ form: ValueMap, _ outcome: Entry.Outcome, _ kept: inout Kept) throws {
        for (key, value) in form {
            let name = key.text ?? ""
            if value == .null || !isSealed(name) {
                kept.form[name] = value
            } else if outcome.data[name] == .some(.some(value)) {
                kept.asOutcome.append(name)
            } else {
                let place = EntryCoding.inputPrefix + name
                kept.sealed[place] = try seal(place, value.jsonBytes)
            }
        }
    }

    private func write(_ outcome: Entry.Outcome, _ kept: Kept, to json: inout JSONWriter) {
        json.object { json in
            json.put("left", outcome.left)
            json.put("entered", outcome.entered)
            json.put("taken", list: outcome.taken) { $0.integer(Int64($1)) }
            json.put("data", sorted: kept.data)
            json.put("emptied", outcome.data.filter { $0.value == nil }.keys.sorted())
            json.name("chart")
            outcome.chart.write(to: &json, withholding: hidesChart)
            json.put("deadlines", list: outcome.deadlines) { $1.write(to: &$0) }
            if let parties = outcome.parties {
                json.name("parties")
                json.list(parties) { $1.write(to: &$0) }
            }
            if let referral = outcome.referral { json.put("referral", [referral.unit, referral.number]) }
            json.put("children", sorted: outcome.children) { $0.integer($1.number) }
            json.put("notices", outcome.notices)
            json.put("sent", outcome.sent)
            json.put("passedTo", list: outcome.passedTo) { $0.integer($1.number) }
            json.put("documents", list: outcome.documents) { $1.write(to: &$0) }
            json.put("correctedDocuments", list: outcome.correctedDocuments) { $1.write(to: &$0) }
            json.put("faults", outcome.faults)
            json.put("openedAt", outcome.openedAt)
            json.put("bundle", outcome.bundle)
        }
    }

    private func write(_ input: Entry.Input, _ kept: Kept, to json: inout JSONWriter) {
        switch input {
        case .none: break
        case .form:
            json.put(
                "input",
                object: { json in
                    json.put("form", .map(kept.form))
                    json.put("asOutcome", kept.asOutcome)
                }
            )
        case .reason(let reason): json.put("input", object: { $0.put("reason", reason) })
        case .correction(let record):
            json.put(
                "input",
                object: { json in
                    json.name("correction")
                    record.write(to: &json)
                    if !hidesChart { json.put("values", record.values) }
                }
            )
        case .message(let event):
            json.put(
                "input",
                object: { json in
                    json.name("message")
                    event.write(to: &json, withholding: hidesChart)
                }
            )
        }
    }

    /// An entry and its frame from stored bytes.
    public func decode(_ bytes: [UInt8]) throws -> (entry: Entry, frame: EntryFrame) {
        let reader = try MemberReader(try Value(json: bytes, options: .storage), "entry")
        guard try reader.integer("v") == 1 else { throw CodingProblem("entry.v") }
        guard let kind = EntryKind(rawValue: try reader.text("kind")) else {
            throw CodingProblem("entry.kind")
        }
        var sealed: [String: SealedValue] = [:]
        for (name, value) in try reader.pairs("sealed") { sealed[name] = try SealedValue(decoding: value) }
        let outcome = try decodeOutcome(try reader.value("outcome"), sealed: sealed)
        var answers: [RecordedAnswer] = []
        for answer in try reader.elements("answers") { answers.append(try RecordedAnswer(decoding: answer)) }
        let entry = Entry(
            kind: kind,
            at: try reader.instant("at"),
            claimed: reader.optionalInstant("claimed"),
            account: reader.optionalText("account"),
            roles: try reader.texts("roles"),
            event: try reader.text("event"),
            input: try decodeInput(reader.optional("input"), outcome: outcome, sealed: sealed),
            answers: answers,
            calendarVersion: try reader.text("calendar"),
            outcome: outcome
        )
        let frame = EntryFrame(
            sequence: try reader.integer("sequence"),
            caseID: CaseID(try reader.integer("case")),
            number: try reader.text("number"),
            revision: try reader.integer("revision"),
            bundleHash: try reader.text("bundle"),
            cause: reader.optional("cause")?.integer,
            request: try RequestDigests(try reader.texts("request")),
            opening: try reader.optional("opening").map { try EntryFrame.Opening(decoding: $0) }
        )
        return (entry, frame)
    }

    private func decodeOutcome(_ value: Value, sealed: [String: SealedValue]) throws -> Entry.Outcome {
        let reader = try MemberReader(value, "outcome")
        var outcome = Entry.Outcome()
        outcome.left = try reader.texts("left")
        outcome.entered = try reader.texts("entered")
        outcome.taken = try reader.elements("taken").compactMap { $0.integer.map { Int($0) } }
        for (name, value) in try reader.pairs("data") {
            outcome.data[name] = .some(value)
        }
        for name in try reader.texts("emptied") { outcome.data[name] = .some(nil) }
        for (name, box) in sealed
        where !name.hasPrefix(EntryCoding.inputPrefix) && name != CaseHead.chartField {
            outcome.data[name] = .some(try opened(name, box))
        }
        let withheld =
            open == nil ? nil : try sealed[CaseHead.chartField].map { try opened(CaseHead.chartField, $0) }
        outcome.chart = try ChartSnapshot(decoding: try reader.value("chart"), withheld: withheld)
        for deadline in try reader.elements("deadlines") {
            outcome.deadlines.append(try Deadline(decoding: deadline))
        }
        if let parties = reader.optional("parties")?.elements {
            outcome.parties = try parties.map { try Party(decoding: $0) }
        }
        if let referral = reader.optional("referral")?.elements, referral.count == 2 {
            outcome.referral = Entry.Referral(unit: referral[0].text ?? "", number: referral[1].text ?? "")
        }
        for (name, id) in try reader.pairs("children") { outcome.children[name] = CaseID(id.integer ?? 0) }
        outcome.notices = try reader.texts("notices")
        outcome.sent = try reader.texts("sent")
        outcome.passedTo = try reader.elements("passedTo").compactMap { $0.integer.map { CaseID($0) } }
        for document in try reader.elements("documents") {
            outcome.documents.append(try Entry.ProducedDocument(decoding: document))
        }
        for document in try reader.elements("correctedDocuments") {
            outcome.correctedDocuments.append(try Entry.CorrectedDocument(decoding: document))
        }
        outcome.faults = try reader.texts("faults")
        outcome.openedAt = reader.optionalInstant("openedAt")
        outcome.bundle = reader.optionalText("bundle")
        return outcome
    }

    private func decodeInput(
        _ value: Value?,
        outcome: Entry.Outcome,
        sealed: [String: SealedValue]
    ) throws -> Entry.Input {
        guard let value else { return .none }
        let reader = try MemberReader(value, "input")
        if let reason = reader.optionalText("reason") { return .reason(reason) }
        if let correction = reader.optional("correction") {
            let values = try sealed[EntryCoding.inputPrefix].map { try opened(EntryCoding.inputPrefix, $0) }
            return .correction(
                try CorrectionRecord(decoding: correction, values: values ?? reader.optional("values"))
            )
        }
        if let message = reader.optional("message") {
            let data = try sealed[EntryCoding.inputPrefix].map { try opened(EntryCoding.inputPrefix, $0) }
            return .message(try Event(decoding: message, carrying: data))
        }
        var form = ValueMap()
        for (name, value) in try reader.pairs("form") { form[name] = value }
        for name in try reader.texts("asOutcome") { form[name] = outcome.data[name] ?? nil }
        for (name, box) in sealed where name.hasPrefix(EntryCoding.inputPrefix) {
            form[String(name.dropFirst(EntryCoding.inputPrefix.count))] = try opened(name, box)
        }
        return .form(form)
    }

    private func opened(_ name: String, _ box: SealedValue) throws -> Value {
        guard let open else { return box.marker }
        return try Value(json: try open(name, box), options: .storage)
    }

    /// Put before the name of a sealed value that came in but did not stay as it was.
    private static let inputPrefix = "input:"
}

extension CaseHead {
    /// The name under which what the chart's waiting events carry is sealed.
    public static let chartField = "chart:"
}

extension EntryFrame.Opening {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.put("workflow", workflow)
            json.put("unit", unit)
            if let parent {
                json.name("parent")
                parent.write(to: &json)
            }
            guard let paper else { return }
            json.name("paper")
            paper.write(to: &json)
        }
    }

    fileprivate init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "opening")
        var parent: CaseFile.Parent?
        if let link = reader.optional("parent")?.elements, link.count == 2 {
            parent = CaseFile.Parent(id: CaseID(link[0].integer ?? 0), name: link[1].text ?? "")
        }
        self.init(
            workflow: try reader.text("workflow"),
            unit: try reader.text("unit"),
            parent: parent,
            paper: try reader.optional("paper").map { (value) throws(CodingProblem) in
                try PaperRecord(decoding: value)
            }
        )
    }
}

extension RecordedAnswer {
    func write(to json: inout JSONWriter) {
        json.object { json in
            switch self {
            case .occurrences(let search, let found):
                json.put("occurrences", search.kind)
                json.put("places", search.places)
                json.put("first", search.first)
                json.put("last", search.last)
                json.put("excluding", search.excluding.number)
                json.put("knownTo", search.knownTo)
                json.put("found", list: found) { json, found in
                    json.list([found.number, found.day]) { $0.string($1) }
                }
            case .serial(let series, let serial):
                json.put("serial", series)
                json.put("answer", Int64(serial))
            case .lot(let series, let lot):
                json.put("lot", series)
                json.put("answer", Int64(lot))
            }
        }
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "answer")
        if let kind = reader.optionalText("occurrences") {
            let search = OccurrenceSearch(
                kind: kind,
                places: try reader.texts("places"),
                first: try reader.text("first"),
                last: try reader.text("last"),
                excluding: CaseID(try reader.integer("excluding")),
                knownTo: reader.optionalText("knownTo")
            )
            let found = try reader.elements("found").compactMap { pair -> FoundOccurrence? in
                guard let parts = pair.elements, parts.count == 2, let number = parts[0].text,
                    let day = parts[1].text
                else { return nil }
                return FoundOccurrence(number: number, day: day)
            }
            self = .occurrences(search, found)
        } else if let series = reader.optionalText("lot") {
            self = .lot(series, Int(try reader.integer("answer")))
        } else {
            self = .serial(try reader.text("serial"), Int(try reader.integer("answer")))
        }
    }
}
