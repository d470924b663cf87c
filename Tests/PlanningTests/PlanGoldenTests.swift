import EngineModel
import Testing

@testable import Planning

@Suite("Plans as text") struct PlanGoldenTests {
    private let empty = ObservedSwarmState(stack: "home")

    @Test("a first deployment creates what services need before the services") func first() {
        let plan = Fixture.plan(Fixture.desired(), empty)
        #expect(
            plan.description == """
                  + network home_bus  overlay
                  + secret  home_key
                  + config  home_rules  3 bytes
                  + service home_cache  busybox:1, 2 replicas
                  + service home_web  busybox:1, 2 replicas
                5 to create

                """)
        let foundations = ["create network home_bus", "create secret home_key", "create config home_rules"]
        #expect(plan.steps.last?.dependencies.map(\.description) == foundations)
    }

    @Test("the same file again is nothing to do, whatever the engine filled in") func again() {
        let plan = Fixture.plan(Fixture.desired(), Fixture.observed())
        #expect(plan.isEmpty)
        #expect(plan.description == "5 unchanged\n")
    }

    @Test("docker's way sends everything again, with the versions that were seen") func dockerAgain() {
        let plan = Fixture.plan(Fixture.desired(), Fixture.observed(), policy: .docker())
        #expect(
            plan.description == """
                  ~ secret  home_key  docker sends it at every deploy
                  ~ config  home_rules  docker sends it at every deploy
                  ~ service home_cache
                  ~ service home_web
                4 to update, 1 unchanged

                """)
    }

    @Test("a changed variable updates one service and says what restarts") func environment() {
        let desired = Fixture.desired { $0.services[1].spec.taskTemplate.containerSpec?.env = ["LEVEL=debug", "NEW=1"] }
        #expect(
            Fixture.plan(desired, Fixture.observed()).description == """
                  ~ service home_cache  restarts 2 tasks
                      environment LEVEL: info -> debug
                      environment NEW: + 1
                1 to update, 4 unchanged

                """)
    }

    @Test("values of variables that look like secrets are not shown") func secrets() {
        let desired = Fixture.desired { $0.services[1].spec.taskTemplate.containerSpec?.env = ["LEVEL=info", "DB_PASSWORD=hunter2"] }
        let text = Fixture.plan(desired, Fixture.observed()).description
        #expect(text.contains("environment DB_PASSWORD: + (hidden)"))
        #expect(!text.contains("hunter2"))
    }

    @Test("what tasks are not made from restarts none, and goes back as the engine told it") func labelsOnly() {
        let desired = Fixture.desired {
            $0.services[1].spec.labels["team"] = "a"
            $0.services[1].spec.updateConfig = ServiceUpdateConfig(parallelism: 2)
        }
        let observed = Fixture.observed()
        let plan = Fixture.plan(desired, observed)
        #expect(
            plan.description == """
                  ~ service home_cache
                      deploy.update_config Parallelism: 1 -> 2
                      deploy.labels team: + a
                1 to update, 4 unchanged

                """)
        guard case .updateService(_, let keeping, _)? = plan.steps.first?.action else {
            Issue.record("no update")
            return
        }
        #expect(keeping["TaskTemplate"] == observed.services[1].rawSpec["TaskTemplate"])
        #expect(keeping["EndpointSpec"] == observed.services[1].rawSpec["EndpointSpec"])
    }

    @Test("a change confined to placement moves only what no longer fits") func placement() {
        let desired = Fixture.desired { $0.services[1].spec.taskTemplate.placement = Placement(constraints: ["node.role==manager"]) }
        #expect(
            Fixture.plan(desired, Fixture.observed()).description == """
                  ~ service home_cache  restarts tasks on nodes that no longer fit
                      deploy.placement.constraints: + node.role==manager
                1 to update, 4 unchanged

                """)
    }

    @Test("another mode needs a new service") func mode() {
        let desired = Fixture.desired { $0.services[1].spec.mode = .global }
        let plan = Fixture.plan(desired, Fixture.observed())
        #expect(
            plan.description == """
                  - service home_cache  its mode changes, which needs a new service, restarts 2 tasks, destructive
                  + service home_cache  busybox:1, on every node
                1 to create, 1 to remove, 4 unchanged

                """)
        #expect(plan.steps[0].isDestructive)
        #expect(plan.steps[1].action == .awaitTasksGone(services: ["id-home_cache"]))
        #expect(plan.steps[2].dependencies.contains(plan.steps[1].id))
    }

    @Test("prune removes last, after the tasks are gone") func prune() {
        let desired = Fixture.desired {
            $0.services.removeLast()
            $0.configs = []
        }
        let plan = Fixture.plan(desired, Fixture.observed(), policy: .careful(prune: true))
        #expect(
            plan.description == """
                  - service home_cache  not in the file any more, destructive
                  - config  home_rules  not in the file any more, destructive
                2 to remove, 3 unchanged

                """)
        #expect(plan.steps.map(\.isDestructive) == [true, false, true])
        #expect(
            Fixture.plan(desired, Fixture.observed()).description == """
                  ! not in the file any more, --prune removes: config home_rules, service home_cache
                3 unchanged

                """)
    }

    @Test("docker prunes services, and first") func dockerPrune() {
        let desired = Fixture.desired { $0.services.removeLast() }
        let plan = Fixture.plan(desired, Fixture.observed(), policy: .docker(prune: true))
        #expect(plan.steps.first?.id.description == "remove service home_cache")
        #expect(plan.steps.dropFirst().allSatisfy { $0.dependencies.contains(plan.steps[0].id) })
    }

    @Test("a network that differs is shown and left alone") func network() {
        let desired = Fixture.desired { $0.networks[0].request.attachable = true }
        #expect(
            Fixture.plan(desired, Fixture.observed()).description == """
                  ! network home_bus differs from the file and is left as it is: --recreate-networks makes it anew
                      attachable: false -> true
                5 unchanged

                """)
    }

    @Test("removal waits for the tasks before it takes away what they use") func removal() {
        let plan = Fixture.observed().removalPlan()
        #expect(
            plan.steps.map(\.id.description) == [
                "remove service home_cache", "remove service home_web", "wait for removed tasks of service home",
                "remove secret home_key", "remove config home_rules", "remove network home_bus",
            ])
        #expect(plan.steps[3].dependencies == [plan.steps[2].id])
        #expect(Fixture.observed().removalPlan(waitsForTasks: false).steps.count == 5)
        #expect(empty.removalPlan().isEmpty)
    }

    /// A removal that was interrupted after the services went: their tasks are still waited for before anything that they use.
    @Test func removalWaitsForTasksOfServicesThatWentEarlier() {
        var observed = Fixture.observed()
        observed.services = []
        let plan = observed.removalPlan(stopping: ["gone"])
        let wait = plan.steps.first { $0.action == .awaitTasksGone(services: ["gone"]) }
        #expect(wait?.dependencies.isEmpty == true)
        #expect(plan.steps.filter { $0.id != wait?.id }.allSatisfy { step in wait.map { step.dependencies.contains($0.id) } ?? false })
    }
}
