/// A checked chart, compiled to integers: what the interpreter runs, shared freely between cases.
public struct Chart: Sendable {
    /// The tree that the chart was made from.
    public let definition: ChartDefinition
    let tables: ChartTables

    /// Checks and compiles a definition; throws everything that is wrong with it at once.
    public init(_ definition: ChartDefinition) throws(ChartProblems) {
        var compiler = ChartCompiler(definition)
        self.tables = try compiler.compile()
        self.definition = definition
    }
}
