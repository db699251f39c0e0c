import Casework
import Values

/// What falls due of a case, one thing after the other.
extension Turn {
    /// Takes what is due of a case, one thing; false if nothing is.
    mutating func takeDue(_ id: CaseID) throws -> Bool {
        firing = id
        guard let receipt = try takeOne(id, cause: nil) else { return false }
        _ = try workOff(receipt)
        return true
    }

    mutating func takeOne(_ id: CaseID, cause: Int64?) throws -> Receipt? {
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil,
            let decision = try decision(on: id, workflow, by: nil, { try $0.decide(.due, on: opened.file) })
        else { return nil }
        return try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: cause)
    }

    /// Reckons a case's deadlines by the calendar in force; false if none moves.
    mutating func recalculate(_ id: CaseID) throws -> Bool {
        firing = id
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil,
            let decision = try decision(
                on: id,
                workflow,
                by: nil,
                { try $0.decide(.calendar, on: opened.file) }
            )
        else { return false }
        _ = try workOff(try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil))
        return true
    }
}
