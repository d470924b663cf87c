import TestSupport
import Testing

extension EndToEndTests {
    /// kill -9 at seeded points of a deploy, of a change and of a removal, on a swarm and on one host: the same command again always ends in the desired state, nothing
    /// is there twice, and nothing is left behind.
    ///
    /// `SKEP_CHAOS_POINTS` and `SKEP_CHAOS_SEED` choose how many points and which; scripts/chaos makes all of them.
    @Suite struct Chaos {
        @Test func theSameCommandFinishesTheJobWhereverItWasKilled() async throws {
            try await Stack.with("chaos") { stack in
                try stack.write(ChaosPhase.beginning)
                try stack.write(ChaosPhase.end, to: "changed.yml")
                try stack.write("x\n", to: "data")
                try await ChaosCourse().run(
                    ChaosPhase.allCases, length: { try await $0.undisturbed(stack) },
                    disturb: { phase, point, label in try await phase.disturbed(stack, at: point, label: label) })
            }
        }

        @Test func theSameCommandFinishesTheJobOnOneHostToo() async throws {
            try await Stack.withProject("chaos-host") { stack in
                try stack.write(HostChaosPhase.beginning(stack))
                try stack.write(HostChaosPhase.end(stack), to: "changed.yml")
                try stack.write("x\n", to: "data")
                try await ChaosCourse().run(
                    HostChaosPhase.allCases, length: { try await $0.undisturbed(stack) },
                    disturb: { phase, point, label in try await phase.disturbed(stack, at: point, label: label) })
            }
        }
    }
}
