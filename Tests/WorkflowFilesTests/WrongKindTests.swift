import Testing
import Values

@testable import WorkflowFiles

@Suite("Something of the wrong kind at a key")
struct WrongKindTests {
    /// A path of keys and list positions to a node of the file with every construct.
    struct Place: Sendable, CustomTestStringConvertible {
        let path: [String]

        var testDescription: String { path.joined(separator: "/") }
    }

    /// The places where a map, list or scalar stands, by kind of node.
    private static func places() throws -> [Place] {
        let text = Probe.head + Constructs.part
        var found: [Place] = []
        func walk(_ value: Value, _ path: [String]) {
            if !path.isEmpty { found.append(Place(path: path)) }
            switch value {
            case .map(let map): for (key, inner) in map { walk(inner, path + [key.text ?? ""]) }
            case .list(let elements):
                for (index, inner) in elements.enumerated() { walk(inner, path + ["\(index)"]) }
            default: break
            }
        }
        walk(try YAMLDocument.read(Array(text.utf8), path: "t.yaml").value, [])
        // Every third, because each is a whole check; they differ from construct to construct, not in number.
        return found.enumerated().filter { $0.offset % 3 == 1 }.map(\.element)
    }

    /// The file with another value at a place, as JSON, which is YAML too.
    private static func file(_ place: Place, replaced replacement: Value) throws -> String {
        func replace(_ value: Value, _ path: ArraySlice<String>) -> Value {
            guard let name = path.first else { return replacement }
            switch value {
            case .map(var map):
                map[name] = replace(map[name] ?? .null, path.dropFirst())
                return .map(map)
            case .list(var elements):
                guard let index = Int(name), elements.indices.contains(index) else { return value }
                elements[index] = replace(elements[index], path.dropFirst())
                return .list(elements)
            default: return value
            }
        }
        let text = Probe.head + Constructs.part
        return replace(try YAMLDocument.read(Array(text.utf8), path: "t.yaml").value, place.path[...]).json
    }

    @Test func `the file with every construct has nothing wrong with it as JSON either`() throws {
        let same = try WrongKindTests.file(Place(path: ["title", "en"]), replaced: "Test")
        #expect(Probe.lines(same) == [])
    }

    @Test func `a list of lists of maps is never right, and always has a place`() throws {
        let odd = Value.list([.list([.list([.map(ValueMap([("odd", 1)]))])])])
        for place in try WrongKindTests.places() {
            let found = Probe.findings(try WrongKindTests.file(place, replaced: odd))
            #expect(!found.isEmpty, "\(place.testDescription) takes a list of lists")
            for finding in found { #expect(finding.position.line >= 1 && finding.position.column >= 1) }
        }
    }

    @Test func `an unknown map is never right where a map or list stands`() throws {
        let text = Probe.head + Constructs.part
        let root = try YAMLDocument.read(Array(text.utf8), path: "t.yaml").value
        for place in try WrongKindTests.places() {
            let value = place.path.reduce(root) { value, name in
                value[name] ?? Int(name).flatMap { index in value.elements.map { $0[index] } } ?? .null
            }
            guard value.pairs != nil || value.elements != nil else { continue }
            // Names of events and members are free; everything else has its keys.
            let last = place.path.last ?? ""
            guard !["with", "on", "data", "options", "items"].contains(last) else { continue }
            let odd = Value.map(ValueMap([("no such key", .map(ValueMap([("odd", 1)])))]))
            let found = Probe.findings(try WrongKindTests.file(place, replaced: odd))
            #expect(found.contains { $0.severity == .error }, "\(place.testDescription) takes an unknown map")
        }
    }

    @Test func `nothing at a place is right or has a finding, but never a fault`() throws {
        for place in try WrongKindTests.places() {
            for finding in Probe.findings(try WrongKindTests.file(place, replaced: .null)) {
                #expect(!finding.message.en.isEmpty && !finding.message.zhHant.isEmpty)
            }
        }
    }

    @Test(
        "what stands there is named",
        arguments: [
            ("states: 5", "Expected a map here, not a number."),
            ("states: x", "Expected a map here, not text."),
            ("states: true", "Expected a map here, not a truth value."),
            ("states: [a]", "Expected a map here, not a list."),
            ("roles: {a: b}", "Write a text for people as {zh-Hant: …, en: …}."),
        ]
    )
    func named(line: String, sentence: String) {
        let text =
            line.hasPrefix("states")
            ? Probe.head + line : Probe.head.replacing("roles:", with: "rules:") + Probe.states + line
        #expect(Probe.findings(text).map(\.message.en).contains(sentence))
    }

    @Test(
        "numbers that are none",
        arguments: [
            ("type: integer, minimum: x", "wrong-type"), ("type: integer, minimum: 0.5", "wrong-type"),
            ("type: number, maximum: []", "wrong-type"), ("type: text, max-length: 0", "bad-value"),
            ("type: text, max-length: 10000000", "bad-value"), ("type: text, max-length: many", "wrong-type"),
            ("type: number, minimum: 2, maximum: 1.5", "bad-value"),
            ("type: date, minimum: 1", "unknown-key"),
            ("type: list, of: {type: x}", "bad-value"), ("type: list, of: text", "wrong-type"),
            ("type: record, fields: [a]", "wrong-type"), ("type: record", "missing-key"),
            ("type: choice, options: [a]", "wrong-type"), ("type: text, sensitive: 1", "wrong-type"),
        ]
    )
    func numbers(keys: String, code: String) {
        let text = Probe.states + "fields: {f: {\(keys), label: {zh-Hant: 字, en: F}}}\n"
        #expect(Probe.check(text).contains { $0.hasSuffix("error \(code)") })
    }
}
