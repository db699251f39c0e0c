import Values

/// A name or member that may yet become a longer path.
enum OpenReading {
    case path(FieldPath, ExpressionType, places: [SourcePlace])
    case plan(Checker.Checked)
}

extension Checker {
    /// The names that stand for types.
    static let typeNames: Set<String> = [
        "bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint",
        "google.protobuf.Timestamp", "google.protobuf.Duration",
    ]

    /// A reading that is as long as it will be.
    mutating func closed(_ reading: OpenReading) -> Checked {
        switch reading {
        case .plan(let checked): return checked
        case .path(let path, let type, let places):
            let reading = FieldReading(path, number: number(of: path), places: places)
            return Checked(plan: .field(reading), type: type)
        }
    }

    mutating func open(_ node: SyntaxNode) -> OpenReading {
        switch node.kind {
        case .name(let name, let isRooted): return resolve(name, isRooted: isRooted, node.span)
        case .member(let operand, let name):
            if let type = qualifiedType(node) { return .plan(type) }
            return member(name, of: open(operand), node.span)
        case .index(let operand, let key):
            if case .literal(.string(let name)) = key.kind {
                return constantIndex(name, key, of: open(operand), node.span)
            }
            return .plan(index(check(operand), by: key, node.span))
        case .literal, .has, .call, .memberCall, .list, .map, .not, .negate, .binary, .and, .or,
            .conditional, .comprehension:
            return .plan(check(node))
        }
    }

    private mutating func resolve(_ name: String, isRooted: Bool, _ span: SourceSpan) -> OpenReading {
        if !isRooted, let scope = scopes.last(where: { $0.name == name }) {
            return .plan(Checked(plan: .slot(scope.slot), type: scope.type))
        }
        if let type = declarations.variables[name] {
            return .path(FieldPath(name), type, places: [span.place])
        }
        if Checker.typeNames.contains(name) {
            return .plan(Checked(plan: .constant(.type(name)), type: .type))
        }
        switch declarations.undeclared {
        case .dyn: return .path(FieldPath(name), .dyn, places: [span.place])
        case .error:
            let candidates = Array(declarations.variables.keys) + scopes.map(\.name)
            let hint = suggestion(for: name, among: candidates)
            report(
                .undeclaredReference,
                at: span,
                zhHant: "沒有「\(name)」這個名稱\(hint.zhHant)",
                en: "undeclared reference to '\(name)'\(hint.en)"
            )
            return .plan(Checker.faulty)
        }
    }

    /// `google.protobuf.Timestamp` and its like, unless a variable of that name hides it.
    private func qualifiedType(_ node: SyntaxNode) -> Checked? {
        guard case .member(let package, _) = node.kind, case .member = package.kind,
            let path = node.dottedPath, path.root == "google", declarations.variables["google"] == nil,
            node.isRooted || !scopes.contains(where: { $0.name == "google" }),
            Checker.typeNames.contains(path.description)
        else { return nil }
        return Checked(plan: .constant(.type(path.description)), type: .type)
    }

    private mutating func member(_ name: String, of operand: OpenReading, _ span: SourceSpan) -> OpenReading {
        let type: ExpressionType
        switch operand {
        case .path(_, let inner, _): type = inner
        case .plan(let checked): type = checked.type
        }
        guard let memberType = memberType(name, of: type, span) else { return .plan(Checker.faulty) }
        switch operand {
        case .path(let path, _, let places):
            return .path(path.appending(name), memberType, places: places + [span.place])
        case .plan(let checked):
            return .plan(Checked(plan: .member(checked.plan, name, span.place), type: memberType))
        }
    }

    /// The type of a member; nil after reporting that there is none.
    private mutating func memberType(
        _ name: String,
        of type: ExpressionType,
        _ span: SourceSpan
    ) -> ExpressionType? {
        switch type {
        case .dyn: return .dyn
        case .map(let key, let value) where key.fits(.string): return value
        case .record(let members):
            if let member = members[name] { return member }
            let hint = suggestion(for: name, among: members.keys)
            report(
                .undefinedMember,
                at: span,
                zhHant: "沒有「\(name)」這個成員\(hint.zhHant)",
                en: "undefined member '\(name)'\(hint.en)"
            )
            return nil
        case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .timestamp, .duration, .type:
            report(
                .noSuchOverload,
                at: span,
                zhHant: "\(type) 沒有成員，不能取「.\(name)」",
                en: "type \(type) has no members; '.\(name)' cannot be taken of it"
            )
            return nil
        }
    }

    // MARK: has

    mutating func presence(of name: String, in operand: SyntaxNode, _ span: SourceSpan) -> Checked {
        switch member(name, of: open(operand), span) {
        case .path(let path, _, let places):
            let reading = FieldReading(path, number: number(of: path), places: places)
            return Checked(plan: .hasField(reading), type: .bool)
        case .plan(let checked):
            guard case .member(let inner, let name, let place) = checked.plan else { return Checker.faulty }
            return Checked(plan: .hasMember(inner, name, place), type: .bool)
        }
    }

    // MARK: Index

    /// `e["name"]`: the same as `e.name` where `e` is a map with string keys or a record.
    private mutating func constantIndex(
        _ name: String,
        _ key: SyntaxNode,
        of operand: OpenReading,
        _ span: SourceSpan
    ) -> OpenReading {
        if case .path(let path, let type, let places) = operand {
            switch type {
            case .map(let keyType, let value) where keyType.fits(.string):
                return .path(path.appending(name), value, places: places + [span.place])
            case .record: return member(name, of: operand, span)
            case .dyn: return .path(path.appending(name), .dyn, places: places + [span.place])
            case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .timestamp, .duration,
                .type:
                break
            }
        }
        return .plan(index(closed(operand), by: key, span))
    }

    private mutating func index(_ operand: Checked, by keyNode: SyntaxNode, _ span: SourceSpan) -> Checked {
        let key = check(keyNode)
        let plan = Plan.index(operand.plan, key.plan, span.place)
        switch operand.type {
        case .dyn: return Checked(plan: plan, type: .dyn)
        case .list(let element) where key.type.fits(.int) || key.type == .uint:
            return Checked(plan: plan, type: element)
        case .map(let wanted, let value)
        where key.type.fits(wanted) || key.type.isNumeric && wanted.isNumeric:
            return Checked(plan: plan, type: value)
        case .record(let members) where key.type.fits(.string):
            if case .constant(.string(let name)) = key.plan {
                guard let type = memberType(name, of: operand.type, keyNode.span) else {
                    return Checker.faulty
                }
                return Checked(plan: plan, type: type)
            }
            let types = Set(members.values)
            return Checked(plan: plan, type: types.count == 1 ? types.first ?? .dyn : .dyn)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .record, .timestamp,
            .duration, .type:
            return noOverload("_[_]", [operand.type, key.type], span)
        }
    }
}
