/// How results are written.
enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    case table, vertical, json, jsonl, csv, tsv
}
