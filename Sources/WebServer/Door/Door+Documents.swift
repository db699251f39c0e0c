import CaseEngine
import Documents
import Values

/// The regulations' forms.
extension Door {
    func forms() async throws -> Answer {
        let forms = try await service.forms()
        return .json { $0.page(forms, next: nil) { $0.form($1) } }
    }

    func blank(_ form: String, _ query: Query) async throws -> Answer {
        .document(try await service.blank(form: form, copy: query["copy"]))
    }

    func documents(_ number: String, _ caller: Caller) async throws -> Answer {
        let documents = try await service.documents(number: number, as: caller.account)
        return .json { $0.page(documents, next: nil) { $0.document($1) } }
    }

    func document(_ number: String, _ form: String, _ query: Query, _ caller: Caller) async throws -> Answer {
        guard let mode = FormMode(rawValue: query["mode"] ?? FormMode.filled.rawValue) else {
            throw Problem.parameter("mode")
        }
        // A console shows what is sensitive only of a case that was asked to be revealed.
        guard mode == .redacted || !caller.isMasked(number) else { throw Problem.masked }
        caller.trace?.note(rows: 1)
        let request = DocumentRequest(
            form: form,
            mode: mode,
            copy: query["copy"],
            moment: try Door.moment(of: query)
        )
        return .document(try await service.document(number: number, request, as: caller.account))
    }

    /// As of when the case is to be shown: one way of saying it at most.
    private static func moment(of query: Query) throws -> DocumentRequest.Moment {
        var moments: [(name: String, moment: DocumentRequest.Moment)] = []
        if let version = try query.revision("version") { moments.append(("version", .version(Int(version)))) }
        if let revision = try query.revision("revision") {
            moments.append(("revision", .past(.revision(revision))))
        }
        if let instant = try query.instant("instant") {
            moments.append(("instant", .past(.instant(instant))))
        }
        if moments.count > 1 { throw Problem.parameter(moments[1].name) }
        return moments.first?.moment ?? .now
    }
}

extension Answer {
    /// A document to be printed: a page of its own that loads and runs nothing, and whose name says nothing of a case.
    static func document(_ document: Document) -> Answer {
        Answer(
            status: 200,
            contentType: "text/html; charset=utf-8",
            headers: [
                Problem.Header(
                    name: "content-security-policy",
                    value: FormStyle.policy + "; frame-ancestors 'none'"
                ),
                Problem.Header(
                    name: "content-disposition",
                    value: "inline; filename=\"\(document.form).html\""
                ),
                Problem.Header(name: "referrer-policy", value: "no-referrer"),
            ],
            body: document.html
        )
    }
}
