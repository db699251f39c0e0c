import Statechart
public import Values

extension CaseHead {
    /// The head as JSON bytes: what a store keeps of the case, sensitive values sealed.
    public var jsonBytes: [UInt8] {
        var json = JSONWriter(capacity: 2_048)
        json.object { write(to: &$0) }
        return json.bytes
    }

    /// A head from its JSON bytes.
    public init(jsonBytes: some Sequence<UInt8>) throws {
        try self.init(decoding: try Value(json: jsonBytes, options: .storage))
    }

    private func write(to json: inout JSONWriter) {
        json.put("id", file.id.number)
        json.put("number", file.number)
        json.put("pointers", list: file.pointers) { $1.write(to: &$0) }
        json.put("workflow", file.workflow)
        json.put("bundle", file.bundleHash)
        json.put("unit", file.unit)
        json.put("revision", file.revision)
        let withholds = sealed[CaseHead.chartField] != nil
        json.name("chart")
        file.chart.write(to: &json, withholding: withholds)
        json.put("data", sorted: file.data)
        json.put("sealed", sorted: sealed) { $1.write(to: &$0) }
        json.put("deadlines", list: file.deadlines) { $1.write(to: &$0) }
        json.put("parties", list: file.parties) { $1.write(to: &$0) }
        if let parent = file.parent {
            json.name("parent")
            parent.write(to: &json)
        }
        json.put("children", sorted: file.children) { $0.integer($1.number) }
        json.put("passedTo", list: file.passedTo.sorted()) { $0.integer($1.number) }
        json.put("documents", list: file.documents) { $1.write(to: &$0) }
        json.put("erasedAt", file.erasedAt)
        if let paper = file.paper {
            json.name("paper")
            paper.write(to: &json)
        }
        json.put("openedAt", file.openedAt)
        json.put("changedAt", file.changedAt)
        json.put("faults", file.faults)
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "case")
        var sealed: [String: SealedValue] = [:]
        for (name, value) in try reader.pairs("sealed") { sealed[name] = try SealedValue(decoding: value) }
        var children: [String: CaseID] = [:]
        for (name, id) in try reader.pairs("children") { children[name] = CaseID(id.integer ?? 0) }
        var data: [String: Value] = [:]
        for (name, value) in try reader.pairs("data") { data[name] = value }
        var parent: CaseFile.Parent?
        if let link = reader.optional("parent")?.elements, link.count == 2 {
            parent = CaseFile.Parent(id: CaseID(link[0].integer ?? 0), name: link[1].text ?? "")
        }
        var file = CaseFile(
            id: CaseID(try reader.integer("id")),
            number: try reader.text("number"),
            workflow: try reader.text("workflow"),
            bundleHash: try reader.text("bundle"),
            unit: try reader.text("unit"),
            revision: try reader.integer("revision"),
            chart: try ChartSnapshot(decoding: try reader.value("chart")),
            data: data,
            parent: parent,
            children: children,
            passedTo: Set(try reader.elements("passedTo").compactMap { $0.integer.map { CaseID($0) } }),
            erasedAt: reader.optionalInstant("erasedAt"),
            paper: try reader.optional("paper").map { (value) throws(CodingProblem) in
                try CaseFile.Paper(decoding: value)
            },
            openedAt: try reader.instant("openedAt"),
            changedAt: try reader.instant("changedAt"),
            faults: try reader.texts("faults")
        )
        for pointer in try reader.elements("pointers") {
            file.pointers.append(try CaseFile.Pointer(decoding: pointer))
        }
        for deadline in try reader.elements("deadlines") {
            file.deadlines.append(try Deadline(decoding: deadline))
        }
        for document in try reader.elements("documents") {
            file.documents.append(try CaseDocument(decoding: document))
        }
        for party in try reader.elements("parties") { file.parties.append(try Party(decoding: party)) }
        self.init(file: file, sealed: sealed)
    }
}

extension JSONOptions {
    /// How stored JSON is read: what Anwei wrote itself may nest deeper and hold any character.
    public static let storage: JSONOptions = {
        var options = JSONOptions()
        options.maximumDepth = 512
        options.allowsNUL = true
        return options
    }()
}

extension SealedValue {
    /// What stands for the value where nobody has the key: comparable, and never mistaken for a value.
    public var marker: Value { .map(ValueMap([("sealed", .bytes(box))])) }

    func write(to json: inout JSONWriter) {
        json.raw("[")
        json.integer(revision)
        json.raw(",")
        json.base64(nonce)
        json.raw(",")
        json.base64(box)
        json.raw("]")
    }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 3, let revision = parts[0].integer,
            let nonce = parts[1].text.flatMap({ Base64.decode($0) }),
            let box = parts[2].text.flatMap({ Base64.decode($0) })
        else { throw CodingProblem("sealed") }
        self.init(revision: revision, nonce: nonce, box: box)
    }
}

extension CaseFile.Parent {
    func write(to json: inout JSONWriter) {
        json.raw("[")
        json.integer(id.number)
        json.raw(",")
        json.string(name)
        json.raw("]")
    }
}

extension CaseFile.Pointer {
    func write(to json: inout JSONWriter) { json.list([number, unit]) { $0.string($1) } }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 2, let number = parts[0].text,
            let unit = parts[1].text
        else { throw CodingProblem("pointer") }
        self.init(number: number, unit: unit)
    }
}

extension Party {
    func write(to json: inout JSONWriter) {
        json.raw("[")
        json.string(account)
        json.raw(",")
        json.string(relation)
        json.raw(isConflicted ? ",true]" : ",false]")
    }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 3, let account = parts[0].text,
            let relation = parts[1].text, let isConflicted = parts[2].boolean
        else { throw CodingProblem("party") }
        self.init(account: account, relation: relation, isConflicted: isConflicted)
    }
}

extension Deadline {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.put("name", name)
            json.put("occasion", Int64(occasion))
            json.put("status", status.rawValue)
            json.put("from", from)
            json.put("due", due)
            if !basis.json.isEmpty {
                json.name("computed")
                json.raw(bytes: basis.json)
            }
            json.put("satisfiedAt", satisfiedAt)
            json.put("recordedAt", recordedAt)
            json.put("missedAt", missedAt)
            json.put("reminders", list: reminders) { $0.integer($1.milliseconds) }
            json.put("waitsFor", waitsFor)
        }
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "deadline")
        guard let status = Status(rawValue: try reader.text("status")) else {
            throw CodingProblem("deadline.status")
        }
        self.init(
            name: try reader.text("name"),
            occasion: Int(try reader.integer("occasion")),
            status: status,
            from: reader.optionalInstant("from"),
            due: reader.optionalInstant("due"),
            computed: reader.optional("computed") ?? .null,
            satisfiedAt: reader.optionalInstant("satisfiedAt"),
            recordedAt: reader.optionalInstant("recordedAt"),
            missedAt: reader.optionalInstant("missedAt"),
            reminders: try reader.elements("reminders").compactMap {
                $0.integer.map { Instant(milliseconds: $0) }
            },
            waitsFor: try reader.texts("waitsFor")
        )
    }
}
