/// A file's text with its lines, so that places inside a scalar can be found again.
final class SourceFile: Sendable {
    /// The path as it was given.
    let path: String
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(path: String, text: String) {
        self.path = path
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where SourceFile.endsLine(scalar) {
            let isHalf = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if !isHalf { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The place of a line and column, both from 1.
    func position(line: Int, column: Int) -> SourcePosition {
        SourcePosition(file: path, line: line, column: column)
    }

    /// The place of a scalar of the text.
    func position(of index: Int) -> SourcePosition {
        let line = line(of: index)
        return position(line: line + 1, column: index - lineStarts[line] + 1)
    }

    /// The scalar at a place; the end of the text for a place beyond it.
    func index(of position: SourcePosition) -> Int {
        guard lineStarts.indices.contains(position.line - 1) else { return scalars.count }
        return min(lineStarts[position.line - 1] + position.column - 1, scalars.count)
    }

    /// The first scalar of the line after the one that holds a scalar.
    func nextLine(after index: Int) -> Int {
        let line = line(of: index) + 1
        return line < lineStarts.count ? lineStarts[line] : scalars.count
    }

    /// The line, from 0, that holds a scalar.
    private func line(of index: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return low
    }

    /// What YAML takes for the end of a line.
    static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
