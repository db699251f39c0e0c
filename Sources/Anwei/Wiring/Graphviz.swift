import Foundation

/// Graphviz's `dot`, where it is installed.
enum Graphviz {
    /// The drawing of a graph as SVG; throws what to install, or that `dot` failed.
    static func svg(of graph: String) throws -> String {
        guard let program = path else {
            throw Failure(
                .unreachable,
                zhHant: "繪製 SVG 需要 Graphviz；請安裝（apt-get install graphviz），或改用 --format text。",
                en: "Drawing SVG needs Graphviz; install it (apt-get install graphviz), or use --format text."
            )
        }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-Tsvg"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            // dot reads the whole graph before it writes anything, so neither pipe can block the other.
            try input.fileHandleForWriting.write(contentsOf: Data(graph.utf8))
            try input.fileHandleForWriting.close()
            let drawing = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            if process.terminationStatus == 0 {
                return withoutVersion(String(decoding: drawing, as: UTF8.self))
            }
        } catch {}
        throw Failure(
            .internal,
            zhHant: "Graphviz 無法繪製此圖；請改用 --format text。",
            en: "Graphviz could not draw the chart; use --format text."
        )
    }

    private static var path: String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        return folders.split(separator: ":").map { "\($0)/dot" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Without the comments, which name the version and repeat the ids: the same chart gives the same file.
    private static func withoutVersion(_ drawing: String) -> String {
        drawing.replacingOccurrences(of: "<!--[\\s\\S]*?-->\\n?", with: "", options: .regularExpression)
    }
}
