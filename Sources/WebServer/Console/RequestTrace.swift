import CaseEngine
import Casework
import Synchronization

/// What a request of a console has touched, noted while it is answered, for the record of how it ended.
final class RequestTrace: Sendable, Hashable {
    private let noted = Mutex(Noted())

    /// What was noted.
    struct Noted: Sendable {
        var rows = 0
        var revealed: Set<String> = []
        var numbers: [String] = []
        var sequence: Int64?
        var isDryRun = false
    }

    /// What was noted so far.
    var result: Noted { noted.withLock { $0 } }

    func note(rows: Int) { noted.withLock { $0.rows += rows } }

    func note(numbers: [String]) {
        noted.withLock { noted in
            noted.rows += numbers.count
            noted.numbers += numbers
        }
    }

    func note(_ fields: [FieldView]) {
        let shown = fields.filter { $0.field.isSensitive && $0.value != nil }.map(\.field.name)
        noted.withLock { noted in
            noted.rows += 1
            noted.revealed.formUnion(shown)
        }
    }

    func note(_ forms: [ActionView]) {
        let shown = forms.flatMap(\.form).filter { $0.field.isSensitive && $0.current != nil }.map(
            \.field.name
        )
        noted.withLock { noted in
            noted.rows += forms.count
            noted.revealed.formUnion(shown)
        }
    }

    func note(_ receipt: Receipt) {
        noted.withLock { noted in
            noted.isDryRun = receipt.isDryRun
            if !receipt.isDryRun { noted.sequence = receipt.sequence }
            if !receipt.number.isEmpty { noted.numbers = [receipt.number] + receipt.started }
        }
    }

    static func == (left: RequestTrace, right: RequestTrace) -> Bool { left === right }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
