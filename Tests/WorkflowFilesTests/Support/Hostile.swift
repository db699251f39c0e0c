@testable import WorkflowFiles

/// Feeds bytes to the YAML layer and says in a word what became of them.
enum Hostile {
    static func outcome(_ bytes: [UInt8]) -> String {
        do {
            _ = try YAMLDocument.read(bytes, path: "f")
            return "read"
        } catch {
            guard let first = error.findings.first else { return "no finding" }
            return "\(first.position.line):\(first.position.column) \(first.code.rawValue)"
        }
    }
}
