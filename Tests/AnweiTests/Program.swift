import Foundation
import TestFolders
import Testing

/// The real program, run as a shell would run it.
struct Program {
    /// What a run left behind.
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The binary beside the tests' own.
    static let path: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("anwei").path
    }()

    /// Runs the program to its end.
    static func run(_ arguments: String..., environment: [String: String] = ["LANG": "en_GB.UTF-8"]) throws
        -> Result
    {
        try run(arguments, environment: environment)
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], environment: [String: String] = ["LANG": "en_GB.UTF-8"]) throws
        -> Result
    {
        let folder = try temporaryFolder()
        let process = try start(arguments, folder: folder, environment: environment)
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: folder + "/out", encoding: .utf8),
            errors: try String(contentsOfFile: folder + "/err", encoding: .utf8)
        )
    }

    /// Starts the program with its streams going to `out` and `err` in a folder: a pipe that nobody empties would
    /// stop it.
    ///
    /// - Parameter limits: commands of the shell that limit what the program gets from the system.
    static func start(
        _ arguments: [String],
        folder: String,
        environment: [String: String],
        limited limits: String? = nil
    ) throws -> Process {
        let process = Process()
        if let limits {
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", limits + " exec \"$0\" \"$@\"", path] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
        }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try handle(folder + "/out")
        process.standardError = try handle(folder + "/err")
        try process.run()
        return process
    }

    /// A demonstration database made once, because the first start on one looks through all workflow files.
    private static let template = Swift.Result {
        let folder = try temporaryFolder()
        let made = try run("demo", "--database", folder + "/anwei.db")
        guard made.status == 0 else { throw CocoaError(.executableLoad, userInfo: ["errors": made.errors]) }
        return folder
    }

    /// A folder of its own with a demonstration database, its key and its signed heads.
    static func demonstration() throws -> String {
        let (template, folder) = (try template.get(), try temporaryFolder())
        for name in try FileManager.default.contentsOfDirectory(atPath: template) {
            try FileManager.default.copyItem(atPath: "\(template)/\(name)", toPath: "\(folder)/\(name)")
        }
        return folder
    }

    static func temporaryFolder() throws -> String { try TestFolder.make("program") }

    private static func handle(_ path: String) throws -> FileHandle {
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        return try #require(FileHandle(forWritingAtPath: path))
    }
}
