import ArgumentParser

/// One run of `plan --host`: `up --dry-run` with deploy's way of naming files and project.
struct HostPlanRun: Sendable {
    let options: DeployOptions
    let context: CommandContext

    func run() async throws {
        let targets = try options.targets(in: context)
        var arguments = ["--dry-run"] + targets.files.flatMap { ["--file", $0] }
        if let name = targets.stack { arguments += ["--project-name", name] }
        if let host = options.connection.host { arguments += ["--host", host] }
        if let name = options.connection.context { arguments += ["--context", name] }
        arguments += options.envFile.flatMap { ["--env-file", $0] } + options.profile.flatMap { ["--profile", $0] }
        if options.prune { arguments.append("--remove-orphans") }
        if options.recreateNetworks { arguments.append("--recreate-networks") }
        if options.quiet { arguments.append("--quiet") }
        let command = try UpCommand.parse(arguments)
        try await command.run()
    }
}
