/// Where the interpreter leaves the letter of Appendix D, because the text of the recommendation says
/// otherwise or because the letter would not end; `DepartureTests` shows each, with and without.
struct Departures: OptionSet, Hashable {
    let rawValue: Int

    /// Only states inside a transition's domain are entered (3.13): a remembered target further in than its
    /// history state's parent would else enter again what was never left.
    static let onlyInsideDomain = Departures(rawValue: 1)
    /// The domain is fixed before anything is left (3.13): leaving changes what a history stands for.
    static let domainBeforeExit = Departures(rawValue: 2)
    /// The default content of a history runs also while its parent stays active (3.10).
    static let historyContentAlways = Departures(rawValue: 4)
    /// A parallel state that is a region completes the parallel state around it (3.4).
    static let parallelCompletesParallel = Departures(rawValue: 8)
    /// A condition that fails on an eventless transition, or while an error is handled, is raised once in a
    /// macrostep until its state is left; else it would raise its own cause for ever.
    static let errorOncePerMacrostep = Departures(rawValue: 16)
    /// A condition of a state around several regions is evaluated once in a selection, not for each region:
    /// its error is one error.
    static let conditionOncePerSelection = Departures(rawValue: 32)

    static let all: [Departures] = [
        .onlyInsideDomain, .domainBeforeExit, .historyContentAlways, .parallelCompletesParallel,
        .errorOncePerMacrostep, .conditionOncePerSelection,
    ]
    /// All of them: how the interpreter runs.
    static let ours = Departures(all)
}
