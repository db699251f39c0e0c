import Casework
import CivilCalendar
import Statechart
import Values
import WorkflowFiles

/// Serves one bare chart as if it were a workflow: opened by the engine's own account, moved by events.
struct ChartSource: WorkflowSource {
    let path: String
    let bytes: [UInt8]
    let digest: @Sendable ([UInt8]) -> [UInt8]

    var names: [String] { [RehearsalScript.chartAlias] }
    var calendarTexts: [Int: String] { [:] }

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        guard workflow == RehearsalScript.chartAlias else { return nil }
        return AssembledBundle(bytes: bytes, hash: Hexadecimal.encode(digest(bytes)))
    }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar { .weekendsOnly }

    func compile(_ bundle: AssembledBundle) throws -> Workflow {
        let compiled = try CompiledChart(bundle.bytes, path: path)
        let title = LocalizedText(zhHant: compiled.name, en: compiled.name)
        let labels = compiled.chart.definition.transitions.map(\.label).max() ?? -1
        return Workflow(
            name: RehearsalScript.chartAlias,
            bundleHash: bundle.hash,
            title: title,
            numberPattern: NumberPattern(parts: [.serial(width: 1)]),
            fields: [],
            dataNames: compiled.dataNames,
            relations: [],
            roles: [:],
            occurrences: [],
            facts: [],
            opening: TransitionRule(event: "open"),
            chart: compiled.chart,
            rules: (0..<max(labels + 1, 0)).map { _ in TransitionRule(event: "") },
            states: [:],
            deadlines: [],
            notices: [:],
            expressions: compiled.expressions,
            profile: Profile(name: RehearsalScript.chartAlias, title: title, values: ValueMap()),
            clauses: [:]
        )
    }
}
