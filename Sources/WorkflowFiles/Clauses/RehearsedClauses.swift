public import Values

/// Which rehearsals have gone through which clauses, as `anwei rehearse --coverage FILE` writes it.
///
///     {"profiles":{...}, "rehearsals":[{"rehearsal":"...","passed":true,"about":["K-15.1b"],
///      "touched":["K-15.1a"]}]}
///
/// A rehearsal that failed shows nothing and is left out.
public struct RehearsedClauses: Sendable, Hashable {
    private var about: [String: [String]] = [:]
    private var touching: [String: [String]] = [:]

    /// Reads a coverage file.
    public init(coverage bytes: [UInt8]) throws(CoverageProblem) {
        guard let value = try? Value(json: bytes) else { throw CoverageProblem.notJSON }
        guard value["profiles"]?.pairs != nil else { throw CoverageProblem.notCoverage }
        guard let rehearsals = value["rehearsals"]?.elements else { throw CoverageProblem.outdated }
        for rehearsal in rehearsals {
            guard let title = rehearsal["rehearsal"]?.text, case .bool(let hasPassed)? = rehearsal["passed"],
                let about = rehearsal["about"]?.elements?.compactMap(\.text),
                let touched = rehearsal["touched"]?.elements?.compactMap(\.text)
            else { throw CoverageProblem.notCoverage }
            guard hasPassed else { continue }
            for clause in Set(about) { self.about[clause, default: []].append(title) }
            for clause in Set(touched).subtracting(about) { touching[clause, default: []].append(title) }
        }
    }

    /// The titles of the rehearsals of a clause in the order in which they were played: first those that say
    /// they are about it, then those whose cases went through it.
    public func rehearsals(of clause: String) -> [String] {
        about[clause, default: []] + touching[clause, default: []]
    }
}

/// What is wrong with a coverage file.
public struct CoverageProblem: Error, Sendable, Hashable {
    /// What to say and what to do.
    public let message: LocalizedText

    static let notJSON = CoverageProblem(
        message: LocalizedText(
            zhHant: "涵蓋率檔不是 JSON；請以 anwei rehearse 檔案 --coverage 檔案 產生。",
            en: "The coverage file is not JSON; write it with anwei rehearse FILES --coverage FILE."
        )
    )
    static let notCoverage = CoverageProblem(
        message: LocalizedText(
            zhHant: "此檔案不是涵蓋率檔；請以 anwei rehearse 檔案 --coverage 檔案 產生。",
            en: "The file holds no coverage; write it with anwei rehearse FILES --coverage FILE."
        )
    )
    static let outdated = CoverageProblem(
        message: LocalizedText(
            zhHant: "涵蓋率檔由較舊的版本產生，未載明演練；請重新執行 anwei rehearse 檔案 --coverage 檔案。",
            en:
                "The coverage file is of an older version and names no rehearsals; run anwei rehearse FILES "
                + "--coverage FILE again."
        )
    )
}
