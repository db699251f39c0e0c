import Testing
import Values

@testable import WorkflowFiles

@Suite("JSON Schemas of the file formats")
struct SchemaTests {
    private static let files = ["workflow", "profile", "clauses", "calendar", "form"]

    private static func schema(_ name: String) throws -> Value {
        // `$ref` is a key here, no tag.
        var options = JSONOptions()
        options.readsTags = false
        return try Value(json: try Repository.text("Schema/JSON/\(name).schema.json"), options: options)
    }

    @Test("the schemas have exactly the keys that the reader knows", arguments: KeyTable.all.map(\.name))
    func keys(name: String) throws {
        let table = try #require(KeyTable.all.first { $0.name == name })
        let definitions = try SchemaTests.files.compactMap { try SchemaTests.schema($0)["$defs"]?[name] }
        try #require(!definitions.isEmpty)
        for definition in definitions {
            let properties = definition["properties"]?.pairs?.keys.compactMap(\.text) ?? []
            #expect(properties.sorted() == table.keys.sorted())
            let required = definition["required"]?.elements?.compactMap(\.text) ?? []
            #expect(required.sorted() == table.required.sorted())
            #expect(definition["additionalProperties"] == false)
        }
    }

    @Test func `every definition with keys of its own has a table`() throws {
        let known = Set(KeyTable.all.map(\.name))
        for file in SchemaTests.files {
            for (name, definition) in try SchemaTests.schema(file)["$defs"]?.pairs ?? ValueMap()
            where definition["properties"] != nil {
                #expect(known.contains(name.text ?? ""))
            }
        }
    }

    @Test("the schemas are of draft 2020-12", arguments: files + ["shared", "chart"])
    func draft(file: String) throws {
        #expect(try SchemaTests.schema(file)["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test func `the file with every construct satisfies the schema`() throws {
        let text = Probe.head + Constructs.part
        let value = try YAMLDocument.read(Array(text.utf8), path: "t.yaml").value
        let root = try SchemaTests.schema("workflow")
        #expect(SchemaReading(root: root).objection(to: value, root) == nil)
    }

    @Test(
        "what the reader refuses for its keys the schema refuses too",
        arguments: [
            "statess: {}", "relations: {r: {title: {zh-Hant: 字}}}",
            "fields: {f: {type: int, label: {zh-Hant: 字}}}",
            "fields: {f: {type: date}}", "notices: {n: {text: {zh-Hant: 字}}}", "waive: [{code: unused}]",
            "initial: {do: []}", "facts: {f: {around: x}}", "access: {}",
        ]
    )
    func refused(line: String) throws {
        let value = try YAMLDocument.read(Array((Probe.head + Probe.states + line).utf8), path: "t").value
        let root = try SchemaTests.schema("workflow")
        #expect(SchemaReading(root: root).objection(to: value, root) != nil)
        #expect(Probe.check(Probe.states + line).contains { $0.contains("error") })
    }

    @Test func `profile, register and bare chart satisfy theirs`() throws {
        for (file, text) in [("profile", Probe.profile), ("clauses", Probe.clauses)] {
            let root = try SchemaTests.schema(file)
            let value = try YAMLDocument.read(Array(text.utf8), path: file).value
            #expect(SchemaReading(root: root).objection(to: value, root) == nil)
        }
        let root = try SchemaTests.schema("workflow")
        let chart = try YAMLDocument.read(Array(BareCharts.light.utf8), path: "c").value
        let schema = try #require(root["$defs"]?["chart"])
        #expect(SchemaReading(root: root).objection(to: chart, schema) == nil)
    }
}
