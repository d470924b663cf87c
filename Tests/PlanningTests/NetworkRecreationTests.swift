import EngineModel
import Testing

@testable import Planning

@Suite("Networks that are made anew") struct NetworkRecreationTests {
    private let desired = Fixture.desired { $0.networks[0].request.attachable = true }

    private var policy: PlanPolicy {
        var policy = PlanPolicy.careful()
        policy.recreatesNetworks = true
        return policy
    }

    @Test("services go first, then the network, and all comes back in order") func order() {
        let plan = Fixture.plan(desired, Fixture.observed(), policy: policy)
        #expect(
            plan.description == """
                  - service home_cache  network home_bus is made anew, restarts 2 tasks, destructive
                  - service home_web  network home_bus is made anew, restarts 2 tasks, destructive
                  - network home_bus  it differs from the file, destructive
                      attachable: false -> true
                  + network home_bus  overlay
                  + service home_cache  busybox:1, 2 replicas
                  + service home_web  busybox:1, 2 replicas
                3 to create, 3 to remove, 2 unchanged

                """)
        let network = plan.steps.first { $0.id.description == "remove network home_bus" }
        #expect(
            network?.dependencies.map(\.description) == [
                "wait for the tasks of service home_cache", "wait for the tasks of service home_web",
            ])
        #expect(plan.steps.last?.dependencies.contains(StepID("create", ResourceAddress(.network, "home_bus"))) == true)
        #expect(Fixture.plan(Fixture.desired(), Fixture.observed(), policy: policy).isEmpty)
    }

    @Test("replicas that somebody scaled come back with the service") func replicas() {
        let desired = Fixture.desired {
            $0.networks[0].request.attachable = true
            $0.services[1].spec.mode = nil
        }
        let observed = Fixture.observed { $0.services[1].spec.mode = .replicated(replicas: 7) }
        let plan = Fixture.plan(desired, observed, policy: policy)
        #expect(plan.description.contains("+ service home_cache  busybox:1, 7 replicas"))
    }

    @Test("services that the file does not have stand in the way") func foreign() {
        let plan = Fixture.plan(desired, Fixture.observed(), policy: policy) {
            $0.networkUsers = ["id-home_bus": ["home_web", "shop_api", "a_b"]]
        }
        #expect(plan.problems == [.networkInUse(name: "home_bus", services: ["a_b", "shop_api"])])
        #expect(plan.problems[0].description.contains("used by a_b, shop_api, which the file does not have"))
    }
}
