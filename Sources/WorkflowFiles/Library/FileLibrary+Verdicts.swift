import Values

/// The rules of the check, counted: raise it when a change of them can turn a passing file into a failing one.
///
/// A verdict is stored with it, so that a new version of the program looks at every file anew.
public let checkerVersion = 3

/// What came of looking at a folder whose workflows may have passed before.
public struct Verdicts: Sendable {
    /// What was found in what had to be looked at.
    public let report: CheckReport
    /// The keys of the workflows that passed now and of the folder, to be stored; what had passed is not among
    /// them.
    public let passed: [String]
}

extension FileLibrary {
    /// Checks the folder's files but for the workflows that passed before.
    ///
    /// The folder's key is a digest, in hexadecimal, of its files as they are and of `checkerVersion`: where it is
    /// known, nothing is read. Where it is not, because some file is another, each workflow has a key of its own:
    /// a digest of its bundles under every version of every profile, of what the other workflows send it, and of
    /// `checkerVersion`. Whatever can change a verdict changes the key, and only such workflows are checked again.
    ///
    /// - Parameter hasPassed: whether a key is stored as passed.
    public func verdicts(hasPassed: (String) throws -> Bool) rethrows -> Verdicts {
        let folder = folderKey
        guard try !hasPassed(folder) else {
            passFolder()
            return Verdicts(report: CheckReport(findings: [], fileCount: texts.count), passed: [])
        }
        let files = files
        var keys: [String: String] = [:]
        var known: Set<String> = []
        for (name, path) in files.workflows {
            guard let key = verdictKey(of: name, at: path) else { continue }
            if try hasPassed(key) { known.insert(path) } else { keys[path] = key }
        }
        let check = FileCheck(files, passed: known)
        let report = CheckReport(findings: check.findings(), fileCount: texts.count)
        pass(known)
        guard report.errorCount == 0 else { return Verdicts(report: report, passed: []) }
        passFolder()
        return Verdicts(report: report, passed: keys.values.sorted() + [folder])
    }

    /// The digest of all files as they are; lengths stand between them, so that nothing can move from one to another.
    private var folderKey: String {
        var bytes = Array("folder, checker \(checkerVersion)\n".utf8)
        bytes.reserveCapacity(texts.reduce(1_024) { $0 + $1.key.utf8.count + $1.value.count + 24 })
        for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
            bytes += Array("\(path.utf8.count) \(text.count)\n\(path)".utf8)
            bytes += text
        }
        return Hexadecimal.encode(digest(bytes))
    }

    /// The digest of all that a workflow's verdict rests on; nil for a file that cannot be read.
    private func verdictKey(of name: String, at path: String) -> String? {
        guard let parts = files.parts(of: path), let draft = parts.draft else { return nil }
        var bytes = Array("checker \(checkerVersion)\n".utf8)
        for (profile, version) in files.profileVersions {
            bytes += bundle(parts, draft, profile, version).bytes + [0]
        }
        bytes += Array(EventWorld(files).description(for: name).utf8)
        // What a file waives or names may not stand in a bundle: its own text does.
        bytes += parts.file.bytes
        return Hexadecimal.encode(digest(bytes))
    }
}
