import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// One run of `up`.
struct UpRun: Sendable {
    let options: HostCreationOptions
    let up: UpOptions
    let services: [String]
    let context: CommandContext

    func run() async throws {
        let hostUp = HostUp(options: options, services: services, policy: policy, context: context, withoutDependencies: up.noDeps)
        guard !up.isDetached else {
            return try await hostUp.run { raised in
                if up.wait { try await wait(for: raised) }
            }
        }
        if let service = up.exitCodeFrom, !services.isEmpty, !services.contains(service) {
            throw CommandFailure(.usage, "--exit-code-from: \(service) is not among the services that are brought up")
        }
        let attached: (HostRun, Plan, DesiredHostState) async throws -> Void = { run, plan, desired in
            try plan.check(in: context)
            try await AttachedUp(run: run, desired: desired, up: up, context: context).carryOut(plan)
        }
        try await hostUp.run(stop: StopSignal(), applying: attached) { _ in }
    }

    private var policy: HostPolicy {
        var policy = options.policy(context.environment)
        policy.starts = !up.noStart
        policy.recreatesNetworks = up.recreateNetworks
        policy.renewsVolumes = up.renewAnonVolumes
        policy.timeout = up.timeout
        return policy
    }

    /// Waits until every container runs, and is healthy where it has a health check. One that ended well is done.
    private func wait(for raised: HostUp.Raised) async throws {
        let limit = up.waitTimeout.flatMap { $0.duration == .zero ? nil : $0.duration }
        let waiter = ProjectWait(engine: raised.connection.engine, clock: context.clock, stop: raised.run.stop, timeout: limit)
        let services = Set(raised.desired.services.map(\.name))
        do throws(ProjectWait.Failure) {
            try await waiter.wait(for: services, of: raised.desired.project) { ready, open in
                for name in open { raised.run.progress.show(.working, "Container \(name)", "Waiting") }
                for name in ready { raised.run.progress.show(.done, "Container \(name)", "Healthy") }
            }
        } catch {
            throw CommandFailure(error.status, error.description)
        }
    }
}

extension ProjectWait.Failure {
    /// The exit code that says it.
    var status: ExitStatus {
        switch self {
        case .timedOut: .timedOut
        case .stopped, .cancelled: .interrupted
        case .container, .engine: .failed
        }
    }
}
