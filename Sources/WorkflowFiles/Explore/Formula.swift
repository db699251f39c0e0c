import Statechart
import Values

/// A condition over the variables of an abstract case.
indirect enum Formula {
    case constant(Bool)
    /// Neither true nor false, whatever the data: it cannot be evaluated.
    case neither
    case inState(String)
    case atom(AbstractAtom)
    case not(Formula)
    case all([Formula])
    case any([Formula])
}

extension Formula {
    /// The variables that it asks about.
    var variables: [Int] {
        switch self {
        case .constant, .neither, .inState: []
        case .not(let inner): inner.variables
        case .all(let parts), .any(let parts): parts.flatMap(\.variables)
        case .atom(let atom): [atom.variable].compactMap(\.self) + atom.needs
        }
    }

    /// Whether a part of it has no value under the profile.
    var isLeftOpen: Bool {
        switch self {
        case .neither: true
        case .constant, .inState, .atom: false
        case .not(let inner): inner.isLeftOpen
        case .all(let parts), .any(let parts): parts.contains(where: \.isLeftOpen)
        }
    }

    /// The states that it asks about.
    var states: Set<String> {
        switch self {
        case .constant, .neither, .atom: []
        case .inState(let id): [id]
        case .not(let inner): inner.states
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.states) }
        }
    }

    /// The formula for a case that is in some of the states that it asks about.
    func within(_ active: Set<String>) -> Formula {
        switch self {
        case .constant, .neither, .atom: self
        case .inState(let id): .constant(active.contains(id))
        case .not(let inner): .not(inner.within(active))
        case .all(let parts): .all(parts.map { $0.within(active) })
        case .any(let parts): .any(parts.map { $0.within(active) })
        }
    }

    /// What it comes to whatever the data; nil where they decide.
    var settled: Truth? {
        switch self {
        case .constant(let truth): truth ? .true : .false
        case .neither: .unknown
        case .inState, .atom: nil
        case .not(let inner):
            switch inner.settled {
            case .true?: .false
            case .false?: .true
            case let other: other
            }
        case .all(let parts): Formula.settled(parts, absorbing: .false)
        case .any(let parts): Formula.settled(parts, absorbing: .true)
        }
    }

    private static func settled(_ parts: [Formula], absorbing: Truth) -> Truth? {
        let known = parts.map(\.settled)
        if known.contains(where: { $0 == absorbing }) { return absorbing }
        if known.contains(where: { $0 == nil }) { return nil }
        if known.contains(where: { $0 == .unknown }) { return .unknown }
        return absorbing == .true ? .false : .true
    }
}

/// One atomic comparison: for which values of one variable it is true, and for which false.
///
/// For the others it is unknown: a field it needs is empty.
struct AbstractAtom {
    /// Its canonical text, as counterexamples show it.
    let text: String
    /// The variable; nil where nothing can be remembered, because what it reads is bound by a `foreach`.
    let variable: Int?
    let whenTrue: UInt64
    let whenFalse: UInt64
    /// The fields without which it is unknown; only of comparisons that are a variable of their own.
    let needs: [Int]
    /// The fields without which it is unknown on some ways only: in the body of a comprehension, in a fact.
    var mayNeed: [Int] = []
}

/// Something of a case that conditions ask about: a field with the values that matter, or a comparison that
/// is not looked into, with its truth.
///
/// A set of values still possible is a mask; bit 0 of a field stands for empty.
struct AbstractVariable {
    /// When what is known of it is forgotten, beside when it is written.
    enum Lifetime {
        /// Nothing but the case changes it, or nothing at all.
        case kept
        /// Facts, the clock, the actor: another one with each event from outside.
        case event
        /// The event's data: another one with each event, internal ones too.
        case message
    }

    static let empty: UInt64 = 1
    /// The truth values of a comparison that is not looked into.
    static let truths: UInt64 = 0b11
    static let isTrue: UInt64 = 0b01
    static let isFalse: UInt64 = 0b10

    let name: String
    /// The values by bit; nil for empty, and for all others when they are not told apart.
    let values: [Value?]
    let domain: UInt64
    let lifetime: Lifetime
    /// Whether it is a comparison rather than a field.
    let isTruth: Bool

    /// What it can be when a case opens.
    ///
    /// - Parameter fields: those that the opening may fill, with whether it has to; nil for all.
    func opened(_ fields: [String: Bool]?) -> UInt64 {
        guard !isTruth, let fields else { return domain }
        guard let isRequired = fields[name] else { return AbstractVariable.empty }
        return isRequired ? filled : domain
    }

    /// All values but empty.
    var filled: UInt64 { isTruth ? domain : domain & ~AbstractVariable.empty }
}
