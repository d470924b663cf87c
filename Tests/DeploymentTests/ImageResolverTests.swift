import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

@Suite("Resolving images") struct ImageResolverTests {
    private let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test("each image once, in order; what no registry knows is no reason to stop") func resolve() async throws {
        let engine = FakeEngine()
        await engine.setImage("busybox:1", DistributionInspect(descriptor: ContentDescriptor(digest: digest)))
        let images = ["Not An Image", "busybox:1", "missing:1"] + (0..<20).map { "missing:\($0 + 2)" }
        let answers = try await ImageResolver(engine: engine, credentials: { _ in nil }).resolve(images)
        #expect(answers.map(\.image) == images)
        #expect(try answers[1].result.get().reference == "busybox:1@" + digest)
        #expect(answers.filter { (try? $0.result.get()) != nil }.count == 1)
    }

    @Test("a deployment pins the digest, asks for each image once, and is then up to date") func pinned() async throws {
        let engine = FakeEngine()
        await engine.setImage("busybox:1", DistributionInspect(descriptor: ContentDescriptor(digest: digest)))
        let deployer = Deployer(engine: engine)
        let (preparation, images) = try await deployer.prepare(Stacks.home())
        #expect(await engine.counts[.distribution] == 1)
        let clock = VirtualClock().timekeeper
        let executor = PlanExecutor(engine: engine, stack: "home", clock: clock)
        #expect(try await deployer.apply(preparation, to: Stacks.home(), images: images, with: executor, clock: clock) { _ in }.isSuccess)
        #expect(try await engine.service("home_light").spec.taskTemplate.containerSpec?.image == "busybox:1@" + digest)
        #expect(try await deployer.prepare(Stacks.home()).preparation.plan.isEmpty)
        // The registry is away: what runs stays pinned.
        #expect(try await Deployer(engine: engine, imagePolicy: .never).prepare(Stacks.home()).preparation.plan.isEmpty)
    }
}
