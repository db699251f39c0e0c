import Foundation
import Testing

/// What each room may import: the table of the house.
@Suite struct ImportRulesTests {
    private static let core: Set<String> = [
        "Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Documents",
    ]

    private static let allowed: [String: Set<String>] = [
        "Values": ["OrderedCollections"],
        "Statechart": ["Values"],
        "CivilCalendar": ["Values"],
        "Expressions": ["Values", "CivilCalendar"],
        "Casework": core.subtracting(["Documents"]),
        "Documents": ["Values", "CivilCalendar", "Casework"],
        "WorkflowFiles": core.union([
            "Schema", "Yams", "BitCollections", "Foundation", "Dispatch", "Synchronization", "Glibc",
        ]),
        "CaseStore": [
            "Casework", "Values", "Schema", "GRDB", "GRDBSQLite", "Crypto", "CryptoExtras", "Foundation",
            "Dispatch",
            "Synchronization", "Glibc", "Statechart",
        ],
        "CaseEngine": core.union(["Logging", "ServiceLifecycle", "Dispatch", "Synchronization"]),
        "Rehearsal": core.union([
            "CaseEngine", "CaseStore", "WorkflowFiles", "Yams", "Foundation", "Synchronization", "Crypto",
            "Logging",
            "Glibc", "Dispatch",
        ]),
        "CaseAPI": ["Foundation"],
        "WebServer": [
            "CaseEngine", "CaseAPI", "Casework", "Documents", "Statechart", "Values", "CivilCalendar",
            "Schema",
            "Hummingbird",
            "HummingbirdCore", "HTTPTypes", "Logging", "ServiceLifecycle", "NIOCore", "NIOPosix",
            "Foundation",
            "Synchronization", "Glibc",
        ],
        "LuaScripting": ["CLuaHost", "Foundation", "Glibc"],
        "AdminConsole": [
            "CaseAPI", "CivilCalendar", "Values", "LuaScripting", "CLineEdit", "Foundation", "Glibc",
            "Synchronization",
        ],
    ]

    @Test(arguments: SourceTree.sources.filter { allowed[$0.room] != nil })
    func `A room imports only what it may know`(file: SourceTree.File) {
        for name in imports(of: file) where Self.allowed[file.room]?.contains(name) != true {
            Issue.record("\(file.path) imports \(name)")
        }
    }

    @Test(arguments: SourceTree.sources.filter { core.contains($0.room) })
    func `The core knows no clock, file, socket or chance`(file: SourceTree.File) {
        let banned = [
            "= Date()", "Clock.now", ".random(", "SystemRandomNumberGenerator", "getenv", "fopen",
            "clock_gettime",
        ]
        for word in banned where file.text.contains(word) { Issue.record("\(file.path) uses \(word)") }
    }

    @Test func `Every room of the house is in the table or wires the others`() {
        let rooms = Set(SourceTree.sources.filter { $0.path.hasPrefix("Sources/") }.map(\.room))
        #expect(rooms.subtracting(Self.allowed.keys).subtracting(["Anwei"]).isEmpty)
    }

    private func imports(of file: SourceTree.File) -> [String] {
        file.lines.compactMap { line in
            var words = line.split(separator: " ")[...]
            while let first = words.first,
                ["public", "package", "internal", "@preconcurrency", "@testable"].contains(first)
            {
                words = words.dropFirst()
            }
            guard words.first == "import", words.count == 2 else { return nil }
            return String(words[words.startIndex + 1])
        }
    }
}
