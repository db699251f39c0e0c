/// The rules of the check, counted: raise it when a change of them can turn a passing file into a failing one.
///
/// A verdict is stored with it, so that a new version of the program looks at every file anew.
public let checkerVersion = 1

/// What came of looking at a folder whose workflows may have passed before.
public struct Verdicts: Sendable {
    /// What was found in what had to be looked at.
    public let report: CheckReport
    /// The keys of the workflows that passed now, to be stored; those that had passed are not among them.
    public let passed: [String]
}

extension FileLibrary {
    /// Checks the folder's files but for the workflows that passed before.
    ///
    /// A workflow's key is a digest, in hexadecimal, of its bundles under every version of every profile, of
    /// what the other workflows send it, and of `checkerVersion`: whatever can change a verdict changes the
    /// key. Where all keys are known, only reading and digests are paid for.
    ///
    /// - Parameter hasPassed: whether a key is stored as passed.
    public func verdicts(hasPassed: (String) -> Bool) -> Verdicts {
        var keys: [String: String] = [:]
        var known: Set<String> = []
        for (name, path) in files.workflows {
            guard let key = verdictKey(of: name, at: path) else { continue }
            if hasPassed(key) { known.insert(path) } else { keys[path] = key }
        }
        let check = FileCheck(files, passed: known)
        let report = CheckReport(findings: check.findings(), fileCount: files.texts.count)
        pass(known)
        guard report.errorCount == 0 else { return Verdicts(report: report, passed: []) }
        pass(Set(keys.keys))
        return Verdicts(report: report, passed: keys.values.sorted())
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
        return hexadecimal(digest(bytes))
    }
}
