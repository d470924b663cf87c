import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

/// An engine goes on with a creation whose client was killed, so that a container can appear after the next run has looked.
@Suite("Creations that a killed run left under way") struct HostLeftoverTests {
    private let desired = DesiredHostState(
        project: "home",
        services: [
            Projects.service("web") {
                $0.template.hostConfig?.networkMode = "none"; $0.attachments = []
            }
        ])

    /// Applies a plan that was made before something happened.
    private func apply(_ engine: FakeEngine, after happening: () async throws -> Void) async throws -> ApplyReport {
        let plan = try await engine.hostPlan(desired)
        try await happening()
        let runner = HostStepRunner(
            engine: engine, project: "home", clock: VirtualClock().timekeeper, stop: StopSignal(), timeout: .seconds(60))
        return try await PlanExecutor(runner: runner, stop: StopSignal(), width: 8).execute(plan, index: ResourceIndex()) { _ in }
    }

    private func request(project: String) -> ContainerCreateRequest {
        ContainerCreateRequest(image: "busybox:1", labels: [ProjectLabel.project: project])
    }

    @Test func aContainerThatAppearedMeanwhileIsMadeAnew() async throws {
        let engine = await FakeEngine.host()
        let report = try await apply(engine) {
            _ = try await engine.createContainer(request(project: "home"), name: "home-web-1", platform: nil)
        }
        #expect(report.failed.isEmpty, "\(report.failed)")
        let containers = try await engine.projectContainers()
        #expect(containers.count == 1 && containers["home-web-1"]?.state == .running, "\(containers)")
    }

    @Test func aNameThatIsGivenAwayBeforeItsContainerIsThereIsWaitedFor() async throws {
        let engine = await FakeEngine.host()
        let report = try await apply(engine) {
            for call in 1...3 {
                let words = "Conflict. The container name \"/home-web-1\" is already in use by container \"ab12\"."
                let conflict = EngineError(.refused(status: 409), operation: "create container home-web-1", message: words)
                await engine.fail(.createContainer, call: call, with: conflict)
            }
        }
        #expect(report.failed.isEmpty, "\(report.failed)")
        #expect(try await engine.projectContainers()["home-web-1"]?.state == .running)
    }

    @Test(arguments: [(project: "other", runs: false), ("home", true)])
    func whatIsNotALeftoverStaysAndIsTold(project: String, runs: Bool) async throws {
        let engine = await FakeEngine.host()
        let report = try await apply(engine) {
            let made = try await engine.createContainer(request(project: project), name: "home-web-1", platform: nil)
            if runs { try await engine.startContainer(made.id) }
        }
        #expect(report.failed.contains { $0.error.description.contains("is already in use") }, "\(report.failed)")
        #expect(try await engine.container("home-web-1").config?.labels[ProjectLabel.project] == project)
    }
}
