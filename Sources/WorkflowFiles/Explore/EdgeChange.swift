import BitCollections

/// What an edge does to what the variables can hold.
struct EdgeChange {
    /// What they can hold behind it; for those that were not written, as far as what was before allows it.
    let masks: [UInt64]
    /// The variables that were written.
    let written: BitSet
    /// Those that were given a value which is none if others are empty.
    let pending: [Int: AbstractWriting]
    /// The watched requirements that hold behind it, whatever was before.
    let holding: BitSet
    /// Those of which it has written something.
    let touched: BitSet

    init(_ model: AbstractModel, _ demands: AbstractChart.Demands) {
        masks = model.masks
        written = BitSet(model.written)
        pending = model.pending
        var (holding, touched) = (BitSet(), BitSet())
        for (number, watched) in demands.watched.enumerated() {
            if !watched.variables.isDisjoint(with: written) { touched.insert(number) }
            if watched.formula.isSurelyTrue(masks) { holding.insert(number) }
        }
        (self.holding, self.touched) = (holding, touched)
    }

    /// Whether a case can go the edge, as the variables stand before it.
    func isOpen(_ before: [UInt64], _ kept: BitSet) -> Bool {
        kept.allSatisfy { written.contains($0) || before[$0] & masks[$0] != 0 }
    }

    /// What the variables can hold behind the edge.
    func behind(_ before: [UInt64], _ demands: AbstractChart.Demands) -> [UInt64] {
        var behind = before
        for variable in demands.kept {
            guard written.contains(variable) else {
                behind[variable] &= masks[variable]
                continue
            }
            behind[variable] = masks[variable]
            guard let writing = pending[variable] else { continue }
            if writing.canBeNull { behind[variable] |= AbstractVariable.empty }
            let missing = writing.needs.filter { before[$0] & AbstractVariable.empty != 0 }
            guard !missing.isEmpty else { continue }
            // With an empty field nothing is set; a datum that is null gives null.
            let isSet = !missing.allSatisfy { demands.fields.contains($0) }
            behind[variable] |= isSet ? AbstractVariable.empty : before[variable]
        }
        return behind
    }
}

extension Formula {
    /// Whether it is true whatever the variables hold of what they can.
    func isSurelyTrue(_ masks: [UInt64]) -> Bool { possible(masks) == FormulaTruths(true: true) }

    /// How it can come out; more than that may stand in it, never less.
    private func possible(_ masks: [UInt64]) -> FormulaTruths {
        switch self {
        case .constant(let truth): truth ? FormulaTruths(true: true) : FormulaTruths(false: true)
        case .neither: FormulaTruths(unknown: true)
        case .inState: FormulaTruths(true: true, false: true)
        case .not(let inner): inner.possible(masks).negated
        case .any(let parts): FormulaTruths(any: parts.map { $0.possible(masks) })
        case .all(let parts): FormulaTruths(any: parts.map { $0.possible(masks).negated }).negated
        case .atom(let atom): FormulaTruths(atom, masks)
        }
    }
}

/// The ways in which a formula can come out.
private struct FormulaTruths: Equatable {
    var `true` = false
    var `false` = false
    var unknown = false

    var negated: FormulaTruths { FormulaTruths(true: `false`, false: `true`, unknown: unknown) }
}

extension FormulaTruths {
    init(_ atom: AbstractAtom, _ masks: [UInt64]) {
        let mask = atom.variable.map { masks[$0] } ?? AbstractVariable.truths
        let needed = atom.needs + atom.mayNeed
        self.init(
            true: mask & atom.whenTrue != 0,
            false: mask & atom.whenFalse != 0,
            unknown: mask & ~(atom.whenTrue | atom.whenFalse) != 0
                || needed.contains { masks[$0] & AbstractVariable.empty != 0 }
        )
    }

    init(any parts: [FormulaTruths]) {
        guard !parts.contains(FormulaTruths(true: true)) else {
            self.init(true: true)
            return
        }
        self.init(
            true: parts.contains(where: \.true),
            false: parts.allSatisfy(\.false),
            unknown: parts.contains(where: \.unknown)
        )
    }
}
