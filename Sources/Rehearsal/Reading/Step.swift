import Values

/// One step of a rehearsal.
struct Step: Sendable {
    /// What happens.
    let kind: Kind
    let line: Int

    enum Kind: Sendable {
        case perform([Attempt])
        case advance(TimeSpan)
        case advanceTo(Instant)
        case expect(Expectation)
        case print(Printing)
        case correct(Correcting)
    }
}
