extension Engine.Job {
    /// Whether the job is undone in any case.
    var isDryRun: Bool {
        switch kind {
        case .request(let request, _): request.isDryRun
        case .due, .look, .credential: false
        }
    }
}
