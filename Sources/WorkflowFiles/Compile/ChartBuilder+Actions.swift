import Expressions
import Statechart
import Values

extension ChartBuilder {
    func actions(_ drafts: [ActionDraft]) -> [Action] { drafts.flatMap { action($0) } }

    /// An action as the chart runs it; several for a `set` of several paths.
    private func action(_ draft: ActionDraft) -> [Action] {
        switch draft.kind {
        case .set(let assignments): assignments.map { assignment($0.path, $0.value) }
        case .raise(let event, let payload):
            [made(self.payload(payload).map { .raise(event.text, payload: $0) })]
        case .send(let send): [made(self.send(send))]
        case .cancel(let id): [made(operand(id, as: .text).map { .cancel($0) })]
        case .choose(let branches, let other): choose(branches[...], other)
        case .forEach(let item, let index, let list, let body): [forEach(item, index, list, body)]
        case .start(let name, let workflow, let payload): [made(start(name, workflow, payload))]
        case .notify(let name):
            [.perform("notify", arguments: [(name: "notice", value: .literal(.string(name.text)))])]
        case .document(let name, let payload): [made(document(name, payload))]
        }
    }

    /// An action, or one that fails when reached where it could not be read.
    private func made(_ action: Action?) -> Action {
        action ?? .fail("the expression could not be read when the file was loaded")
    }

    private func assignment(_ path: SourceText, _ value: ValueDraft) -> Action {
        let root = path.text.split(separator: ".").first.map(String.init) ?? path.text
        let known = pool.declared.assignable[root] ?? (pool.locals.contains(root) ? .dyn : nil)
        guard let known else {
            report(unknown: path, "資料", "datum", among: Array(pool.declared.assignable.keys))
            return pool.declared.isLenient
                ? .set(path.text, operand(value) ?? .expression(failing)) : made(nil)
        }
        let wanted: ExpressionPool.Wanted = path.text == root ? .type(known) : .anything
        return made(operand(value, as: wanted).map { .set(path.text, $0) })
    }

    private func send(_ draft: SendDraft) -> Action? {
        guard let event = operand(draft.event, as: .text), let target = target(draft.to),
            let payload = payload(draft.payload)
        else { return nil }
        let delay = draft.after.map { self.delay($0) }
        let id = draft.id.map { operand($0, as: .text) }
        if case .some(nil) = delay { return nil }
        if case .some(nil) = id { return nil }
        return .send(
            SendAction(
                event,
                to: target,
                after: delay ?? nil,
                id: id ?? nil,
                idLocation: draft.store?.text,
                payload: payload
            )
        )
    }

    /// A delay is a duration of CEL: days and months, which the calendar counts, are no delays.
    private func delay(_ draft: NameDraft) -> Operand? {
        if case .literal(let text) = draft, TimeSpan(text: text.text) == nil {
            let message = LocalizedText(
                zhHant: "「\(text.text)」不是時間長度；請寫成 10s、5m、2h30m。",
                en: "'\(text.text)' is no length of time; write 10s, 5m or 2h30m."
            )
            pool.report(Finding(.badValue, message, at: text.position))
            return nil
        }
        return operand(draft, as: .span)
    }

    private func target(_ draft: NameDraft?) -> SendTarget? {
        switch draft {
        case nil: .itself
        case .computed(let text): pool.reference(text, as: .text).map { .computed(.expression($0)) }
        case .literal(let text):
            switch text.text {
            case "self": .itself
            case "internal": .internal
            case "parent": .parent
            default: .child(text.text)
            }
        }
    }

    private func choose(_ branches: ArraySlice<ActionDraft.Branch>, _ other: [ActionDraft]) -> [Action] {
        guard let first = branches.first else { return actions(other) }
        // In the order of the file, so that expressions are numbered and reported in that order.
        let condition = condition(first.condition)
        let then = actions(first.actions)
        return [.choose(condition, then: then, else: choose(branches.dropFirst(), other))]
    }

    private func forEach(
        _ item: SourceText,
        _ index: SourceText?,
        _ list: SourceText,
        _ body: [ActionDraft]
    ) -> Action {
        let source = pool.reference(list, as: .list)
        let outer = pool.locals
        pool.locals += [item.text] + (index.map { [$0.text] } ?? [])
        let actions = actions(body)
        pool.locals = outer
        return made(
            source.map { .forEach(item: item.text, index: index?.text, in: .expression($0), do: actions) }
        )
    }

    private func start(_ name: NameDraft, _ workflow: NameDraft, _ payload: PayloadDraft) -> Action? {
        guard let name = operand(name, as: .text), let workflow = operand(workflow, as: .text),
            let payload = self.payload(payload)
        else { return nil }
        return .start(name: name, workflow: workflow, payload: payload)
    }

    private func document(_ name: SourceText, _ payload: PayloadDraft) -> Action? {
        var arguments: [(name: String, value: Operand)] = [
            (name: "document", value: .literal(.string(name.text)))
        ]
        switch payload {
        case .none: break
        case .value(let value):
            guard let value = operand(value) else { return nil }
            arguments.append((name: "with", value: value))
        case .fields(let fields):
            for field in fields {
                guard let value = operand(field.value) else { return nil }
                arguments.append((name: field.name.text, value: value))
            }
        }
        return .perform("document", arguments: arguments)
    }
}
