import Statechart
import Testing

@Suite
struct EventMatchingTests {
    @Test(
        arguments: [
            ("error", "error", true),
            ("error", "error.execution", true),
            ("error", "error.execution.deep", true),
            ("error.*", "error.execution", true),
            ("error.*", "error", true),
            ("error.", "error.execution", true),
            ("error.execution", "error", false),
            ("error", "errors", false),
            ("error", "errors.my", false),
            ("error", "my.error", false),
            ("err", "error", false),
            ("error.exec", "error.execution", false),
            ("*", "anything.at.all", true),
            ("a.b", "a.b.c", true),
            ("a.b", "a.bc", false),
            ("a.b.*", "a.b.c", true),
            ("一.二", "一.二.三", true),
            ("一.二", "一.二三", false),
            ("foo bar", "bar", true),
            ("foo bar", "bar.x", true),
            ("foo *", "baz", true),
            ("foo bar", "baz", false),
            ("Go", "go", false),
        ]
    )
    func `a descriptor matches by token prefix`(descriptor: String, name: String, matches: Bool) throws {
        var chart = try Dialogue([state("a", [on(descriptor, to: "b")]), state("b")])
        chart.say(name)
        #expect(chart.active == (matches ? "b" : "a"))
    }

    @Test
    func `an event that nothing listens to is dropped and changes nothing`() throws {
        var chart = try Dialogue([state("a", [on("go", to: "b")]), state("b")])
        #expect(chart.say("stay").isEmpty)
        #expect(chart.active == "a")
        #expect(chart.steps.last?.microsteps.isEmpty == true)
        #expect(chart.say("go") == "-a +b")
    }

    @Test
    func `the star does not make a transition eventless`() throws {
        var chart = try Dialogue([state("a", [on("*", to: "b")]), state("b")])
        #expect(chart.active == "a")
        chart.say("x")
        #expect(chart.active == "b")
    }

    @Test
    func `the empty name matches only the star`() throws {
        var chart = try Dialogue([state("a", [on("x", to: "b"), on("*", to: "c")]), state("b"), state("c")])
        chart.say("")
        #expect(chart.active == "c")
    }
}
