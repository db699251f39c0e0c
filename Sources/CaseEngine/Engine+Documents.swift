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
    /// The documents of this form that steps of the case produced, in order.
    public var produced: [Produced] = []

    /// A document that a step produced.
    public struct Produced: Sendable, Hashable {
        /// The record.
        public let document: CaseDocument
        /// Whether something that the form shows was put right since: it has to be printed again.
        public let isStale: Bool

        /// A document from its parts.
        public init(document: CaseDocument, isStale: Bool) {
            self.document = document
            self.isStale = isStale
        }
    }

    /// A form from its parts.
    public init(
        form: String,
        title: LocalizedText,
        modes: [FormMode],
        copies: [FieldType.Option],
        produced: [Produced] = []
    ) {
        self.form = form
        self.title = title
        self.modes = modes
        self.copies = copies
        self.produced = produced
    }
}

/// Which document of a case somebody asks for.
public struct DocumentRequest: Sendable, Hashable {
    /// The form's name.
    public var form: String
    /// Filled in or redacted.
    public var mode: FormMode
    /// Which copy, where the form has several; nil for the one that is meant then.
    public var copy: String?
    /// As of when the case is shown.
    public var moment: Moment

    /// As of when a case is shown in a document.
    public enum Moment: Sendable, Hashable {
        /// As it is.
        case now
        /// As a step produced it: the document's version.
        case version(Int)
        /// As the case was then.
        case past(PastMoment)
    }

    /// A request from its parts.
    public init(form: String, mode: FormMode = .filled, copy: String? = nil, moment: Moment = .now) {
        self.form = form
        self.mode = mode
        self.copy = copy
        self.moment = moment
    }
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
        return FormFilling(blank: form, Imprint(copy: try form.copy(named: copy))).document()
    }

    /// The forms of a case that an account may have; unknown where it may not know of the case.
    public func documents(number: String, as account: String) async throws -> [DocumentView] {
        let shelf = try configuration.forms()
        return try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            guard file.erasedAt == nil else { return [] }
            let day = Taipei.date(of: file.openedAt)
            return try shelf.forms(of: file.workflow, on: day).compactMap { form in
                let modes = FormMode.allCases.filter { reading.mayHave(form, $0, seen, file) }
                guard !modes.isEmpty else { return nil }
                return DocumentView(
                    form: form.name,
                    title: form.title,
                    modes: modes,
                    copies: form.copies?.options ?? [],
                    produced: try reading.produced(form, seen, file)
                )
            }
        }
    }

    /// A form of a case with its values in it; the look is recorded before this returns.
    ///
    /// What an account may not have is as unknown as what does not exist. Who may have it, and what is hidden in it, is
    /// decided by how the case stands today, also where it is shown as it was.
    public func document(number: String, _ request: DocumentRequest, as account: String) async throws
        -> Document
    {
        let shelf = try configuration.forms()
        let (document, look) = try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            guard file.erasedAt == nil else { throw Refusal.unknown(.form) }
            let shown = try reading.shown(request, seen, file)
            let day = Taipei.date(of: shown.file.openedAt)
            guard let form = shelf.form(request.form, on: day), form.workflow == file.workflow,
                reading.mayHave(form, request.mode, seen, file, then: shown)
            else { throw Refusal.unknown(.form) }
            return try reading.document(form, request, shown, seen, file)
        }
        try await record(look)
        return document
    }

    private var today: CivilDate { Taipei.date(of: configuration.clock.now()) }
}
