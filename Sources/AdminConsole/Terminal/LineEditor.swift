import CLineEdit
import Glibc

/// A person at the terminal: readline with history and completion, or bare lines where it cannot edit.
final class LineEditor {
    enum Input: Sendable, Hashable {
        case line(String)
        /// Ctrl-D, or the end of the input.
        case end
        /// Ctrl-C: what was typed is dropped.
        case interrupt
        /// A signal ends the console.
        case terminated(Int32)
    }

    /// Whether readline edits; otherwise prompts go to stderr and lines come as they are.
    let edits: Bool
    private let box: CompletionBox

    init(completer: Completer) {
        box = CompletionBox(completer)
        edits = le_start(completeLine, Unmanaged.passUnretained(box).toOpaque()) == 0
    }

    deinit { if edits { le_stop() } }

    /// Whether somebody is typing, so that nothing else can be asked.
    private(set) var isReading = false

    func read(_ prompt: String) -> Input {
        isReading = true
        defer { isReading = false }
        if !edits { StandardStreams.note(prompt) }
        var line: UnsafeMutablePointer<CChar>?
        var signal: Int32 = 0
        switch Int(edits ? le_read(prompt, &line, &signal) : le_read(nil, &line, &signal)) {
        case LE_LINE:
            defer { free(line) }
            return .line(line.map { String(cString: $0) } ?? "")
        case LE_INTERRUPT: return .interrupt
        case LE_TERMINATED: return .terminated(signal)
        default: return .end
        }
    }

    private var lastLine = ""

    /// Puts a line where the arrow keys find it; false if it is the same as the one before.
    @discardableResult
    func addHistory(_ line: String) -> Bool {
        guard line != lastLine else { return false }
        lastLine = line
        if edits { le_history_add(line) }
        return true
    }
}

/// What the C callback holds of Swift.
private final class CompletionBox {
    let completer: Completer

    init(_ completer: Completer) { self.completer = completer }
}

/// Readline's question for candidates; called on the main thread, from `le_read` alone.
private func completeLine(
    context: UnsafeMutableRawPointer?,
    line: UnsafePointer<CChar>?,
    start: Int,
    end: Int,
    appends: UnsafeMutablePointer<Int32>?
) -> UnsafeMutablePointer<CChar>? {
    guard let context, let line else { return nil }
    let completer = Unmanaged<CompletionBox>.fromOpaque(context).takeUnretainedValue().completer
    guard let proposal = completer.proposal(line: String(cString: line), start: start, end: end) else {
        return nil
    }
    appends?.pointee = proposal.appends && proposal.candidates.count == 1 ? 1 : 0
    return strdup(([proposal.shared] + proposal.candidates).joined(separator: "\n"))
}
