import Values
import Yams

/// Turns the bytes of a YAML file into nodes of ours, or into findings; no input makes it fail otherwise.
enum YAMLDocument {
    /// The most bytes that a file may have.
    static let largest = 1_000_000

    /// The root of a file's only document; throws what keeps it from being read.
    static func read(_ bytes: [UInt8], path: String) throws(FileProblems) -> SourceNode {
        let start = SourcePosition(file: path, line: 1, column: 1)
        guard bytes.count <= largest else { throw problem(.tooLarge, tooLarge, at: start) }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let text = String(validating: content, as: UTF8.self), !text.utf8.contains(0) else {
            throw problem(.encoding, encoding, at: start)
        }
        let file = SourceFile(path: path, text: text)
        var gate = YAMLGate(file)
        if let refusal = gate.refusal() { throw problem(refusal, in: file) }
        let root = try compose(text, file)
        guard let root else { throw problem(.syntax, empty, at: start) }
        return root
    }

    private static func compose(_ text: String, _ file: SourceFile) throws(FileProblems) -> SourceNode? {
        do {
            // The resolver without rules: what a scalar stands for is decided by `SourceText.value`.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            let root = try parser.singleRoot()
            // Nodes hold their anchors weakly; they must outlive the walk that refuses them.
            return try withExtendedLifetime(parser) { try root.map { try node($0, in: file, depth: 0) } }
        } catch let problems as FileProblems {
            throw problems
        } catch let error as YamlError {
            throw problem(error, in: file)
        } catch {
            throw problem(.syntax, unreadable, at: file.position(line: 1, column: 1))
        }
    }

    private static func node(_ node: Node, in file: SourceFile, depth: Int) throws -> SourceNode {
        let position = file.position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        guard depth <= YAMLGate.deepest else { throw problem(.tooDeep, tooDeep, at: position) }
        guard node.anchor == nil else { throw problem(.alias, alias, at: position) }
        switch node {
        case .scalar(let scalar):
            return SourceNode(content: .scalar(try text(scalar, at: position, in: file)), position: position)
        case .sequence(let sequence):
            try refuseTag(sequence.tag.rawValue, at: position)
            let nodes = try sequence.map { try self.node($0, in: file, depth: depth + 1) }
            return SourceNode(content: .list(nodes), position: position)
        case .mapping(let mapping):
            try refuseTag(mapping.tag.rawValue, at: position)
            let pairs = try mapping.map { pair in
                let key = try self.node(pair.key, in: file, depth: depth + 1)
                guard let text = key.scalar else { throw problem(.syntax, key: key.position) }
                return (key: text, value: try self.node(pair.value, in: file, depth: depth + 1))
            }
            return SourceNode(content: .map(pairs), position: position)
        case .alias:
            throw problem(.alias, alias, at: position)
        }
    }

    private static func text(
        _ scalar: Node.Scalar,
        at position: SourcePosition,
        in file: SourceFile
    ) throws -> SourceText {
        let style: SourceText.Style =
            switch scalar.style {
            case .any, .plain: .plain
            case .singleQuoted: .singleQuoted
            case .doubleQuoted: .doubleQuoted
            case .literal, .folded: .block
            }
        if style == .plain { try refuseTag(scalar.tag.rawValue, at: position) }
        return SourceText(text: scalar.string, style: style, position: position, file: file)
    }

    private static func refuseTag(_ tag: String, at position: SourcePosition) throws {
        // Without a tag the library answers with the tag of the node's kind; written ones stop at the gate.
        guard ["", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str"].contains(tag)
        else { throw problem(.tag, self.tag, at: position) }
    }
}
