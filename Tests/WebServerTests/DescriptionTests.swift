import Schema
import Testing

@testable import WebServer

/// The description names every endpoint with its methods, and no other.
@Suite struct DescriptionTests {
    private let endpoints: [Endpoint] = [
        .health, .description, .me, .server, .workflows, .workflow(name: "w"), .register, .cases,
        .caseFile(number: "n"), .history(number: "n"),
        .actions(number: "n"), .action(number: "n", name: "a"), .form(number: "n", name: "a"),
        .why(number: "n", name: "a"), .deadlines, .completion, .verification, .forms, .blankForm(name: "f"),
        .documents(number: "n"), .document(number: "n", form: "f"),
    ]

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
        for endpoint in endpoints { served[endpoint.template] = Set(endpoint.methods.map(\.rawValue)) }
        #expect(described == served)
    }

    @Test func `every query parameter is described`() {
        let text = String(decoding: APIDescription.bytes, as: UTF8.self)
        for name in Set(endpoints.flatMap(\.parameters)) {
            #expect(text.contains("name: \(name),") || text.contains("name: \(name)\n"), "\(name)")
        }
    }
}
