public import Casework
public import CivilCalendar
public import Documents
public import Values

/// One form of a case that an account may have, and how.
public struct DocumentView: Sendable, Hashable {
    /// The form's name.
    public let form: String
    /// What people call it.
    public let title: LocalizedText
    /// How it may be had, filled in first.
    public let modes: [FormMode]
    /// Which copies there are; empty for a form of which there is one.
    public let copies: [FieldType.Option]
}

/// A form on file.
public struct FormView: Sendable, Hashable {
    /// The form's name.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The workflow whose cases fill it.
    public let workflow: String
    /// The first day on which it is in force.
    public let from: CivilDate
    /// Which copies there are; empty for a form of which there is one.
    public let copies: [FieldType.Option]
}

extension Engine {
    /// The forms in force today.
    public func forms() async throws -> [FormView] {
        try configuration.forms().forms(on: today).map { form in
            FormView(
                name: form.name,
                title: form.title,
                workflow: form.workflow,
                from: form.from,
                copies: form.copies?.options ?? []
            )
        }
    }

    /// A form to be filled in by hand.
    public func blank(form: String, copy: String?) async throws -> Document {
        guard let form = try configuration.forms().form(form, on: today) else { throw Refusal.unknown(.form) }
        return FormFilling(blank: form, Imprint(copy: try Engine.copy(copy, of: form))).document()
    }

    /// The forms of a case that an account may have; unknown where it may not know of the case.
    public func documents(number: String, as account: String) async throws -> [DocumentView] {
        let shelf = try configuration.forms()
        return try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            guard file.erasedAt == nil else { return [] }
            return shelf.forms(of: file.workflow, on: Taipei.date(of: file.openedAt)).compactMap { form in
                let modes = FormMode.allCases.filter { reading.mayHave(form, $0, seen, file) }
                guard !modes.isEmpty else { return nil }
                return DocumentView(
                    form: form.name,
                    title: form.title,
                    modes: modes,
                    copies: form.copies?.options ?? []
                )
            }
        }
    }

    /// A form of a case with its values in it; the look is recorded before this returns.
    ///
    /// What an account may not have is as unknown as what does not exist.
    public func document(
        number: String,
        form name: String,
        mode: FormMode,
        copy: String?,
        as account: String
    ) async throws -> Document {
        let shelf = try configuration.forms()
        let (document, look) = try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let day = Taipei.date(of: file.openedAt)
            guard file.erasedAt == nil, let form = shelf.form(name, on: day), form.workflow == file.workflow,
                reading.mayHave(form, mode, seen, file)
            else { throw Refusal.unknown(.form) }
            let values = reading.values(seen, file, hidesUnreadable: mode == .filled)
            let imprint = Imprint(
                agency: reading.directory.agency(of: file.unit)?.name.zhHant,
                number: file.number,
                printed: reading.now,
                copy: try Engine.copy(copy, of: form) ?? values.standardCopy(of: form)
            )
            let document = FormFilling(form, mode, from: values, imprint).document()
            return (document, reading.look(at: form, mode, seen, file))
        }
        try await record(look)
        return document
    }

    private var today: CivilDate { Taipei.date(of: configuration.clock.now()) }

    /// The copy asked for, if the form has it.
    private static func copy(_ name: String?, of form: FormDefinition) throws -> String? {
        guard let name else { return nil }
        guard form.copies?.options.contains(where: { $0.value == name }) == true else {
            throw Refusal.unknown(.form)
        }
        return name
    }
}

extension Reading {
    /// Whether an account may have a form of a case in a mode: by role or relation, and by where the case stands.
    fileprivate func mayHave(_ form: FormDefinition, _ mode: FormMode, _ seen: SeenCase, _ file: CaseFile)
        -> Bool
    {
        form.releases.contains { release in
            guard release.mode == mode, seen.standing.isAmong(release.audience) else { return false }
            guard let condition = release.condition else { return true }
            // Where the case stands is asked of all its data, whoever asks.
            let sight = values(seen, file, hidesUnreadable: false)
            return sight.finding(of: condition, with: [:]) == .value(.bool(true))
        }
    }

    fileprivate func values(_ seen: SeenCase, _ file: CaseFile, hidesUnreadable: Bool) -> CaseValues {
        let situation = situation(seen.workflow)
        return CaseValues(
            sight: CaseSight(file, standing: seen.standing, in: situation, hidesUnreadable: hidesUnreadable),
            directory: directory
        )
    }

    /// What has to be recorded before a document leaves: that it was printed, and its sensitive fields.
    fileprivate func look(at form: FormDefinition, _ mode: FormMode, _ seen: SeenCase, _ file: CaseFile)
        -> LookRow
    {
        let shown = form.fields(of: mode).filter { name in
            guard let field = seen.workflow.field(name), file.data[name] != nil else { return false }
            return field.isSensitive && (mode == .redacted || seen.standing.mayRead(field))
        }
        return LookRow(
            at: now,
            account: account,
            caseID: file.id,
            fields: ["document:\(form.name):\(mode.rawValue)"] + shown.sorted()
        )
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
