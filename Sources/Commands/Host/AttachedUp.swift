import ArgumentParser
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

/// `up` in the foreground: the output of the containers until they have ended, or until Ctrl-C, which stops them; a second one kills them.
struct AttachedUp: Sendable {
    /// What happens around it, one thing after another.
    private enum Happening: Sendable {
        case ready
        case applied((any Error)?)
        case signal
        case exited(ProjectContainer, code: Int)
        case stopped
        case outputEnded((any Error)?)
    }

    let run: HostRun
    let desired: DesiredHostState
    let up: UpOptions
    let context: CommandContext

    /// - Throws: `ExitCode` with the code of a container where that was asked for, `CommandFailure`.
    func carryOut(_ plan: Plan) async throws {
        let (happenings, source) = AsyncStream<Happening>.makeStream()
        let logs = await follower(source)
        var course = ForegroundCourse(up: up, plan: plan, desired: desired)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await follow(logs, source) }
            group.addTask {
                for await _ in SignalWatch.signals([SIGINT, SIGTERM]) { source.yield(.signal) }
            }
            for await happening in happenings {
                switch happening {
                case .ready:
                    group.addTask { source.yield(.applied(await failure { try await run.apply(plan) })) }
                case .applied(let error):
                    if let error, !course.isStopping { throw error }
                    course.isApplied = true
                    await logs.endWhenAllStopped()
                    if course.isStopping { stop(&group, source) } else { abortIfDue(&course, &group, source) }
                case .signal:
                    course.signals += 1
                    interrupt(&course, &group, source)
                case .exited(let container, let code):
                    course.note(container, code)
                    abortIfDue(&course, &group, source)
                case .stopped: await logs.endWhenAllStopped()
                case .outputEnded(let error):
                    if let error, !course.isStopping { throw error }
                    group.cancelAll()
                    source.finish()
                }
            }
            group.cancelAll()
        }
        if course.signals > 0 { throw CommandFailure(.interrupted, nil) }
        if let exitCode = course.exitCode, exitCode != 0 { throw ExitCode(exitCode) }
    }

    private func abortIfDue(
        _ course: inout ForegroundCourse, _ group: inout ThrowingTaskGroup<Void, any Error>, _ source: AsyncStream<Happening>.Continuation
    ) {
        guard course.mustAbort else { return }
        run.progress.say("Aborting on container exit...")
        course.isStopping = true
        stop(&group, source)
    }

    /// The first Ctrl-C stops; the second kills.
    private func interrupt(
        _ course: inout ForegroundCourse, _ group: inout ThrowingTaskGroup<Void, any Error>, _ source: AsyncStream<Happening>.Continuation
    ) {
        if course.signals == 1 {
            run.progress.say("Gracefully stopping... (press Ctrl+C again to force)")
            run.stop.raise()
            guard !course.isStopping else { return }
            course.isStopping = true
            if course.isApplied { stop(&group, source) }
        } else if course.signals == 2 {
            group.addTask {
                for container in try await containers() where container.isLive {
                    try? await run.engine.killContainer(container.id, signal: nil)
                }
                source.yield(.stopped)
            }
        }
    }

    private func stop(_ group: inout ThrowingTaskGroup<Void, any Error>, _ source: AsyncStream<Happening>.Continuation) {
        group.addTask {
            let hooks = Dictionary(desired.services.map { ($0.name, $0.preStop) }, uniquingKeysWith: { first, _ in first })
            let plan = HostPower(project: desired.project, containers: try await containers(), preStop: hooks)
                .stopPlan(timeout: up.timeout)
            let anew = HostRun(engine: run.engine, context: context, progress: run.progress, stop: StopSignal())
            _ = await failure { try await anew.apply(plan) }
            source.yield(.stopped)
        }
    }

    private func containers() async throws -> [ContainerSummary] {
        let services = Set(desired.services.map(\.name))
        return try await run.engine.containers(ofProject: desired.project).filter { services.contains($0.service ?? "") }
    }

    private func follower(_ source: AsyncStream<Happening>.Continuation) async -> ProjectLogs {
        let services = Set(desired.services.map(\.name))
        let shown = Set(desired.services.filter(isShown).map(\.name))
        let style = LogOutput.Style(hasPrefix: !up.noLogPrefix, hasTimes: up.timestamps, hasColour: !up.noColor)
        let printer = ProjectLogPrinter(console: context.console, style: style)
        let isWanted: @Sendable (ProjectContainer) -> Bool = { !$0.isOneOff && services.contains($0.service) }
        return ProjectLogs(engine: run.engine, project: desired.project, isWanted: isWanted) { moment in
            if moment.container.map({ shown.contains($0.service) }) ?? true { await printer.print(moment) }
            if case .exited(let container, let code) = moment { source.yield(.exited(container, code: code)) }
        }
    }

    private func isShown(_ service: DesiredHostService) -> Bool {
        if up.noAttach.contains(service.name) { return false }
        return up.attach.isEmpty ? service.attaches : up.attach.contains(service.name)
    }

    private func follow(_ logs: ProjectLogs, _ source: AsyncStream<Happening>.Continuation) async {
        let error = await failure {
            try await logs.follow(LogOptions(follows: true), past: .nothing) { source.yield(.ready) }
        }
        source.yield(.outputEnded(error))
    }

    /// What a piece of work failed with.
    private func failure(_ work: () async throws -> Void) async -> (any Error)? {
        do {
            try await work()
            return nil
        } catch {
            return error
        }
    }
}

extension ProjectMoment {
    /// The container that it is about.
    fileprivate var container: ProjectContainer? {
        switch self {
        case .line(_, let container), .exited(let container, _), .unreadable(let container, _): container
        }
    }
}
