import EngineModel
import Testing

@testable import Planning

@Suite("Changes made past the file") struct DriftTests {
    /// The fixture's stack after somebody updated `cache`; what was deployed is the spec before.
    private func changed(_ change: (inout ServiceSpec) -> Void) -> ObservedSwarmState {
        Fixture.observed {
            $0.services[1].previousSpec = $0.services[1].spec
            change(&$0.services[1].spec)
        }
    }

    @Test("a scale, an edited variable and another image are undone, and named") func latestUpdate() {
        let observed = changed {
            $0.mode = .replicated(replicas: 5)
            $0.taskTemplate.containerSpec?.env = ["LEVEL=debug"]
            $0.taskTemplate.containerSpec?.image = "busybox:2"
        }
        #expect(
            Fixture.plan(Fixture.desired(), observed).description == """
                  ~ service home_cache  undoes its latest update (image, environment LEVEL, deploy.replicas), restarts 5 tasks
                      image: busybox:2 -> busybox:1
                      environment LEVEL: debug -> info
                      deploy.replicas: 5 -> 2
                1 to update, 4 unchanged

                """)
    }

    @Test("what the file changed is not called undone") func both() {
        let observed = changed { $0.mode = .replicated(replicas: 5) }
        let desired = Fixture.desired { $0.services[1].spec.taskTemplate.containerSpec?.env = ["LEVEL=debug"] }
        let step = Fixture.plan(desired, observed).steps.first
        #expect(step?.cause == "undoes its latest update (deploy.replicas)")
        let plain = Fixture.plan(desired, Fixture.observed()).steps.first
        #expect(plain?.cause == PlanStep.plainDifference)
    }

    @Test("an image that is not the deployed one is told by the label, however many updates came after") func image() {
        let observed = changed { _ in }
        var later = observed
        later.services[1].spec.taskTemplate.containerSpec?.image = "busybox:2"
        later.services[1].previousSpec = later.services[1].spec
        #expect(Fixture.plan(Fixture.desired(), later).steps.first?.cause == "its image was changed after it was deployed")
        let other = Fixture.desired { $0.services[1] = Fixture.service("cache", image: "busybox:3") }
        #expect(Fixture.plan(other, later).steps.first?.cause == PlanStep.plainDifference)
    }

    @Test("a service that lost the stack's label, or was never the stack's, stands in the way") func foreignService() {
        let observed = Fixture.observed { $0.services.remove(at: 1) }
        let plan = Fixture.plan(Fixture.desired(), observed) { $0.takenServices = ["home_cache"] }
        #expect(plan.problems == [.nameTaken(ResourceAddress(.service, "home_cache"))])
    }
}
