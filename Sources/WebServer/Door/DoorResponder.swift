import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Values

/// Carries requests of Hummingbird to the door and its answers back.
struct DoorResponder: HTTPResponder {
    /// Where a request comes from.
    struct Context: InitializableFromSource, Sendable {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) { channel = source.channel }
    }

    let door: Door
    let logger: Logger

    func respond(to request: Hummingbird.Request, context: Context) async throws -> Response {
        let started = NIODeadline.now()
        let inquiry = await inquiry(request, context.channel)
        switch await door.outcome(of: inquiry) {
        case .silence:
            // Not a word more: closed before anything is written.
            try? await context.channel.close()
            throw CancellationError()
        case .answer(let answer):
            log(answer, inquiry, since: started)
            if answer.endsConnection { cutOff(context.channel) }
            return response(answer)
        }
    }

    private func inquiry(_ request: Hummingbird.Request, _ channel: any Channel) async -> Inquiry {
        Inquiry(
            method: request.method.rawValue,
            target: request.head.path ?? "",
            peer: await peer(of: channel),
            headers: Inquiry.Headers(request.headers)
        ) {
            do {
                let buffer = try await request.body.collect(upTo: Door.largestBody)
                return Array(buffer.readableBytesView)
            } catch is NIOTooManyBytesError {
                throw Problem.tooLarge
            } catch {
                throw Problem.brokenBody
            }
        }
    }

    private func peer(of channel: any Channel) async -> Inquiry.Peer {
        guard case .unixDomainSocket? = channel.localAddress else { return .network }
        // Without credentials nobody is anybody: the highest number is the kernel's "no user".
        guard let credentials = await PeerCredentials.of(channel) else { return .process(user: .max) }
        return .process(user: credentials.user, process: credentials.process)
    }

    private func response(_ answer: Answer) -> Response {
        var fields = HTTPFields()
        fields.reserveCapacity(answer.headers.count + 5)
        fields[.contentType] = answer.contentType
        fields[.cacheControl] = "no-store"
        fields[.xContentTypeOptions] = "nosniff"
        for header in answer.headers {
            if let name = HTTPField.Name(header.name) { fields[name] = header.value }
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// A sender of too much gets two seconds to read the answer; the rest of the body is not waited for.
    private func cutOff(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }

    /// One line without anything personal: no number, no query, no account.
    private func log(_ answer: Answer, _ inquiry: Inquiry, since started: NIODeadline) {
        let level: Logger.Level = answer.status >= 500 ? .warning : .debug
        guard logger.logLevel <= level else { return }
        let place = Endpoint(path: inquiry.path)?.template ?? "-"
        let method = Method(rawValue: inquiry.method)?.rawValue ?? "-"
        let took = (NIODeadline.now() - started).nanoseconds / 1_000
        logger.log(level: level, "\(method) \(place) \(answer.status) \(took)us")
    }
}

extension Inquiry.Headers {
    private static let account = HTTPField.Name("Anwei-Account")
    private static let session = HTTPField.Name("Anwei-Session")
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")

    /// The fields that the door knows, from those of a request.
    init(_ fields: HTTPFields) {
        for field in fields {
            switch field.name {
            case .authorization: authorization = authorization.joined(field)
            case .contentType: contentType = contentType.joined(field)
            case .contentEncoding: contentEncoding = contentEncoding.joined(field)
            case .contentLength: contentLength = contentLength.joined(field)
            case .ifMatch: ifMatch = ifMatch.joined(field)
            case .acceptLanguage: acceptLanguage = acceptLanguage.joined(field)
            case let name where name == Inquiry.Headers.account: account = account.joined(field)
            case let name where name == Inquiry.Headers.session: session = session.joined(field)
            case let name where name == Inquiry.Headers.idempotencyKey:
                idempotencyKey = idempotencyKey.joined(field)
            default: break
            }
        }
    }
}

extension String? {
    /// What a field has said so far, with what it says here: the list of RFC 9110, 5.2.
    fileprivate func joined(_ field: HTTPField) -> String { map { "\($0), \(field.value)" } ?? field.value }
}
