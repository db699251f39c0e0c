public import Values

/// What `anwei check` has found, ready to be shown.
public struct CheckReport: Sendable, Hashable {
    /// Everything found, in the order of files and lines.
    public let findings: [Finding]
    /// How many files were looked at.
    public let fileCount: Int

    /// A report from its parts.
    public init(findings: [Finding], fileCount: Int) {
        self.findings = findings
        self.fileCount = fileCount
    }

    /// How many of the findings keep a file from being loaded.
    public var errorCount: Int { findings.count { $0.severity == .error } }

    /// 0 without errors, 1 with errors.
    public var exitCode: Int32 { errorCount == 0 ? 0 : 1 }

    /// The findings one a line, `FILE:LINE:COLUMN: error CODE: sentence`, and a last line that counts them.
    public func text(in language: Language) -> String {
        var lines = findings.map { finding in
            let severity =
                switch (finding.severity, language) {
                case (.error, .zhHant): "錯誤"
                case (.warning, .zhHant): "警告"
                case (.error, .en): "error"
                case (.warning, .en): "warning"
                }
            let line =
                "\(finding.position): \(severity) \(finding.code.rawValue): \(finding.message[language])"
            return line + (finding.counterexample.map { $0.text(in: language) } ?? "")
        }
        let warnings = findings.count - errorCount
        switch language {
        case .zhHant: lines.append("檢查 \(fileCount) 個檔案：\(errorCount) 個錯誤，\(warnings) 個警告")
        case .en: lines.append("\(fileCount) files checked: \(errorCount) errors, \(warnings) warnings")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The report as a JSON document on one line.
    ///
    ///     {"files":1,"errors":1,"warnings":0,"findings":[{"severity","code","file","line","column",
    ///      "subject","message":{"zh-Hant","en"},"counterexample":{"steps","assumed","rehearsal"}}]}
    ///
    /// `counterexample` stands where there is one, `rehearsal` in it where data could be found.
    public var json: String {
        var map = ValueMap()
        map["files"] = .int(Int64(fileCount))
        map["errors"] = .int(Int64(errorCount))
        map["warnings"] = .int(Int64(findings.count - errorCount))
        map["findings"] = .list(findings.map(\.json))
        return Value.map(map).json + "\n"
    }
}

extension Finding {
    fileprivate var json: Value {
        let message = ValueMap([("zh-Hant", .string(message.zhHant)), ("en", .string(message.en))])
        var map = ValueMap([
            ("severity", .string(severity.rawValue)), ("code", .string(code.rawValue)),
            ("file", .string(position.file)), ("line", .int(Int64(position.line))),
            ("column", .int(Int64(position.column))), ("subject", .string(subject)),
            ("message", .map(message)),
        ])
        if let counterexample { map["counterexample"] = counterexample.json }
        return .map(map)
    }
}

extension Counterexample {
    /// Lines that follow a finding's own.
    fileprivate func text(in language: Language) -> String {
        let (way, data) = language == .zhHant ? ("過程：", "假設：") : ("steps: ", "assuming: ")
        var lines = "\n    " + way + steps.joined(separator: " → ")
        if !assumed.isEmpty { lines += "\n    " + data + assumed.joined(separator: "; ") }
        if let rehearsal {
            lines += rehearsal.split(separator: "\n").map { "\n    | " + $0 }.joined()
        }
        return lines
    }

    fileprivate var json: Value {
        var map = ValueMap()
        map["steps"] = .list(steps.map { .string($0) })
        map["assumed"] = .list(assumed.map { .string($0) })
        if let rehearsal { map["rehearsal"] = .string(rehearsal) }
        return .map(map)
    }
}

extension CheckReport {
    /// Checks the texts of files, by path from the workflows folder.
    ///
    /// - Parameter paths: the files to report on; nil for all. The others serve as includes, profiles and
    ///   clauses.
    public init(checking files: [String: [UInt8]], only paths: [String]? = nil) {
        let check = FileCheck(FileSet(files))
        self.init(findings: check.findings(at: paths), fileCount: paths?.count ?? files.count)
    }
}
