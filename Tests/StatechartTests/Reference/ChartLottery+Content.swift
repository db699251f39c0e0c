import Values

@testable import Statechart

// MARK: expressions and actions

extension ChartLottery {
    mutating func add(_ expression: ToyExpression) -> ExpressionReference {
        expressions.append(expression)
        return ExpressionReference(expressions.count - 1)
    }

    mutating func reference(_ expression: ToyExpression) -> Operand { .expression(add(expression)) }

    /// What leaves its word among the assignments.
    func note(_ word: String) -> Action { .set("t", .literal(.string(word))) }

    mutating func truth() -> ToyExpression {
        switch random.below(14) {
        case 0, 1, 2, 3: .isActive(.literal(.string(random.pick(sketches).id)))
        case 4: .not(.isActive(.literal(.string(random.pick(sketches).id))))
        case 5, 6: .binary("<", .name(["x"]), .literal(.int(Int64(random.below(6)))))
        case 7: .binary("==", .name(["y"]), .literal(.int(Int64(random.below(3)))))
        case 8: .binary("==", .name(["event", "name"]), .literal(.string(random.pick(ChartLottery.events))))
        case 9: .binary("==", .name(["event", "type"]), .literal(random.pick(["internal", "external"])))
        case 10: .binary("==", .name(["event", "sendid"]), .literal("s1"))
        case 11: .binary("==", .name(["event", "data"]), .literal(.int(Int64(random.below(3)))))
        case 12: random.below(2) == 0 ? .name(["nowhere"]) : .literal(true)
        default: random.below(2) == 0 ? .unknown : .literal(true)
        }
    }

    mutating func number() -> Operand {
        switch random.below(8) {
        case 0: reference(.name(["y"]))
        case 1, 2, 3: reference(.binary("+", .name([random.pick(["x", "y"])]), .literal(1)))
        case 4: reference(.name(["event", random.pick(["name", "type", "sendid", "data"])]))
        case 5: random.below(4) == 0 ? reference(.unknown) : .literal(0)
        default: .literal(.int(Int64(random.below(4))))
        }
    }

    mutating func payload() -> Payload {
        switch random.below(6) {
        case 0: .value(number())
        case 1: .fields([("k", number()), ("l", .literal(1))])
        default: .none
        }
    }

    /// A few actions between a note of where they are and, sometimes, that their end was reached.
    mutating func block(_ word: String) -> [Action] {
        var actions = [note(word)]
        let count = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3][random.below(10)]
        for _ in 0..<count { actions.append(action(depth: 1)) }
        if count > 0 { actions.append(note(word + ".")) }
        return actions
    }

    private mutating func action(depth: Int) -> Action {
        switch random.below(20) {
        case 0, 1, 2, 6: return .set(random.pick(["x", "y"]), number())
        case 3: return .set(random.pick(["nowhere", "x", "y", "y"]), .literal(1))
        case 4, 5: return .raise(random.pick(["r", "r", "r", "r", "c.d"]), payload: payload())
        case 7, 8, 9, 10, 11: return .send(send())
        case 12: return .cancel(random.below(3) == 0 ? reference(.name(["id"])) : .literal("s1"))
        case 13, 14:
            guard depth > 0 else { return note("deep") }
            return .choose(add(truth()), then: inner(depth), else: inner(depth))
        case 15, 16:
            guard depth > 0 else { return note("deep") }
            return .forEach(
                item: random.pick(["item", "item", "item", "item", "item", "new", "readonly"]),
                index: random.pick([nil, "at"]),
                in: random.below(12) == 0 ? number() : .literal([1, "two"]),
                do: inner(depth)
            )
        case 17: return random.below(3) == 0 ? .fail("no") : note("fine")
        case 18: return .start(name: .literal("k"), workflow: .literal("w"), payload: payload())
        default: return .perform("p", arguments: [("v", number())])
        }
    }

    private mutating func inner(_ depth: Int) -> [Action] {
        (0..<(1 + random.below(2))).map { _ in action(depth: depth - 1) }
    }

    private mutating func send() -> SendAction {
        var target = SendTarget.itself
        switch random.below(24) {
        case 0, 1: target = .internal
        case 2: target = .parent
        case 3: target = .child("k")
        case 4, 5, 6:
            target = .computed(.literal(random.pick(["self", "self", "internal", "k", "危-1", ""])))
        default: break
        }
        let delays = [nil, nil, "1s", "1s", "2s", "3s", random.below(4) == 0 ? "-1s" : "0s"]
        let delay = random.pick(delays)
        return SendAction(
            .literal(.string(random.pick(ChartLottery.events))),
            to: target,
            after: delay.map { .literal(.string($0)) },
            id: random.below(3) == 0 ? .literal(random.pick(["s1", "s2"])) : nil,
            idLocation: random.below(5) == 0 ? random.pick(["id", "id", "id", "id", "nowhere"]) : nil,
            payload: payload()
        )
    }
}
