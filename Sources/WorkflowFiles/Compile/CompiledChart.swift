import Casework
public import Expressions
public import Statechart

/// A bare chart ready to be run: every datum is `dyn`, and what could not be read fails when reached.
public struct CompiledChart: Sendable {
    /// The file's name for it.
    public let name: String
    /// The chart.
    public let chart: Chart
    /// Its outermost data, which whoever starts the chart may give other values to begin with.
    public let dataNames: [String]
    /// Its expressions, by the numbers that the chart refers to them with.
    public let expressions: [CheckedExpression]
    /// What the author should look at.
    public let warnings: [Finding]

    /// Reads a chart's file; throws what keeps it from being run at all.
    public init(_ bytes: [UInt8], path: String) throws(FileProblems) {
        let root = try YAMLDocument.read(bytes, path: path)
        let reader = FileReader(isBare: true)
        guard let keyed = reader.map(root, .chart), let name = reader.text(keyed["chart"]) else {
            throw FileProblems(reader.findings)
        }
        var draft = reader.chart(keyed)
        guard !reader.findings.contains(where: { $0.code == .tooLarge }) else {
            throw FileProblems(reader.findings)
        }
        draft.data = reader.data(keyed["data"])
        let pool = ExpressionPool(Declared(bare: draft))
        let builder = ChartBuilder(pool)
        let definition = builder.definition(draft)
        var findings = reader.findings + pool.findings
        var chart: Chart?
        do {
            chart = try Chart(definition)
        } catch {
            findings += ChartFindings(draft, builder.places, root.position).of(error)
        }
        guard let chart, !findings.contains(where: { $0.severity == .error }) else {
            throw FileProblems(findings)
        }
        self.name = name.text
        self.chart = chart
        dataNames = draft.data.map(\.name.text).filter { FileReader.isName($0, .variable) }
        expressions = pool.expressions
        warnings = findings
    }
}
