/// What can be done to a session.
enum SessionVerb: String, Sendable, Hashable, CaseIterable {
    case unlock, lock, reveal, mask, reason, input, close
}

extension Endpoint {
    /// Whether a request to the endpoint writes its own rows of the consoles' record.
    func recordsItself(_ method: Method) -> Bool {
        switch self {
        case .sessions: method == .post
        case .session, .review: true
        case .health, .description, .me, .server, .workflows, .workflow, .register, .cases, .caseFile,
            .history, .actions, .action, .form, .why, .clock, .diagram, .past, .changes, .simulation,
            .deadlines, .completion, .verification, .audit, .forms, .blankForm, .documents, .document,
            .changeSets, .changeSet, .changeAct, .proposals,
            .migrations, .calendar:
            false
        }
    }

    /// The number of the case that a path names.
    var number: String? {
        switch self {
        case .caseFile(let number), .history(let number), .actions(let number), .action(let number, _),
            .form(let number, _), .why(let number, _), .clock(let number, _), .diagram(let number),
            .past(let number), .changes(let number), .simulation(let number), .documents(let number),
            .document(let number, _):
            number
        case .health, .description, .me, .server, .workflows, .workflow, .register, .cases, .deadlines,
            .completion, .verification, .sessions, .session, .audit, .review, .forms, .blankForm, .changeSets,
            .changeSet, .changeAct,
            .proposals, .migrations, .calendar:
            nil
        }
    }

    /// The action, deadline, form, change set or workflow that a path names.
    var actionName: String? {
        switch self {
        case .action(_, let name), .form(_, let name), .why(_, let name), .clock(_, let name),
            .document(_, let name), .blankForm(let name), .changeSet(let name), .changeAct(let name, _),
            .workflow(let name):
            name
        case .health, .description, .me, .server, .workflows, .register, .cases, .caseFile, .history,
            .actions, .diagram, .past, .changes, .simulation, .deadlines, .completion, .verification,
            .sessions, .session, .audit,
            .review, .forms, .documents, .changeSets, .proposals, .migrations, .calendar:
            nil
        }
    }
}
