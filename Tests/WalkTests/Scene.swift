import CaseEngine
import Casework
import Crypto
import Foundation
import Logging
import Schema
import Testing
import Values
import WorkflowFiles

@testable import Rehearsal
@testable import WebServer

/// A world made by a rehearsal over the product's own workflows, with the real door before it.
///
/// Two scenes that differ in one thing are asked the same questions: whoever may not know of that thing must get the
/// same answers. A case that both have goes by an alias, because its number may be drawn.
final class Scene {
    let stage: Stage
    /// What is asked of the store.
    let asked: CountingStorage?
    private let door: Door
    /// The numbers of the cases that go by an alias, and other texts that legitimately differ.
    private(set) var texts: [String: String] = [:]

    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let digest: @Sendable ([UInt8]) -> [UInt8] = { Array(SHA256.hash(data: $0)) }
    /// Read once; a library never changes.
    private static let library = Result {
        try FileLibrary(folder: package.appending(path: "Workflows/files").path, digest: digest)
    }

    /// Plays a rehearsal, gives everybody a token, and puts the door before it.
    ///
    /// - Parameters:
    ///   - aliases: the cases whose numbers stand for their aliases, `<alias>`.
    ///   - texts: what else stands for `<name>` in questions to this scene.
    ///   - seed: two scenes draw different numbers, as two cases do.
    ///   - counts: whether the calls of the store are noted.
    init(
        _ rehearsal: String,
        aliases: [String] = [],
        texts: [String: String] = [:],
        seed: UInt64 = 1,
        counts: Bool = false
    ) async throws {
        let scripts = try RehearsalScript.all(in: rehearsal, file: "walk") { path throws(RehearsalProblem) in
            let place = Scene.package.appending(path: "Tests/Scenarios/" + path)
            guard let text = try? String(contentsOf: place, encoding: .utf8) else {
                preconditionFailure("there is no \(path)")
            }
            return (text, place.path)
        }
        let script = try #require(scripts.first)
        let stage = try Stage(
            at: script.start,
            workflows: try Scene.library.get(),
            digest: Scene.digest,
            seed: seed,
            crashes: false,
            before: { counts ? CountingStorage($0) : $0 }
        )
        self.stage = stage
        asked = stage.storage as? CountingStorage
        self.texts = texts
        var performance = Performance(script, on: stage)
        try await performance.play()
        #expect(performance.failures.isEmpty, "\(performance.failures.map(\.text))")
        for alias in aliases {
            let found = performance.id(of: alias, line: 0)
            let id = try #require(found)
            self.texts[alias] = try #require(try stage.file(id)).number
        }
        for account in stage.engine.directory.accounts.keys.sorted() {
            try stage.engine.issueToken(for: account, token: Scene.token(account))
        }
        var logger = Logger(label: "walk")
        logger.logLevel = .critical
        door = Door(
            service: stage.engine,
            settings: DoorSettings(
                environment: "測試",
                description: APIDescription.bytes,
                serverUser: 990,
                now: { [clock = stage.clock] in clock.now() }
            ),
            logger: logger
        )
    }

    private static func token(_ account: String) -> String { "token-of-" + account }

    /// Lets a text stand for `<name>` in questions, and the name for it in answers.
    func call(_ text: String, _ name: String) { texts[name] = text }

    /// The answer to a question, with the names of what legitimately differs.
    func answer(_ question: Question) async -> Reply {
        var headers = Inquiry.Headers()
        headers.authorization = "Bearer " + Scene.token(question.account)
        headers.idempotencyKey = question.key
        headers.ifMatch = question.ifMatch
        headers.acceptLanguage = question.language
        headers.contentType = question.json == nil ? nil : question.contentType
        let body = Array(filled(question.json ?? "").utf8)
        let target = filled(question.target) { PercentCoding.encode($0) }
        let inquiry = Inquiry(method: question.method, target: target, peer: .network, headers: headers) {
            body
        }
        guard case .answer(let answer) = await door.outcome(of: inquiry) else {
            return Reply(status: 0, headers: [], body: "")
        }
        let lines = answer.headers.map { "\($0.name): \(named($0.value) { PercentCoding.encode($0) })" }
        return Reply(
            status: answer.status,
            headers: ["content-type: " + answer.contentType] + lines.sorted(),
            body: named(String(decoding: answer.body, as: UTF8.self))
        )
    }

    private func filled(_ text: String, _ coded: (String) -> String = { $0 }) -> String {
        texts.reduce(text) { $0.replacingOccurrences(of: "<\($1.key)>", with: coded($1.value)) }
    }

    private func named(_ text: String, _ coded: (String) -> String = { $0 }) -> String {
        texts.reduce(text) { $0.replacingOccurrences(of: coded($1.value), with: "<\($1.key)>") }
    }

    /// Every number that a case has or had.
    func numbers() throws -> [String] {
        try stage.storage.read { snapshot in
            try (1...max(1, snapshot.caseCount())).flatMap { id in
                let file = try snapshot.caseHead(CaseID(id))?.file
                return file.map { [$0.number] + $0.pointers.map(\.number) } ?? []
            }
        }
    }

    /// What one case is now; by the number that it has or had.
    func file(_ number: String) throws -> CaseFile { try #require(try stage.file(number)) }

    /// The numbers of the cases of a workflow, and those that they had.
    func numbers(of workflow: String) throws -> [String] {
        try numbers().filter { try file($0).workflow == workflow }
    }

    /// Does something as an account, behind the door; returns the case's number.
    @discardableResult
    func act(_ action: String, _ number: String, _ data: String = "{}", by account: String) throws -> String {
        let data = try Value(json: Array(data.utf8)).pairs ?? ValueMap()
        let command = Command.act(number: number, action: action, data: data, revision: nil)
        return try stage.engine.perform(Request(account: account, command: command)).get().number
    }

    /// Lets time pass, stopping at everything that falls due on the way.
    func wait(_ seconds: Int64) throws {
        let end = stage.clock.now() + TimeSpan(seconds: seconds)
        while let next = try stage.engine.fireDue(), next <= end {
            stage.clock.set(max(next, stage.clock.now()))
            try stage.engine.fireDue()
        }
        stage.clock.set(end)
        try stage.engine.fireDue()
    }
}

/// What somebody asks the door; `<name>` stands for a text of the scene.
struct Question: Hashable, CustomStringConvertible {
    let account: String
    var method = "GET"
    var target: String
    var json: String?
    var key: String?
    var ifMatch: String?
    var language: String?
    var contentType: String? = "application/json"
    /// The alias of the case that it opens.
    var opens: String?

    var description: String {
        let rest = [json, key.map { "key \($0)" }, ifMatch.map { "if-match \($0)" }].compactMap(\.self)
        return ([account, method, target.removingPercentEncoding ?? target] + rest).joined(separator: " ")
    }
}

/// All that an answer tells.
struct Reply: Hashable {
    let status: Int
    let headers: [String]
    let body: String

    /// A member of the body.
    func text(_ member: String) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return object?[member] as? String
    }
}

/// Two scenes that differ in one thing.
struct Twins {
    let with: Scene
    let without: Scene

    /// Asks both and compares; returns the answer of the scene that has the thing.
    @discardableResult
    func ask(_ question: Question) async throws -> Reply {
        var (one, other) = (await with.answer(question), await without.answer(question))
        if let alias = question.opens, let mine = one.text("number"), let others = other.text("number"),
            // An opening that was tried before may draw the same number.
            mine != "<\(alias)>"
        {
            with.call(mine, alias)
            without.call(others, alias)
            (one, other) = (one.renaming(mine, alias), other.renaming(others, alias))
        }
        if one != other {
            Issue.record(
                "\(question)\n  with:    \(one.difference(from: other))\n  without: \(other.difference(from: one))"
            )
        }
        return one
    }

    func wait(_ seconds: Int64) throws {
        try with.wait(seconds)
        try without.wait(seconds)
    }
}

extension Reply {
    func renaming(_ text: String, _ name: String) -> Reply {
        let coded = PercentCoding.encode(text)
        return Reply(
            status: status,
            headers: headers.map { $0.replacingOccurrences(of: coded, with: "<\(name)>") },
            body: body.replacingOccurrences(of: text, with: "<\(name)>")
        )
    }

    /// What an answer says from the first place on where it differs.
    func difference(from other: Reply) -> String {
        guard status == other.status, headers == other.headers else {
            return "\(status) \(headers) \(body.prefix(300))"
        }
        let place = zip(body, other.body).prefix { $0 == $1 }.count
        return "… " + body.dropFirst(max(0, place - 60)).prefix(260)
    }
}
