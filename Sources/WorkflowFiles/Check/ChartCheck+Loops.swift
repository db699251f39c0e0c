import Values

extension ChartCheck {
    /// Eventless transitions without condition that lead back to where they began, under every valuation.
    mutating func checkLoops() {
        var reported: Set<String> = []
        for state in draft.chart.all where state.children.isEmpty {
            var path: [String] = []
            var current = state.id.text
            while let transition = unconditional(in: current) {
                if let start = path.firstIndex(of: current) {
                    let cycle = path[start...]
                    if reported.isDisjoint(with: cycle) { report(cycle, at: transition.position) }
                    reported.formUnion(cycle)
                    break
                }
                path.append(current)
                // A transition without a target is enabled again at once.
                guard let target = transition.targets.first else { continue }
                guard let leaf = tree.leaves(of: target.text).first else { break }
                current = leaf
            }
        }
    }

    /// The eventless transition that is taken in a state whatever the data; nil if a condition decides.
    private func unconditional(in id: String) -> TransitionDraft? {
        for state in tree.lineage(of: id) {
            guard let first = state.transitions.first(where: { $0.event == nil }) else { continue }
            return first.condition == nil ? first : nil
        }
        return nil
    }

    private mutating func report(_ cycle: ArraySlice<String>, at position: SourcePosition) {
        let path = (cycle + [cycle.first ?? ""]).joined(separator: " → ")
        report(
            .endlessLoop,
            at: position,
            cycle.first ?? "",
            zh: "無條件的 always 轉移循環不止：\(path)。",
            en: "These unconditional eventless transitions never end: \(path)."
        )
    }
}
