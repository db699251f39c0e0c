/// Where a default leads, in indices.
struct DefaultEntry: Sendable {
    var targets: [Int] = []
    var actions: [Action] = []
}
