import Statechart

extension Explorer {
    /// Notes how the requirements of the opening can come out, and takes what people cannot open with from the
    /// model.
    mutating func weighOpening(_ model: inout AbstractModel) {
        guard let demands = abstract.demands else { return }
        let initial = model.masks
        model.narrow(to: demands.opened)
        for (number, formula) in demands.opening.enumerated() {
            let requirement = RequirementOutcomes.Place(transition: nil, number: number)
            oracle.begin()
            repeat {
                runs += 1
                var model = model
                let truth = model.truth(of: formula)
                graph.outcomes.note(requirement, formula, truth, model, demands, at: nil)
            } while runs <= runLimit && oracle.next()
        }
        // Another case that opens one is not asked.
        model.narrow(to: initial == demands.opened ? opened(model, demands) : initial)
    }

    /// What may stand in the fields of a case that people have opened.
    private mutating func opened(_ model: AbstractModel, _ demands: AbstractChart.Demands) -> [UInt64] {
        var possible = model.masks.map { _ in UInt64(0) }
        oracle.begin()
        repeat {
            runs += 1
            var model = model
            guard demands.opening.allSatisfy({ model.truth(of: $0) == .true }) else { continue }
            for index in possible.indices { possible[index] |= model.masks[index] }
        } while runs <= runLimit && oracle.next()
        return possible.allSatisfy { $0 == 0 } && !possible.isEmpty ? model.masks : possible
    }

    /// Notes how the requirements of a person's action can come out where a case stands.
    mutating func weigh(_ event: OutsideEvent, _ at: Interpreter<AbstractModel>, _ node: Int) {
        guard let demands = abstract.demands, event.origin == .person else { return }
        for candidate in at.candidates where outside.isPersonal(candidate.label, event.name) {
            for (number, formula) in demands.transitions[candidate.label].enumerated() {
                let requirement = RequirementOutcomes.Place(transition: candidate.label, number: number)
                guard !graph.outcomes.isSettled(requirement) else { continue }
                oracle.begin()
                repeat {
                    runs += 1
                    var interpreter = at
                    interpreter.model.beginRun()
                    outside.prepare(&interpreter, for: event)
                    guard outside.selected(demands, &interpreter, event)?.contains(candidate.label) == true
                    else { continue }
                    let truth = interpreter.model.truth(of: formula)
                    graph.outcomes.note(requirement, formula, truth, interpreter.model, demands, at: node)
                } while runs <= runLimit && oracle.next()
            }
        }
    }
}

extension OutsideWorld {
    /// Whether nothing that an event's transitions demand of people stands against it.
    func meets(
        _ demands: AbstractChart.Demands?,
        _ interpreter: inout Interpreter<AbstractModel>,
        _ event: OutsideEvent
    ) -> Bool {
        guard let demands, event.origin == .person else { return true }
        guard let selected = selected(demands, &interpreter, event) else { return false }
        for label in selected {
            for formula in demands.transitions[label]
            where interpreter.model.truth(of: formula) != .true { return false }
        }
        return true
    }

    /// The transitions that people would take with an event; nil if their form lacks what they require.
    fileprivate func selected(
        _ demands: AbstractChart.Demands,
        _ interpreter: inout Interpreter<AbstractModel>,
        _ event: OutsideEvent
    ) -> [Int]? {
        let labels = interpreter.selected(for: Event(event.name)).map(\.label)
            .filter { isPersonal($0, event.name) }
        for field in labels.flatMap({ demands.required[$0] }) {
            guard interpreter.model.demand(field) else { return nil }
        }
        return labels
    }
}
