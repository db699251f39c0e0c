import Casework

extension Engine.Job {
    /// Whether the job is undone in any case.
    var isDryRun: Bool {
        switch kind {
        case .request(let request, _): request.isDryRun
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
