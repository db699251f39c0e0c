/// A server that keeps how many requests went out and how long they took, for `\timing`.
final class MeteredServer: CaseServer {
    private let server: any CaseServer
    private(set) var requests = 0
    private(set) var milliseconds = 0.0

    init(_ server: any CaseServer) { self.server = server }

    func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        defer {
            let taken = start.duration(to: clock.now).components
            requests += 1
            milliseconds += Double(taken.seconds) * 1e3 + Double(taken.attoseconds) / 1e15
        }
        return try server.answer(request)
    }
}
