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

    @Test func aServiceWithoutABuildIsRefused() async throws {
        let plain = DesiredHostService(project: "home", name: "web", image: "busybox:1")
        await #expect(throws: EngineError.self) { _ = try await build(plain, on: FakeEngine()) }
    }
}
