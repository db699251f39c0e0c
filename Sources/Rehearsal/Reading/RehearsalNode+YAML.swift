import Values
import Yams

extension RehearsalNode {
    /// The roots of a file's documents, parted by `---`.
    static func documents(_ text: String, file: String) throws(RehearsalProblem) -> [RehearsalNode] {
        do {
            // Without rules of the library: what a scalar stands for is decided below, as in workflow files.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            var documents: [RehearsalNode] = []
            // Nodes hold their anchors weakly; the parser must outlive the walk that refuses them.
            try withExtendedLifetime(parser) {
                while let root = try parser.nextRoot() { documents.append(try node(root, in: file)) }
            }
            return documents
        } catch let problem as RehearsalProblem {
            throw problem
        } catch {
            throw problem(error, in: file)
        }
    }

    private static func problem(_ error: any Error, in file: String) -> RehearsalProblem {
        var line = 1
        var reason = "\(error)"
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            line = mark.line
            reason = problem
        case .duplicatedKeysInMapping(let keys, let context)?:
            line = context.mark.line
            reason = "the key \(keys.first ?? "") stands twice"
        case .no?, .memory?, .reader?, .writer?, .emitter?, .representer?, .dataCouldNotBeDecoded?, nil: break
        }
        return RehearsalProblem(
            file: file,
            line: line,
            message: LocalizedText(
                zhHant: "此處不是正確的 YAML(\(reason))",
                en: "This is not YAML (\(reason)); quote text that contains ': ' or ' #'"
            )
        )
    }

    private static func node(_ node: Node, in file: String) throws(RehearsalProblem) -> RehearsalNode {
        let line = node.mark?.line ?? 1
        guard node.anchor == nil else { throw alias(in: file, line) }
        switch node {
        case .scalar(let scalar):
            let value = scalar.style == .plain ? plain(scalar.string) : .string(scalar.string)
            return RehearsalNode(content: .scalar(value), file: file, line: line)
        case .sequence(let sequence):
            var nodes: [RehearsalNode] = []
            for element in sequence { nodes.append(try self.node(element, in: file)) }
            return RehearsalNode(content: .list(nodes), file: file, line: line)
        case .mapping(let mapping):
            var pairs: [(key: String, line: Int, value: RehearsalNode)] = []
            for (key, value) in mapping {
                let place = key.mark?.line ?? line
                pairs.append(
                    (key: key.scalar?.string ?? "", line: place, value: try self.node(value, in: file))
                )
            }
            return RehearsalNode(content: .map(pairs), file: file, line: line)
        case .alias:
            throw alias(in: file, line)
        }
    }

    private static func alias(in file: String, _ line: Int) -> RehearsalProblem {
        RehearsalProblem(
            file: file,
            line: line,
            message: LocalizedText(
                zhHant: "不使用 YAML 錨點(&)與別名(*)",
                en: "YAML anchors (&) and aliases (*) are not used"
            )
        )
    }

    /// What a plain scalar stands for: `null`, truth values and decimal numbers; everything else is text.
    private static func plain(_ text: String) -> Value {
        switch text {
        case "", "~", "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, (48...57).contains(first) else { return .string(text) }
        if let number = Int64(text) { return .int(number) }
        let isDecimal =
            digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 } && digits.utf8.last != 46
        if isDecimal, let number = Double(text) { return .double(number) }
        return .string(text)
    }
}
