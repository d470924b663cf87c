import Deployment
import EngineClient
import EngineModel
import FoundationEssentials
import Planning
import TestSupport
import Testing

@Suite("Whether a secret holds what the file says") struct SecretComparisonTests {
    private func engine() async throws -> FakeEngine {
        let engine = FakeEngine()
        for (name, content) in [("home_key", "one"), ("home_key-0123456789", "two"), ("home_other", "three")] {
            _ = try await engine.createSecret(SecretSpec(name: name, labels: Stacks.labels("home"), data: Data(content.utf8)))
        }
        await engine.forgetCalls()
        return engine
    }

    private func verdicts(_ engine: FakeEngine, _ content: String) async throws -> [String: ContentVerdict] {
        let live = try await engine.secrets(matching: .stack("home"))
        let desired = SecretSpec(name: "home_key", data: Data(content.utf8))
        let found = try await SecretComparison(engine: engine).verdicts(on: live, for: [desired])
        return Dictionary(uniqueKeysWithValues: live.compactMap { secret in found[secret.id].map { (secret.spec.name, $0) } })
    }

    @Test("every version is compared, nothing else, and nothing is changed") func verdicts() async throws {
        let engine = try await engine()
        let before = try await engine.secrets(matching: .all)
        #expect(try await verdicts(engine, "one") == ["home_key": .same, "home_key-0123456789": .other])
        #expect(try await verdicts(engine, "two") == ["home_key": .other, "home_key-0123456789": .same])
        #expect(try await engine.secrets(matching: .all) == before)
        #expect(await engine.writes.isEmpty)
    }

    @Test("an engine that answers everything alike, or something new, tells nothing") func unknown() async throws {
        let engine = try await engine()
        let refusal = EngineError(.refused(status: 403), operation: "update secret", message: "not by you")
        for call in 1...4 { await engine.fail(.updateSecret, call: call, with: refusal) }
        #expect(try await verdicts(engine, "one").isEmpty)
        let other = try await self.engine()
        await other.refuse(content: Data("one".utf8), with: refusal)
        #expect(try await verdicts(other, "one") == ["home_key": .unknown, "home_key-0123456789": .unknown])
    }

    @Test("an answer that was lost is asked for again") func again() async throws {
        let engine = try await engine()
        let lost = EngineError(.interrupted, operation: "update secret", message: "lost")
        for call in [1, 3] { await engine.fail(.updateSecret, call: call, with: lost) }
        #expect(try await verdicts(engine, "one") == ["home_key": .same, "home_key-0123456789": .other])
    }

    @Test("the questions do not wait for what their answers mean", .timeLimit(.minutes(15))) func concurrent() async throws {
        let engine = try await engine()
        await engine.delay(.updateSecret, by: .seconds(3_600))
        let comparison = Task { try await verdicts(engine, "one") }
        while await engine.counts[.updateSecret, default: 0] < 4 { try await Task.sleep(for: .milliseconds(5)) }
        comparison.cancel()
        await #expect(throws: CancellationError.self) { try await comparison.value }
    }

    @Test("no answer is no verdict") func unreachable() async throws {
        let engine = try await engine()
        await engine.fail(.updateSecret, call: 3, with: EngineError(.unreachable, operation: "update secret", message: "gone"))
        await #expect(throws: EngineError.self) { try await verdicts(engine, "one") }
    }

    @Test("nothing is asked where there is nothing to compare") func nothing() async throws {
        let engine = try await engine()
        let live = try await engine.secrets(matching: .all)
        let driver = SecretSpec(name: "home_other", data: Data(), driver: Driver(name: "vault"))
        #expect(try await SecretComparison(engine: engine).verdicts(on: live, for: [driver]).isEmpty)
        #expect(try await SecretComparison(engine: engine).verdicts(on: [], for: [SecretSpec(name: "a", data: Data([1]))]).isEmpty)
        #expect(await engine.counts[.updateSecret] == nil)
    }
}
