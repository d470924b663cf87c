import ArgumentParser
import EngineClient
import EngineModel
import Foundation
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import Deployment
@testable import Planning

/// docs/failures.md shows every text about a failed deploy, as it is printed. SKEP_UPDATE_GOLDENS=1 writes it anew.
@Suite("The texts of failures") struct FailureDocumentTests {
    private static let file = """
        services:
          web:
            image: shop/web:2
            command: ["serve"]
            ports:
              - {target: 80, published: 8080, mode: host}
            volumes:
              - /etc/web:/etc/web:ro
            healthcheck:
              test: ["CMD", "wget", "-q", "http://localhost/"]
            deploy:
              resources: {limits: {memory: 48M}, reservations: {memory: 4G, cpus: "2.5"}}
              placement:
                max_replicas_per_node: 1
                constraints:
                  - node.role == worker
                  - node.labels.usb == zigbee
        """

    @Test func documentIsUpToDate() throws {
        let file = PackageFolder.root.appendingPathComponent("docs/failures.md")
        let text = try document()
        if ProcessInfo.processInfo.environment["SKEP_UPDATE_GOLDENS"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "SKEP_UPDATE_GOLDENS=1 writes it anew")
    }

    private func document() throws -> String {
        let head = """
            # What failures look like

            Every text that a deploy can end with, as it is printed. This file is made by a test from the texts themselves
            (`SKEP_UPDATE_GOLDENS=1 swift test --filter FailureDocumentTests`).
            """
        let folder = try ComposeFolder(["compose.yaml": Self.file])
        let sections = try [
            ("Before anything is touched", beforehand(folder)), ("No node takes a task", unplaced(folder)),
            ("Tasks end or cannot start", failing(folder)), ("Updates", updates(folder)), ("Steps of a plan", steps()),
        ]
        return ([head] + sections.map { "## \($0.0)\n\n" + $0.1.map(Self.block).joined(separator: "\n\n") }).joined(separator: "\n\n")
            + "\n"
    }

    private static func block(_ text: String) -> String { "```\n\(text)```" }

    /// What is written to standard error.
    private func said(_ folder: ComposeFolder?, _ body: (CommandContext) throws -> Void) rethrows -> String {
        let err = TextRecorder()
        let context = CommandContext(
            console: Console(out: TextRecorder(), err: err), environment: [:], workingDirectory: folder?.path ?? "/", clock: .real,
            wallClock: { 0 },
            connect: { _, _ in throw EngineError(.unreachable, operation: "connect", message: "no engine in this test") },
            catchInterrupts: { StopSignal() })
        try body(context)
        return err.text
    }

    private func places(_ context: CommandContext) throws -> ServicePlaces {
        let options = try DeployOptions.parse(["compose.yaml", "shop"])
        return ServicePlaces(try StackLoading(options: options, context: context).load())
    }

    // MARK: Beforehand

    private func beforehand(_ folder: ComposeFolder) throws -> [String] {
        let refusals: [EngineError] = [
            EngineError(.refused(status: 404), operation: "look up image", message: "manifest unknown: manifest unknown"),
            EngineError(.refused(status: 401), operation: "look up image", message: "unauthorized: authentication required"),
            EngineError(
                .refused(status: 500), operation: "look up image", message: "Get \"https://r.example/v2/\": no basic auth credentials"),
            EngineError(.refused(status: 500), operation: "look up image", message: "dial tcp: lookup registry-1.docker.io: no such host"),
        ]
        let images = try refusals.flatMap { error in try [false, true].map { try imageText(error, isAbsent: $0, folder) } }
        let findings: [Preflight.Finding] = [
            .noBuild(service: "shop_web", image: "shop/web:2", builds: ["amd64"], nodes: ["arm64": ["pi-1", "pi-2"]]),
            .missingBuild(service: "shop_web", image: "shop/web:2", builds: ["amd64", "s390x"], nodes: ["arm64": ["pi-1"]]),
            .portTaken(
                service: "shop_web", port: PortConfig(targetPort: 80, publishedPort: 8080), holder: "home_front", stack: "home"),
            .portTaken(service: "shop_web", port: PortConfig(targetPort: 80, publishedPort: 8080), holder: "front", stack: nil),
        ]
        let checks = try findings.map { finding in
            try said(folder) { context in
                let places = try places(context)
                DiagnosticPrinter(context: context, sources: places.sources).printEntry(finding.diagnostic(places))
            }
        }
        return images.uniqued + checks
    }

    private func imageText(_ error: EngineError, isAbsent: Bool, _ folder: ComposeFolder) throws -> String {
        try said(folder) { context in
            let places = try places(context)
            let spec = ServiceSpec(name: "shop_web", taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: "shop/web:2")))
            let desired = DesiredSwarmState(stack: "shop", services: [DesiredService(name: "shop_web", spec: spec, image: "shop/web:2")])
            let report = ImageReport(
                unresolved: [.init(image: "shop/web:2", result: .failure(error))], desired: desired, places: places,
                absent: isAbsent ? ["shop/web:2"] : [])
            for diagnostic in report.diagnostics { DiagnosticPrinter(context: context, sources: places.sources).printEntry(diagnostic) }
        }
    }

    // MARK: Services

    private func task(_ message: String, exit: Int? = nil, state: TaskState = .failed, node: String = "n1") -> TaskFailure {
        TaskFailure(
            SwarmTask(
                id: "x1c0vq1t2k8b", version: ObjectVersion(1), serviceID: "s", slot: 1, nodeID: node,
                status: TaskStatus(
                    state: state, err: message, containerStatus: exit.map { ContainerStatus(containerID: "4f66ad9a0b1c2d3e", exitCode: $0) }
                ),
                desiredState: .running), service: "shop_web")
    }

    private func text(
        _ failure: ServiceFailure, _ folder: ComposeFolder, container: FailureExplanation.Container = .none, lines: [String] = [],
        survey: PlacementSurvey? = nil
    ) throws -> String {
        var explanation = FailureExplanation(
            service: "shop_web", failure: failure, node: failure.task.map { $0.nodeID.isEmpty ? "" : "pi-1" } ?? "",
            lastLines: lines.map { LogLine(source: .stdout, text: $0) })
        explanation.container = container
        explanation.placement = survey
        return try said(folder) { context in
            FailureText(explanation, stack: "shop", places: try places(context)).print(in: context)
        }
    }

    private func unplaced(_ folder: ComposeFolder) throws -> [String] {
        func node(_ name: String, _ change: (inout SwarmNode) -> Void = { _ in }) -> SwarmNode {
            var node = SwarmNode.fake(name, role: .worker, labels: ["usb": "zigbee"])
            node.description?.resources = ResourceReservations(nanoCPUs: 4_000_000_000, memoryBytes: 8 << 30)
            change(&node)
            return node
        }
        func spec(_ change: (inout ServiceSpec) -> Void = { _ in }) -> ServiceSpec {
            var spec = ServiceSpec(name: "shop_web", taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: "shop/web:2")))
            spec.taskTemplate.placement = Placement(constraints: ["node.role == worker", "node.labels.usb == zigbee"])
            change(&spec)
            return spec
        }
        let port = PortConfig(targetPort: 80, publishedPort: 8080, publishMode: .host)
        var holder = Service(
            id: "h", version: ObjectVersion(1), spec: ServiceSpec(name: "home_front", taskTemplate: TaskSpec()), rawSpec: .null)
        holder.endpoint = ServiceEndpoint(spec: EndpointSpec(), ports: [port])
        let holding = SwarmTask(
            id: "t", version: ObjectVersion(1), serviceID: "h", slot: 1, nodeID: "node-id-pi-1", status: TaskStatus(state: .running),
            desiredState: .running)
        var own = holding
        own.serviceID = "s"
        let surveys: [(String, PlacementSurvey)] = [
            (
                "scheduling constraints not satisfied on 3 nodes",
                PlacementSurvey(
                    of: spec(),
                    on: [
                        node("pi-1") { $0.spec.labels = [:] }, node("pi-2") { $0.spec.labels = [:] },
                        node("pi-3") {
                            $0.spec.role = .manager; $0.spec.availability = .drain
                        },
                    ])
            ),
            (
                "insufficient resources on 1 node; 1 node not available for new tasks",
                PlacementSurvey(
                    of: spec {
                        $0.taskTemplate.resources = ResourceRequirements(
                            reservations: ResourceReservations(nanoCPUs: 2_500_000_000, memoryBytes: 4 << 30))
                    },
                    on: [
                        node("pi-1") { $0.description?.resources = ResourceReservations(nanoCPUs: 1_000_000_000, memoryBytes: 900 << 20) },
                        node("pi-2") { $0.status?.state = .down },
                    ])
            ),
            (
                "unsupported platform on 2 nodes",
                PlacementSurvey(
                    of: spec { $0.taskTemplate.placement?.platforms = [Platform(architecture: "amd64", os: "linux")] },
                    on: [node("pi-1"), node("pi-2")].map { node in
                        var node = node
                        node.description?.platform = Platform(architecture: "aarch64", os: "linux")
                        return node
                    })
            ),
            (
                "host-mode port already in use on 1 node",
                PlacementSurvey(
                    of: spec { $0.endpointSpec = EndpointSpec(ports: [port]) }, on: [node("pi-1")], tasks: [holding], services: [holder],
                    serviceID: "s")
            ),
            (
                "max replicas per node limit exceed",
                PlacementSurvey(
                    of: spec { $0.taskTemplate.placement?.maxReplicas = 1 }, on: [node("pi-1")], tasks: [own], services: [], serviceID: "s")
            ),
            (
                "scheduling constraints not satisfied on 1 node",
                PlacementSurvey(of: spec { $0.taskTemplate.placement?.constraints = ["node.rol == worker"] }, on: [node("pi-1")])
            ),
            (
                "scheduling constraints not satisfied on 1 node",
                PlacementSurvey(of: spec { $0.taskTemplate.placement?.constraints = ["node.labels.usb != zigbee"] }, on: [node("pi-1")])
            ),
        ]
        return try surveys.map { words, survey in
            try text(.unplaced(task("no suitable node (\(words))", state: .pending, node: "")), folder, survey: survey)
        }
    }

    private func failing(_ folder: ComposeFolder) throws -> [String] {
        let rejected: [String] = [
            "invalid mount config for type \"bind\": bind source path does not exist: /etc/web", "No such image: shop/web:2",
            "pull access denied for shop/web, repository does not exist or may require 'docker login'",
            "Get \"https://r.example/v2/\": dial tcp 10.0.0.9:443: connect: connection refused",
            "driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated",
            "network shop_default not found", "error looking up volume plugin nfs: plugin not found",
        ]
        var texts = try rejected.map { try text(.tasksFail(count: 3, last: task($0, state: .rejected)), folder) }
        let codes: [(Int, String, [String])] = [
            (3, "", ["connecting to db:5432", "no route to host"]), (0, "", []), (126, "", []),
            (127, "starting container failed: exec: \"serve\": executable file not found in $PATH", []),
            (132, "", []), (134, "", []), (135, "", []), (137, "", []), (139, "", []), (143, "", []), (140, "", []),
            (1, "starting container failed: exec /bin/serve: exec format error", []),
        ]
        texts += try codes.map { code, words, lines in
            let message = words.isEmpty ? (code == 0 ? "" : "task: non-zero exit (\(code))") : words
            return try text(.tasksFail(count: 1, last: task(message, exit: code)), folder, lines: lines)
        }
        var memory = FailureExplanation.Findings()
        (memory.ranOutOfMemory, memory.memoryLimit) = (true, 48 << 20)
        texts.append(try text(.tasksFail(count: 3, last: task("task: non-zero exit (137)", exit: 137)), folder, container: .here(memory)))
        var health = FailureExplanation.Findings()
        health.failedCheck = HealthProbe(exitCode: 1, output: "wget: server returned error: HTTP/1.1 500\n")
        let unhealthy = task("task: non-zero exit (143): dockerexec: unhealthy container", exit: 143)
        for container in [FailureExplanation.Container.here(health), .elsewhere, .none] {
            texts.append(try text(.tasksFail(count: 2, last: unhealthy), folder, container: container))
        }
        return texts
    }

    private func updates(_ folder: ComposeFolder) throws -> [String] {
        let last = task("task: non-zero exit (3)", exit: 3)
        let words = "due to failure or early termination of task x1c0vq1t2k8b"
        return try [
            ServiceFailure.updatePaused(message: "update paused \(words)", last: last),
            .rolledBack(message: "rollback completed", last: nil), .rollbackPaused(message: "rollback paused \(words)", last: last),
            .vanished,
        ].map { try text($0, folder) }
    }

    // MARK: Steps

    private func steps() -> [String] {
        let step = PlanStep(
            id: StepID("create", ResourceAddress(.service, "shop_web")), address: ResourceAddress(.service, "shop_web"),
            action: .awaitService(.healthy), cause: "")
        let errors: [StepError] = [
            .engine(EngineError(.refused(status: 400), operation: "create service shop_web", message: "invalid mount target")),
            .engine(EngineError(.refused(status: 503), operation: "create service shop_web", message: "the swarm does not have a leader")),
            .engine(EngineError(.unreachable, operation: "create service shop_web", message: "connection refused")),
            .engine(EngineError(.interrupted, operation: "create service shop_web", message: "the connection broke")),
            .dependencyFailed(service: "shop_db", .tasksFail(count: 3, last: task("task: non-zero exit (1)", exit: 1))),
            .timedOut("waiting for shop_db"),
        ]
        return errors.map { error in
            said(nil) { context in
                var report = ApplyReport()
                report.failed = [.init(step: step, error: error)]
                report.notStarted = []
                _ = try? ApplyOutcome(report: report, context: context).check()
            }
        }
    }
}

extension [String] {
    /// Each text once.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
