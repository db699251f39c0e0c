public import Casework
public import CivilCalendar
import Documents
import Synchronization
import Values

/// The workflows of a folder: assembles their bundles for a profile and a day, and compiles bundles.
///
/// The texts are taken once, when the library is made; a changed folder needs a new library. They are read as
/// YAML when a workflow is first asked for: a start that finds them unchanged pays for a digest alone. Compiled
/// workflows are kept by hash, because every case that is read needs one.
public final class FileLibrary: WorkflowSource {
    /// The texts by path from the folder.
    let texts: [String: [UInt8]]
    let digest: @Sendable ([UInt8]) -> [UInt8]
    private let read = Mutex<FileSet?>(nil)
    private let kept = Mutex(Kept())

    private struct Kept {
        var bundles: [String: AssembledBundle?] = [:]
        var workflows: [String: Workflow] = [:]
        /// The paths of the workflows that need not be looked at again.
        var passed: Set<String> = []
        /// Whether the whole folder is known to have passed.
        var hasFolderPassed = false
        /// The tables of calendars by text: the same ones are on file and on register.
        var years: [String: OfficeYear] = [:]
        var forms: FormShelf?
    }

    /// A library over the texts of files, by path from the workflows folder.
    ///
    /// - Parameter digest: SHA-256, given from outside because this room knows no cryptography.
    public init(files: [String: [UInt8]], digest: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        texts = files
        self.digest = digest
    }

    /// The files, read.
    var files: FileSet {
        read.withLock { read in
            let files = read ?? FileSet(texts)
            read = files
            return files
        }
    }

    /// Whether the files had to be read already.
    var isRead: Bool { read.withLock { $0 != nil } }

    /// The forms, if they were read already.
    var keptForms: FormShelf? { kept.withLock(\.forms) }

    /// Keeps the forms.
    func keep(_ forms: FormShelf) { kept.withLock { $0.forms = forms } }

    /// The names of the workflows on file, sorted.
    public var names: [String] { files.workflows.keys.sorted() }

    /// The names of the profiles on file, sorted.
    public var profiles: [String] { files.profiles.keys.sorted() }

    /// The bundle of a workflow in force for a profile on a day; nil if there is none or it does not check.
    public func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
        guard let version = files.profiles[profile]?.version(on: day) else { return nil }
        let key = "\(workflow)\n\(profile)\n\(version.from.iso)"
        if let known = kept.withLock({ $0.bundles[key] }) { return known }
        let made = assemble(workflow, profile, version)
        kept.withLock { $0.bundles[key] = .some(made) }
        return made
    }

    private func assemble(_ name: String, _ profile: String, _ version: ProfileFile.Version)
        -> AssembledBundle?
    {
        guard let path = files.workflows[name], let parts = files.parts(of: path), let draft = parts.draft,
            let file = files.profiles[profile]
        else { return nil }
        if !kept.withLock({ $0.hasFolderPassed || $0.passed.contains(path) }) {
            let findings = FileCheck(files).findings(ofWorkflowAt: path)
            guard !findings.contains(where: { $0.severity == .error }) else { return nil }
            pass([path])
        }
        let bytes = bundle(parts, draft, file, version).bytes
        return AssembledBundle(bytes: bytes, hash: Hexadecimal.encode(digest(bytes)))
    }

    /// The bundle of a workflow under one version of a profile.
    func bundle(
        _ parts: WorkflowParts,
        _ draft: WorkflowDraft,
        _ profile: ProfileFile,
        _ version: ProfileFile.Version
    ) -> Bundle {
        Bundle(
            workflow: parts.file,
            includes: parts.includes,
            clauses: draft.citedClauses.compactMap { files.clauses[$0] },
            profile: profile.profile(version),
            foreignKeys: files.foreignKeys(of: version, in: parts),
            blanks: files.shelf.blanks(for: version.values)
        )
    }

    /// Notes that workflows have passed: they are not looked at again.
    func pass(_ paths: Set<String>) { kept.withLock { $0.passed.formUnion(paths) } }

    /// Notes that all files have passed.
    func passFolder() { kept.withLock { $0.hasFolderPassed = true } }

    /// The table that a calendar's text describes, made at most once; nil, with findings in the reader, for none.
    func officeYear(_ text: String, path: String, _ reader: FileReader) throws(FileProblems) -> OfficeYear? {
        if let known = kept.withLock({ $0.years[text] }) { return known }
        let root = try YAMLDocument.read(Array(text.utf8), path: path)
        guard FileKind(root) == .calendar, let year = reader.officeYear(root) else { return nil }
        kept.withLock { $0.years[text] = year }
        return year
    }

    /// The definition that a bundle's bytes describe; throws `FileProblems` if they describe none.
    public func compile(_ bundle: AssembledBundle) throws -> Workflow {
        if let known = kept.withLock({ $0.workflows[bundle.hash] }) { return known }
        guard Hexadecimal.encode(digest(bundle.bytes)) == bundle.hash, let parts = Bundle(bundle.bytes) else {
            throw FileProblems([Bundle.unreadable(bundle.hash)])
        }
        let workflow = try parts.compile(hash: bundle.hash)
        kept.withLock { $0.workflows[bundle.hash] = workflow }
        return workflow
    }
}
