import Casework
import Crypto
import Foundation
import Testing
import WorkflowFiles

@testable import Rehearsal

/// Plays rehearsals that stand in a test's own text, over a small workflow or those of the product.
enum Play {
    static let digest: @Sendable ([UInt8]) -> [UInt8] = { Array(SHA256.hash(data: $0)) }

    /// The folder of the package, from this file's place.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The product's workflows.
    static func product() throws -> FileLibrary {
        try FileLibrary(folder: package.appending(path: "Workflows/files").path, digest: digest)
    }

    /// The file of an invented county: Kaohsiung's with another name and some other figures.
    static func county(_ name: String, with figures: [String: String]) throws -> String {
        let model = package.appending(path: "Workflows/files/profiles/kaohsiung.yaml")
        let lines = try String(contentsOf: model, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return lines.map { line in
            if line.hasPrefix("profile:") { return "profile: \(name)" }
            if line.hasPrefix("title:") { return "title: {zh-Hant: 測試縣, en: A test county}" }
            let key = line.split(separator: ":").first?.drop { $0 == " " } ?? ""
            guard line.hasPrefix("      "), let figure = figures[String(key)] else { return String(line) }
            return "      \(key): \(figure)"
        }
        .joined(separator: "\n")
    }

    /// The rehearsals of the product.
    static let scenarios = package.appending(path: "Tests/Scenarios").path

    /// Plays a text; what it names is found beside it.
    static func text(
        _ text: String,
        files: [String: String] = [:],
        workflows: [String: [UInt8]] = Ledger.files,
        crashes: Bool = false,
        seed: UInt64 = 1
    ) async throws -> RehearsalReport {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "rehearsal-tests-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files { try Data(content.utf8).write(to: folder.appending(path: name)) }
        let file = folder.appending(path: "text.yaml")
        try Data(text.utf8).write(to: file)
        return await RehearsalSuite.run(
            files: [file.path],
            options: RehearsalOptions(
                workflows: FileLibrary(files: workflows, digest: digest),
                digest: digest,
                crashes: crashes,
                seed: seed
            )
        )
    }

    /// Plays steps over the small workflow with a world that is given.
    static func steps(_ steps: String, crashes: Bool = false) async throws -> RehearsalReport {
        try await text(Ledger.head + steps, crashes: crashes)
    }

    /// A rehearsal of the product's workflows that was played without a failure, and the stage as it left it.
    static func stage(of rehearsal: String, crashes: Bool = false) async throws -> Stage {
        let scripts = try RehearsalScript.all(in: rehearsal, file: "text") {
            (path) throws(RehearsalProblem) in (path, path)
        }
        let script = try #require(scripts.first)
        let stage = try Stage(
            at: script.start,
            workflows: try product(),
            digest: digest,
            seed: 3,
            crashes: crashes
        )
        var performance = Performance(script, on: stage)
        try await performance.play()
        #expect(performance.failures.isEmpty, "\(performance.failures.map(\.text))")
        return stage
    }
}
