import Statechart
import Values

/// Takes the regions of a chart apart that do not bear on anything else, so that each is explored alone.
///
/// Such a region shares no event, no `inState` and no data with the rest, nothing outside goes to a state
/// inside it, it is left only together with the parallel state, and nobody waits for its completion. What
/// the others do it cannot change, nor they what it does: of n regions with m states each n·m configurations
/// are looked at, not m to the power of n.
struct RegionSplit {
    /// A chart with one free region, in which all other free ones do nothing.
    struct Part {
        let chart: ChartDraft
        /// The ids of the states of the region.
        let own: Set<String>
    }

    /// The chart in which every free region does nothing.
    private(set) var main: ChartDraft
    private(set) var parts: [Part] = []
    /// The ids of the free regions.
    private(set) var idle: Set<String> = []

    init(_ chart: ChartDraft) {
        main = chart
        for state in chart.all where state.kind == .parallel {
            for region in RegionSplit.free(in: state, of: main) { idle.insert(region.id.text) }
        }
        guard !idle.isEmpty else { return }
        let all = chart.all
        // A region inside a free one goes with it.
        idle.subtract(all.filter { idle.contains($0.id.text) }.flatMap { $0.all.dropFirst() }.map(\.id.text))
        main = RegionSplit.chart(chart, without: idle)
        for region in all where idle.contains(region.id.text) {
            parts.append(
                Part(
                    chart: RegionSplit.chart(chart, without: idle.subtracting([region.id.text])),
                    own: Set(region.all.map(\.id.text))
                )
            )
        }
    }

    /// The regions of a parallel state that bear on nothing else.
    private static func free(in parallel: StateDraft, of chart: ChartDraft) -> [StateDraft] {
        let regions = parallel.children.filter { $0.kind == .state && !$0.children.isEmpty }
        guard parallel.children.count > 1, !regions.isEmpty else { return [] }
        let uses = regions.map { RegionUse($0.all) }
        let inside = regions.map { Set($0.all.map(\.id.text)) }
        let within = inside.reduce(into: Set<String>()) { $0.formUnion($1) }
        let others = chart.all.filter { !within.contains($0.id.text) }
        let rest = RegionUse(others, chart.initial?.actions.flatMap(\.all) ?? [])
        let entered = Set(chart.initial?.targets.map(\.text) ?? [])
        let all = uses + [rest]
        let around = chart.all.filter { $0.kind == .parallel && RegionSplit.holds($0, parallel) }
        let completions = Set(around.map { "done.state." + $0.id.text })
        guard all.allSatisfy({ !$0.isOpen && completions.isDisjoint(with: $0.awaited) }) else { return [] }
        var users: [String: Int] = [:]
        for thing in all.flatMap(\.things) { users[thing, default: 0] += 1 }
        return regions.indices.filter { index in
            uses[index].things.allSatisfy { users[$0] == 1 }
                && entered.isDisjoint(with: inside[index])
                && !regions[index].all.contains(where: \.isClosed)
        }
        .map { regions[$0] }
    }

    private static func holds(_ outer: StateDraft, _ inner: StateDraft) -> Bool {
        outer.all.contains { $0.id.text == inner.id.text }
    }

    private static func chart(_ chart: ChartDraft, without idle: Set<String>) -> ChartDraft {
        var left = chart
        left.states = chart.states.map { state($0, without: idle) }
        return left
    }

    private static func state(_ state: StateDraft, without idle: Set<String>) -> StateDraft {
        guard !idle.contains(state.id.text) else {
            return StateDraft(id: state.id, title: state.title, isTrack: state.isTrack)
        }
        var left = state
        left.children = state.children.map { self.state($0, without: idle) }
        return left
    }
}
