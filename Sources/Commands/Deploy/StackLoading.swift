import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import FoundationEssentials
import Translation

/// From the words of the command line to the state that is wanted: finds, reads and translates the compose files.
struct StackLoading {
    let options: DeployOptions
    let context: CommandContext

    /// A project that was read without an error.
    struct Loaded {
        var stack: String
        var file: ComposeFile
        var sources: SourceMap
    }

    /// Reads the files; says everything that is to be said about them.
    ///
    /// - Throws: `CommandFailure` with the usage code if there is an error in them, `ValidationError`.
    func load() throws -> Loaded {
        let targets = try options.targets(in: context)
        let loaded = ComposeLoader(source: DiskFiles()).load(request(targets))
        try report(loaded.diagnostics, loaded.sources)
        guard let file = loaded.project else { throw CommandFailure(.usage, nil) }
        return Loaded(stack: targets.stack ?? loaded.name, file: file, sources: loaded.sources)
    }

    private func request(_ targets: DeployTargets) -> LoadRequest {
        var request = LoadRequest(workingDirectory: context.workingDirectory)
        request.files = targets.files
        request.projectName = targets.stack
        request.environment = context.environment
        request.envFiles = options.envFile
        request.profiles = options.profile
        request.dialect = dialect
        request.readsContents = true
        return request
    }

    private var dialect: Dialect { options.compat ? .stack : .specification }

    /// Says what the engine is to have; newer fields are left out for an older engine.
    ///
    /// - Parameter apiVersion: such as `1.41`.
    /// - Throws: `CommandFailure` with the usage code if something cannot be said to the engine.
    func translate(_ loaded: Loaded, apiVersion: String) throws -> DesiredSwarmState {
        let translator = SwarmTranslator(
            stack: loaded.stack, dialect: dialect, api: APIVersion(apiVersion) ?? .newest, allowsLostKeys: options.allowLostKeys)
        let result = translator.translate(loaded.file)
        try report(result.diagnostics, loaded.sources)
        guard let state = result.state else { throw CommandFailure(.usage, nil) }
        return state
    }

    private func report(_ diagnostics: [Diagnostic], _ sources: SourceMap) throws {
        let shown = diagnostics.filter { !options.quiet || $0.severity == .error }
        DiagnosticPrinter(context: context, sources: sources).print(shown)
        if diagnostics.hasErrors { throw CommandFailure(.usage, nil) }
    }
}
