import Casework
import Values

extension RehearsalScript {
    private static let keys: Set<String> = [
        "rehearsal", "clauses", "profile", "at", "given", "steps", "chart", "events", "expect",
    ]

    /// The text of a file that a rehearsal names, by its path from the rehearsal's folder.
    typealias Reader = (String) throws(RehearsalProblem) -> (text: String, file: String)

    /// The rehearsals of a file's text, in order; none for a file that others only name.
    static func all(in text: String, file: String, read: Reader) throws(RehearsalProblem) -> [RehearsalScript]
    {
        var found: [RehearsalScript] = []
        let documents = try RehearsalNode.documents(text, file: file)
        for document in documents where !document.isProp {
            found.append(try RehearsalScript(document, read: read))
        }
        guard !documents.isEmpty else {
            throw RehearsalProblem(
                file: file,
                line: 1,
                message: LocalizedText(zhHant: "檔案裡沒有演練", en: "There is no rehearsal in this file")
            )
        }
        return found
    }

    init(_ node: RehearsalNode, read: Reader) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: RehearsalScript.keys)
        file = node.file
        line = node.line
        chart = try reader.text("chart")
        if let sentence = try reader.text("rehearsal") {
            title = sentence
        } else {
            title = try reader.required("chart").asText()
        }
        clauses = try reader.texts("clauses") ?? []
        if chart == nil {
            profile = try reader.required("profile").asText()
            start = try reader.required("at").asInstant()
            world = try World(try RehearsalScript.given(reader["given"], read), profile: profile)
            guard reader["events"] == nil, reader["expect"] == nil else {
                throw node.problem(
                    "events 與 expect 僅用於狀態圖",
                    "events and expect go with chart: alone; use steps"
                )
            }
            steps = try Step.list(reader.required("steps"))
        } else {
            profile = try reader.text("profile") ?? RehearsalScript.chartAlias
            start = try reader["at"]?.asInstant() ?? Instant(seconds: 0)
            world = World.forChart(profile: profile)
            steps = try RehearsalScript.chartSteps(reader)
        }
    }

    /// What is given: here, or in a file of its own that several rehearsals share.
    private static func given(_ node: RehearsalNode?, _ read: Reader) throws(RehearsalProblem)
        -> RehearsalNode?
    {
        guard let node, let path = node.text else { return node }
        let (text, file) = try read(path)
        return try RehearsalNode.documents(text, file: file).first
    }

    /// A bare chart: it is opened, the events come one after the other, and at the end it is looked at.
    private static func chartSteps(_ reader: NodeReader) throws(RehearsalProblem) -> [Step] {
        let line = reader.node.line
        let open = Attempt.Deed.open(
            workflow: chartAlias,
            alias: chartAlias,
            unit: World.chartUnit,
            data: ValueMap()
        )
        var steps = [Step(kind: .perform([Attempt(system: open, line: line)]), line: line)]
        for event in try reader["events"]?.asList() ?? [] { steps.append(try Step(event)) }
        for step in try reader["steps"]?.asList() ?? [] { steps.append(try Step(step)) }
        if let expected = reader["expect"] {
            steps.append(Step(kind: .expect(try Expectation(expected)), line: expected.line))
        }
        return steps
    }
}

extension RehearsalNode {
    /// Whether rehearsals only name it: a bare chart, or what is given.
    fileprivate var isProp: Bool {
        guard case .map(let pairs) = content else { return false }
        let keys = Set(pairs.map(\.key))
        return keys.isSuperset(of: ["chart", "states"]) || (!keys.isEmpty && keys.isSubset(of: World.keys))
    }
}

extension World {
    /// The unit that holds the case of a bare chart.
    static let chartUnit = "unit"

    /// What a bare chart needs: one unit, nobody in it.
    static func forChart(profile: String) -> World {
        var world = World()
        let name = LocalizedText(zhHant: chartUnit, en: chartUnit)
        world.units = [.init(id: chartUnit, name: name, parent: nil, head: nil, profile: profile)]
        return world
    }
}
