import Deployment
import EngineClient
import EngineModel
import Planning

/// `rm` of a project on this host: all that carries its labels.
struct ProjectRemoval: Sendable {
    let project: String
    let removesVolumes: Bool
    /// Whether nobody is asked before volumes are removed.
    let isAgreed: Bool

    func run(_ options: ConnectionOptions, _ context: CommandContext) async throws {
        try await context.withEngine(options) { connection in
            let observed = try await connection.engine.observe(project: project)
            if removesVolumes && !isAgreed { try context.askToRemove(volumes: observed.volumes.map(\.name), of: "project") }
            let policy = RemovalPolicy(removesOrphans: true, removesVolumes: removesVolumes)
            let plan = HostRemoval(observed: observed, desired: nil, policy: policy).plan()
            let run = HostRun(
                engine: connection.engine, context: context, progress: HostProgress(context: context, isQuiet: false),
                stop: context.catchInterrupts())
            try await run.apply(plan)
        }
    }
}
