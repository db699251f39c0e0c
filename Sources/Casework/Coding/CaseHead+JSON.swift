import Statechart
public import Values

extension CaseHead {
    /// The head as JSON bytes: what a store keeps of the case, sensitive values sealed.
    public var jsonBytes: [UInt8] { encoded.jsonBytes }

    /// A head from its JSON bytes.
    public init(jsonBytes: some Sequence<UInt8>) throws {
        try self.init(decoding: try Value(json: jsonBytes, options: .storage))
    }

    var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", file.id.number)
        writer.put("number", file.number)
        writer.put("pointers", list: file.pointers.map(\.encoded))
        writer.put("workflow", file.workflow)
        writer.put("bundle", file.bundleHash)
        writer.put("unit", file.unit)
        writer.put("revision", file.revision)
        writer.put("chart", file.chart.encoded(withholding: sealed[CaseHead.chartField] != nil))
        writer.put("data", sorted: file.data)
        writer.put("sealed", sorted: sealed.mapValues(\.encoded))
        writer.put("deadlines", list: file.deadlines.map(\.encoded))
        writer.put("parties", list: file.parties.map(\.encoded))
        if let parent = file.parent {
            writer.put("parent", .list([.int(parent.id.number), .string(parent.name)]))
        }
        writer.put("children", sorted: file.children.mapValues { .int($0.number) })
        writer.put("passedTo", list: file.passedTo.sorted().map { .int($0.number) })
        writer.put("erasedAt", file.erasedAt)
        writer.put("openedAt", file.openedAt)
        writer.put("changedAt", file.changedAt)
        writer.put("faults", file.faults)
        return writer.value
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

    var encoded: Value {
        .list([.int(revision), .string(Base64.encode(nonce)), .string(Base64.encode(box))])
    }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 3, let revision = parts[0].integer,
            let nonce = parts[1].text.flatMap({ Base64.decode($0) }),
            let box = parts[2].text.flatMap({ Base64.decode($0) })
        else { throw CodingProblem("sealed") }
        self.init(revision: revision, nonce: nonce, box: box)
    }
}

extension CaseFile.Pointer {
    var encoded: Value { .list([.string(number), .string(unit)]) }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 2, let number = parts[0].text,
            let unit = parts[1].text
        else { throw CodingProblem("pointer") }
        self.init(number: number, unit: unit)
    }
}

extension Party {
    var encoded: Value { .list([.string(account), .string(relation), .bool(isConflicted)]) }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, parts.count == 3, let account = parts[0].text,
            let relation = parts[1].text, let isConflicted = parts[2].boolean
        else { throw CodingProblem("party") }
        self.init(account: account, relation: relation, isConflicted: isConflicted)
    }
}

extension Deadline {
    var encoded: Value {
        var writer = MemberWriter()
        writer.put("name", name)
        writer.put("occasion", Int64(occasion))
        writer.put("status", status.rawValue)
        writer.put("from", from)
        writer.put("due", due)
        if computed != .null { writer.put("computed", computed) }
        writer.put("satisfiedAt", satisfiedAt)
        writer.put("recordedAt", recordedAt)
        writer.put("missedAt", missedAt)
        writer.put("reminders", list: reminders.map { .int($0.milliseconds) })
        writer.put("waitsFor", waitsFor)
        return writer.value
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
