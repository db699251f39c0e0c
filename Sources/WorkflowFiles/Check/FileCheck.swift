import Casework
import CivilCalendar
import Dispatch
import Synchronization
import Values

/// Looks over the files of a folder: what `anwei check` and the loading of a workflow rest on.
struct FileCheck: Sendable {
    private let files: FileSet
    private let world: EventWorld

    /// The paths of workflows that were looked at before and have no errors.
    private let passed: Set<String>

    init(_ files: FileSet, passed: Set<String> = []) {
        self.files = files
        self.passed = passed
        world = EventWorld(files)
    }

    /// Everything found in all files, or in those at some paths; in the order of files and lines.
    func findings(at paths: [String]? = nil) -> [Finding] {
        var found = files.findings + (paths == nil ? files.clashes : [])
        // The largest first, so that no core waits for it at the end.
        let checked = files.kinds.keys.filter { !passed.contains($0) && paths?.contains($0) != false }
            .sorted { (files.texts[$0]?.count ?? 0, $0) > (files.texts[$1]?.count ?? 0, $1) }
        let findings = Mutex<[Int: [Finding]]>([:])
        DispatchQueue.concurrentPerform(iterations: checked.count) { place in
            let found = self.findings(ofFileAt: checked[place])
            findings.withLock { $0[place] = found }
        }
        found += findings.withLock { found in checked.indices.flatMap { found[$0] ?? [] } }
        if let paths { found.removeAll { !paths.contains($0.position.file) && !isIncluded($0, by: paths) } }
        return FileCheck.sorted(found)
    }

    private func findings(ofFileAt path: String) -> [Finding] {
        switch files.kinds[path] {
        case .workflow: findings(ofWorkflowAt: path)
        case .chart: findings(ofChartAt: path)
        case .shared: findings(ofSharedAt: path)
        case .form: findings(ofFormAt: path)
        case .profile, .register, .calendar, .rehearsal, nil: []
        }
    }

    /// What is found in a workflow under any version of any profile.
    func findings(ofWorkflowAt path: String) -> [Finding] {
        guard let parts = files.parts(of: path) else { return [] }
        guard let draft = parts.draft else { return parts.findings }
        var found = parts.findings
        for (profile, version) in versions {
            let input = CompilerInput(
                draft: draft,
                profile: profile,
                foreignKeys: version.map { files.foreignKeys(of: $0, in: parts) } ?? [],
                blanks: files.shelf.blanks(for: profile.values),
                clauses: files.clauses,
                bundleHash: ""
            )
            let (_, findings) = WorkflowCompiler(input).compile()
            found += findings
        }
        found += DocumentCheck(draft, files.forms).findings
        // A chart with unknown names or targets cannot be followed; its mistakes are found one by one.
        let isSound = !found.contains { $0.severity == .error }
        found += ChartCheck.findings(in: draft, world, isSound: isSound)
        return FileCheck.sorted(WaiverCheck(draft.waivers).apply(to: FileCheck.sorted(found)))
    }

    /// Every version of every profile; one without values where there is no profile.
    private var versions: [(profile: Profile, version: ProfileFile.Version?)] {
        let all = files.profileVersions.map { file, version in
            (profile: file.profile(version), version: Optional(version))
        }
        let none = Profile(name: "", title: LocalizedText(zhHant: "", en: ""), values: ValueMap())
        return all.isEmpty ? [(profile: none, version: nil)] : all
    }

    private func findings(ofFormAt path: String) -> [Finding] {
        files.forms.filter { $0.name.position.file == path }.flatMap {
            FormCompiler($0, files).compile().findings
        }
    }

    private func findings(ofChartAt path: String) -> [Finding] {
        do {
            return try CompiledChart(files.texts[path] ?? [], path: path).warnings
        } catch {
            return error.findings
        }
    }

    private func findings(ofSharedAt path: String) -> [Finding] {
        guard let root = files.roots[path] else { return [] }
        let reader = FileReader()
        if let keyed = reader.map(root, .shared) { _ = reader.declarations(keyed) }
        return reader.findings
    }

    /// Whether a finding stands in a file that one of the checked workflows includes.
    private func isIncluded(_ finding: Finding, by paths: [String]) -> Bool {
        paths.contains { path in
            files.kinds[path] == .workflow
                && files.parts(of: path)?.includes.contains { $0.path == finding.position.file } == true
        }
    }

    /// In the order of files and lines, each once.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }
}
