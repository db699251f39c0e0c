import Values

extension Checker {
    mutating func call(
        _ name: String,
        _ nodes: [SyntaxNode],
        asMember: Bool,
        _ span: SourceSpan
    ) -> Checked {
        if let function = StandardFunction(rawValue: name) {
            return standardCall(function, nodes, asMember: asMember, span)
        }
        let candidates = declarations.functions.filter { $0.name == name && $0.isMember == asMember }
        guard candidates.isEmpty else { return hostCall(name, nodes, candidates, span) }
        for node in nodes { _ = check(node) }
        let names =
            StandardFunction.allCases.map(\.rawValue) + declarations.functions.map(\.name)
            + ComprehensionMacro.allCases.map(\.rawValue)
        let hint = suggestion(for: name, among: names)
        report(
            .undeclaredFunction,
            at: span,
            zhHant: "沒有「\(name)」這個函式，或寫法不同\(hint.zhHant)",
            en: "undeclared function '\(name)', or called another way\(hint.en)"
        )
        return Checker.faulty
    }

    private mutating func standardCall(
        _ function: StandardFunction,
        _ nodes: [SyntaxNode],
        asMember: Bool,
        _ span: SourceSpan
    ) -> Checked {
        let arguments = nodes.map { check($0) }
        let types = arguments.map(\.type)
        let matching = function.overloads.filter { $0.isCalled(asMember: asMember) && $0.takes(types) }
        guard let type = Checker.common(matching.map(\.result)) else {
            return noOverload(function.rawValue, types, span)
        }
        if function == .matches, case .constant(.string(let text)) = arguments[1].plan {
            return matches(arguments[0], text, nodes[1].span, span)
        }
        let plan = Plan.call(function, arguments.map(\.plan), span.place)
        switch function {
        case .int, .uint, .double, .string, .bytes, .bool, .timestamp, .duration:
            return Checked(plan: folded(plan), type: type)
        case .size, .contains, .startsWith, .endsWith, .matches, .dyn, .type, .getFullYear, .getMonth,
            .getDayOfMonth, .getDate, .getDayOfWeek, .getDayOfYear, .getHours, .getMinutes, .getSeconds,
            .getMilliseconds:
            return Checked(plan: plan, type: type)
        }
    }

    /// `matches` with a pattern that is known now: compiled once, and a bad one is a problem now.
    private mutating func matches(
        _ text: Checked,
        _ source: String,
        _ patternSpan: SourceSpan,
        _ span: SourceSpan
    ) -> Checked {
        do {
            let pattern = try Pattern(source)
            return Checked(plan: .matches(text.plan, pattern, span.place), type: .bool)
        } catch {
            let message = error.error(source).message
            report(.badPattern, at: patternSpan, zhHant: message.zhHant, en: message.en)
            return Checker.faulty
        }
    }

    // MARK: Host functions

    private mutating func hostCall(
        _ name: String,
        _ nodes: [SyntaxNode],
        _ candidates: [HostFunction],
        _ span: SourceSpan
    ) -> Checked {
        let takesField = nodes.indices.map { index in
            candidates.contains { $0.parameters.count == nodes.count && $0.parameters[index] == .field }
        }
        var plans: [Plan] = []
        var types: [ExpressionType] = []
        var fields: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard takesField[index] else {
                let checked = check(node)
                plans.append(checked.plan)
                types.append(checked.type)
                continue
            }
            let path = fieldName(node)
            if let path { fields.append(number(of: path)) }
            plans.append(.constant(.string(path?.description ?? "")))
            types.append(.dyn)
        }
        let results = candidates.filter { $0.takes(types) }.map(\.result)
        guard let type = Checker.common(results) else { return noOverload(name, types, span) }
        let call = HostCall(function: name, arguments: plans, fields: fields, place: span.place)
        return Checked(plan: .host(call), type: type)
    }

    /// The path that names a field without being evaluated; nil after reporting that it is none.
    private mutating func fieldName(_ node: SyntaxNode) -> FieldPath? {
        let count = problems.count
        if case .path(let path, _, _) = open(node) { return path }
        guard problems.count == count else { return nil }
        report(
            .notAField,
            at: node.span,
            zhHant: "引數須為欄位名稱，例如 knownAt 或 profile.ladder",
            en: "the argument must be the name of a field such as knownAt or profile.ladder"
        )
        return nil
    }

    // MARK: Problems

    mutating func noOverload(_ function: String, _ types: [ExpressionType], _ span: SourceSpan) -> Checked {
        let list = types.map(\.description).joined(separator: ", ")
        report(
            .noSuchOverload,
            at: span,
            zhHant: "「\(function)」不能用於（\(list)）",
            en: "no matching overload for '\(function)' applied to (\(list))"
        )
        return Checker.faulty
    }
}

extension HostFunction {
    /// Whether it takes arguments of these types; a field is checked by its place.
    fileprivate func takes(_ types: [ExpressionType]) -> Bool {
        types.count == parameters.count
            && zip(types, parameters).allSatisfy { type, parameter in
                switch parameter {
                case .field: true
                case .value(let wanted): type.fits(wanted)
                }
            }
    }
}
