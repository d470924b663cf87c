import EngineModel
import FoundationEssentials
import Planning

/// A small stack that the planning tests start from: one network, one secret, one config, two services.
enum Fixture {
    static let stack = "home"
    static let labels = [StackLabel.namespace: stack]
    static let digest = "sha256:" + String(repeating: "ab", count: 32)

    static func spec(_ name: String, image: String = "busybox:1", change: (inout ServiceSpec) -> Void = { _ in }) -> ServiceSpec {
        var spec = ServiceSpec(
            name: "home_" + name, labels: [StackLabel.namespace: stack, StackLabel.image: image],
            taskTemplate: TaskSpec(
                containerSpec: ContainerSpec(image: image, labels: labels, env: ["LEVEL=info"]),
                networks: [NetworkAttachmentConfig(target: "home_bus", aliases: [name])]),
            mode: .replicated(replicas: 2))
        change(&spec)
        return spec
    }

    static func service(
        _ name: String, image: String = "busybox:1", after: [ServiceDependency] = [], change: (inout ServiceSpec) -> Void = { _ in }
    ) -> DesiredService {
        DesiredService(name: "home_" + name, spec: spec(name, image: image, change: change), image: image, dependsOn: after)
    }

    static func desired(_ change: (inout DesiredSwarmState) -> Void = { _ in }) -> DesiredSwarmState {
        var state = DesiredSwarmState(
            stack: stack,
            networks: [
                DesiredNetwork(
                    name: "home_bus", request: NetworkCreateRequest(name: "home_bus", driver: "overlay", labels: labels))
            ],
            secrets: [SecretSpec(name: "home_key", labels: labels, data: .init([1, 2, 3]))],
            configs: [ConfigSpec(name: "home_rules", labels: labels, data: .init([4, 5, 6]))],
            services: [
                service("web") {
                    $0.taskTemplate.containerSpec?.secrets = [SecretReference(file: FileTarget(name: "key"), secretName: "home_key")]
                },
                service("cache"),
            ])
        change(&state)
        return state
    }

    /// The state that the engine (20.10) answers after a deployment of `desired`: ids, versions, defaults filled in, networks by id.
    static func observed(_ desired: DesiredSwarmState = desired(), change: (inout ObservedSwarmState) -> Void = { _ in })
        -> ObservedSwarmState
    {
        var state = ObservedSwarmState(stack: stack)
        state.networks = desired.networks.map {
            Network(
                id: "id-" + $0.name, name: $0.name, scope: "swarm", driver: $0.request.driver, ipam: NetworkIPAM(driver: "default"),
                attachable: $0.request.attachable, options: $0.request.options.merging(["vxlanid_list": "4097"]) { first, _ in first },
                labels: $0.request.labels)
        }
        state.secrets = desired.secrets.map { secret in
            var spec = secret
            spec.data = nil
            return Secret(id: "id-" + secret.name, version: ObjectVersion(10), spec: spec)
        }
        state.configs = desired.configs.map { Config(id: "id-" + $0.name, version: ObjectVersion(11), spec: $0) }
        state.services = desired.services.map { service(asAnswered($0.spec)) }
        change(&state)
        return state
    }

    static func service(_ spec: ServiceSpec, version: UInt64 = 20) -> Service {
        let answer = """
            {"ID": "id-\(spec.name)", "Version": {"Index": \(version)}, "Spec": {"Name": "", "TaskTemplate": {}}}
            """
        guard var service = try? JSONDecoder().decode(Service.self, from: Data(answer.utf8)), let raw = try? JSONValue(encoding: spec)
        else {
            preconditionFailure("the fixture is wrong")
        }
        service.spec = spec
        service.rawSpec = raw
        return service
    }

    /// What engine 20.10.24 answers for a spec, as recorded: defaults it fills in, ids instead of names, the order of its own lists.
    static func asAnswered(_ spec: ServiceSpec) -> ServiceSpec {
        var spec = spec
        spec.taskTemplate.networks = spec.taskTemplate.networks.map { network in
            var network = network
            network.target = "id-" + network.target
            return network
        }
        spec.taskTemplate.containerSpec?.isolation = "default"
        spec.taskTemplate.containerSpec?.stopGracePeriod = 10_000_000_000
        spec.taskTemplate.containerSpec?.dnsConfig = DNSConfig()
        for index in spec.taskTemplate.containerSpec?.secrets.indices ?? 0..<0 {
            let name = spec.taskTemplate.containerSpec?.secrets[index].secretName ?? ""
            spec.taskTemplate.containerSpec?.secrets[index].secretID = "id-" + name
            spec.taskTemplate.containerSpec?.secrets[index].file?.uid = "0"
            spec.taskTemplate.containerSpec?.secrets[index].file?.gid = "0"
        }
        spec.taskTemplate.resources = ResourceRequirements(limits: ResourceLimits(), reservations: ResourceReservations())
        spec.taskTemplate.restartPolicy = TaskRestartPolicy(condition: .any, delay: 5_000_000_000, maxAttempts: 0)
        spec.taskTemplate.placement = spec.taskTemplate.placement ?? Placement()
        spec.taskTemplate.runtime = "container"
        let update = ServiceUpdateConfig(parallelism: 1, failureAction: .pause, monitor: 5_000_000_000, order: .stopFirst)
        spec.updateConfig = spec.updateConfig ?? update
        spec.rollbackConfig = spec.rollbackConfig ?? update
        spec.endpointSpec = EndpointSpec(mode: .vip, ports: (spec.endpointSpec?.ports ?? []).reversed())
        if case .replicated(nil)? = spec.mode { spec.mode = .replicated(replicas: 1) }
        return spec
    }

    static func index(_ observed: ObservedSwarmState) -> ResourceIndex {
        var index = ResourceIndex(
            networks: Dictionary(
                uniqueKeysWithValues: observed.networks.map { ($0.name, ResourceIndex.KnownNetwork(id: $0.id, scope: $0.scope)) }),
            secretIDs: Dictionary(uniqueKeysWithValues: observed.secrets.map { ($0.spec.name, $0.id) }),
            configIDs: Dictionary(uniqueKeysWithValues: observed.configs.map { ($0.spec.name, $0.id) }))
        index.secretContents = Dictionary(uniqueKeysWithValues: observed.secrets.map { ($0.id, .same) })
        index.swarmID = "swarm"
        return index
    }

    static func plan(
        _ desired: DesiredSwarmState, _ observed: ObservedSwarmState, images: [String: ResolvedImage] = [:],
        policy: PlanPolicy = .careful(), change: (inout ResourceIndex) -> Void = { _ in }
    ) -> Plan {
        var index = index(observed)
        change(&index)
        return Planner(desired: desired, observed: observed, index: index, images: images, policy: policy).plan()
    }
}
