import CaseAPI
import Foundation

@testable import AdminConsole

/// A server made of answers by method and path; it keeps what was asked.
final class FakeServer: CaseServer {
    private(set) var requests: [ServerRequest] = []
    var answers: [String: (Int, WireValue)] = [:]
    /// What happens instead of an answer.
    var failure: ConsoleError?

    func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        requests.append(request)
        if let failure { throw failure }
        let path = request.target.removingPercentEncoding ?? request.target
        let key = "\(request.method.rawValue) \(path)"
        let dryKey = key + ((request.body ?? "").contains("\"dryRun\":true") ? " dry" : "")
        let (status, body) = answers[dryKey] ?? answers[key] ?? (404, FakeServer.unknown)
        return ServerAnswer(status: status, body: Array(body.json.utf8))
    }

    /// The bodies that were posted, in order.
    var posted: [String] { requests.filter { $0.method == .post }.map { $0.body ?? "" } }

    private static let unknown = WireValue(
        encoding: WireProblem(
            type: "/problems/unknown",
            title: "Unknown",
            status: 404,
            detail: "No such case",
            detailZh: "查無此案件",
            refusal: WireRefusal(kind: .unknown)
        )
    )
}

/// A desk before a fake server, with everything that it wrote.
final class DeskBench {
    let server = FakeServer()
    private(set) var desk: CommandDesk
    private let sink = Sink()

    private final class Sink {
        var written = ""
        var noted = ""
    }

    var written: String { sink.written }
    var noted: String { sink.noted }

    init(format: OutputFormat = .table) {
        var keys = 0
        let client = CaseClient(server: server) {
            keys += 1
            return "key-\(keys)"
        }
        desk = CommandDesk(
            client: client,
            renderer: Renderer(format: format),
            // 115/11/24 09:00 in Taipei.
            now: { [sink] in
                _ = sink
                return WireTime(seconds: 1_795_482_000)
            },
            write: { [sink] in sink.written += $0 },
            note: { [sink] in sink.noted += $0 }
        )
        Samples.answers(server)
    }

    /// The exit code of a line; the error's Chinese text is noted.
    func run(_ line: String) -> ExitCode {
        do {
            try desk.run(line)
            return .done
        } catch {
            sink.noted += error.text.zhHant + "\n"
            return error.code
        }
    }
}
