import Casework
import CivilCalendar
import Documents
import Values

// Making a document: who may have it, which case it shows, what is recorded of the look.
extension Reading {
    /// Whether an account may have a form of a case in a mode: by role or relation, and by where the case stands.
    ///
    /// - Parameter then: the case as the form shows it, where that is not how it is: what was not yet given to anybody
    ///   then, such as a draft, is not given to those who get the last one now.
    func mayHave(
        _ form: FormDefinition,
        _ mode: FormMode,
        _ seen: SeenCase,
        _ file: CaseFile,
        then: ShownCase? = nil
    ) -> Bool {
        form.releases.contains { release in
            guard release.mode == mode, seen.standing.isAmong(release.audience) else { return false }
            guard let condition = release.condition else { return true }
            // Where the case stands is asked of all its data, whoever asks.
            return [ShownCase(file, seen.workflow), then].compactMap(\.self).allSatisfy { shown in
                values(shown, seen, hidesUnreadable: false).finding(of: condition, with: [:])
                    == .value(.bool(true))
            }
        }
    }

    /// The documents of a form that steps of a case produced, as far as the account may have them.
    func produced(_ form: FormDefinition, _ seen: SeenCase, _ file: CaseFile) throws -> [DocumentView
        .Produced]
    {
        let fields = form.fields(of: .filled)
        return try file.documents.filter { $0.form == form.name }.compactMap { record in
            let request = DocumentRequest(form: form.name, moment: .version(record.version))
            let then = try shown(request, seen, file)
            guard FormMode.allCases.contains(where: { mayHave(form, $0, seen, file, then: then) }) else {
                return nil
            }
            return DocumentView.Produced(document: record, isStale: record.isStale(showing: fields))
        }
    }

    /// The case as a document shows it.
    func shown(_ request: DocumentRequest, _ seen: SeenCase, _ file: CaseFile) throws -> ShownCase {
        switch request.moment {
        case .now: return ShownCase(file, seen.workflow)
        case .past(let moment):
            let past = try past(seen, at: moment)
            return ShownCase(past.file, past.workflow)
        case .version(let version):
            let record = file.documents.first { $0.form == request.form && $0.version == version }
            guard let record, request.copy.map({ $0 == record.copy }) ?? true else {
                throw Refusal.unknown(.form)
            }
            let past = try past(seen, at: .revision(record.revision))
            return ShownCase(past.file, past.workflow, record)
        }
    }

    /// The document, and what has to be recorded before it leaves.
    func document(
        _ form: FormDefinition,
        _ request: DocumentRequest,
        _ shown: ShownCase,
        _ seen: SeenCase,
        _ file: CaseFile
    ) throws -> (Document, LookRow) {
        let hides = request.mode == .filled
        let values = values(shown, seen, hidesUnreadable: hides)
        let copy = try form.copy(named: shown.record?.copy ?? request.copy)
        let imprint = Imprint(
            agency: directory.agency(of: shown.file.unit)?.name.zhHant,
            number: shown.file.number,
            printed: now,
            copy: copy ?? values.standardCopy(of: form),
            origin: shown.origin(on: form)
        )
        let present = self.values(ShownCase(file, seen.workflow), seen, hidesUnreadable: hides)
        let document = FormFilling(form, request.mode, from: values, hiding: present, imprint).document()
        return (document, look(at: form, request, shown, seen))
    }

    private func values(_ shown: ShownCase, _ seen: SeenCase, hidesUnreadable: Bool) -> CaseValues {
        CaseValues(
            sight: CaseSight(
                shown.file,
                standing: seen.standing,
                in: situation(shown.workflow),
                hidesUnreadable: hidesUnreadable,
                present: seen.workflow
            ),
            directory: directory
        )
    }

    /// What has to be recorded before a document leaves: that it was printed, as of when, and its sensitive fields.
    private func look(
        at form: FormDefinition,
        _ request: DocumentRequest,
        _ shown: ShownCase,
        _ seen: SeenCase
    ) -> LookRow {
        let fields = form.fields(of: request.mode).filter { name in
            guard let field = shown.workflow.field(name), shown.file.data[name] != nil else { return false }
            return field.isSensitive && (request.mode == .redacted || seen.standing.mayRead(field))
        }
        let moment = request.moment == .now ? "" : ":v\(shown.file.revision)"
        return LookRow(
            at: now,
            account: account,
            caseID: shown.file.id,
            fields: ["document:\(form.name):\(request.mode.rawValue)\(moment)"] + fields.sorted()
        )
    }
}

/// A case as a document shows it: as it is, or as it was.
struct ShownCase {
    /// The case, its sensitive values open.
    let file: CaseFile
    /// The definition that it had pinned.
    let workflow: Workflow
    /// The document on record that is printed again.
    let record: CaseDocument?

    init(_ file: CaseFile, _ workflow: Workflow, _ record: CaseDocument? = nil) {
        self.file = file
        self.workflow = workflow
        self.record = record
    }

    fileprivate func origin(on form: FormDefinition) -> Imprint.Origin {
        var standing = Imprint.Standing.sound
        if let record {
            if record.isStale(showing: form.fields(of: .filled)) { standing = .corrected }
            if record.isVoid { standing = .void }
        }
        return Imprint.Origin(
            revision: file.revision,
            at: file.changedAt,
            version: record?.version,
            standing: standing
        )
    }
}

extension FormDefinition {
    /// The copy asked for, if the form has it; nil where none was asked for.
    func copy(named name: String?) throws -> String? {
        guard let name else { return nil }
        guard copies?.options.contains(where: { $0.value == name }) == true else {
            throw Refusal.unknown(.form)
        }
        return name
    }
}

/// A case and the people's names, as forms ask for them.
private struct CaseValues: FormValues {
    let sight: CaseSight
    let directory: Directory

    func finding(of expression: CaseExpression, with names: [String: Value]) -> CaseSight.Finding {
        sight.finding(of: expression, with: names)
    }

    func name(ofAccount account: String) -> String? { directory.accounts[account]?.name }

    func name(ofUnit unit: String) -> String? { directory.units[unit]?.name.zhHant }

    /// The copy that is printed unless somebody says otherwise.
    func standardCopy(of form: FormDefinition) -> String? {
        guard let copies = form.copies, case .value(let value) = finding(of: copies.standard, with: [:])
        else {
            return nil
        }
        return value.text
    }
}
