import EngineClient
import FoundationEssentials
import TestSupport
import Testing

private let environment = ProcessInfo.processInfo.environment

@Suite struct EngineConformanceTests {
    @Test(arguments: ConformanceCheck.all)
    func theFakeEngine(check: ConformanceCheck) async throws {
        let engine = FakeEngine()
        await engine.addLocalImage("busybox:1")
        try await check.run(on: ConformanceBench(fake: engine, stack: "conformance"))
    }

    /// Set `SKEP_TEST_DOCKER_HOST` to an engine in swarm mode that may be played with; `SKEP_TEST_IMAGE` names an image on it that has the
    /// commands of a small Unix (`busybox:1` unless said otherwise).
    @Test(.enabled(if: environment["SKEP_TEST_DOCKER_HOST"] != nil), arguments: ConformanceCheck.all.enumerated().map { ($0, $1) })
    func theRealEngine(number: Int, check: ConformanceCheck) async throws {
        let host = try #require(environment["SKEP_TEST_DOCKER_HOST"])
        let engine = DockerEngine(try EngineEndpoint.resolve(environment: ["DOCKER_HOST": host], home: nil))
        let image = environment["SKEP_TEST_IMAGE"] ?? "busybox:1"
        let stack = "conformance\(number)-\(UInt16.random(in: .min ... .max))"
        try await check.run(on: ConformanceBench(engine: engine, stack: stack, image: image) { _, _, _ in })
        engine.close()
    }
}
