import Casework

/// The rest of the store as a decision may ask it: inside the transaction that will keep the decision, or for a
/// look that keeps nothing and so draws no serial numbers.
struct StoreSurroundings: Surroundings {
    let snapshot: any StorageSnapshot
    /// Whether an account may know of a case.
    let maySee: (CaseHead, String) throws -> Bool
    var nextSerial: (String) throws -> Int = { _ in 0 }
    /// Draws a number below a limit: what the limit is, and which try it is.
    var draw: (Int, Int) -> Int = { _, _ in 0 }

    func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] {
        try snapshot.occurrences(search).compactMap { occurrence in
            guard let head = try snapshot.caseHead(occurrence.caseID) else { return nil }
            if let account = search.knownTo, try !maySee(head, account) { return nil }
            return FoundOccurrence(number: head.file.number, day: occurrence.day)
        }
    }

    func serial(_ series: String) throws -> Int { try nextSerial(series) }

    func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) throws -> Int {
        var limit = lots.count
        var attempt = 0
        while true {
            let lot = lots.lowerBound + draw(limit, attempt)
            if try snapshot.lookUp(number: number(lot)) == nil { return lot }
            attempt += 1
            // Where so many are taken, there is one digit more.
            if attempt.isMultiple(of: 32) { limit *= 10 }
        }
    }
}
