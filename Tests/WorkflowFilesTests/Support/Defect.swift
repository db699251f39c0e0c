import Testing

/// One edit of a right file of `SeededFolder`, and all that is found then.
struct Defect: Sendable, CustomTestStringConvertible {
    /// The file that is edited.
    enum File: String, Sendable, CaseIterable {
        case workflow = "t.yaml"
        case regions = "p.yaml"
        case shared = "shared/s.yaml"
        case chart = "c.yaml"
        case profile = "profiles/k.yaml"
        case register = "clauses/k.yaml"
        case calendar = "calendars/115.yaml"
    }

    let file: File
    let name: String
    let old: String
    let new: String
    /// `LINE:COLUMN severity code`, in the order of the file.
    let found: [String]

    /// In `new`, `=;` stands for a title, `!;` for an action's title and who may take it, and a word in
    /// capitals for something too long to be written out.
    init(_ file: File, _ name: String, _ old: String, _ new: String, _ found: String...) {
        self.file = file
        self.name = name
        self.old = old
        self.new = Defect.long.reduce(new) { text, word in text.replacing(word.key, with: word.value) }
        self.found = found
    }

    private static let long = [
        "=;": "title: {zh-Hant: 字, en: T}",
        "!;": "title: {zh-Hant: 字, en: T}, by: [worker]",
        "BIG": "# " + String(repeating: "x", count: 1_000_000),
        "MANY": (0...10_000).map { "  s\($0): {}\n" }.joined(),
        "WIDE": (0..<11).map { nest in
            "  n\(nest): {states: {" + (0..<1_000).map { "n\(nest)x\($0): {}" }.joined(separator: ", ")
                + "}}\n"
        }
        .joined(),
        "DEEP": String(repeating: "[", count: 60) + String(repeating: "]", count: 60),
        "NEST": String(repeating: "(", count: 600) + "true" + String(repeating: ")", count: 600),
    ]

    /// The whole text with the edit.
    var text: String {
        (SeededFolder.files[file.rawValue] ?? "").replacing(old, with: new, maxReplacements: 1)
    }

    /// The codes of what is found.
    var codes: Set<String> { Set(found.compactMap { $0.split(separator: " ").last.map(String.init) }) }

    var testDescription: String { "\(file): \(name)" }

    static let all = file + shape + values + names + meaning
}
