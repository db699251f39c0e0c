import Values

/// How rehearsals came out: for people, for programs, and as an exit code.
public struct RehearsalReport: Sendable, Hashable {
    /// How each rehearsal came out, in the order of the files.
    public let results: [RehearsalResult]
    /// What keeps files from being read.
    public let problems: [RehearsalProblem]
    /// What the rehearsals have gone through.
    public let coverage: Coverage
    /// What they lack; nil where nobody asked.
    public var completeness: Completeness?

    /// How many passed.
    public var passed: Int { results.count(where: \.hasPassed) }

    /// How many failed; a file that cannot be read counts as one.
    public var failed: Int { results.count { !$0.hasPassed } + problems.count }

    /// 0 when all passed and nothing is missing that was asked for, else 1.
    public var exitCode: Int32 { failed == 0 && completeness?.isWhole != false ? 0 : 1 }

    /// The report for people; the last line is `N passed, N failed`.
    public var text: String {
        var lines = problems.map(\.description)
        for result in results where !result.hasPassed {
            lines.append("\(result.file):\(result.line): failed: \(result.title)")
            lines += result.failures.map { "  " + $0.text }
        }
        if let completeness { lines += completeness.text.split(separator: "\n").map(String.init) }
        return (lines + ["\(passed) passed, \(failed) failed"]).joined(separator: "\n") + "\n"
    }

    /// The report for programs.
    public var json: String {
        var map = ValueMap()
        map["passed"] = .int(Int64(passed))
        map["failed"] = .int(Int64(failed))
        map["rehearsals"] = .list(results.map(\.value))
        map["problems"] = .list(problems.map(\.value))
        if let completeness { map["completeness"] = completeness.value }
        return Value.map(map).json
    }
}

extension RehearsalResult {
    fileprivate var value: Value {
        .map(
            ValueMap([
                ("rehearsal", .string(title)), ("file", .string(file)), ("line", .int(Int64(line))),
                ("passed", .bool(hasPassed)), ("clauses", .list(clauses.map { .string($0) })),
                ("failures", .list(failures.map(\.value))),
            ])
        )
    }
}

extension RehearsalFailure {
    fileprivate var value: Value {
        .map(
            ValueMap([
                ("file", .string(file)), ("line", .int(Int64(line))), ("expected", .string(expected)),
                ("found", .string(found)),
            ])
        )
    }
}

extension RehearsalProblem {
    fileprivate var value: Value {
        .map(
            ValueMap([
                ("file", .string(file)), ("line", .int(Int64(line))),
                (
                    "message",
                    .map(ValueMap([("zh-Hant", .string(message.zhHant)), ("en", .string(message.en))]))
                ),
            ])
        )
    }
}
