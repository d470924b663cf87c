package import EngineClient
package import EngineModel
import Synchronization

/// Builds the images of services with docker's plugin buildx, which is run without docker's client.
package struct BuildxBuild: Sendable {
    /// Where what buildx says goes.
    package enum Voice: Sendable {
        /// To our standard error, as it is: buildx redraws lines of a terminal there, or writes what we do not know.
        case terminal
        /// Line by line to this.
        case lines(@Sendable (String) -> Void)
    }

    private let plugin: ClientPlugin
    private let engine: any ContainerEngine
    private let environment: [String: String]
    private let stop: StopSignal

    /// - Parameters:
    ///   - environment: the one in which buildx is run: it finds the engine, the builders and credentials as docker does.
    ///   - stop: interrupts buildx.
    package init(plugin: ClientPlugin, engine: any ContainerEngine, environment: [String: String], stop: StopSignal) {
        self.plugin = plugin
        self.engine = engine
        self.environment = environment.filter { $0.key != Self.clientsVariable }
        self.stop = stop
    }

    /// Docker's client sets it for its plugins; with it buildx would take itself for one of those (docker/cli, cli-plugins/metadata).
    private static let clientsVariable = "DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND"

    /// Builds the image of a service, gives it its names and brings it into the engine.
    ///
    /// - Parameter display: nil leaves it to buildx.
    /// - Returns: the id of the image; nil if it stays with the builder: one for several platforms does.
    /// - Throws: `EngineError`: failed with the last words of buildx; misconfigured for what no build can use. `CancellationError` if it
    ///   was interrupted.
    package func build(
        _ service: DesiredHostService, wishes: BuildWishes, instance: String?, display: BuildxCommand.Display?, voice: Voice
    ) async throws -> String? {
        guard let build = service.build else { throw refusal(service, "it has no build section") }
        try check(build, of: service)
        let command = BuildxCommand(service, build, wishes: wishes, instance: instance, display: display, environment: environment)
        let program = WatchedProgram(
            path: plugin.path, arguments: command.arguments, environment: environment.merging(command.environment) { $1 },
            input: command.input)
        let words = Mutex(LastWords())
        var hear: (@Sendable ([UInt8]) -> Void)?
        if case .lines(let say) = voice { hear = { bytes in words.withLock { $0.take(bytes) }.forEach(say) } }
        let exitCode = try await program.run(isStopped: { stop.isRaised }, hear: hear)
        if case .lines(let say) = voice { words.withLock { $0.finish() }.forEach(say) }
        if stop.isRaised { throw CancellationError() }
        guard exitCode == 0 else { throw failure(service, exitCode, words.withLock(\.text)) }
        do {
            return try await engine.image(service.image).id
        } catch let error as EngineError where error.isNotFound && wishes.platforms(of: service).count > 1 {
            return nil
        }
    }

    /// BuildKit's own words for these name paths inside the engine, or nothing.
    private func check(_ build: DesiredBuild, of service: DesiredHostService) throws {
        if let secret = build.secrets.first(where: { $0.file == nil && $0.value == nil }) {
            throw refusal(service, "the secret \(secret.id) is neither a file nor a variable that is set")
        }
        guard !build.isRemote else { return }
        _ = try BuildContext(folder: build.context, dockerfile: build.contextDockerfile)
    }

    private func failure(_ service: DesiredHostService, _ code: Int32, _ words: String) -> EngineError {
        let why = words.isEmpty ? "what it said is above" : words
        return EngineError(.failed, operation: "build service \(service.name)", message: "docker-buildx ended with \(code): \(why)")
    }

    private func refusal(_ service: DesiredHostService, _ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "build service \(service.name)", message: message)
    }
}

/// The lines of buildx, and which of them say why it failed.
struct LastWords: Sendable {
    private var lines = BuilderLines()
    private var last: [String] = []

    private static let limit = 10

    /// The lines that these bytes complete.
    mutating func take(_ bytes: [UInt8]) -> [String] { keep(lines.take(bytes)) }

    /// The last line, where it has no end.
    mutating func finish() -> [String] { keep(lines.finish()) }

    /// From buildx's last error on, which may have several lines; without one, the last lines.
    var text: String {
        let mark = "ERROR: "
        guard let start = last.lastIndex(where: { $0.hasPrefix(mark) }) else { return last.joined(separator: "\n") }
        return String(last[start...].joined(separator: "\n").dropFirst(mark.count))
    }

    private mutating func keep(_ lines: [String]) -> [String] {
        last = (last + lines).suffix(Self.limit)
        return lines
    }
}
