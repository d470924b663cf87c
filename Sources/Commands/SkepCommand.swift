import ArgumentParser

/// `skep`: the root of all commands.
struct SkepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skep",
        abstract: "Runs docker-compose files on Docker Swarm, or on one host.",
        discussion: """
            Examples:
              skep deploy compose.yaml home        deploy a file as the stack "home", and wait
              skep plan compose.yaml home          what that would do
              skep up -d                           run the project of this folder on this host
              skep ps home                         the tasks of the stack, with their errors
              skep logs -f home                    the output of all its services

            Exit codes: 0 done or nothing to do, 1 failed, 2 changes pending, 3 timed out, 4 rolled back, 5 update paused,
            6 partly applied (run the same command again), 64 usage or bad input, 130 interrupted.
            """,
        version: "skep \(SkepVersion.current)",
        groupedSubcommands: [
            CommandGroup(name: "File", subcommands: [CheckCommand.self, ConfigCommand.self]),
            CommandGroup(
                name: "Swarm",
                subcommands: [DeployCommand.self, PlanCommand.self, RollbackCommand.self, ServicesCommand.self, StackCommand.self]),
            CommandGroup(
                name: "One-host",
                subcommands: [
                    UpCommand.self, DownCommand.self, CreateCommand.self, StartCommand.self, StopCommand.self,
                    KillCommand.self, PauseCommand.self, UnpauseCommand.self, WaitCommand.self, RunCommand.self, BuildCommand.self,
                    PullCommand.self, ImagesCommand.self,
                    TopCommand.self, PortCommand.self, EventsCommand.self,
                ]),
            CommandGroup(
                name: "Stack-or-project",
                subcommands: [
                    LsCommand.self, PsCommand.self, LogsCommand.self, ExecCommand.self, ScaleCommand.self, RestartCommand.self,
                    RmCommand.self,
                ]),
            CommandGroup(name: "Other", subcommands: [VersionCommand.self, CompletionCommand.self, ManualCommand.self]),
        ])
}

/// `skep stack ...`: the same commands under docker's name.
struct StackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stack",
        abstract: "The same commands under docker's names: stack deploy, ls, ps, services, rm.",
        discussion: """
            Examples:
              skep stack deploy -c compose.yaml home
              skep stack services home
            """,
        subcommands: [
            DeployCommand.self, StackUpCommand.self, ConfigCommand.self, LsCommand.self, ServicesCommand.self, PsCommand.self,
            RmCommand.self,
            StackDownCommand.self,
        ])
}
