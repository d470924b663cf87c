import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep logs`: the output of a stack or a project, of some of its services, of any service, or of one task.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "logs",
        abstract: "Shows the output of a stack or a project, of services, or of one task.",
        discussion: """
            Without -f the lines of all services are merged by their times. With -f tasks and containers that start later are followed too.
            Without a name the project of this folder is meant.

            Examples:
              skep logs -f home                    everything the stack or project says from now on, and before
              skep logs --tail 20 home web cache   the last 20 lines of each task of two services
              skep logs --since 10m home_web       one service of a swarm by its full name
              skep logs --json home | jq .text     for programs
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Flag(name: .shortAndLong, help: "Goes on with new output.") var follow = false
    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Only this many lines from the end of each task or container.", valueName: "lines"))
    var tail = "all"
    @Option(help: ArgumentHelp("Only since a time (2026-01-31T10:00:00Z) or for a duration (10m).", valueName: "time"))
    var since: String?
    @Option(help: ArgumentHelp("Only before a time, or before a duration ago.", valueName: "time"))
    var until: String?
    @Flag(name: .shortAndLong, help: "The time of each line.") var timestamps = false
    @Flag(help: "Ids instead of names; of stacks.") var noResolve = false
    @Flag(help: "Whole task ids; of stacks.") var noTrunc = false
    @Flag(help: "No task ids; of stacks.") var noTaskIds = false
    @Flag(name: [.long, .customLong("no-log-prefix")], help: "The lines alone, without what they come from.") var raw = false
    @Flag(help: "No colours.") var noColor = false
    @Flag(help: "One JSON object a line: service, time, stream and text; slot, task and node, or the container.") var json = false
    @Option(help: ArgumentHelp("Only the container of this number; of projects.", valueName: "number")) var index: Int?
    @Argument(help: "A stack or project, and services of it; or a service of a swarm, or the id of a task.", completion: .targets)
    var words: [String] = []

    func validate() throws {
        if tail != "all" && UInt32(tail) == nil { throw ValidationError("--tail takes a number of lines or \"all\", not \"\(tail)\"") }
        for (name, value) in [("since", since), ("until", until)] {
            guard let value, Self.time(value, now: 0) == nil else { continue }
            throw ValidationError("--\(name) takes a time or a duration, not \"\(value)\"")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let now = context.wallClock()
        let options = LogOptions(
            follows: follow, since: since.flatMap { Self.time($0, now: now) }, until: until.flatMap { Self.time($0, now: now) },
            tail: UInt32(tail).map(Int.init))
        try await context.withEngine(connection) { connection in
            switch try await find(connection.engine, context) {
            case .services(let found):
                let printer = LogPrinter(console: context.console, style: style, naming: naming)
                await printer.reserve(found)
                try await StackLogs(engine: connection.engine).read(found, options: options) { await printer.print($0) }
            case .task(let task):
                try await printTask(task, connection.engine, options, LogPrinter(console: context.console, style: style, naming: naming))
            case .project(let name, let services):
                try await readProject(name, services, connection.engine, options, context)
            }
        }
    }

    private var style: LogOutput.Style { .init(hasPrefix: !raw, hasTimes: timestamps, hasColour: !noColor, isJSON: json) }

    private var naming: LogPrinter.Naming { .init(hasTaskIDs: !noTaskIds, truncates: !noTrunc, resolves: !noResolve) }

    private enum Target {
        case services([Service])
        case task(SwarmTask)
        case project(String, services: [String])
    }

    private func find(_ engine: any ContainerEngine, _ context: CommandContext) async throws -> Target {
        let found = try await targets.find(words, engine, context)
        switch found?.target {
        case .stack(let name): return .services(try chosen(found?.words ?? [], from: try await engine.services(ofStack: name), of: name))
        case .project(let name) where words.count != 1 || found?.words.isEmpty == true:
            return .project(name, services: found?.words ?? [])
        default: break
        }
        guard words.count <= 1, let word = words.first else {
            throw CommandFailure(
                .failed, words.first.map { "nothing found in stack: \($0)" } ?? "which stack or project? This folder has none")
        }
        if let service = try await self.found({ try await engine.service(word) }) { return .services([service]) }
        if let task = try await self.found({ try await engine.task(id: word) }) { return .task(task) }
        if case .project(let name) = found?.target { return .project(name, services: [word]) }
        throw CommandFailure(.failed, "no such stack, project, service or task: \(word)")
    }

    private func readProject(
        _ name: String, _ services: [String], _ engine: any ContainerEngine, _ options: LogOptions, _ context: CommandContext
    ) async throws {
        let containers = try await engine.containers(ofProject: name).selecting(services).compactMap(ProjectContainer.init)
        let (index, wanted) = (index, Set(services))
        let isWanted: @Sendable (ProjectContainer) -> Bool = { container in
            !container.isOneOff && (wanted.isEmpty || wanted.contains(container.service)) && (index.map { $0 == container.number } ?? true)
        }
        var style = style
        // As docker compose: `logs | grep` is to find what programs wrote to either stream.
        style.joinsStreams = true
        let printer = ProjectLogPrinter(console: context.console, style: style)
        await printer.reserve(containers.filter(isWanted))
        let logs = ProjectLogs(engine: engine, project: name, isWanted: isWanted) { await printer.print($0) }
        guard follow else { return try await logs.read(options) }
        await logs.endWhenAllStopped()
        try await logs.follow(options, past: .asSaid)
    }

    private func found<Value>(_ question: () async throws -> Value) async throws -> Value? {
        do {
            return try await question()
        } catch let error as EngineError where error.isNotFound || error.isNotManager {
            return nil
        }
    }

    private func chosen(_ names: [String], from stack: [Service], of name: String) throws -> [Service] {
        guard !names.isEmpty else { return stack.sorted { NaturalOrder.precedes($0.name, $1.name) } }
        return try names.map { short in
            guard let service = stack.first(where: { $0.name == "\(name)_\(short)" || $0.name == short || $0.id == short }) else {
                throw CommandFailure(.failed, "no such service: \(name)_\(short)")
            }
            return service
        }
    }

    private func printTask(_ task: SwarmTask, _ engine: any Engine, _ options: LogOptions, _ printer: LogPrinter) async throws {
        let service = try await found { try await engine.service(task.serviceID) }
        let node = try await found { try await engine.node(task.nodeID) }
        for try await line in try await engine.taskLogs(id: task.id, options: options) where options.includes(line) {
            await printer.print(
                NamedLogLine(
                    line: line, service: service?.name ?? task.serviceID, slot: task.slot, taskID: task.id,
                    node: node?.name ?? task.nodeID))
        }
    }

    static func time(_ text: String, now: Double) -> Timestamp? {
        if let time = Timestamp(text) { return time }
        guard let age = DurationArgument.parse(text) else { return nil }
        // A plain number is a time of the Unix clock, as docker takes it.
        if let seconds = Double(text) { return Timestamp(unixTime: seconds) }
        return Timestamp(unixTime: now - Double(age.components.seconds) - Double(age.components.attoseconds) / 1e18)
    }
}

extension Timestamp {
    /// nil for a time that is out of range.
    fileprivate init?(unixTime time: Double) {
        let whole = time.rounded(.down)
        guard let seconds = Int64(exactly: whole) else { return nil }
        self.init(seconds: seconds, nanoseconds: Int32(min((time - whole) * 1_000_000_000, 999_999_999)))
    }
}
