import Casework

extension WorkflowDraft {
    /// Every place that names a clause, in the order of the file; those of includes stand with the file's own.
    var citations: [ClauseCitation] {
        let places =
            declarations.clausePlaces + opening.clausePlaces("open")
            + chart.states.flatMap { $0.clausePlaces(inTrack: nil) }
        return places.map { ClauseCitation(clause: $0.clause, workflow: name.text, place: $0.place) }
    }
}

/// A clause's id and where in the workflow it stands.
typealias ClausePlace = (clause: SourceText, place: String)

extension FileDeclarations {
    fileprivate var clausePlaces: [ClausePlace] {
        var places: [ClausePlace] = clauses.map { ($0, "clauses") }
        for field in fields {
            if let clause = field.clause { places.append((clause, "field \(field.name.text)")) }
            places += field.field.type.innerFields.compactMap { path, inner in
                // Inner fields keep no place of their own: the outermost field's line is shown.
                inner.clause.map { (field.name.saying($0), "field \(field.name.text).\(path)") }
            }
        }
        for notice in notices {
            places += notice.clauses.map { ($0, "notice \(notice.name.text)") }
        }
        return places
    }
}

extension StateDraft {
    /// The clauses of the state and of those inside it; a state is named with the track that it belongs to.
    fileprivate func clausePlaces(inTrack track: String?) -> [ClausePlace] {
        let own = track.map { "\($0).\(id.text)" } ?? id.text
        var places: [ClausePlace] = clauses.map { ($0, own) }
        for deadline in deadlines {
            places += deadline.clauses.map { ($0, "\(own) / deadline \(deadline.name.text)") }
        }
        for transition in transitions {
            places += transition.form.clausePlaces("\(own) / \(transition.event?.text ?? "always")")
        }
        return places + children.flatMap { $0.clausePlaces(inTrack: isTrack ? id.text : track) }
    }
}

extension FormDraft {
    fileprivate func clausePlaces(_ action: String) -> [ClausePlace] {
        clauses.map { ($0, action) }
            + requires.enumerated().flatMap { index, requirement in
                requirement.clauses.map { ($0, "\(action) / requires \(index + 1)") }
            }
    }
}

extension FieldType {
    /// The fields inside records and lists, with their paths.
    fileprivate var innerFields: [(path: String, field: Field)] {
        switch self {
        case .list(let element): element.innerFields
        case .record(let fields):
            fields.flatMap { field in
                [(field.name, field)] + field.type.innerFields.map { ("\(field.name).\($0.path)", $0.field) }
            }
        case .text, .integer, .number, .boolean, .date, .datetime, .choice, .person, .unit, .site, .any: []
        }
    }
}

extension SourceText {
    /// Another text at the same place.
    fileprivate func saying(_ text: String) -> SourceText {
        SourceText(text: text, style: style, position: position, file: file)
    }
}
