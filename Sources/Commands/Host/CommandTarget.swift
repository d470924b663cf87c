import ArgumentParser
import ComposeLoading
import Deployment
import Diagnostics
import EngineClient
import EngineModel

/// What a command of day two is about.
enum CommandTarget: Hashable, Sendable {
    /// Services of a swarm.
    case stack(String)
    /// Containers of one host.
    case project(String)
}

/// Which stack or project is meant. `-f` is taken in some commands that need this, so files have a long name only.
struct TargetOptions: ParsableArguments {
    @Option(
        name: [.customShort("p"), .long], help: ArgumentHelp("The stack or project; then all words are services.", valueName: "name"),
        completion: .targets)
    var projectName: String?

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("A compose file of the project; may be repeated. (default: the one in this folder)", valueName: "file"),
        completion: .composeFile)
    var files: [String] = []

    @Option(help: ArgumentHelp("Where the project's files are.", valueName: "folder"), completion: .directory)
    var projectDirectory: String?
}

/// A target, and the words that are left.
struct FoundTarget: Hashable, Sendable {
    var target: CommandTarget
    var words: [String]
}

extension TargetOptions {
    /// Finds what the words mean, without being told whether it is a stack or a project: with `-p` or a file all words are services; otherwise
    /// the first word may be the name of either; otherwise the project of this folder is meant.
    ///
    /// - Parameter firstMayBeTarget: false if the words are services without any doubt.
    /// - Returns: nil if the first word names nothing and this folder has no project.
    func find(
        _ words: [String], _ engine: any ContainerEngine, _ context: CommandContext, firstMayBeTarget: Bool = true
    ) async throws -> FoundTarget? {
        if let projectName {
            return FoundTarget(target: try await engine.target(named: projectName) ?? .project(projectName), words: words)
        }
        if firstMayBeTarget, isUnsaid, let first = words.first, let target = try await engine.target(named: first) {
            return FoundTarget(target: target, words: Array(words.dropFirst()))
        }
        guard let name = try folderProject(context) else { return nil }
        return FoundTarget(target: try await engine.target(named: name) ?? .project(name), words: words)
    }

    /// The name of the project whose files are meant; nil if none were named and this folder has none.
    ///
    /// - Throws: `CommandFailure` with the usage code if there is an error in the files.
    private func folderProject(_ context: CommandContext) throws -> String? {
        var request = LoadRequest(workingDirectory: context.workingDirectory)
        request.files = files
        request.projectDirectory = projectDirectory
        request.environment = context.environment
        let loaded = ComposeLoader(source: DiskFiles()).load(request)
        guard loaded.project == nil else { return loaded.name }
        if files.isEmpty, projectDirectory == nil, loaded.sources.files.isEmpty { return nil }
        DiagnosticPrinter(context: context, sources: loaded.sources).print(loaded.diagnostics)
        throw CommandFailure(.usage, nil)
    }
}

extension ContainerEngine {
    /// The stack of this name, or else the project; nil if there is neither.
    func target(named name: String) async throws -> CommandTarget? {
        if try await !services(ofStack: name).isEmpty { return .stack(name) }
        return try await containers(ofProject: name, includingOneOffs: true).isEmpty ? nil : .project(name)
    }

    /// The services of a stack; none on an engine that is no manager of a swarm.
    func services(ofStack name: String) async throws -> [Service] {
        do {
            return try await services(matching: .stack(name))
        } catch let error as EngineError where error.isNotManager {
            return []
        }
    }
}
