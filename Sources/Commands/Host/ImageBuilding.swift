import Deployment
import EngineClient
import EngineModel
import Terminal

/// Builds images of services, and shows what the builder says.
struct ImageBuilding: Sendable {
    /// The engine that gets the images.
    let connection: EngineConnection
    /// Where the command runs.
    let context: CommandContext
    /// Where each image is shown.
    let progress: HostProgress
    /// How they are built.
    let settings: BuildSettings
    /// All services of the project: a build may begin with the image of another one.
    let project: [DesiredHostService]

    /// Builds the images of the first services, and of the others those that are not here.
    func run(_ always: [DesiredHostService], _ ifMissing: [DesiredHostService] = []) async throws {
        var wanted = always
        for service in ifMissing where service.build != nil && !wanted.contains(where: { $0.image == service.image }) {
            if try await !isHere(service.image) { wanted.append(service) }
        }
        _ = try await build(wanted.filter { $0.build != nil })
    }

    /// Builds images one after the other, each once, after those that it begins with.
    ///
    /// - Returns: their ids; an image for several platforms that stays with its builder has none.
    func build(_ services: [DesiredHostService]) async throws -> [String] {
        guard !services.isEmpty else { return [] }
        let course = try await BuildCourse(self)
        var named: Set<String> = []
        // What cannot be built is told before anything is.
        let builds = try inOrder(services).filter { named.insert($0.image).inserted }.map {
            (service: $0, builder: try course.builder(for: $0))
        }
        var ids: [String] = []
        for build in builds {
            if let id = try await course.build(build.service, with: build.builder) { ids.append(id) }
        }
        return ids
    }

    /// The services, each after those whose images its own begins with.
    private func inOrder(_ services: [DesiredHostService]) throws -> [DesiredHostService] {
        var ordered: [DesiredHostService] = []
        var seen: Set<String> = []
        func visit(_ service: DesiredHostService) throws {
            guard seen.insert(service.name).inserted else { return }
            for name in service.build?.bases ?? [] {
                guard let base = project.first(where: { $0.name == name }) else {
                    throw CommandFailure(.failed, "service \(service.name) builds on the image of \(name), which no active profile has")
                }
                try visit(base)
            }
            ordered.append(service)
        }
        try services.forEach(visit)
        return ordered
    }

    private func isHere(_ image: String) async throws -> Bool {
        do {
            _ = try await connection.engine.image(image)
            return true
        } catch let error as EngineError where error.isNotFound {
            return false
        }
    }
}

/// The builders that there are, and the choice between them.
private struct BuildCourse {
    let building: ImageBuilding
    let choice: BuilderChoice
    let api: APIVersion
    let buildx: ClientPlugin?

    init(_ building: ImageBuilding) async throws {
        self.building = building
        choice = try BuilderChoice(environment: building.context.environment, instance: building.settings.instance)
        api = APIVersion(try await building.connection.apiVersion()) ?? .newest
        buildx = choice.wanted == .engine ? nil : try building.connection.buildx()
    }

    private var progress: HostProgress { building.progress }
    private var settings: BuildSettings { building.settings }

    func builder(for service: DesiredHostService) throws -> Builder {
        try choice.builder(for: service, settings.wishes, hasBuildx: buildx != nil, api: api)
    }

    func build(_ service: DesiredHostService, with builder: Builder) async throws -> String? {
        if builder == .buildx && isBuildxs { progress.giveWay() } else { progress.show(.working, "Image \(service.image)", "Building") }
        do {
            let id: String?
            if builder == .buildx, let buildx {
                id = try await build(service, by: buildx)
            } else {
                id = try await buildInEngine(service)
            }
            progress.show(.done, "Image \(service.image)", "Built")
            if id == nil && !settings.wishes.pushes {
                progress.say("\(service.image) stays with its builder: the engine keeps no image of several platforms; --push sends it")
            }
            return id
        } catch {
            progress.show(.failed, "Image \(service.image)", "Error")
            throw error
        }
    }

    /// Ctrl-C ends buildx, and then us; as long as there is no buildx it ends us at once.
    private func build(_ service: DesiredHostService, by buildx: ClientPlugin) async throws -> String? {
        let (connection, context) = (building.connection, building.context)
        let voice =
            isBuildxs
            ? BuildxBuild.Voice.terminal : .lines { line in if settings.showsOutput { say(line, of: service) } }
        let stop = context.catchInterrupts()
        defer { context.letInterruptsGo() }
        let build = BuildxBuild(plugin: buildx, engine: connection.engine, environment: connection.environment, stop: stop)
        return try await build.build(
            service, wishes: settings.wishes, instance: settings.instance, display: display, voice: voice)
    }

    private var display: BuildxCommand.Display? {
        settings.shown(isLive: building.context.console.errTraits.isLive, environment: building.context.environment)
    }

    /// Whether our standard error is buildx's own: it draws on a terminal, or shows what it does in a way that only it knows.
    private var isBuildxs: Bool { display == nil || display == .tty || display == .auto }

    private func buildInEngine(_ service: DesiredHostService) async throws -> String {
        let connection = building.connection
        let build = ServiceBuild(
            engine: connection.engine, credentials: connection.credentials, environment: building.context.environment)
        let output = BuilderOutput { say($0, of: service) }
        let id = try await build.build(service, wishes: settings.wishes) { message in
            if settings.showsOutput { await output.take(message.stream) }
        }
        await output.finish()
        return id
    }

    private func say(_ line: String, of service: DesiredHostService) { progress.say("\(service.name)  | \(line)") }
}

/// What the builder says, shown line by line.
private actor BuilderOutput {
    private let show: @Sendable (String) -> Void
    private var lines = BuilderLines()

    init(show: @escaping @Sendable (String) -> Void) { self.show = show }

    func take(_ text: String) { lines.take(text.utf8).forEach(show) }

    func finish() { lines.finish().forEach(show) }
}
