import Casework
import Synchronization

/// The registers of clauses of a folder, read when a clause is first asked for.
///
/// They are the largest files, and many starts of the program ask for none of them: an open case carries its
/// clauses in its bundle. A class, so that all copies of a `FileSet` read them once.
final class RegisterShelf: Sendable {
    /// What the registers say, and what is wrong with them.
    struct Content: Sendable {
        var registers: [ClauseRegister] = []
        var clauses: [String: Clause] = [:]
        var findings: [Finding] = []
        /// The clauses that stand twice, where they stand the second time.
        var repeated: [(id: String, position: SourcePosition)] = []
    }

    private let texts: [String: [UInt8]]
    private let kept = Mutex<Content?>(nil)

    /// The registers among the texts of files, by path.
    init(_ texts: [String: [UInt8]]) { self.texts = texts }

    /// Whether somebody has asked for a clause already.
    var isRead: Bool { kept.withLock { $0 != nil } }

    var content: Content {
        kept.withLock { kept in
            if let kept { return kept }
            var content = Content()
            for (path, bytes) in texts.sorted(by: { $0.key < $1.key }) { content.read(bytes, path) }
            kept = content
            return content
        }
    }
}

extension RegisterShelf.Content {
    fileprivate mutating func read(_ bytes: [UInt8], _ path: String) {
        let reader = FileReader()
        do {
            guard let register = reader.clauseRegister(try YAMLDocument.read(bytes, path: path)) else {
                findings += reader.findings
                return
            }
            registers.append(register)
            for clause in register.clauses
            where clauses.updateValue(clause.clause, forKey: clause.clause.id) != nil {
                repeated.append((clause.clause.id, clause.position))
            }
            findings += reader.findings
        } catch {
            findings += error.findings
        }
    }
}
