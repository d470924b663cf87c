import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning

/// `skep scale`: sets numbers of tasks, or of a project's containers.
struct ScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "scale",
        abstract: "Sets the number of tasks of services, and waits for them; or of containers of a project.",
        discussion: """
            Examples:
              skep scale home web=4 cache=2     two services of the stack "home"
              skep scale home_web=4             a service by its full name
              skep scale web=4                  a service of this folder's project on this host
              skep scale --detach home web=0
            """)

    @OptionGroup var connection: ConnectionOptions
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "Does not wait for the tasks.") var detach = false
    @OptionGroup var waiting: WaitingOptions
    @Argument(
        help: ArgumentHelp("A stack, unless services have their full names; then SERVICE=NUMBER.", valueName: "stack|service=number"),
        completion: .targets)
    var words: [String]

    /// One service and its number of tasks.
    struct Wish: Hashable, Sendable {
        var service: String
        var count: UInt64
    }

    func validate() throws { _ = try wishes() }

    func run() async throws {
        let context = CommandContext.current
        let wishes = try wishes()
        if let project = try await project(context) {
            return try await HostScaling(project: project, wishes: wishes).run(connection, context)
        }
        try await context.withEngine(connection) { connection in
            let rollout = ServiceRollout(
                engine: connection.engine, context: context, detaches: detach, policy: waiting.policy, timeout: waiting.limit)
            try await rollout.run(
                wishes.map { wish in
                    .init(service: wish.service, message: "\(wish.service) scaled to \(wish.count)") {
                        try await $0.scale(wish.service, to: wish.count, clock: $1)
                    }
                })
        }
    }

    /// The project that is meant; nil where it is a swarm's services.
    private func project(_ context: CommandContext) async throws -> HostScaling.Project? {
        try await context.withEngine(connection) { connection in
            let engine = connection.engine
            if let name = words.first, !name.contains("=") {
                guard try await engine.target(named: name) == .project(name) else { return nil }
                return HostScaling.Project(name: name, containers: try await engine.containers(ofProject: name))
            }
            guard ProjectFiles.exist(in: context) else { return nil }
            return try await engine.knowsService(of: try wishes().map(\.service)) ? nil : HostScaling.Project(name: nil, containers: [])
        }
    }

    /// The services with their full names.
    ///
    /// - Throws: `ValidationError` for anything that is not `NAME=NUMBER` after an optional stack.
    func wishes() throws -> [Wish] {
        let stack = words.first.flatMap { $0.contains("=") ? nil : $0 }
        let specifiers = stack == nil ? words[...] : words.dropFirst()
        guard !specifiers.isEmpty else { throw ValidationError("say which service is to have how many tasks: SERVICE=NUMBER") }
        return try specifiers.map { specifier in
            let parts = specifier.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError("invalid scale specifier '\(specifier)': SERVICE=NUMBER is meant")
            }
            guard let count = UInt64(parts[1]) else {
                throw ValidationError("\(parts[0]): invalid replicas value \(parts[1])")
            }
            let name = stack.map { parts[0].hasPrefix($0 + "_") ? String(parts[0]) : "\($0)_\(parts[0])" } ?? String(parts[0])
            return Wish(service: name, count: count)
        }
    }
}
