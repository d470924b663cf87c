import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep logs`: the output of a stack, of some of its services, of any service, or of one task.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Shows the output of a whole stack, of services, or of one task.",
        discussion: """
            Without -f the lines of all services are merged by their times. With -f tasks that start later are followed too.

            Examples:
              skep logs -f home                    everything the stack says from now on, and before
              skep logs --tail 20 home web cache   the last 20 lines of each task of two services
              skep logs --since 10m home_web       one service by its full name
            """)

    @OptionGroup var connection: ConnectionOptions
    @Flag(name: .shortAndLong, help: "Goes on with new output.") var follow = false
    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Only this many lines from the end of each task.", valueName: "lines"))
    var tail = "all"
    @Option(help: ArgumentHelp("Only since a time (2026-01-31T10:00:00Z) or for a duration (10m).", valueName: "time"))
    var since: String?
    @Flag(name: .shortAndLong, help: "The time of each line.") var timestamps = false
    @Flag(help: "Ids instead of names.") var noResolve = false
    @Flag(help: "Whole task ids.") var noTrunc = false
    @Flag(help: "No task ids.") var noTaskIds = false
    @Flag(help: "The lines alone, without what they come from.") var raw = false
    @Argument(help: "A stack, a service, or the id of a task.") var target: String
    @Argument(help: "Services of the stack; none for all.") var services: [String] = []

    func validate() throws {
        if tail != "all" && UInt32(tail) == nil { throw ValidationError("--tail takes a number of lines or \"all\", not \"\(tail)\"") }
        if let since, Self.time(since, now: 0) == nil { throw ValidationError("--since takes a time or a duration, not \"\(since)\"") }
    }

    func run() async throws {
        let context = CommandContext.current
        let options = LogOptions(
            follows: follow, since: since.flatMap { Self.time($0, now: context.wallClock()) }, tail: UInt32(tail).map(Int.init))
        let printer = LogPrinter(console: context.console, style: style)
        try await context.withEngine(connection) { connection in
            switch try await find(connection.engine) {
            case .services(let found):
                await printer.reserve(found)
                try await StackLogs(engine: connection.engine).read(found, options: options) { await printer.print($0) }
            case .task(let task):
                try await printTask(task, connection.engine, options, printer)
            }
        }
    }

    private var style: LogPrinter.Style {
        .init(isRaw: raw, hasTimes: timestamps, hasTaskIDs: !noTaskIds, truncates: !noTrunc, resolves: !noResolve)
    }

    private enum Target {
        case services([Service])
        case task(SwarmTask)
    }

    private func find(_ engine: any Engine) async throws -> Target {
        let stack = try await engine.services(matching: .stack(target))
        if !stack.isEmpty { return .services(try chosen(from: stack)) }
        guard services.isEmpty else { throw CommandFailure(.failed, "nothing found in stack: \(target)") }
        if let service = try await found({ try await engine.service(target) }) { return .services([service]) }
        if let task = try await found({ try await engine.task(id: target) }) { return .task(task) }
        throw CommandFailure(.failed, "no such stack, service or task: \(target)")
    }

    private func found<Value>(_ question: () async throws -> Value) async throws -> Value? {
        do {
            return try await question()
        } catch let error as EngineError where error.isNotFound {
            return nil
        }
    }

    private func chosen(from stack: [Service]) throws -> [Service] {
        guard !services.isEmpty else { return stack.sorted { NaturalOrder.precedes($0.name, $1.name) } }
        return try services.map { name in
            guard let service = stack.first(where: { $0.name == "\(target)_\(name)" || $0.name == name || $0.id == name }) else {
                throw CommandFailure(.failed, "no such service: \(target)_\(name)")
            }
            return service
        }
    }

    private func printTask(_ task: SwarmTask, _ engine: any Engine, _ options: LogOptions, _ printer: LogPrinter) async throws {
        let service = try await found { try await engine.service(task.serviceID) }
        let node = try await found { try await engine.node(task.nodeID) }
        for try await line in try await engine.taskLogs(id: task.id, options: options) {
            await printer.print(
                NamedLogLine(
                    line: line, service: service?.name ?? task.serviceID, slot: task.slot, taskID: task.id,
                    node: node?.description?.hostname ?? task.nodeID))
        }
    }

    static func time(_ text: String, now: Double) -> Timestamp? {
        if let time = Timestamp(text) { return time }
        guard let age = DurationArgument.parse(text) else { return nil }
        // A plain number is a time of the Unix clock, as docker takes it.
        if let seconds = Double(text) { return Timestamp(seconds: Int64(seconds)) }
        return Timestamp(seconds: Int64(now) - age.components.seconds)
    }
}
