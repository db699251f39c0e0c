import Values

/// A checked expression in the form in which it is evaluated: names are resolved, constants folded.
indirect enum Plan: Sendable {
    case constant(Value)
    case field(FieldReading)
    case hasField(FieldReading)
    /// The variable of a comprehension, by its number.
    case slot(Int)
    case member(Plan, String, SourcePlace)
    case hasMember(Plan, String, SourcePlace)
    case index(Plan, Plan, SourcePlace)
    case and([Plan], SourcePlace)
    case or([Plan], SourcePlace)
    case not(Plan, SourcePlace)
    case negate(Plan, SourcePlace)
    case conditional(Plan, Plan, Plan, SourcePlace)
    case binary(BinaryOperator, Plan, Plan, SourcePlace)
    case call(StandardFunction, [Plan], SourcePlace)
    /// `matches` with a pattern that is known beforehand.
    case matches(Plan, Pattern, SourcePlace)
    case host(HostCall)
    case list([Plan])
    case map([(key: Plan, value: Plan)], SourcePlace)
    case comprehension(Comprehension)
}

/// Looks up a variable and members below it.
///
/// A class, because it is handed on at every reading: one reference costs less than five arrays.
final class FieldReading: Sendable {
    /// Its number in the expression's list of reads.
    let number: Int
    let path: FieldPath
    /// The path of the variable alone.
    let root: FieldPath
    /// The members as keys of maps.
    let keys: [Value]
    /// The paths of two and more names on the way, each of which may be unknown.
    let prefixes: [FieldPath]
    /// Where each of the names stands.
    let places: [SourcePlace]

    init(_ path: FieldPath, number: Int, places: [SourcePlace]) {
        self.number = number
        self.path = path
        self.places = places
        root = FieldPath(path.root)
        keys = path.names.dropFirst().map { .string($0) }
        prefixes = (1..<path.names.count).map { FieldPath(Array(path.names[0...$0])) }
    }
}

/// Calls a function of the host.
struct HostCall: Sendable {
    let function: String
    let arguments: [Plan]
    /// Fields that are named, not evaluated, by their numbers in the list of reads.
    let fields: [Int]
    let place: SourcePlace
}

/// Goes over a list's elements or a map's keys.
struct Comprehension: Sendable {
    let macro: ComprehensionMacro
    let range: Plan
    let slot: Int
    let condition: Plan?
    let transform: Plan?
    let place: SourcePlace
}
