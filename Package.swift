// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: Swift 6 mode, visible imports, warnings as errors.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    path: String? = nil,
    exclude: [String] = [],
    sources: [String]? = nil,
    resources: [Resource] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: path,
        exclude: exclude,
        sources: sources,
        resources: resources,
        swiftSettings: house
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "anwei",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "anwei", targets: ["Anwei"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // Below this line: no clock, no file, no socket.
        room("Values", [collections]),
        room("Statechart", ["Values"]),
        room("CivilCalendar", ["Values"]),
        room("Expressions", ["Values", "CivilCalendar"]),
        room("Casework", ["Values", "Statechart", "Expressions", "CivilCalendar"]),

        // What implements, builds and runs the core.
        room(
            "Schema",
            path: "Schema",
            resources: [.embedInCode("Migrations"), .copy("openapi.yaml"), .copy("JSON")]
        ),
        room(
            "Workflows",
            path: "Workflows",
            sources: ["WorkflowResources.swift"],
            resources: [.copy("files")]
        ),
        room(
            "WorkflowFiles",
            ["Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "Schema", yams]
        ),
        room("CaseStore", ["Values", "Casework", "Schema", grdb, crypto]),
        room(
            "CaseEngine",
            ["Values", "Statechart", "CivilCalendar", "Expressions", "Casework", log, lifecycle]
        ),
        room(
            "Rehearsal",
            [
                "Values", "Statechart", "CivilCalendar", "Expressions", "Casework", "CaseEngine", "CaseStore",
                "WorkflowFiles", yams,
            ]
        ),

        // Faces.
        room("CaseAPI"),
        room(
            "WebServer",
            [
                "Values", "CivilCalendar", "Casework", "CaseEngine", "CaseAPI", "Schema", hummingbird, log,
                lifecycle,
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
