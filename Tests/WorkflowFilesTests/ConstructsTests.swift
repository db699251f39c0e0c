import Casework
import Expressions
import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("Every construct of a workflow file")
struct ConstructsTests {
    @Test func `the file with every construct has nothing wrong with it`() {
        #expect(Probe.check(Constructs.part) == [])
    }

    @Test func `fields keep types, bounds, labels, readers and seals`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        let option = FieldType.Option.self
        let types: [(String, FieldType)] = [
            ("reporter", .person), ("narrative", .text(maximumLength: 200)),
            ("injured", .integer(minimum: 0, maximum: 99)), ("share", .number(minimum: 0, maximum: 0.5)),
            ("died", .boolean), ("day", .date), ("knownAt", .datetime), ("team", .unit), ("place", .site),
            ("extra", .any),
            (
                "kind",
                .choice([
                    option.init(value: "happened", label: LocalizedText(zhHant: "已發生", en: "Happened")),
                    option.init(value: "likely", label: LocalizedText(zhHant: "之虞", en: "Likely")),
                ])
            ),
        ]
        for (name, type) in types { #expect(workflow.field(name)?.type == type) }
        let person = Field(name: "person", type: .person, label: LocalizedText(zhHant: "人", en: "Person"))
        #expect(workflow.field("harmers")?.type == .list(.record([person])))
        #expect(workflow.field("narrative")?.isSensitive == true)
        #expect(workflow.field("narrative")?.clause == "K-2")
        #expect(workflow.field("reporter")?.readers == ["head", "reporter"])
        #expect(workflow.field("injured")?.label.zhHant == "人數")
    }

    @Test func `declarations become rules`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        #expect(workflow.name == "t")
        #expect(workflow.access == ["worker", "head"])
        #expect(workflow.roles.keys.sorted() == ["head", "worker"])
        let harmer = try #require(workflow.relations.last)
        #expect(harmer.name == "harmer")
        #expect(harmer.field == FieldPath(["harmers", "person"]))
        #expect(harmer.isConflicted && harmer.refersUpward)
        #expect(workflow.relations[0].isConflicted == false)
        #expect(workflow.occurrences.map(\.kind) == ["injury"])
        #expect(workflow.occurrences[0].places == ["place", "team"])
        #expect(workflow.facts.map(\.name) == ["near"])
        #expect(workflow.notices["told"]?.tell == ["head", "reporter"])
        #expect(workflow.notices["told"]?.text.zhHant == "有新案件")
        #expect(workflow.dataNames == ["counter", "list", "empty", "flag", "items", "inner"])
        #expect(workflow.profile.values["outlets"] == .int(3))
        #expect(workflow.clauses.keys.sorted() == ["K-1", "K-2"])
        #expect(workflow.numberPattern.parts == [.serial(width: 4)])
    }

    @Test func `an action keeps who, what it asks, and what must hold`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        let stop = try #require(workflow.rules.first { $0.event == "stop" })
        #expect(stop.title?.en == "Close")
        #expect(stop.by == ["head", "reporter"])
        #expect(stop.asks.map(\.field) == ["narrative", "kind", "extra", "knownAt"])
        #expect(stop.asks.map(\.isRequired) == [true, false, false, false])
        #expect(stop.requires.map(\.clause) == ["K-2", nil])
        #expect(stop.requires.map(\.sentence.en) == ["Fill in the story", "Say how many"])
        #expect(stop.clauses == ["K-2", "K-1"])
        #expect(workflow.expression(stop.requires[0].condition).source == "filled(narrative)")
    }

    @Test func `each transition finds its rule by its label`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        var seen: [Int] = []
        func walk(_ state: StateDefinition) {
            for transition in state.transitions {
                seen.append(transition.label)
                let event = workflow.rules[transition.label].event
                #expect(event.split(separator: " ").map(String.init) == transition.events)
            }
            for child in state.children { walk(child) }
        }
        for state in workflow.chart.definition.states { walk(state) }
        #expect(seen.sorted() == Array(workflow.rules.indices))
    }

    @Test func `states keep titles and marks`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        #expect(workflow.states["closed"]?.isClosed == true)
        #expect(workflow.states["line"]?.isTrack == true)
        #expect(workflow.states["both"]?.clauses == ["K-1"])
        #expect(workflow.states["done"]?.title.zhHant == "完成")
        let both = workflow.chart.definition.states[0]
        #expect(both.kind == .parallel)
        let memory = try #require(both.children[0].children.first { $0.id == "memory" })
        #expect(memory.kind == .deepHistory)
        #expect(memory.initial?.targets == ["first"])
        #expect(workflow.chart.definition.initial?.targets == ["both"])
    }

    @Test func `deadlines keep how long, from when, what meets them and who hears`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        #expect(workflow.deadlines.map(\.name) == ["assign", "review", "computed"])
        let assign = workflow.deadlines[0]
        #expect(assign.within == .immediately)
        #expect(assign.state == "line")
        #expect(assign.met == .event(["go"]))
        #expect(assign.tell == ["head"])
        #expect(assign.clause == "K-2")
        let from = try #require(assign.from)
        #expect(workflow.expression(from).source == "knownAt")
        let review = workflow.deadlines[1]
        #expect(review.within == .period("7 days"))
        let remind = try #require(review.remind)
        #expect(workflow.expression(remind).source == "['1d', '12h']")
        guard case .condition(let condition, let claimed) = review.met else {
            Issue.record("review is met by a condition")
            return
        }
        #expect(workflow.expression(condition).source == "filled(day)")
        #expect(claimed.map { workflow.expression($0).source } == "knownAt")
        guard case .computed(let period) = workflow.deadlines[2].within else {
            Issue.record("computed is computed")
            return
        }
        #expect(workflow.expression(period).source == "profile.must ? '8h' : '10m'")
        #expect(workflow.deadlines[2].met == .event(["go", "stop"]))
    }
}
