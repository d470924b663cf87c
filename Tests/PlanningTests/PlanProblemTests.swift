import EngineModel
import Testing

@testable import Planning

@Suite("What stands in the way of a plan") struct PlanProblemTests {
    private let digest = Fixture.digest

    @Test("external objects must exist, networks in the whole swarm") func externals() {
        let desired = Fixture.desired {
            $0.externalNetworks = ["host", "local", "missing", "proxy"]
            $0.externalSecrets = ["tls"]
            $0.externalConfigs = ["theme"]
        }
        let observed = Fixture.observed()
        var index = Fixture.index(observed)
        index.networks["local"] = .init(id: "l", scope: "local")
        index.networks["proxy"] = .init(id: "p", scope: "swarm")
        index.configIDs["theme"] = "t"
        let plan = Planner(desired: desired, observed: observed, index: index).plan()
        #expect(
            plan.problems.map(\.description) == [
                "network \"local\" is declared as external, but it is not in the right scope: \"local\" instead of \"swarm\"",
                "network \"missing\" is declared as external, but could not be found. "
                    + "You need to create a swarm-scoped network before the stack is deployed",
                "secret not found: tls",
            ])
    }

    @Test("names that others hold are not taken over") func nameTaken() {
        var index = ResourceIndex(networks: ["home_bus": .init(id: "n", scope: "swarm")], secretIDs: ["home_key": "s"])
        index.configIDs = [:]
        let plan = Planner(desired: Fixture.desired(), observed: ObservedSwarmState(stack: "home"), index: index).plan()
        #expect(plan.problems == [.nameTaken(ResourceAddress(.network, "home_bus")), .nameTaken(ResourceAddress(.secret, "home_key"))])
        #expect(plan.problems.allSatisfy { !$0.help.isEmpty })
    }

    @Test("a config with a name of its own cannot be changed; docker's way leaves it to the engine to say so") func content() {
        let desired = Fixture.desired {
            $0.configs[0].data = .init([9])
            $0.namedFiles = [ResourceAddress(.config, "home_rules")]
        }
        #expect(Fixture.plan(desired, Fixture.observed()).problems == [.contentFixed(ResourceAddress(.config, "home_rules"))])
        #expect(Fixture.plan(desired, Fixture.observed(), policy: .docker()).problems.isEmpty)
    }

    @Test("replicas that somebody scaled are kept where the file says no number, except in docker's way") func replicas() {
        let desired = Fixture.desired { $0.services[1].spec.mode = nil }
        let observed = Fixture.observed()
        let plan = Fixture.plan(desired, observed)
        #expect(plan.isEmpty)
        #expect(plan.notes == [.replicasKept(service: "home_cache", count: 2)])
        let docker = Fixture.plan(desired, observed, policy: .docker())
        #expect(docker.steps.last?.changes.isEmpty == true)
        #expect(docker.description.contains("deploy.replicas: 2 -> 1"))
    }

    @Test("a forced update is not undone") func forceUpdate() {
        let observed = Fixture.observed { $0.services[0].spec.taskTemplate.forceUpdate = 3 }
        #expect(Fixture.plan(Fixture.desired(), observed).isEmpty)
    }

    @Test("images: pinned when a registry answered, kept when none did and the file names the same, else as the file says")
    func images() {
        let resolved = ResolvedImage(reference: "busybox:1@" + digest, platforms: [Platform(architecture: "amd64", os: "linux")])
        let first = Fixture.plan(Fixture.desired(), ObservedSwarmState(stack: "home"), images: ["busybox:1": resolved])
        #expect(image(first, "home_web") == "busybox:1@" + digest)
        let running = Fixture.observed {
            for position in $0.services.indices {
                $0.services[position].spec.taskTemplate.containerSpec?.image = "busybox:1@" + digest
                $0.services[position].spec.taskTemplate.placement = Placement(platforms: resolved.platforms)
            }
        }
        #expect(Fixture.plan(Fixture.desired(), running, images: ["busybox:1": resolved]).isEmpty)
        #expect(Fixture.plan(Fixture.desired(), running).isEmpty)
        let other = Fixture.desired { $0.services[1] = Fixture.service("cache", image: "busybox:2") }
        #expect(image(Fixture.plan(other, running), "home_cache") == "busybox:2")
        #expect(Fixture.plan(other, running).description.contains("image: busybox:1@\(digest) -> busybox:2"))
    }

    private func image(_ plan: Plan, _ service: String) -> String? {
        for step in plan.steps where step.address.name == service {
            switch step.action {
            case .createService(let spec), .updateService(let spec, _, _): return spec.taskTemplate.containerSpec?.image
            default: continue
            }
        }
        return nil
    }

    @Test("which images are asked about") func imagesToResolve() {
        let desired = Fixture.desired { $0.services[1] = Fixture.service("cache", image: "busybox:2") }
        let observed = Fixture.observed()
        let ask = { Planner.imagesToResolve(desired: desired, observed: observed, policy: $0) }
        #expect(ask(.always) == ["busybox:1", "busybox:2"])
        #expect(ask(.changed) == ["busybox:2"])
        #expect(ask(.never) == [])
    }

    @Test("dependencies order services and wait for what they ask") func dependencies() {
        let desired = Fixture.desired {
            $0.services = [
                Fixture.service("a", after: [.init(service: "home_z", condition: .healthy)]),
                Fixture.service("b", after: [.init(service: "home_a"), .init(service: "home_gone", required: false)]),
                Fixture.service("z"),
            ]
        }
        let plan = Fixture.plan(desired, ObservedSwarmState(stack: "home"))
        let order = plan.steps.filter { $0.address.kind == .service }.map(\.id.description)
        #expect(
            order == [
                "create service home_z", "wait for the health of service home_z", "create service home_a", "create service home_b",
            ])
        #expect(plan.steps.last?.dependencies.last?.description == "create service home_a")
        let docker = Fixture.plan(desired, ObservedSwarmState(stack: "home"), policy: .docker())
        #expect(docker.steps.suffix(3).map(\.address.name) == ["home_a", "home_b", "home_z"])
    }

    @Test("a secret that was made anew under the same name updates the services that use it") func recreatedSecret() {
        let observed = Fixture.observed { $0.secrets[0].id = "id-other" }
        let plan = Fixture.plan(Fixture.desired(), observed)
        #expect(plan.steps.map(\.id.description) == ["update service home_web"])
        #expect(plan.steps[0].changes.map(\.field) == ["secrets"])
    }
}
