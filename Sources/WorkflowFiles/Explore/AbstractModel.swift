import Statechart
import Values

/// The data of an abstract case: for each variable the values that are still possible.
///
/// A condition that is not decided by them is put to the oracle, and its answer narrows them.
struct AbstractModel: Datamodel {
    /// What stays the same during an exploration.
    final class Background {
        let chart: AbstractChart
        let oracle: Oracle
        let effects: [String: AbstractEffect]

        init(_ chart: AbstractChart, _ oracle: Oracle) {
            self.chart = chart
            self.oracle = oracle
            var effects: [String: AbstractEffect] = [:]
            for (index, effect) in chart.effects.enumerated() {
                effects["effect:\(index)"] = effect
                effects["datum:\(index)"] = effect
            }
            effects["cancel:*"] = .cancel(Array(chart.delayed.indices))
            for id in Set(chart.delayed.compactMap(\.id)) {
                effects["cancel:" + id] = .cancel(chart.delayed.indices.filter { chart.delayed[$0].id == id })
            }
            self.effects = effects
        }
    }

    private let background: Background
    private(set) var masks: [UInt64]
    /// How often each delayed event waits: 2 stands for more than once.
    var waiting: [Int]
    /// The started cases that have not ended, by bit.
    var started: UInt64 = 0
    /// The fields that the run at hand has filled and emptied.
    private(set) var filled: Set<String> = []
    private(set) var emptied: Set<String> = []
    /// The variables that the run at hand has given a value which is none where others are empty.
    private(set) var pending: [Int: AbstractWriting] = [:]
    /// The fields that were empty where a comparison may have needed them.
    private(set) var doubted: Set<Int> = []
    private var configuration: Configuration?

    init(_ background: Background) {
        self.background = background
        masks = background.chart.initial
        waiting = background.chart.delayed.map { _ in 0 }
    }

    /// Forgets what the last run has written.
    mutating func beginRun() {
        filled = []
        emptied = []
        pending = [:]
        doubted = []
    }

    /// Forgets what is another with each event from outside, and what no transition depends on.
    mutating func forget() {
        for index in background.chart.forgotten { masks[index] = background.chart.variables[index].domain }
    }

    /// Forgets all that was found out since the opening: anything is possible but where nothing was written.
    mutating func widen(to others: [[UInt64]]) {
        let initial = background.chart.initial
        for index in masks.indices
        where masks[index] != initial[index] || others.contains(where: { $0[index] != initial[index] }) {
            masks[index] = background.chart.variables[index].domain
        }
    }

    /// Takes over what has become known elsewhere.
    mutating func narrow(to others: [UInt64]) { masks = others }

    /// The variables that the run at hand has given other values.
    var written: Set<Int> {
        var numbers: Set<Int> = []
        for name in filled.union(emptied) {
            if let number = background.chart.pool.field(name) { numbers.insert(number) }
            numbers.formUnion(background.chart.pool.readers[name] ?? [])
        }
        return numbers
    }

    /// A field of a form, filled by a person.
    mutating func fill(_ name: String, isRequired: Bool) {
        let number = background.chart.pool.field(name)
        var mask: UInt64 = 0
        if let number {
            let variable = background.chart.variables[number]
            mask = isRequired ? variable.filled : variable.domain
        }
        apply(.write(AbstractWriting(name: name, variable: number, mask: mask, fills: true)))
    }

    /// A field that a form requires: false if it is known to be empty.
    mutating func demand(_ field: Int) -> Bool {
        masks[field] &= ~AbstractVariable.empty
        return masks[field] != 0
    }

    /// Whether a formula is true, false, or neither.
    mutating func truth(of formula: Formula) -> Truth {
        doubted = []
        if holds(formula) { return .true }
        return fails(formula) ? .false : .unknown
    }

    // MARK: Datamodel

    mutating func condition(_ expression: ExpressionReference) -> Truth {
        holds(background.chart.formulas[expression.index]) ? .true : .false
    }

    mutating func value(of expression: ExpressionReference) throws(ExecutionError) -> Value { .null }

    mutating func declare(_ name: String) throws(ExecutionError) {}

    mutating func assign(_ location: String, _ value: Value) throws(ExecutionError) {
        if let effect = background.effects[location] { apply(effect) }
    }

    mutating func setEvent(_ event: Event?) {
        for (index, variable) in background.chart.variables.enumerated() where variable.lifetime == .message {
            masks[index] = variable.domain
        }
    }

    mutating func setConfiguration(_ configuration: Configuration) { self.configuration = configuration }

    // MARK: what actions do

    private mutating func apply(_ effect: AbstractEffect) {
        switch effect {
        case .write(let writing): write(writing)
        case .delay(let number): waiting[number] = min(waiting[number] + 1, 2)
        case .cancel(let numbers): for number in numbers { waiting[number] = 0 }
        case .start(let number): started |= 1 << UInt64(number)
        }
    }

    private mutating func write(_ writing: AbstractWriting) {
        let name = writing.name
        if let variable = writing.variable {
            var needed = writing
            needed.needs = writing.needs.flatMap { need in
                if let earlier = pending[need] { return earlier.needs }
                return masks[need] & AbstractVariable.empty == 0 ? [] : [need]
            }
            pending[variable] = needed.needs.isEmpty && !needed.canBeNull ? nil : needed
            masks[variable] = writing.mask
        }
        for reader in background.chart.pool.readers[name] ?? [] {
            masks[reader] = background.chart.variables[reader].domain
        }
        if writing.fills {
            filled.insert(name)
            emptied.remove(name)
        } else {
            emptied.insert(name)
            filled.remove(name)
        }
    }

    /// One of the delayed events is delivered.
    mutating func deliver(_ number: Int) {
        if waiting[number] < 2 || background.oracle.answer("", nil) { waiting[number] = 0 }
    }

    // MARK: conditions

    /// Whether a formula is true: neither false nor unknown.
    private mutating func holds(_ formula: Formula) -> Bool {
        switch formula {
        case .constant(let truth): return truth
        case .neither: return false
        case .inState(let id): return configuration?.contains(id) ?? false
        case .not(let inner): return fails(inner)
        case .all(let parts):
            for part in parts where !holds(part) { return false }
            return true
        case .any(let parts):
            for part in parts where holds(part) { return true }
            return false
        case .atom(let atom): return decide(atom, atom.whenTrue, isTrue: true)
        }
    }

    /// Whether a formula is false: neither true nor unknown.
    private mutating func fails(_ formula: Formula) -> Bool {
        switch formula {
        case .constant(let truth): return !truth
        case .neither: return false
        case .inState(let id): return !(configuration?.contains(id) ?? false)
        case .not(let inner): return holds(inner)
        case .all(let parts):
            for part in parts where fails(part) { return true }
            return false
        case .any(let parts):
            for part in parts where !fails(part) { return false }
            return true
        case .atom(let atom): return decide(atom, atom.whenFalse, isTrue: false)
        }
    }

    /// Whether an atom has the wanted truth.
    private mutating func decide(_ atom: AbstractAtom, _ wanted: UInt64, isTrue: Bool) -> Bool {
        let text = isTrue ? atom.text : "!(" + atom.text + ")"
        guard let variable = atom.variable else { return background.oracle.answer(text, nil) }
        for field in atom.needs {
            guard fill(field) else { return false }
        }
        for field in atom.mayNeed where masks[field] & AbstractVariable.empty != 0 { doubted.insert(field) }
        let yes = masks[variable] & wanted
        let no = masks[variable] & ~wanted
        if yes == 0 { return false }
        if no == 0 { return true }
        let holds = background.oracle.answer(text, variable, yes: yes, no: no)
        masks[variable] = holds ? yes : no
        return holds
    }

    /// Whether a field that a comparison needs is filled; asked if that is open.
    private mutating func fill(_ field: Int) -> Bool {
        let filled = masks[field] & ~AbstractVariable.empty
        if filled == 0 { return false }
        if filled == masks[field] { return true }
        let name = background.chart.variables[field].name
        let empty = AbstractVariable.empty
        let holds = background.oracle.answer("filled(\(name))", field, yes: filled, no: empty)
        masks[field] = holds ? filled : AbstractVariable.empty
        return holds
    }
}
