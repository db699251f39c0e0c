import Casework
import Values

/// Every clause on register with what carries it out: what `anwei check --clauses` shows.
///
/// ```
///   clauses/*.yaml ──▶ register ─────┐
///   workflows, includes ▶ citations ─┼─▶ rows ──▶ text, JSON
///   rehearse --coverage ▶ rehearsed ─┘
/// ```
public struct ClauseTable: Sendable, Hashable {
    /// One row a clause, in the order of regulations and ids.
    public let rows: [ClauseRow]
    /// Whether a coverage file was joined; without one nothing is rehearsed.
    public let countsRehearsals: Bool

    /// The table over the texts of files, by path from the workflows folder.
    ///
    /// - Parameter rehearsed: what rehearsals have gone through; nil if nobody played any.
    /// - Throws: `FileProblems` if a file cannot be read or names a clause that is not on register.
    public init(files: [String: [UInt8]], rehearsed: RehearsedClauses? = nil) throws(FileProblems) {
        let set = FileSet(files)
        let registers = set.registers.content.registers
        let (citations, findings) = set.citations
        let known = set.clauses
        let unknown = citations.filter { known[$0.clause.text] == nil }.map { citation in
            Finding.unknown(citation.clause, code: .unknownClause, "條文", "clause", among: Array(known.keys))
        }
        let problems = (set.findings + set.clashes + findings + unknown).filter { $0.severity == .error }
        guard problems.isEmpty else { throw FileProblems(FileCheck.sorted(problems)) }
        let places = Dictionary(grouping: citations, by: \.clause.text)
        rows = registers.flatMap { register in
            register.clauses.map { clause in
                ClauseRow(
                    clause,
                    of: register,
                    implementedBy: ClauseTable.texts(of: places[clause.clause.id] ?? []),
                    rehearsedBy: rehearsed?.rehearsals(of: clause.clause.id) ?? []
                )
            }
        }.sorted { ClauseOrder.isBefore($0.id, $1.id) }
        countsRehearsals = rehearsed != nil
    }

    /// How many clauses have come how far.
    public func count(_ status: ClauseRow.Status) -> Int { rows.count { $0.status == status } }

    /// How many clauses a rehearsal has gone through.
    public var rehearsedCount: Int { rows.count { !$0.rehearsedBy.isEmpty } }

    /// The citations as texts, each place once.
    private static func texts(of citations: [ClauseCitation]) -> [String] {
        var seen: Set<String> = []
        return citations.sorted { ($0.workflow, $0.clause.position) < ($1.workflow, $1.clause.position) }
            .map(\.text).filter { seen.insert($0).inserted }
    }
}

extension ClauseRow {
    init(
        _ registered: RegisteredClause,
        of register: ClauseRegister,
        implementedBy: [String],
        rehearsedBy: [String]
    ) {
        id = registered.clause.id
        regulation = register.title
        place = registered.place
        citation = registered.clause.citation
        title = registered.clause.title
        obligation = registered.obligation
        procedures = registered.procedures
        writtenReason = registered.reason
        self.implementedBy = implementedBy
        self.rehearsedBy = rehearsedBy
    }
}

extension FileSet {
    /// What all workflows cite, and what keeps one of them from being read.
    fileprivate var citations: (found: [ClauseCitation], findings: [Finding]) {
        let parts = workflows.values.sorted().compactMap { self.parts(of: $0) }
        return (parts.flatMap { $0.draft?.citations ?? [] }, parts.flatMap(\.findings))
    }
}
