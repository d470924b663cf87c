// swift-tools-version: 6.1
import PackageDescription

/// Every target is compiled with these; see docs/architecture.md.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "skep",
    products: [
        .executable(name: "skep", targets: ["skep"]),
        .executable(name: "sensor-worker", targets: ["sensor-worker"]),
        .library(name: "Sensors", targets: ["Sensors"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // C libraries
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CRabbitMQ", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // Text, places, diagnostics
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(name: "YAMLTree", dependencies: ["Diagnostics", "CLibYAML"], swiftSettings: settings),

        // The compose side: text -> typed model
        .target(name: "ComposeModel", dependencies: ["Diagnostics"], exclude: ["README.md"], swiftSettings: settings),
        .target(
            name: "ComposeLoading", dependencies: ["Diagnostics", "YAMLTree", "ComposeModel"], exclude: ["README.md"],
            swiftSettings: settings),

        // The engine side: typed model -> desired objects -> plan -> API calls
        .target(name: "EngineModel", swiftSettings: settings),
        .target(
            name: "Translation", dependencies: ["Diagnostics", "ComposeModel", "EngineModel"], exclude: ["README.md"],
            swiftSettings: settings),
        .target(name: "Planning", dependencies: ["EngineModel"], swiftSettings: settings),
        .target(name: "HTTPTransport", dependencies: [nio, nioPosix, nioHTTP1], swiftSettings: settings),
        .target(name: "EngineClient", dependencies: ["EngineModel", "HTTPTransport"], swiftSettings: settings),
        .target(name: "Deployment", dependencies: ["EngineModel", "Planning", "EngineClient"], swiftSettings: settings),

        // The sensor side
        .target(
            name: "Sensors", dependencies: ["HTTPTransport", "ManualMarkup", "Messaging", "RabbitMQ", "CSQLite"], swiftSettings: settings),
        .executableTarget(name: "sensor-worker", dependencies: ["Sensors"], path: "samples", swiftSettings: settings),

        // The command line
        .target(name: "Terminal", dependencies: ["Diagnostics"], swiftSettings: settings),
        .target(name: "ManualMarkup", swiftSettings: settings),
        .target(
            name: "Commands",
            dependencies: [
                "Diagnostics", "YAMLTree", "ComposeModel", "ComposeLoading", "EngineModel", "Translation", "Planning",
                "EngineClient", "Deployment", "ManualMarkup", "Terminal", argumentParser,
            ],
            swiftSettings: settings),
        .executableTarget(name: "skep", dependencies: ["Commands"], swiftSettings: settings),

        // The workers' side: broker-neutral consuming, and RabbitMQ
        .target(name: "Messaging", swiftSettings: settings),
        .target(name: "RabbitMQ", dependencies: ["Messaging", "CRabbitMQ"], swiftSettings: settings),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "Diagnostics", "YAMLTree", "ComposeModel", "ComposeLoading", "EngineModel", "EngineClient", "HTTPTransport", nio, nioPosix,
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "ComposeLoadingTests", dependencies: ["ComposeLoading", "ComposeModel", "YAMLTree", "Diagnostics", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "TranslationTests",
            dependencies: ["Translation", "ComposeLoading", "ComposeModel", "EngineModel", "Diagnostics", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "SensorsTests", dependencies: ["Sensors", "HTTPTransport", "Messaging", "TestSupport"], exclude: ["Reference"],
            swiftSettings: settings),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "EngineModel", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "EngineClientTests", dependencies: ["EngineClient", "EngineModel", "HTTPTransport", "TestSupport", nio, nioPosix],
            swiftSettings: settings),
        .testTarget(
            name: "DeploymentTests", dependencies: ["Deployment", "Planning", "EngineClient", "EngineModel", "TestSupport"],
            swiftSettings: settings),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Diagnostics"], swiftSettings: settings),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Terminal", "Deployment", "EngineClient", "EngineModel", "HTTPTransport", "ManualMarkup", "TestSupport",
                argumentParser,
            ],
            swiftSettings: settings),
        // These run the built program: against recordings of docker's client, on input that means harm, and on a real engine.
        .testTarget(name: "GoldenTests", dependencies: ["skep", "sensor-worker", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "HostileInputTests", dependencies: ["skep", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "EndToEndTests", dependencies: ["skep", "sensor-worker", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "MessagingTests", dependencies: ["Messaging"], swiftSettings: settings),
        .testTarget(name: "RabbitMQTests", dependencies: ["RabbitMQ", "Messaging", "Sensors", "TestSupport"], swiftSettings: settings),
        // Whole workers through faults: Tests/Soak says how.
        .executableTarget(name: "crashing-worker", dependencies: ["Sensors"], path: "Tests/CrashingWorker", swiftSettings: settings),
        // The program of docs/write-your-own-worker.md.
        .executableTarget(name: "fridge-watch", dependencies: ["Sensors"], path: "Tests/TutorialWorker", swiftSettings: settings),
        .testTarget(
            name: "SensorWorkerTests", dependencies: ["sensor-worker", "crashing-worker", "fridge-watch", "TestSupport"],
            swiftSettings: settings),
    ]
)
