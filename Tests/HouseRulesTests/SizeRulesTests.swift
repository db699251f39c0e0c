import Testing

/// Budgets that start from today's truth and only tighten.
@Suite struct SizeRulesTests {
    private static let longestFile = 400
    private static let longestFunction = 60
    private static let longestLine = 120

    @Test(arguments: SourceTree.sources)
    func `A file is a thought, not a drawer`(file: SourceTree.File) {
        let code = file.lines.filter { line in
            let text = line.drop { $0 == " " }
            return !text.isEmpty && !text.hasPrefix("//")
        }
        #expect(code.count <= Self.longestFile, "\(file.path) has \(code.count) lines of code")
        for (number, line) in file.lines.enumerated() where line.count > Self.longestLine {
            Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
        }
    }

    @Test(arguments: SourceTree.sources)
    func `A function fits on a screen unless it is one flat switch`(file: SourceTree.File) {
        for function in functions(in: file) where function.length > Self.longestFunction && !function.isSwitch
        {
            Issue.record("\(file.path):\(function.line) has a function of \(function.length) lines")
        }
    }

    @Test func `The typical file stays small`() {
        let sizes = SourceTree.sources.map(\.lines.count).sorted()
        #expect(sizes[sizes.count / 2] <= 90)
    }

    private struct Function {
        let line: Int
        let length: Int
        let isSwitch: Bool
    }

    /// Functions by their indentation: from `func` to the brace that closes at the same depth.
    private func functions(in file: SourceTree.File) -> [Function] {
        var found: [Function] = []
        for (start, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }
            let text = line.dropFirst(indent.count)
            guard text.contains("func ") || text.hasPrefix("init(") || text.hasPrefix("public init("),
                !text.hasPrefix("//"), !line.hasSuffix("}")
            else { continue }
            let rest = file.lines[(start + 1)...]
            guard let end = rest.firstIndex(where: { $0 == indent + "}" }) else { continue }
            let body = file.lines[start...end]
            let statement = body.dropFirst().first { line in
                let text = line.drop { $0 == " " }
                return line.hasPrefix(indent + "    ") && !line.hasPrefix(indent + "     ")
                    && !text.contains(": ")
                    && !text.hasPrefix("->")
            }
            let isSwitch = statement?.drop { $0 == " " }.hasPrefix("switch ") ?? false
            found.append(Function(line: start + 1, length: end - start + 1, isSwitch: isSwitch))
        }
        return found
    }
}
