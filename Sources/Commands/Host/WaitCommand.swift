import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// `skep wait`: until a stack runs or has ended, or a container has.
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "wait",
        abstract: "Waits until a stack's services run or have ended, or until a project's containers have ended.",
        discussion: """
            Of a stack, all services are waited for: until their tasks run, and are healthy where there is a health check, and jobs have
            ended. Nothing is changed, and what failed before does not count; the exit codes are those of deploy. Of a project, all
            containers are waited for, and the last one that ends gives its exit code, as with docker compose.

            Examples:
              skep deploy --detach compose.yaml home && skep wait home
              skep wait --until completed home migrate     until the job "migrate" of a stack has ended well
              skep wait migrate                            until the containers of a service have ended
              skep wait --down-project shop tests
            """)

    /// What is waited for.
    enum End: String, CaseIterable, ExpressibleByArgument, Sendable {
        case running, completed
    }

    @OptionGroup var selection: ProjectSelection
    @Flag(help: "Removes the project afterwards.") var downProject = false
    @Option(help: ArgumentHelp("running, or completed: with exit code 0; of stacks.", valueName: "state")) var until = End.running
    @Flag(name: .shortAndLong, help: "Only failures; of stacks.") var quiet = false
    @OptionGroup var waiting: WaitingOptions

    func run() async throws {
        let context = CommandContext.current
        let code = try await context.withEngine(selection.connection) { connection -> Int32 in
            let found = try await selection.targets.find(selection.words, connection.engine, context)
            if let found, case .stack(let stack) = found.target {
                try await wait(for: stack, found.words, connection.engine, context)
                return 0
            }
            return try await waitForContainer(connection.engine, context)
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func wait(for stack: String, _ names: [String], _ engine: any Engine, _ context: CommandContext) async throws {
        if downProject { throw CommandFailure(.usage, "--down-project is for projects, and \(stack) is a stack") }
        let services = try ServiceSelection.choose(names, from: try await engine.services(matching: .stack(stack)), stack)
        let ended = Set(try await engine.tasks(matching: .stack(stack)).filter { $0.status.state.isTerminal }.map(\.id))
        let goals = services.map {
            ConvergenceGoal(name: $0.name, wasChanged: false, endedBefore: ended, mustComplete: until == .completed)
        }
        let display = ConvergenceDisplay(context: context, isQuiet: quiet, stack: stack)
        try await display.run(
            goals, scope: .stack(stack), engine, context.catchInterrupts(), waiting.policy, timeout: waiting.limit)
    }

    private func waitForContainer(_ engine: any ContainerEngine, _ context: CommandContext) async throws -> Int32 {
        let found = try await selection.find(engine, context)
        guard !found.containers.isEmpty else { throw CommandFailure(.failed, "no containers for project \"\(found.project)\"") }
        let code = try await lastExit(of: found.containers, engine, context)
        guard downProject else { return code }
        let plan = HostRemoval(observed: try await engine.observe(project: found.project), desired: nil, policy: RemovalPolicy()).plan()
        let progress = HostProgress(context: context, isQuiet: false)
        try await HostRun(engine: engine, context: context, progress: progress, stop: context.catchInterrupts()).apply(plan)
        return code
    }

    private func lastExit(
        of containers: [ContainerSummary], _ engine: any ContainerEngine, _ context: CommandContext
    ) async throws -> Int32 {
        try await withThrowingTaskGroup(of: (String, Int).self) { group in
            for container in containers {
                group.addTask {
                    (container.name, try await engine.waitForContainer(container.id, until: .notRunning).exit().statusCode)
                }
            }
            var last: Int32 = 0
            for try await (name, code) in group {
                context.say("container \"\(name)\" exited with status code \(code)")
                last = Int32(clamping: code)
            }
            return last
        }
    }
}
