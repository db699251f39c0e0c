import Casework
import CivilCalendar
import Values

/// The files of a workflows folder, each read once: what bundles are assembled from and checks look at.
struct FileSet: Sendable {
    /// The texts by path from the folder.
    let texts: [String: [UInt8]]
    private(set) var roots: [String: SourceNode] = [:]
    private(set) var kinds: [String: FileKind] = [:]
    /// The profiles with what they extend.
    private(set) var shelf = ProfileShelf([:])
    /// The registers of clauses, read when they are first asked for.
    private(set) var registers = RegisterShelf([:])
    /// The paths of the workflows by name.
    private(set) var workflows: [String: String] = [:]
    /// The forms in the order of paths.
    private(set) var forms: [PrintedFormDraft] = []
    private var writtenProfiles: [String: ProfileFile] = [:]
    private var ownFindings: [Finding] = []
    private var ownClashes: [Finding] = []

    init(_ texts: [String: [UInt8]]) {
        self.texts = texts
        for path in texts.keys.sorted() { read(path) }
        shelf = ProfileShelf(writtenProfiles)
        registers = RegisterShelf(texts.filter { kinds[$0.key] == .register })
    }

    /// The profiles that units may follow, by name.
    var profiles: [String: ProfileFile] { shelf.jurisdictions }

    /// All clauses on register, by id.
    var clauses: [String: Clause] { registers.content.clauses }

    /// What is wrong with files other than workflows and charts, and what makes a file unreadable.
    var findings: [Finding] { ownFindings + shelf.findings + registers.content.findings }

    /// Names that two files declare: of no interest when one of them is a draft of the other.
    var clashes: [Finding] {
        ownClashes + registers.content.repeated.map { FileSet.twice($0.id, at: $0.position) }
    }

    private mutating func read(_ path: String) {
        guard let bytes = texts[path] else { return }
        if FileKind(firstLineOf: bytes) == .register {
            kinds[path] = .register
            return
        }
        do {
            let root = try YAMLDocument.read(bytes, path: path)
            roots[path] = root
            guard let kind = FileKind(root) else {
                ownFindings.append(FileSet.noKind(root.position))
                return
            }
            kinds[path] = kind
            take(root, kind, path)
        } catch {
            ownFindings += error.findings
        }
    }

    private mutating func take(_ root: SourceNode, _ kind: FileKind, _ path: String) {
        let reader = FileReader()
        switch kind {
        case .profile:
            if let profile = reader.profile(root) {
                if writtenProfiles.updateValue(profile, forKey: profile.name.text) != nil {
                    ownClashes.append(FileSet.twice(profile.name.text, at: profile.name.position))
                }
            }
        case .calendar: _ = reader.officeYear(root)
        case .form: if let form = reader.form(root) { take(form) }
        case .workflow:
            if case .map(let pairs) = root.content,
                let name = pairs.first(where: { $0.key.text == "workflow" }),
                let text = name.value.scalar, workflows.updateValue(path, forKey: text.text) != nil
            {
                ownClashes.append(FileSet.twice(text.text, at: text.position))
            }
        case .register, .shared, .chart, .rehearsal: break
        }
        ownFindings += reader.findings
    }

    /// Versions of a form stand in files of their own, each with its days.
    private mutating func take(_ form: PrintedFormDraft) {
        if forms.contains(where: { $0.name.text == form.name.text && $0.overlaps(form) }) {
            ownClashes.append(FileSet.twice(form.name.text, at: form.name.position))
        }
        forms.append(form)
    }

    private static func noKind(_ position: SourcePosition) -> Finding {
        let kinds = FileKind.allCases.map(\.rawValue).joined(separator: ", ")
        let message = LocalizedText(
            zhHant: "看不出這是哪一種檔案；請以 \(kinds) 其中之一開頭。",
            en: "This file does not say what it is; begin it with one of \(kinds)."
        )
        return Finding(.missingKey, message, at: position)
    }

    private static func twice(_ name: String, at position: SourcePosition) -> Finding {
        let message = LocalizedText(
            zhHant: "「\(name)」已由另一個檔案宣告。",
            en: "'\(name)' is declared by another file already."
        )
        return Finding(.duplicateName, message, at: position, subject: name)
    }
}
