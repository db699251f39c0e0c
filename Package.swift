// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// What every target of ours is compiled with: Swift 6 mode, visible imports, warnings as errors.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Lua of the system, if its headers are there; without them the console says what to install.
let hasLua =
    Context.environment["ANWEI_NO_LUA"] == nil
    && FileManager.default.fileExists(atPath: "/usr/include/lua5.4/lua.h")
let luaSettings: [CSetting] = (hasLua ? [.define("HAVE_LUA")] : []) + [.treatAllWarnings(as: .error)]
let luaLibrary: [LinkerSetting] = hasLua ? [.linkedLibrary("lua5.4")] : []

/// The core and what runs it are optimised in debug too.
///
/// Tests, rehearsals and the check run them millions of times; assertions and overflow checks stay.
let quick: [SwiftSetting] = [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    path: String? = nil,
    exclude: [String] = [],
    resources: [Resource] = [],
    settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: path,
        exclude: exclude,
        resources: resources,
        swiftSettings: house + settings
    )
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    exclude: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

let collections = product("OrderedCollections", "swift-collections")
let bits = product("BitCollections", "swift-collections")
let grdb = product("GRDB", "GRDB.swift")
let sqlite = product("GRDBSQLite", "GRDB.swift")
let crypto = product("Crypto", "swift-crypto")
let yams = product("Yams", "Yams")
let log = product("Logging", "swift-log")
let lifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let hummingbird = product("Hummingbird", "hummingbird")
let hummingbirdCore = product("HummingbirdCore", "hummingbird")
let httpTypes = product("HTTPTypes", "swift-http-types")
let nio = product("NIOCore", "swift-nio")
let nioPosix = product("NIOPosix", "swift-nio")
let signals = product("UnixSignals", "swift-service-lifecycle")
let arguments = product("ArgumentParser", "swift-argument-parser")

let package = Package(
    name: "anwei",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "anwei", targets: ["Anwei"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // The core: no clock, no file, no socket.
        room("Values", [collections], settings: quick),
        room("Statechart", ["Values"], settings: quick),
        room("CivilCalendar", ["Values"], settings: quick),
        room("Expressions", ["Values"], settings: quick),
        room("Casework", ["Values", "Statechart", "Expressions", "CivilCalendar"], settings: quick),
        room("Documents", ["Values", "CivilCalendar", "Casework"], settings: quick),

        // What implements, builds and runs the core.
        room(
            "Schema",
            path: "Schema",
            exclude: ["JSON"],
            resources: [.embedInCode("Migrations"), .embedInCode("openapi.yaml")]
        ),
        room("CaseStore", ["Values", "Casework", "Schema", grdb, sqlite, crypto], settings: quick),
        room(
            "CaseEngine",
            ["Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Documents", log],
            settings: quick
        ),

        room(
            "Workflows",
            path: "Workflows",
            exclude: ["FORMAT.md", "REHEARSALS.md"],
            resources: [.copy("files")]
        ),
        room(
            "WorkflowFiles",
            ["Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Documents", bits, yams],
            settings: quick
        ),

        room(
            "Rehearsal",
            [
                "Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Documents", "CaseEngine",
                "CaseStore", "WorkflowFiles", crypto, log, yams,
            ],
            settings: quick
        ),

        // The faces.
        room("CaseAPI"),
        room(
            "WebServer",
            [
                "Values", "CivilCalendar", "Statechart", "Casework", "Documents", "CaseEngine", "CaseAPI",
                "Schema",
                hummingbird, hummingbirdCore, httpTypes, log, lifecycle, nio, nioPosix,
            ]
        ),
        .systemLibrary(name: "CReadline"),
        .target(
            name: "CLineEdit",
            dependencies: ["CReadline"],
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("readline")]
        ),
        .target(name: "CLua", cSettings: luaSettings, linkerSettings: luaLibrary),
        .target(name: "CLuaHost", dependencies: ["CLua"], cSettings: luaSettings),
        room("LuaScripting", ["CLuaHost"]),
        room("AdminConsole", ["CaseAPI", "CivilCalendar", "Values", "LuaScripting", "CLineEdit"]),
        .executableTarget(
            name: "Anwei",
            dependencies: [
                "Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Schema", "Workflows",
                "WorkflowFiles",
                "CaseStore", "CaseEngine", "CaseAPI", "Rehearsal", "WebServer", "AdminConsole", "Documents",
                arguments, crypto, log, lifecycle, signals,
            ],
            swiftSettings: house
        ),
        // Measures the engine without a server; driven by ops/bench/run.
        .executableTarget(
            name: "EngineBench",
            dependencies: [
                "Values", "Statechart", "Expressions", "CivilCalendar", "Casework", "CaseStore", "CaseEngine",
                "WorkflowFiles", crypto,
            ],
            path: "ops/bench/engine",
            swiftSettings: house
        ),

        // The tests mirror the rooms. What they write goes into folders that are gone afterwards.
        room("TestFolders", path: "Tests/TestFolders"),
        tests("ValuesTests", ["Values"]),
        tests("StatechartTests", ["Statechart", "Values"]),
        tests("CivilCalendarTests", ["CivilCalendar", "Values"]),
        room(
            "CaseworkSamples",
            ["Values", "Statechart", "CivilCalendar", "Expressions", "Casework"],
            path: "Tests/CaseworkSamples"
        ),
        tests(
            "CaseworkTests",
            ["CaseworkSamples", "Values", "Statechart", "CivilCalendar", "Expressions", "Casework"]
        ),
        // A disk that records what is written and fails when it is told to.
        .target(
            name: "CTestDisk",
            path: "Tests/CTestDisk",
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("sqlite3")]
        ),
        tests(
            "CaseStoreTests",
            [
                "CTestDisk", "TestFolders", "CaseStore", "Schema", "Casework", "Statechart", "Values",
                "CivilCalendar", grdb, sqlite, crypto,
            ]
        ),
        tests(
            "PowerLossTests",
            [
                "CTestDisk", "CaseworkSamples", "CaseEngine", "CaseStore", "Casework", "CivilCalendar",
                "Statechart", "Values", sqlite, crypto,
            ]
        ),
        tests(
            "CaseEngineTests",
            [
                "TestFolders", "CaseworkSamples", "CaseEngine", "CaseStore", "Casework", "Statechart",
                "CivilCalendar",
                "Values", crypto,
            ]
        ),
        tests("CaseAPITests", ["CaseAPI"]),
        tests(
            "WebServerTests",
            [
                "WebServer", "Schema", "CaseEngine", "CaseAPI", "CaseStore", "Casework", "CaseworkSamples",
                "Documents",
                "Statechart", "CivilCalendar", "Values", crypto, hummingbird, log, lifecycle, nio, httpTypes,
            ]
        ),
        tests("AnweiTests", ["TestFolders", "Anwei", "Values", "CaseAPI"]),
        tests("LuaScriptingTests", ["LuaScripting"]),
        tests("ExpressionsTests", ["Expressions", "Values"]),
        tests(
            "WorkflowFilesTests",
            ["WorkflowFiles", "Values", "Statechart", "CivilCalendar", "Expressions", "Casework"]
        ),
        tests(
            "AdminConsoleTests",
            ["TestFolders", "AdminConsole", "CaseAPI", "CivilCalendar", "LuaScripting", "Values"],
            exclude: ["Golden"]
        ),
        tests(
            "RehearsalTests",
            [
                "Rehearsal", "WorkflowFiles", "CaseEngine", "CaseStore", "Casework", "Statechart",
                "CivilCalendar", "Documents",
                "Values", crypto,
            ]
        ),
        tests(
            "DocumentsTests",
            ["Documents", "WorkflowFiles", "Casework", "Statechart", "CivilCalendar", "Values", crypto],
            exclude: ["Golden"]
        ),
        tests(
            "WalkTests",
            [
                "AdminConsole", "CaseAPI", "Rehearsal", "WebServer", "Schema", "WorkflowFiles", "CaseEngine",
                "Casework", "Values", crypto, log,
            ]
        ),
        tests("HouseRulesTests", []),
    ],
    swiftLanguageModes: [.v6]
)
