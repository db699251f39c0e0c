import Values

/// Collects the outside names and paths that an expression mentions.
struct Mentions {
    private(set) var paths: [FieldPath] = []
    private var seen: Set<FieldPath> = []
    private var bound: [String] = []

    mutating func collect(_ node: SyntaxNode) {
        if let path = node.dottedPath {
            if !bound.contains(path.root) || node.isRooted { add(path) }
            return
        }
        switch node.kind {
        case .literal, .name: break
        case .member(let operand, _), .not(let operand), .negate(let operand): collect(operand)
        case .has(let operand, let name):
            if let path = operand.dottedPath {
                if !bound.contains(path.root) || operand.isRooted { add(path.appending(name)) }
            } else {
                collect(operand)
            }
        case .index(let left, let right), .binary(_, let left, let right):
            collect(left)
            collect(right)
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts):
            for part in parts { collect(part) }
        case .memberCall(let receiver, _, let arguments):
            collect(receiver)
            for argument in arguments { collect(argument) }
        case .map(let pairs):
            for (key, value) in pairs {
                collect(key)
                collect(value)
            }
        case .conditional(let condition, let first, let second):
            collect(condition)
            collect(first)
            collect(second)
        case .comprehension(let comprehension): collect(comprehension)
        }
    }

    private mutating func collect(_ comprehension: SyntaxComprehension) {
        collect(comprehension.range)
        bound.append(comprehension.variable)
        if let condition = comprehension.condition { collect(condition) }
        if let transform = comprehension.transform { collect(transform) }
        bound.removeLast()
    }

    private mutating func add(_ path: FieldPath) {
        if seen.insert(path).inserted { paths.append(path) }
    }
}

extension SyntaxNode {
    /// The names of `a.b["c"]`, if the operation is such a path from a variable.
    var dottedPath: FieldPath? {
        var names: [String] = []
        var node = self
        while true {
            switch node.kind {
            case .name(let root, _): return FieldPath([root] + names.reversed())
            case .member(let operand, let name):
                names.append(name)
                node = operand
            case .index(let operand, let key):
                guard case .literal(.string(let name)) = key.kind else { return nil }
                names.append(name)
                node = operand
            case .literal, .has, .call, .memberCall, .list, .map, .not, .negate, .binary, .and, .or,
                .conditional, .comprehension:
                return nil
            }
        }
    }

    /// Whether the path begins with a point.
    var isRooted: Bool {
        switch kind {
        case .name(_, let isRooted): isRooted
        case .member(let operand, _), .index(let operand, _): operand.isRooted
        case .literal, .has, .call, .memberCall, .list, .map, .not, .negate, .binary, .and, .or,
            .conditional, .comprehension:
            false
        }
    }
}
