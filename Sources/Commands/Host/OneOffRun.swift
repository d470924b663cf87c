import ComposeLoading
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One run of `run`.
struct OneOffRun: Sendable {
    let command: RunCommand
    let oneOff: OneOff
    let context: CommandContext

    /// The exit code of the command; 0 when it goes on by itself.
    ///
    /// - Throws: `CommandFailure`, `EngineError`, `CancellationError`.
    func run() async throws -> Int32 {
        let name = command.sentence[0]
        return try await context.withEngine(command.connection) { connection in
            let (desired, project) = try await load(name, for: connection)
            guard let service = desired.services.first(where: { $0.name == name }) else {
                throw CommandFailure(.failed, "no such service: \(name)")
            }
            let progress = HostProgress(context: context, isQuiet: command.quiet)
            let images = ImagePreparation(connection: connection, progress: progress, pull: command.pull, now: context.wallClock())
            try await images.prepare(desired.services)
            let building = ImageBuilding(
                connection: connection, context: context, progress: progress, settings: .forRunning(isQuiet: command.quiet),
                project: project)
            try await building.run(desired.services.filter { command.build && $0.name == name }, desired.services)
            try await raise(desired, beside: service, connection.engine, progress)
            let imageID = try await connection.engine.image(service.image).id
            let runner = HostStepRunner(engine: connection.engine, project: desired.project, clock: context.clock)
            let made = try await runner.createOneOff(oneOff.applied(to: service), imageID: imageID)
            made.warnings.forEach(context.warn)
            return try await start(made.id, connection.engine)
        }
    }

    /// The service with what it needs, and all services. A service of a profile that is not active may be run all the same.
    private func load(
        _ name: String, for connection: EngineConnection
    ) async throws -> (needed: DesiredHostState, project: [DesiredHostService]) {
        var loading = HostLoading(options: command.project, context: context, isQuiet: command.quiet)
        var state = try await loading.translate(try loading.load(), for: connection)
        if state.disabledServices.contains(name) {
            var options = command.project
            options.profile.append("*")
            loading = HostLoading(options: options, context: context, isQuiet: true)
            state = try await loading.translate(try loading.load(), for: connection)
        }
        return (try state.selecting([name], withoutDependencies: command.noDeps), state.services)
    }

    /// Makes the networks and volumes, and starts what the service needs. What runs already stays as it is.
    private func raise(
        _ desired: DesiredHostState, beside service: DesiredHostService, _ engine: any ContainerEngine, _ progress: HostProgress
    ) async throws {
        var rest = desired
        rest.services.removeAll { $0.name == service.name }
        rest.disabledServices.append(service.name)
        var policy = HostPolicy()
        policy.recreation = .never
        let stop = context.catchInterrupts()
        let run = HostRun(engine: engine, context: context, progress: progress, stop: stop)
        try await run.apply(try await run.plan(rest, policy: policy))
        let awaited = Set(rest.services.map(\.name)).intersection(service.dependsOn.filter { $0.condition != .started }.map(\.service))
        guard !awaited.isEmpty else { return }
        do throws(ProjectWait.Failure) {
            try await ProjectWait(engine: engine, clock: context.clock, stop: stop, timeout: nil).wait(for: awaited, of: desired.project) {
                for name in $1 { progress.show(.working, "Container \(name)", "Waiting") }
                for name in $0 { progress.show(.done, "Container \(name)", "Ready") }
            }
        } catch {
            throw CommandFailure(error.status, error.description)
        }
    }

    private func start(_ id: String, _ engine: any ContainerEngine) async throws -> Int32 {
        guard !oneOff.isDetached else {
            try await engine.startContainer(id)
            context.say(id)
            return 0
        }
        // Both are asked for before the start, so that nothing is missed.
        let options = AttachOptions(stdin: oneOff.takesInput, hasTerminal: oneOff.hasTerminal)
        let streams = try await engine.attach(to: id, options: options)
        let pending = try await engine.waitForContainer(id, until: .nextExit)
        do {
            try await engine.startContainer(id)
        } catch {
            streams.close()
            // A container that could not start is of no use to anybody.
            try? await engine.removeContainer(id, force: true, withVolumes: true)
            throw error
        }
        let session = InteractiveSession(context: context, hasTerminal: oneOff.hasTerminal, sendsInput: oneOff.takesInput) { size in
            try await engine.resizeContainer(id, to: size)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            // On a terminal Ctrl-C reaches the process as a key.
            if !oneOff.hasTerminal { group.addTask { await passSignals(to: id, engine) } }
            try await session.run(streams)
            group.cancelAll()
        }
        return Int32(truncatingIfNeeded: try await pending.exit().statusCode)
    }

    /// Ctrl-C and a wish to end go to the process in the container, as if it ran here.
    private func passSignals(to id: String, _ engine: any ContainerEngine) async {
        for await number in SignalWatch.signals([SIGINT, SIGTERM]) {
            try? await engine.killContainer(id, signal: number == SIGINT ? "SIGINT" : "SIGTERM")
        }
    }
}
