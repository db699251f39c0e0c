extension OccurrenceSearch {
    /// The occurrences that are asked for, in order of day and case.
    public func matches(in occurrences: some Sequence<Occurrence>) -> [Occurrence] {
        // By position last, so that a case's occurrences of one day stay in the case's own order.
        let found = occurrences.filter { matches($0) }.enumerated().sorted { left, right in
            (left.element.day, left.element.caseID, left.offset)
                < (right.element.day, right.element.caseID, right.offset)
        }
        return found.map(\.element)
    }

    private func matches(_ occurrence: Occurrence) -> Bool {
        occurrence.kind == kind && occurrence.caseID != excluding
            && first <= occurrence.day && occurrence.day <= last
            && occurrence.places.contains { places.contains($0) }
    }
}
