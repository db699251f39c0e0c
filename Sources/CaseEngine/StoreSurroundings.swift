import Casework

/// The rest of the store as a decision may ask it: inside the transaction that will keep the decision, or for a
/// look that keeps nothing and so draws no serial numbers.
struct StoreSurroundings: Surroundings {
    let snapshot: any StorageSnapshot
    var nextSerial: (String) throws -> Int = { _ in 0 }

    func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] {
        try snapshot.occurrences(search).compactMap { occurrence in
            try snapshot.caseHead(occurrence.caseID).map {
                FoundOccurrence(number: $0.file.number, day: occurrence.day)
            }
        }
    }

    func serial(_ series: String) throws -> Int { try nextSerial(series) }
}
