import CaseEngine
import Casework
import Logging
import Values

/// Answers requests by asking the engine: identity, routing and strictness, and nothing about the law.
struct Door: Sendable {
    /// The engine.
    let service: any CaseService
    /// What does not come from the engine.
    let settings: DoorSettings
    /// Where internal errors are written.
    let logger: Logger
    /// The sessions of consoles.
    let sessions: SessionBook

    init(service: any CaseService, settings: DoorSettings, logger: Logger) {
        self.service = service
        self.settings = settings
        self.logger = logger
        sessions = SessionBook(isAlive: settings.isAlive)
    }

    /// The answer to a request, or silence.
    func outcome(of inquiry: Inquiry) async -> Outcome {
        let language = RequestHeaders.language(accept: inquiry.headers.acceptLanguage)
        do {
            return .answer(try await answer(to: inquiry))
        } catch let problem as Problem {
            return .answer(.problem(problem, language))
        } catch let refusal as Refusal {
            return .answer(.problem(Problem(refusal), language))
        } catch let failure as StorageFailure {
            return outcome(of: failure, language)
        } catch {
            logger.error("request failed: \(error)")
            return .answer(.problem(.internal, language))
        }
    }

    private func outcome(of failure: StorageFailure, _ language: Language) -> Outcome {
        guard let problem = Problem(failure) else { return .silence }
        if problem.kind == .internal { logger.error("store failed: \(failure)") }
        return .answer(.problem(problem, language))
    }

    private func answer(to inquiry: Inquiry) async throws -> Answer {
        guard let endpoint = Endpoint(path: inquiry.path) else { throw Problem.notFound }
        guard let method = Method(rawValue: inquiry.method), endpoint.methods.contains(method) else {
            throw Problem.methodNotAllowed(endpoint.methods)
        }
        let query = try Query(inquiry.query, known: method == .get ? endpoint.parameters : [])
        if endpoint == .health { return health() }
        if endpoint == .description { return description() }
        var caller = try await identify(inquiry)
        if settings.isReadOnly { caller.mayWrite = false }
        if let session = try await session(of: inquiry, caller) {
            caller.mayWrite = session.mode == .writing && !settings.isReadOnly
            return try await recorded(endpoint, method, query, inquiry, caller, in: session)
        }
        if settings.demandsSession, inquiry.peer != .network { caller.mayWrite = false }
        return try await answer(endpoint, method, query, inquiry, caller)
    }

    func description() -> Answer {
        Answer(status: 200, contentType: "application/yaml", body: settings.description)
    }

    /// What the server says of itself, for consoles that must fit it.
    func server() -> Answer {
        let (settings, isReady) = (settings, service.isReady)
        return .json { writer in
            writer.raw("{\"release\":")
            writer.string(settings.release)
            writer.member("api", integer: 1)
            writer.member("environment", string: settings.environment)
            writer.member("now", instant: settings.now())
            writer.member("ready", boolean: isReady)
            writer.raw("}")
        }
    }

    func health() -> Answer {
        service.isReady ? .json { $0.raw("{\"ready\":true}") } : .problem(.notReady, .zhHant)
    }
}
