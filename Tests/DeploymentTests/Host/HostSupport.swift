import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport

/// Projects for the tests of one host.
enum Projects {
    static func service(
        _ name: String, hash: String = "1", scale: Int = 1, after: [ServiceDependency] = [], checksHealth: Bool = false,
        _ change: (inout DesiredHostService) -> Void = { _ in }
    ) -> DesiredHostService {
        var template = ContainerCreateRequest(
            image: "busybox:1",
            labels: [
                ProjectLabel.project: "home", ProjectLabel.service: name, ProjectLabel.oneOff: "False",
                ProjectLabel.configHash: ProjectLabel.hashPrefix + hash,
                ProjectLabel.dependsOn: after.map { "\($0.service):x:false" }.joined(separator: ","),
            ],
            hostConfig: HostConfig(networkMode: "home_default"))
        if checksHealth { template.healthcheck = Healthcheck(test: ["CMD", "true"]) }
        var service = DesiredHostService(
            project: "home", name: name, template: template, attachments: [HostAttachment(network: "home_default")], scale: scale,
            image: "busybox:1", dependsOn: after, configHash: ProjectLabel.hashPrefix + hash)
        change(&service)
        return service
    }

    /// A database with an anonymous volume and a health check; a web server twice, with a file that is copied in; a side car in the
    /// network of the database; a front that is replaced start-first.
    static func home(hash: String = "1", _ change: (inout DesiredHostState) -> Void = { _ in }) -> DesiredHostState {
        var state = DesiredHostState(
            project: "home",
            networks: [
                DesiredNetwork(
                    name: "home_default", request: NetworkCreateRequest(name: "home_default", labels: [ProjectLabel.project: "home"]))
            ],
            volumes: [VolumeCreateRequest(name: "home_data", labels: [ProjectLabel.project: "home"])],
            services: [
                service("db", hash: hash, checksHealth: true) {
                    $0.template.hostConfig?.mounts = [Mount(type: .volume, target: "/var/lib/db")]
                },
                service("front", hash: hash, after: [.init(service: "web")]) {
                    $0.update = ServiceUpdateConfig(parallelism: 1, order: .startFirst)
                },
                service("side", hash: hash) {
                    $0.attachments = []
                    $0.sharing = ContainerSharing(networkOf: "db")
                },
                service("web", hash: hash, scale: 2, after: [.init(service: "db", condition: .healthy)]) {
                    $0.files = [CopiedFile(path: "/etc/rules", content: Array(hash.utf8))]
                },
            ])
        change(&state)
        return state
    }
}

extension FakeEngine {
    /// An engine that has the image.
    static func host() async -> FakeEngine {
        let engine = FakeEngine()
        await engine.addLocalImage("busybox:1")
        return engine
    }

    /// Plans and applies once, without waiting in real time.
    @discardableResult
    func raise(
        _ desired: DesiredHostState, _ policy: HostPolicy = HostPolicy(), width: Int = 8, stop: StopSignal = StopSignal(),
        onEvent: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws -> ApplyReport {
        let plan = try await hostPlan(desired, policy)
        let runner = HostStepRunner(
            engine: self, project: desired.project, clock: VirtualClock().timekeeper, stop: stop, timeout: .seconds(60))
        return try await PlanExecutor(runner: runner, stop: stop, width: width)
            .execute(plan, index: ResourceIndex(), onEvent: onEvent)
    }

    /// What would be done now.
    func hostPlan(_ desired: DesiredHostState, _ policy: HostPolicy = HostPolicy()) async throws -> Plan {
        HostPlanner(
            desired: desired, observed: try await observe(for: desired), images: try await images(of: desired.services),
            policy: policy
        ).plan()
    }

    /// The project's containers by name.
    func projectContainers() async throws -> [String: ContainerSummary] {
        let all = try await containers(matching: .project("home"))
        return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
