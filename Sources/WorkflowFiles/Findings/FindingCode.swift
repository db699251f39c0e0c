/// What sort of thing a finding is; the raw value is what `--format json` and `waive` name it by.
public enum FindingCode: String, Sendable, Hashable, CaseIterable {
    // The file as a file.
    case unreadable
    case tooLarge = "too-large"
    case encoding
    case syntax
    case tooDeep = "too-deep"
    case alias
    case tag
    case duplicateKey = "duplicate-key"

    // What stands in it.
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case badName = "bad-name"
    case badValue = "bad-value"
    case duplicateName = "duplicate-name"
    case missingText = "missing-text"
    case missingEnglish = "missing-english"

    // What it names.
    case unknownName = "unknown-name"
    case unknownClause = "unknown-clause"
    case unknownFile = "unknown-file"
    case uncoveredClause = "uncovered-clause"
    case expression
    case chart

    // What it means.
    case unreachable
    case noEnd = "no-end"
    case nobodyMay = "nobody-may"
    case unheardMiss = "unheard-miss"
    case misplacedRequires = "misplaced-requires"
    case endlessLoop = "endless-loop"
    case neverTaken = "never-taken"
    case unfilledField = "unfilled-field"
    case stranded
    case shadowed
    case deadlock
    case livelock
    case endOutOfReach = "end-out-of-reach"
    case conflict
    case boundReached = "bound-reached"
    case unused
    case badWaiver = "bad-waiver"
    case unusedWaiver = "unused-waiver"

    /// How bad a finding of this sort is, unless the finding says otherwise.
    public var severity: Finding.Severity {
        switch self {
        case .missingEnglish, .neverTaken, .deadlock, .livelock, .endOutOfReach, .conflict, .boundReached,
            .unused,
            .unusedWaiver:
            .warning
        case .unreadable, .tooLarge, .encoding, .syntax, .tooDeep, .alias, .tag, .duplicateKey, .unknownKey,
            .missingKey, .wrongType, .badName, .badValue, .duplicateName, .missingText, .unknownName,
            .unknownClause, .unknownFile, .uncoveredClause, .expression, .chart, .unreachable, .noEnd,
            .nobodyMay, .unheardMiss,
            .misplacedRequires, .endlessLoop, .unfilledField, .stranded, .shadowed, .badWaiver:
            .error
        }
    }
}
