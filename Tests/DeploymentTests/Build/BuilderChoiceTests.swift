import Deployment
import EngineClient
import EngineModel
import Testing

/// Which builder makes an image: what the user says, what is installed, and what the build needs.
@Suite struct BuilderChoiceTests {
    typealias Change = @Sendable (inout DesiredBuild) -> Void

    private static let old = APIVersion(1, 41)
    private static let new = APIVersion(1, 45)

    private func service(_ change: Change) -> DesiredHostService {
        var build = DesiredBuild(context: "/ctx")
        change(&build)
        return DesiredHostService(project: "home", name: "web", image: "home-web", build: build)
    }

    static let rows: [(environment: [String: String], instance: String?, hasBuildx: Bool, build: Change, old: Builder, new: Builder)] = [
        ([:], nil, true, { _ in }, .buildx, .buildx),
        ([:], nil, false, { _ in }, .engine, .engine),
        (["DOCKER_BUILDKIT": "0"], nil, true, { _ in }, .engine, .engine),
        (["DOCKER_BUILDKIT": ""], nil, true, { _ in }, .buildx, .buildx),
        (["DOCKER_BUILDKIT": "1"], nil, true, { _ in }, .buildx, .buildx),
        ([:], nil, true, { $0.network = "back" }, .engine, .engine),
        ([:], nil, true, { $0.network = "host" }, .buildx, .buildx),
        ([:], nil, true, { $0.shmSize = 64 }, .engine, .buildx),
        ([:], nil, true, { $0.ulimits = [Ulimit(name: "nofile", hard: 2, soft: 1)] }, .engine, .buildx),
        ([:], "pi", true, { $0.shmSize = 64 }, .buildx, .buildx),
        (["BUILDX_BUILDER": "pi"], nil, true, { $0.shmSize = 64 }, .buildx, .buildx),
        ([:], nil, false, { $0.provenance = "true" }, .engine, .engine),
    ]

    @Test(arguments: rows.indices) func theBuilderIsChosen(position: Int) throws {
        let row = Self.rows[position]
        let choice = try BuilderChoice(environment: row.environment, instance: row.instance)
        for (api, expected) in [(Self.old, row.old), (Self.new, row.new)] {
            let builder = try choice.builder(for: service(row.build), BuildWishes(), hasBuildx: row.hasBuildx, api: api)
            #expect(builder == expected, "\(api)")
        }
    }

    static let beyondEngine: [(String, Change)] = [
        ("secrets", { $0.secrets = [.init(id: "a", file: "/a")] }), ("ssh", { $0.ssh = ["default"] }),
        ("additional_contexts", { $0.additionalContexts = ["a": "/b"] }), ("cache_to", { $0.cacheTo = ["type=local,dest=/c"] }),
        ("no_cache_filter", { $0.noCacheFilter = ["base"] }), ("entitlements", { $0.entitlements = ["network.host"] }),
        ("privileged", { $0.privileged = true }), ("several platforms", { $0.platforms = ["linux/amd64", "linux/arm64"] }),
    ]

    @Test(arguments: beyondEngine.indices) func whatOnlyBuildKitCanDoNeedsIt(position: Int) throws {
        let (key, change) = Self.beyondEngine[position]
        let automatic = try BuilderChoice(environment: [:])
        #expect(try automatic.builder(for: service(change), BuildWishes(), hasBuildx: true, api: Self.old) == .buildx)
        let missing = #expect(throws: EngineError.self) {
            try automatic.builder(for: service(change), BuildWishes(), hasBuildx: false, api: Self.new)
        }
        #expect(missing?.description == "cannot build service web: \(key) needs BuildKit, and docker's plugin buildx is not installed")
        let off = try BuilderChoice(environment: ["DOCKER_BUILDKIT": "false"])
        let refused = #expect(throws: EngineError.self) {
            try off.builder(for: service(change), BuildWishes(), hasBuildx: true, api: Self.new)
        }
        #expect(refused?.message == "\(key) needs BuildKit, which DOCKER_BUILDKIT=0 turns off")
    }

    @Test func severalPlatformsAreNoneForWhatRunsHere() throws {
        var wishes = BuildWishes()
        wishes.isForRunning = true
        let service = service { $0.platforms = ["linux/amd64", "linux/arm64"] }
        #expect(try BuilderChoice(environment: [:]).builder(for: service, wishes, hasBuildx: false, api: Self.new) == .engine)
    }

    @Test func aKeyOfTheCommandLineCountsToo() throws {
        var wishes = BuildWishes()
        wishes.ssh = ["default"]
        #expect(throws: EngineError.self) {
            try BuilderChoice(environment: [:]).builder(for: service { _ in }, wishes, hasBuildx: false, api: Self.new)
        }
    }

    static let refusals: [(environment: [String: String], instance: String?, hasBuildx: Bool, build: Change, words: String)] = [
        (["DOCKER_BUILDKIT": "1"], nil, false, { _ in }, "BuildKit is asked for, and docker's plugin buildx is not installed"),
        ([:], "pi", false, { _ in }, "BuildKit is asked for, and docker's plugin buildx is not installed"),
        (
            ["DOCKER_BUILDKIT": "1"], nil, true, { $0.network = "back" },
            "BuildKit cannot do the network back; the engine's own builder can (DOCKER_BUILDKIT=0)"
        ),
        (
            [:], nil, true,
            {
                $0.network = "back"; $0.ssh = ["default"]
            }, "ssh needs BuildKit, which cannot do the network back"
        ),
        (
            [:], nil, true,
            {
                $0.privileged = true; $0.shmSize = 1
            }, "privileged needs BuildKit, which cannot do shm_size in this engine"
        ),
    ]

    @Test(arguments: refusals.indices) func whatNoBuilderCanDoIsRefused(position: Int) throws {
        let row = Self.refusals[position]
        let choice = try BuilderChoice(environment: row.environment, instance: row.instance)
        let error = #expect(throws: EngineError.self) {
            try choice.builder(for: service(row.build), BuildWishes(), hasBuildx: row.hasBuildx, api: Self.old)
        }
        #expect(error == EngineError(.misconfigured, operation: "build service web", message: row.words))
    }

    @Test(arguments: ["yes", "2", "no"]) func wordsThatDockerDoesNotTakeAreErrors(text: String) {
        #expect(throws: EngineError.self) { try BuilderChoice(environment: ["DOCKER_BUILDKIT": text]) }
    }

    @Test func aBuilderOfBuildxAndNoBuildKitContradictEachOther() {
        #expect(throws: EngineError.self) { try BuilderChoice(environment: ["DOCKER_BUILDKIT": "0"], instance: "pi") }
    }
}
