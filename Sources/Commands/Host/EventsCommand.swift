import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep events`: what happens to a project's containers.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "events",
        abstract: "Shows what happens to a project's containers, or to a stack's services, as it happens.",
        discussion: """
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
            var options = EventOptions(
                since: since.flatMap { LogsCommand.time($0, now: now) }, until: until.flatMap { LogsCommand.time($0, now: now) })
            let wanted = Set(found.words)
            switch found.target {
            case .project(let name): options.filters = ObjectFilters.all.type(.container).label(ProjectLabel.project, name)
            case .stack: options.filters = ObjectFilters.all.type(.service)
            }
            for try await event in try await connection.engine.events(options) where isMeant(event, found.target, wanted) {
                context.say(json ? Self.object(event) : Self.line(event))
            }
        }
    }

    /// The engine knows no labels of services in events, so those of a stack are told by their names.
    private func isMeant(_ event: EngineEvent, _ target: CommandTarget, _ wanted: Set<String>) -> Bool {
        let attributes = event.actor?.attributes ?? [:]
        switch target {
        case .project: return wanted.isEmpty || wanted.contains(attributes[ProjectLabel.service] ?? "")
        case .stack(let name):
            guard let service = attributes["name"], service.hasPrefix(name + "_") else { return false }
            return wanted.isEmpty || wanted.contains(String(service.dropFirst(name.utf8.count + 1)))
        }
    }

    /// `2026-01-31T10:00:00.123456Z container start ID (image=..., name=...)`, labels left out as compose does.
    static func line(_ event: EngineEvent) -> String {
        let facts = shown(event).map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        return "\(time(event)) \(event.type?.rawValue ?? "") \(event.action) \(event.actor?.id ?? "") (\(facts))".withVisibleControls
    }

    static func object(_ event: EngineEvent) -> String {
        let attributes = shown(event).map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }.joined(separator: ",")
        let service = event.actor?.attributes[ProjectLabel.service] ?? ""
        return
            "{\"action\":\(JSONText.quoted(event.action)),\"attributes\":{\(attributes)},\"id\":\(JSONText.quoted(event.actor?.id ?? "")),"
            + "\"service\":\(JSONText.quoted(service)),\"time\":\(JSONText.quoted(time(event))),"
            + "\"type\":\(JSONText.quoted(event.type?.rawValue ?? ""))}"
    }

    private static func shown(_ event: EngineEvent) -> [(key: String, value: String)] {
        (event.actor?.attributes ?? [:]).filter { !$0.key.hasPrefix("com.docker.compose.") }.sorted { $0.key < $1.key }
            .map { (key: $0.key, value: $0.value) }
    }

    private static func time(_ event: EngineEvent) -> String {
        let nanoseconds = event.timeNano == 0 ? event.time.multipliedReportingOverflow(by: 1_000_000_000).partialValue : event.timeNano
        return Timestamp(seconds: nanoseconds / 1_000_000_000, nanoseconds: Int32(nanoseconds % 1_000_000_000)).description
    }
}
