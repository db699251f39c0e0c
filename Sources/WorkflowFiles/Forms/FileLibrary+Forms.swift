public import Documents

extension FileLibrary {
    /// The forms on file, each held against its workflow; throws `FileProblems` where one is wrong.
    ///
    /// Read when a document is first asked for, and then kept.
    public func forms() throws(FileProblems) -> FormShelf {
        if let known = keptForms { return known }
        let files = files
        let made = files.forms.map { FormCompiler($0, files).compile() }
        let problems = files.findings + made.flatMap(\.findings)
        guard !problems.contains(where: { $0.severity == .error }) else { throw FileProblems(problems) }
        let shelf = FormShelf(made.compactMap(\.form))
        keep(shelf)
        return shelf
    }
}
