public import Values

extension ParsedExpression {
    /// The expression with what is known of one variable written out in place of its mention.
    ///
    /// A member is written out where it is a truth value, a number, a text, null or a list of such.
    public func knowing(_ variable: String, _ value: Value) -> ParsedExpression {
        ParsedExpression(root: root.knowing(variable, value))
    }

    /// The variables without which it is unknown whatever the others are.
    public var needs: [String] {
        var seen: Set<String> = []
        let mentioned = Set(attributes.map(\.root))
        return ConditionReading().needs(of: root).filter {
            mentioned.contains($0) && seen.insert($0).inserted
        }
    }

    /// Whether it gives null on one of its ways, as it is written.
    public var canBeNull: Bool { root.canBeNull }

    /// Whether a value that it gives is never null, as it is written.
    ///
    /// - Parameter fields: names whose emptiness makes it unknown, not null.
    public func isNeverNull(ofFields fields: Set<String>) -> Bool { root.isNeverNull(fields) }
}

extension SyntaxNode {
    fileprivate var canBeNull: Bool {
        switch kind {
        case .literal(let value): value == .null
        case .conditional(_, let first, let second): first.canBeNull || second.canBeNull
        case .name, .member, .has, .index, .call, .memberCall, .list, .map, .not, .negate, .binary, .and, .or,
            .comprehension:
            false
        }
    }

    fileprivate func isNeverNull(_ fields: Set<String>) -> Bool {
        switch kind {
        case .literal(let value): value != .null
        case .list, .map, .not, .negate, .binary, .and, .or, .has: true
        case .name(let name, _): fields.contains(name) || name == "now"
        case .call(let function, _): ["timestamp", "size", "string", "filled"].contains(function)
        case .conditional(_, let first, let second): first.isNeverNull(fields) && second.isNeverNull(fields)
        case .member, .index, .memberCall, .comprehension: false
        }
    }

    /// A name bound by a comprehension hides the variable: names of what is known are reserved.
    fileprivate func knowing(_ name: String, _ value: Value) -> SyntaxNode {
        if let path = dottedPath {
            guard path.root == name, let found = path.names.dropFirst().reduce(value, { $0?[$1] }),
                let known = literal(found)
            else { return self }
            return known
        }
        return made(knownKind(name, value))
    }

    private func knownKind(_ name: String, _ value: Value) -> SyntaxKind {
        func known(_ node: SyntaxNode) -> SyntaxNode { node.knowing(name, value) }
        switch kind {
        case .literal, .name: return kind
        case .member(let operand, let member): return .member(known(operand), member)
        case .has(let operand, let member):
            guard let path = operand.dottedPath, path.root == name,
                let found = path.names.dropFirst().reduce(value, { $0?[$1] }), found.pairs != nil
            else { return .has(operand, member) }
            return .literal(.bool(found[member] != nil))
        case .index(let left, let right): return .index(known(left), known(right))
        case .call(let function, let parts):
            // `filled` takes a path, not a value.
            guard function == "filled" else { return .call(function, parts.map(known)) }
            guard let path = parts.first?.dottedPath, path.root == name else { return kind }
            let found = path.names.dropFirst().reduce(Optional(value)) { $0?[$1] }
            return .literal(.bool(found != nil && found != .null))
        case .memberCall(let receiver, let function, let parts):
            return .memberCall(known(receiver), function, parts.map(known))
        case .list(let parts): return .list(parts.map(known))
        case .map(let pairs): return .map(pairs.map { (known($0.key), known($0.value)) })
        case .not(let operand): return .not(known(operand))
        case .negate(let operand): return .negate(known(operand))
        case .binary(let symbol, let left, let right): return .binary(symbol, known(left), known(right))
        case .and(let parts): return .and(parts.map(known))
        case .or(let parts): return .or(parts.map(known))
        case .conditional(let condition, let first, let second):
            return .conditional(known(condition), known(first), known(second))
        case .comprehension(let comprehension):
            return .comprehension(
                SyntaxComprehension(
                    macro: comprehension.macro,
                    range: known(comprehension.range),
                    variable: comprehension.variable,
                    condition: comprehension.condition.map(known),
                    transform: comprehension.transform.map(known)
                )
            )
        }
    }

    private func made(_ kind: SyntaxKind) -> SyntaxNode { SyntaxNode(kind: kind, span: span, depth: depth) }

    /// A value as it would be written; nil for what has no text of its own.
    private func literal(_ value: Value) -> SyntaxNode? {
        switch value {
        case .null, .bool, .int, .uint, .double, .string: return made(.literal(value))
        case .list(let elements):
            let parts = elements.compactMap { literal($0) }
            return parts.count == elements.count ? made(.list(parts)) : nil
        case .bytes, .map, .timestamp, .duration, .type: return nil
        }
    }
}
