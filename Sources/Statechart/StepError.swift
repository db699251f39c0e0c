/// Something that failed during a step, and where.
public struct StepError: Sendable, Hashable {
    /// Where in the chart something failed.
    public enum Place: Sendable, Hashable {
        case datum(String)
        case condition(source: String, label: Int)
        case transition(source: String, label: Int)
        case entry(String)
        case exit(String)
        case initial(String)
        case historyDefault(String)
        case doneData(String)
    }

    /// What failed.
    public let message: String
    /// Where.
    public let place: Place
}
