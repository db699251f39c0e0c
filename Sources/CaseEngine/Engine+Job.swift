import Casework

extension Engine.Job {
    /// Whether something is undone on the way in any case: a dry run, or the trial of a change set.
    var rollsBack: Bool {
        switch kind {
        case .request(let request, _):
            switch request.command {
            case .change, .dayOff: true
            case .open, .takeOver, .act, .deliver, .register, .erase: request.isDryRun
            }
        case .due, .look, .console: false
        }
    }

    /// Whether it is another account's, or nobody's, what a credential was before.
    var changesCredentials: Bool {
        switch kind {
        case .request(let request, _):
            if case .register(.credential) = request.command { true } else { false }
        case .due, .look, .console: false
        }
    }
}
