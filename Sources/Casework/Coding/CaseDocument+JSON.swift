import Values

extension CaseDocument {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.put("form", form)
            json.put("copy", copy)
            json.put("version", Int64(version))
            json.put("revision", revision)
            json.put("at", at)
            json.put("corrected", corrected)
            if isVoid { json.put("void", .bool(true)) }
        }
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "document")
        self.init(
            form: try reader.text("form"),
            copy: reader.optionalText("copy"),
            version: Int(try reader.integer("version")),
            revision: try reader.integer("revision"),
            at: try reader.instant("at")
        )
        corrected = try reader.texts("corrected")
        isVoid = reader.optional("void")?.boolean ?? false
    }
}

extension Entry.ProducedDocument {
    func write(to json: inout JSONWriter) { json.list([form, copy].compactMap(\.self)) { $0.string($1) } }

    init(decoding value: Value) throws(CodingProblem) {
        guard let parts = value.elements, (1...2).contains(parts.count), let form = parts[0].text else {
            throw CodingProblem("document")
        }
        self.init(form: form, copy: parts.count == 2 ? parts[1].text : nil)
    }
}

extension Entry.CorrectedDocument {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.put("form", form)
            json.put("version", Int64(version))
            json.put("data", data)
            if isVoid { json.put("void", .bool(true)) }
        }
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "document")
        self.init(
            form: try reader.text("form"),
            version: Int(try reader.integer("version")),
            data: try reader.texts("data"),
            isVoid: reader.optional("void")?.boolean ?? false
        )
    }
}
