import Statechart
import Values

/// A state as a file gives it.
struct StateDraft {
    let id: SourceText
    var kind = StateKind.state
    var title: LocalizedText?
    var clauses: [SourceText] = []
    var isClosed = false
    var isTrack = false
    var initial: InitialDraft?
    var data: [DatumDraft] = []
    var entry: [[ActionDraft]] = []
    var exit: [[ActionDraft]] = []
    var deadlines: [DeadlineDraft] = []
    /// Eventless ones first, then those on events, in the order of the file.
    var transitions: [TransitionDraft] = []
    var done = PayloadDraft.none
    var children: [StateDraft] = []

    /// The state and all those inside it, in the order of the file.
    var all: [StateDraft] { [self] + children.flatMap(\.all) }

    /// The actions that belong to it directly: entry, exit, initial and its transitions.
    var actions: [ActionDraft] {
        let blocks = entry + exit + [initial?.actions ?? []] + transitions.map(\.actions)
        return blocks.joined().flatMap { $0.all }
    }
}

/// What is entered by default, as a file gives it.
struct InitialDraft {
    let targets: [SourceText]
    let actions: [ActionDraft]
    let position: SourcePosition
}

/// A datum of the chart as a file gives it.
struct DatumDraft {
    let name: SourceText
    let value: ValueDraft
}
