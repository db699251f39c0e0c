import Casework

extension Engine.Job {
    /// Whether something is undone on the way in any case: a dry run, or the trial of a change set.
    var rollsBack: Bool {
        switch kind {
        case .request(let request, _):
            if case .change = request.command { true } else { request.isDryRun }
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
