import ArgumentParser
import Planning

/// One run of `plan` for one host: `up --dry-run` with deploy's way of naming files and project.
struct HostPlanRun: Sendable {
    let options: DeployOptions
    let context: CommandContext

    func run() async throws {
        let targets = try options.targets(in: context)
        var creation = try HostCreationOptions.parse([])
        creation.connection = options.connection
        (creation.project.files, creation.project.projectName) = (targets.files, targets.stack)
        (creation.project.envFile, creation.project.profile) = (options.envFile, options.profile)
        (creation.removeOrphans, creation.quiet, creation.dryRun) = (options.prune, options.quiet, true)
        var policy = creation.policy(context.environment)
        policy.recreatesNetworks = options.recreateNetworks
        try await HostUp(options: creation, services: [], policy: policy, context: context).run { _ in }
    }
}
