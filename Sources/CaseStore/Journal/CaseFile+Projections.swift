import Casework
import Values

/// A deadline as the list of deadlines keeps it: while it waits, runs or is missed.
struct ListedDeadline: Hashable {
    /// The millisecond in which it is due; the greatest number while there is none.
    let due: Int64
    let name: String
    let occasion: Int
    let status: Deadline.Status

    init(_ deadline: Deadline) {
        due = deadline.due?.milliseconds ?? Int64.max
        name = deadline.name
        occasion = deadline.occasion
        status = deadline.status
    }
}

extension CaseFile {
    /// The deadlines that lists show unless they are asked for others.
    var listedDeadlines: [ListedDeadline] {
        deadlines.lazy.filter(\.isListed).map { ListedDeadline($0) }
    }

    /// For each account that is a party, whether any of its relations keeps it away from the case.
    var isConflictedByAccount: [String: Bool] {
        Dictionary(parties.map { ($0.account, $0.isConflicted) }) { $0 || $1 }
    }
}

extension Deadline {
    /// Whether it is still to be met, in time or late.
    var isListed: Bool { isOpen || status == .missed }
}

extension Instant {
    /// The first whole millisecond that is not before the instant: what is due then is never found too early.
    var firstMillisecond: Int64 { nanoseconds % 1_000_000 == 0 ? milliseconds : milliseconds + 1 }
}

extension Array where Element == String {
    /// The texts as a JSON list.
    var json: String { Value.list(map { .string($0) }).json }
}
