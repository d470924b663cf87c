import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep events`: what happens to a project's containers, or to a stack.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "events",
        abstract: "Shows what happens to a project's containers, or to a stack, as it happens.",
        discussion: """
            Of a stack: changes of its services, networks, secrets and configs, and the states of its tasks on every node. Ends with Ctrl-C, or
            at --until.

            Examples:
              skep events home
              skep events --json --since 10m --until 0s home web
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Flag(help: "One JSON object a line.") var json = false
    @Option(help: ArgumentHelp("Also since a time or for a duration, as far as the engine remembers.", valueName: "time")) var since:
        String?
    @Option(help: ArgumentHelp("Ends at a time.", valueName: "time")) var until: String?
    @Argument(help: "A stack or project if it is not this folder's, and services of it.", completion: .targets) var words: [String] = []

    func validate() throws {
        for (name, value) in [("since", since), ("until", until)] {
            guard let value, LogsCommand.time(value, now: 0) == nil else { continue }
            throw ValidationError("--\(name) takes a time or a duration, not \"\(value)\"")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let now = context.wallClock()
        try await context.withEngine(connection) { connection in
            guard let found = try await targets.find(words, connection.engine, context) else {
                throw CommandFailure(
                    .failed, words.first.map { "no such stack or project: \($0)" } ?? "which project? This folder has none")
            }
            let options = EventOptions(
                since: since.flatMap { LogsCommand.time($0, now: now) }, until: until.flatMap { LogsCommand.time($0, now: now) })
            try await follow(found, options, connection.engine, context) { event in
                context.say(json ? Self.object(event) : Self.line(event))
            }
        }
    }

    private func follow(
        _ found: FoundTarget, _ options: EventOptions, _ engine: any Engine, _ context: CommandContext,
        _ show: @escaping @Sendable (EngineEvent) -> Void
    ) async throws {
        let wanted = Set(found.words)
        switch found.target {
        case .project(let name):
            var options = options
            options.filters = ObjectFilters.all.type(.container).label(ProjectLabel.project, name)
            for try await event in try await engine.events(options) {
                if wanted.isEmpty || wanted.contains(event.actor?.attributes[ProjectLabel.service] ?? "") { show(event) }
            }
        case .stack(let name):
            let services = Set(wanted.map { "\(name)_\($0)" })
            let events = StackEvents(engine: engine, stack: name, clock: context.clock, wallClock: context.wallClock)
            try await events.follow(since: options.since, until: options.until) { event in
                if services.isEmpty || services.contains(event.serviceName ?? "") { show(event) }
            }
        }
    }

    /// `2026-01-31T10:00:00.123456Z container start ID (image=..., name=...)`, labels left out as compose does.
    static func line(_ event: EngineEvent) -> String {
        let facts = shown(event).map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        return "\(time(event)) \(event.type?.rawValue ?? "") \(event.action) \(event.actor?.id ?? "") (\(facts))".withVisibleControls
    }

    static func object(_ event: EngineEvent) -> String {
        let attributes = shown(event).map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }.joined(separator: ",")
        let service = event.actor?.attributes[ProjectLabel.service] ?? event.serviceName ?? ""
        return
            "{\"action\":\(JSONText.quoted(event.action)),\"attributes\":{\(attributes)},\"id\":\(JSONText.quoted(event.actor?.id ?? "")),"
            + "\"service\":\(JSONText.quoted(service)),\"time\":\(JSONText.quoted(time(event))),"
            + "\"type\":\(JSONText.quoted(event.type?.rawValue ?? ""))}"
    }

    private static func shown(_ event: EngineEvent) -> [(key: String, value: String)] {
        (event.actor?.attributes ?? [:]).filter { !$0.key.hasPrefix("com.docker.compose.") }.sorted { $0.key < $1.key }
            .map { (key: $0.key, value: $0.value) }
    }

    private static func time(_ event: EngineEvent) -> String { event.instant.description }
}

extension EngineEvent {
    /// The full name of the swarm's service that it is about; nil if it is about none.
    fileprivate var serviceName: String? { type == .service ? actor?.attributes["name"] : actor?.attributes["service"] }
}
