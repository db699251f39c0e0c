import Casework
import Foundation
import Values

/// Plays rehearsals through the real engine on throwaway stores, in virtual time.
///
/// ```
///   file ──▶ rehearsals ──▶ stage (engine, store, clock, seed) ──▶ steps ──▶ journal verified ──▶ result
///                                 ▲                                 │
///                                 └── --crash: reopened from disk ──┘
/// ```
public enum RehearsalSuite {
    /// Plays every rehearsal of some files, in order; folders stand for the `.yaml` files in them.
    public static func run(files: [String], options: RehearsalOptions) async -> RehearsalReport {
        var results: [RehearsalResult] = []
        var problems: [RehearsalProblem] = []
        var coverage = Coverage()
        for file in files.flatMap(expanded) {
            do {
                let beside: RehearsalScript.Reader = { (path) throws(RehearsalProblem) in
                    let path = place(of: path, beside: file)
                    return (try text(of: path), path)
                }
                for rehearsal in try RehearsalScript.all(in: try text(of: file), file: file, read: beside) {
                    let (result, seen) = await play(rehearsal, options)
                    results.append(result)
                    coverage.add(seen)
                }
            } catch {
                problems.append(error)
            }
        }
        return RehearsalReport(results: results, problems: problems, coverage: coverage, completeness: nil)
    }

    private static func play(_ rehearsal: RehearsalScript, _ options: RehearsalOptions) async -> (
        RehearsalResult, Coverage
    ) {
        var failures: [RehearsalFailure]
        var coverage = Coverage()
        do {
            let calm = try await run(rehearsal, options, crashes: false)
            failures = calm.failures
            coverage = calm.coverage
            if options.crashes {
                let crashed = try await run(rehearsal, options, crashes: true)
                failures += differences(rehearsal, calm, crashed)
            }
        } catch {
            failures = [failure(rehearsal, "the rehearsal to be played", "\(error)")]
        }
        let result = RehearsalResult(
            title: rehearsal.title,
            file: rehearsal.file,
            line: rehearsal.line,
            clauses: rehearsal.clauses,
            failures: failures
        )
        if options.countsCoverage { coverage.note(result) }
        return (result, coverage)
    }

    /// What one performance leaves behind.
    private struct Outcome {
        let failures: [RehearsalFailure]
        let journal: [StoredEntry]
        let coverage: Coverage
    }

    private static func run(
        _ rehearsal: RehearsalScript,
        _ options: RehearsalOptions,
        crashes: Bool
    ) async throws -> Outcome {
        let stage = try Stage(
            at: rehearsal.start,
            workflows: try source(for: rehearsal, options),
            digest: options.digest,
            seed: options.seed,
            crashes: crashes
        )
        defer { stage.strike() }
        var performance = Performance(rehearsal, on: stage)
        try await performance.play()
        return Outcome(
            failures: performance.failures,
            journal: try stage.journal(),
            coverage: options.countsCoverage && !crashes ? try Coverage(of: performance) : Coverage()
        )
    }

    private static func source(for rehearsal: RehearsalScript, _ options: RehearsalOptions) throws
        -> any WorkflowSource
    {
        guard let chart = rehearsal.chart else { return options.workflows }
        let path = place(of: chart, beside: rehearsal.file)
        return ChartSource(path: path, bytes: Array(try text(of: path).utf8), digest: options.digest)
    }

    /// What crashes have changed; nothing may.
    private static func differences(_ rehearsal: RehearsalScript, _ calm: Outcome, _ crashed: Outcome)
        -> [RehearsalFailure]
    {
        var failures = crashed.failures.filter { !calm.failures.contains($0) }
        for (position, entry) in crashed.journal.enumerated() {
            guard calm.journal.indices.contains(position), calm.journal[position] == entry else {
                let before = calm.journal.indices.contains(position) ? calm.journal[position].draft.bytes : []
                failures.append(
                    failure(
                        rehearsal,
                        "with crashes entry \(position + 1) as \(String(decoding: before, as: UTF8.self))",
                        String(decoding: entry.draft.bytes, as: UTF8.self)
                    )
                )
                return failures
            }
        }
        if crashed.journal.count != calm.journal.count {
            failures.append(
                failure(rehearsal, "\(calm.journal.count) entries with crashes", "\(crashed.journal.count)")
            )
        }
        return failures
    }

    private static func failure(_ rehearsal: RehearsalScript, _ expected: String, _ found: String)
        -> RehearsalFailure
    {
        RehearsalFailure(
            rehearsal: rehearsal.title,
            file: rehearsal.file,
            line: rehearsal.line,
            expected: expected,
            found: found
        )
    }

    // MARK: Files

    private static func text(of file: String) throws(RehearsalProblem) -> String {
        guard let data = FileManager.default.contents(atPath: file),
            let text = String(data: data, encoding: .utf8)
        else {
            throw RehearsalProblem(
                file: file,
                line: 1,
                message: LocalizedText(zhHant: "無法讀取檔案(UTF-8)", en: "The file cannot be read as UTF-8 text")
            )
        }
        return text
    }

    /// Where a file is that another one names.
    private static func place(of path: String, beside file: String) -> String {
        let folder = (file as NSString).deletingLastPathComponent
        return path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
    }

    private static func expanded(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { path + "/" + $0 }
    }
}
