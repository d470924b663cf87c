import ArgumentParser
import ComposeLoading
import ComposeModel
import Diagnostics
import EngineClient
import EngineModel
import Planning
import Translation

/// From the words of the command line to what one host should have: finds, reads and translates the compose files.
struct HostLoading {
    let options: ProjectFileOptions
    let context: CommandContext
    var isQuiet = false

    /// - Throws: `CommandFailure` with the usage code if there is an error in the files.
    func load() throws -> LoadedProject {
        var request = options.request(in: context)
        request.readsContents = true
        request.mountsContents = true
        let loaded = ComposeLoader(source: DiskFiles()).load(request)
        try report(loaded.diagnostics, loaded.sources)
        return loaded
    }

    /// What the host should have; newer fields are left out for an older engine.
    ///
    /// - Throws: `CommandFailure` with the usage code if something cannot be said to the engine.
    func translate(_ loaded: LoadedProject, for connection: EngineConnection) async throws -> DesiredHostState {
        guard let file = loaded.project else { throw CommandFailure(.usage, nil) }
        let origin = ProjectOrigin(
            directory: loaded.directory, files: loaded.files, environmentFiles: options.envFile, toolVersion: SkepVersion.current)
        let translator = HostTranslator(
            project: loaded.name, origin: origin, api: APIVersion(try await connection.apiVersion()) ?? .newest,
            defaultPlatform: context.environment["DOCKER_DEFAULT_PLATFORM"].flatMap { $0.isEmpty ? nil : $0 },
            proxies: try ProxyVariables.find(
                forEngineAt: connection.address, environment: context.environment, home: context.environment["HOME"]))
        let result = translator.translate(file)
        try report(result.diagnostics, loaded.sources)
        guard let state = result.state else { throw CommandFailure(.usage, nil) }
        return state
    }

    /// - Throws: `CommandFailure` with the usage code if more containers than one want a port of the host.
    func checkPorts(of desired: DesiredHostState, in loaded: LoadedProject) throws {
        guard let file = loaded.project else { return }
        try report(HostPortClaims(desired.services, in: file).conflicts(.error), loaded.sources)
    }

    private func report(_ diagnostics: [Diagnostic], _ sources: SourceMap) throws {
        let shown = diagnostics.filter { !isQuiet || $0.severity == .error }
        DiagnosticPrinter(context: context, sources: sources).print(shown)
        if diagnostics.hasErrors { throw CommandFailure(.usage, nil) }
    }
}

extension DesiredHostState {
    /// The same state for some services, with those that they need unless `withoutDependencies`. No names: all services. The others
    /// stay known, so that their containers are no orphans.
    ///
    /// - Throws: `CommandFailure` for a service that the files do not have.
    func selecting(_ names: [String], withoutDependencies: Bool) throws -> DesiredHostState {
        let byName = Dictionary(services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        if let unknown = names.first(where: { byName[$0] == nil }) { throw CommandFailure(.failed, "no such service: \(unknown)") }
        guard !names.isEmpty else { return self }
        var wanted = Set(names)
        var open = names
        while !withoutDependencies, let name = open.popLast() {
            for need in byName[name]?.needs ?? [] where byName[need] != nil && wanted.insert(need).inserted { open.append(need) }
        }
        var state = self
        state.services = services.filter { wanted.contains($0.name) }
        state.disabledServices += services.map(\.name).filter { !wanted.contains($0) }
        state.keepUsedPlaces()
        return state
    }

    /// Leaves networks and volumes out that none of the services uses.
    private mutating func keepUsedPlaces() {
        let used = Set(services.flatMap { $0.attachments.map(\.network) })
        networks.removeAll { !used.contains($0.name) }
        externalNetworks.removeAll { !used.contains($0) }
        let mounted = Set(services.flatMap { ($0.template.hostConfig?.mounts ?? []).filter { $0.type == .volume }.map(\.source) })
        volumes.removeAll { !mounted.contains($0.name) }
        externalVolumes.removeAll { !mounted.contains($0) }
    }

    /// The same state with other numbers of containers.
    ///
    /// - Throws: `CommandFailure` for a service that the files do not have, or that has a name of its own.
    func scaled(_ scales: [ScaleArgument]) throws -> DesiredHostState {
        var state = self
        for scale in scales {
            guard let position = state.services.firstIndex(where: { $0.name == scale.service }) else {
                throw CommandFailure(.failed, "no such service: \(scale.service)")
            }
            if scale.count > 1, let name = state.services[position].containerName {
                throw CommandFailure(
                    .failed, "service \"\(scale.service)\" has the container name \"\(name)\", which only one container can have")
            }
            state.services[position].scale = scale.count
        }
        return state
    }
}

/// `SERVICE=NUMBER`.
struct ScaleArgument: ExpressibleByArgument, Hashable, Sendable {
    let service: String
    let count: Int

    /// nil for more containers than anybody means.
    init?(service: String, count: UInt64) {
        guard count <= 100_000 else { return nil }
        (self.service, self.count) = (service, Int(count))
    }

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let count = UInt64(parts[1]) else { return nil }
        self.init(service: parts[0], count: count)
    }
}
