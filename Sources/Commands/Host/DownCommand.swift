import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// Which images `down` removes.
enum ImageRemovalChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// All that services use.
    case all
    /// Those that no file names: built ones.
    case local
}

/// `skep down`: removes a project from this host.
struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "down",
        abstract: "Stops and removes the containers and networks of a project on this host.",
        discussion: """
            Volumes are kept unless -v is given. With -p alone no file is needed: everything that carries the project's label goes.

            Examples:
              skep down                    the project of this folder
              skep down -v -t 1            its volumes too, after at most a second for each container
              skep down -p web             the project "web", wherever its files are
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var project: ProjectFileOptions
    @Flag(name: .shortAndLong, help: "Also named volumes of the files, and anonymous ones.") var volumes = false
    @Flag(help: "Also containers of services that the files do not have.") var removeOrphans = false
    @Option(help: ArgumentHelp("Also images: all, or those without a name in the file (local).", valueName: "which"))
    var rmi: ImageRemovalChoice?
    @Option(name: .shortAndLong, help: ArgumentHelp("Seconds until a container is killed. (default: its own)", valueName: "seconds"))
    var timeout: Int?
    @Flag(name: .shortAndLong, help: "Only warnings and errors.") var quiet = false
    @Argument(help: "Only the containers of these services. (default: the whole project)", completion: .services) var services: [String] =
        []

    func run() async throws { try await DownRun(command: self, context: .current).run() }
}

/// One run of `down`.
struct DownRun: Sendable {
    let command: DownCommand
    let context: CommandContext

    func run() async throws {
        let loading = HostLoading(options: command.project, context: context, isQuiet: true)
        let loaded = isByNameOnly ? nil : try loading.load()
        try await context.withEngine(command.connection) { connection in
            let desired = try await loaded.asyncMap { try await loading.translate($0, for: connection) }
            let name = desired?.project ?? command.project.projectName ?? ""
            var observed = try await connection.engine.observe(project: name)
            if let desired { observed.add(try await connection.engine.observe(for: desired)) }
            let plan = HostRemoval(observed: observed, desired: desired, policy: policy).plan()
            guard !plan.isEmpty else { return context.warn("Nothing found in project: \(name)") }
            let run = HostRun(
                engine: connection.engine, context: context, progress: HostProgress(context: context, isQuiet: command.quiet),
                stop: context.catchInterrupts())
            try await run.apply(plan)
        }
    }

    /// Only a name was said, and this folder has no file: the labels tell what belongs to the project.
    private var isByNameOnly: Bool {
        command.project.projectName != nil && command.project.files.isEmpty && command.project.projectDirectory == nil
            && !ProjectFiles.exist(in: context)
    }

    private var policy: RemovalPolicy {
        RemovalPolicy(
            services: command.services, removesOrphans: command.removeOrphans, removesVolumes: command.volumes,
            images: command.rmi.map { $0 == .all ? .all : .built }, timeout: command.timeout)
    }
}

extension Optional {
    /// `map` for what takes time.
    fileprivate func asyncMap<Value>(_ body: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let value = self else { return nil }
        return try await body(value)
    }
}
