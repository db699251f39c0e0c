import CaseAPI
import Foundation
import Logging
import Values

@testable import WebServer

/// A door before a fake engine, and short ways to ask it.
struct Asking {
    let service: FakeService
    let door: Door

    init(_ change: (inout FakeService.State) -> Void = { _ in }) {
        let service = FakeService(change)
        self.service = service
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        door = Door(
            service: service,
            settings: DoorSettings(
                environment: "測試",
                description: Array("openapi: 3.1.0".utf8),
                serverUser: 990,
                now: { Instant(seconds: 1_795_500_000) }
            ),
            logger: logger
        )
    }

    func callAsFunction(
        _ method: String,
        _ target: String,
        json: String? = nil,
        peer: Inquiry.Peer = .network,
        _ change: (inout Inquiry.Headers) -> Void = { _ in }
    ) async -> Outcome {
        var headers = Inquiry.Headers()
        if peer == .network { headers.authorization = "Bearer good" }
        if json != nil { headers.contentType = "application/json" }
        change(&headers)
        let bytes = Array((json ?? "").utf8)
        return await door.outcome(
            of: Inquiry(method: method, target: target, peer: peer, headers: headers) { bytes }
        )
    }
}

extension Outcome {
    var status: Int {
        switch self {
        case .answer(let answer): answer.status
        case .silence: 0
        }
    }

    var text: String {
        switch self {
        case .answer(let answer): String(decoding: answer.body, as: UTF8.self)
        case .silence: ""
        }
    }

    func header(_ name: String) -> String? {
        switch self {
        case .answer(let answer): answer.headers.first { $0.name == name }?.value
        case .silence: nil
        }
    }

    /// The body as a type of the wire: what the console will make of it.
    func decoded<Wire: Decodable>(_ type: Wire.Type) throws -> Wire {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    var problem: WireProblem {
        get throws { try decoded(WireProblem.self) }
    }
}

let number = "%E5%8D%B1-%E7%A4%BE%E5%B7%A5%E7%A7%91-115-0042"
