import Casework

/// The kinds of refusal by the names that rehearsals use.
enum RefusalKind: String, Sendable, CaseIterable {
    case notPermitted = "not-permitted"
    case notPossible = "not-possible"
    case unmet
    case invalid
    case conflict
    case unknown
    case keyReused = "key-reused"
    case busy
    case tooMuch = "too-much"

    init(_ refusal: Refusal) {
        switch refusal {
        case .notPermitted: self = .notPermitted
        case .notPossible: self = .notPossible
        case .unmet: self = .unmet
        case .invalidData: self = .invalid
        case .conflict: self = .conflict
        case .unknown: self = .unknown
        case .keyReused: self = .keyReused
        case .busy: self = .busy
        case .tooMuch: self = .tooMuch
        case .inStep(_, let cause): self.init(cause)
        }
    }
}
