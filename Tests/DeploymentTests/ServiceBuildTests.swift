import Deployment
import EngineClient
import EngineModel
import TestSupport
import Testing

@Suite struct ServiceBuildTests {
    private func service(_ change: (inout DesiredBuild) -> Void = { _ in }) -> DesiredHostService {
        var build = DesiredBuild(context: "/")
        build.dockerfileInline = "FROM busybox:1"
        change(&build)
        return DesiredHostService(project: "home", name: "web", image: "home-web", build: build)
    }

    private func build(_ service: DesiredHostService, on engine: FakeEngine) async throws -> String {
        let builder = ServiceBuild(engine: engine, credentials: { _ in nil }, environment: [:])
        return try await builder.build(service) { _ in }
    }

    @Test func theImageGetsTheServicesNameAndTheFurtherOnes() async throws {
        let engine = FakeEngine()
        // A remote context is fetched by the engine, so nothing of this machine is read.
        let id = try await build(service { ($0.context, $0.tags) = ("https://example.com/a.git", ["other:2"]) }, on: engine)
        #expect(try await engine.image("home-web").id == id)
        #expect(try await engine.image("other:2").id == id)
    }

    static let beyond: [(String, @Sendable (inout DesiredBuild) -> Void)] = [
        ("secrets", { $0.secrets = [.init(id: "a", file: "/a")] }), ("ssh", { $0.ssh = ["default"] }),
        ("additional_contexts", { $0.additionalContexts = ["a": "/b"] }),
        ("several platforms", { $0.platforms = ["linux/amd64", "linux/arm64"] }),
    ]

    @Test(arguments: beyond.indices) func whatTheBuilderCannotDoIsRefused(position: Int) async throws {
        let (key, change) = Self.beyond[position]
        let failure = await #expect(throws: EngineError.self) { _ = try await build(service(change), on: FakeEngine()) }
        #expect(failure?.reason == .misconfigured && failure?.message.hasPrefix(key + " needs BuildKit") == true)
    }

    @Test func aServiceWithoutABuildIsRefused() async throws {
        let plain = DesiredHostService(project: "home", name: "web", image: "busybox:1")
        await #expect(throws: EngineError.self) { _ = try await build(plain, on: FakeEngine()) }
    }
}
