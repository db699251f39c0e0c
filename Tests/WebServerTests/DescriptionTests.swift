import Schema
import Testing

@testable import WebServer

/// The description names every endpoint with its methods, and no other.
@Suite struct DescriptionTests {
    static let endpoints: [Endpoint] =
        [
            .health, .description, .me, .server, .workflows, .workflow(name: "w"), .register, .cases,
            .caseFile(number: "n"), .history(number: "n"),
            .actions(number: "n"), .action(number: "n", name: "a"), .form(number: "n", name: "a"),
            .why(number: "n", name: "a"), .deadlines, .completion, .verification,
            .clock(number: "n", deadline: "d"), .diagram(number: "n"), .past(number: "n"),
            .changes(number: "n"), .simulation(number: "n"), .sessions, .session(id: 1, verb: .lock),
            .review(session: 1), .audit, .forms, .blankForm(name: "f"), .documents(number: "n"),
            .document(number: "n", form: "f"), .changeSets, .changeSet(id: "d"), .proposals, .migrations,
            .calendar,
        ] + Endpoint.changeActs.map { .changeAct(id: "d", act: $0) }

    @Test func `paths and methods are those of the server`() {
        var described: [String: Set<String>] = [:]
        var path = ""
        for line in String(decoding: APIDescription.bytes, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("components:") { break }
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                path = String(line.dropFirst(2).dropLast())
            } else if line == "    get:" || line == "    post:" {
                described[path, default: []].insert(line.dropFirst(4).dropLast().uppercased())
            }
        }
        var served: [String: Set<String>] = [:]
        for endpoint in Self.endpoints { served[endpoint.template] = Set(endpoint.methods.map(\.rawValue)) }
        #expect(described == served)
    }

    @Test func `every query parameter is described`() {
        let text = String(decoding: APIDescription.bytes, as: UTF8.self)
        for name in Set(Self.endpoints.flatMap(\.parameters)) {
            #expect(text.contains("name: \(name),") || text.contains("name: \(name)\n"), "\(name)")
        }
    }
}
