extension Engine.Job {
    /// Whether the job is undone in any case.
    var isDryRun: Bool {
        switch kind {
        case .request(let request, _): request.isDryRun
        case .due, .look, .credential: false
        }
    }

    /// Whether it is another account's, or nobody's, what a credential was before.
    var changesCredentials: Bool {
        switch kind {
        case .credential: true
        case .request, .due, .look: false
        }
    }
}
