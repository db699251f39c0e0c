import Statechart
import Values

// The words in which the tests write charts.

/// An expression in the toy language.
func e(_ source: String) -> ExpressionReference { ToyExpressions.reference(source) }

/// A value computed by an expression in the toy language.
func v(_ source: String) -> Operand { .expression(e(source)) }

/// An action that leaves a word in the dialogue's trace.
func note(_ word: String) -> Action { .perform("note", arguments: [("word", .literal(.string(word)))]) }

/// An action that leaves the value of an expression in the dialogue's trace.
func note(valueOf source: String) -> Action { .perform("note", arguments: [("word", v(source))]) }

func set(_ location: String, _ source: String) -> Action { .set(location, v(source)) }

func raise(_ name: String) -> Action { .raise(name, payload: .none) }

func send(
    _ name: String,
    to target: SendTarget = .itself,
    after delay: String? = nil,
    id: String? = nil
) -> Action {
    .send(
        SendAction(
            .literal(.string(name)),
            to: target,
            after: delay.map { .literal(.string($0)) },
            id: id.map { .literal(.string($0)) }
        )
    )
}

func on(
    _ events: String,
    to targets: String = "",
    when condition: String? = nil,
    internal isInternal: Bool = false,
    do actions: [Action] = [],
    label: Int = 0
) -> TransitionDefinition {
    TransitionDefinition(
        on: events.split(separator: " ").map(String.init),
        when: condition.map(e),
        to: targets.split(separator: " ").map(String.init),
        isInternal: isInternal,
        actions: actions,
        label: label
    )
}

func always(
    to targets: String = "",
    when condition: String? = nil,
    do actions: [Action] = [],
    label: Int = 0
) -> TransitionDefinition {
    on("", to: targets, when: condition, do: actions, label: label)
}

func first(_ targets: String, do actions: [Action] = []) -> InitialDefinition {
    InitialDefinition(targets.split(separator: " ").map(String.init), actions: actions)
}

/// A state whose entry and exit leave `+id` and `-id` in the trace, beside what else it does.
func state(
    _ id: String,
    initial: InitialDefinition? = nil,
    _ transitions: [TransitionDefinition] = [],
    entry: [Action] = [],
    exit: [Action] = [],
    data: [DatumDefinition] = [],
    _ children: [StateDefinition] = []
) -> StateDefinition {
    StateDefinition(
        id,
        initial: initial,
        transitions: transitions,
        onEntry: [[note("+" + id)] + entry],
        onExit: [[note("-" + id)] + exit],
        data: data,
        children: children
    )
}

func parallel(
    _ id: String,
    _ transitions: [TransitionDefinition] = [],
    entry: [Action] = [],
    _ children: [StateDefinition]
) -> StateDefinition {
    StateDefinition(
        id,
        kind: .parallel,
        transitions: transitions,
        onEntry: [[note("+" + id)] + entry],
        onExit: [[note("-" + id)]],
        children: children
    )
}

func final(_ id: String, entry: [Action] = [], exit: [Action] = [], data: Payload = .none) -> StateDefinition
{
    StateDefinition(
        id,
        kind: .final,
        onEntry: [[note("+" + id)] + entry],
        onExit: [[note("-" + id)] + exit],
        doneData: data
    )
}

func shallow(_ id: String, default initial: InitialDefinition? = nil) -> StateDefinition {
    StateDefinition(id, kind: .shallowHistory, initial: initial)
}

func deep(_ id: String, default initial: InitialDefinition? = nil) -> StateDefinition {
    StateDefinition(id, kind: .deepHistory, initial: initial)
}

func datum(_ name: String, _ source: String? = nil) -> DatumDefinition {
    DatumDefinition(name, value: source.map(v))
}

func state(
    _ id: String,
    initial: InitialDefinition? = nil,
    _ children: [StateDefinition]
) -> StateDefinition {
    state(id, initial: initial, [TransitionDefinition](), children)
}

func parallel(_ id: String, _ children: [StateDefinition]) -> StateDefinition {
    parallel(id, [TransitionDefinition](), children)
}
