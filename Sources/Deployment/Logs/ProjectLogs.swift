package import EngineClient
package import EngineModel

/// What comes from a project's containers.
package enum ProjectMoment: Sendable {
    /// A line of output.
    case line(LogLine, ProjectContainer)
    /// A container ended; all its output came before.
    case exited(ProjectContainer, code: Int)
    /// The output of a container cannot be read, with the engine's words.
    case unreadable(ProjectContainer, EngineError)
}

/// The output of a project's containers as one stream.
///
/// What comes from the engine is whole lines, and they are passed on one at a time, so no two containers' output ever mixes within one. A
/// slow reader slows the reading down; nothing is dropped.
package actor ProjectLogs {
    /// What is shown of containers that run already.
    package enum Past: Sendable {
        /// What the options say, `since` and `tail`, of all containers, ended ones too.
        case asSaid
        /// Nothing: only what they write from now on.
        case nothing
    }

    private enum Note: Sendable {
        case started(ProjectContainer)
        case died(ProjectContainer, code: Int)
        case streamEnded(ProjectContainer)
        case look
        case failed(any Error)
    }

    private let engine: any ContainerEngine
    private let project: String
    private let isWanted: @Sendable (ProjectContainer) -> Bool
    private let queue: DeliveryQueue<ProjectMoment>
    private let notes: AsyncStream<Note>
    private let noting: AsyncStream<Note>.Continuation
    private var endsWhenAllStopped = false
    private var runs: [String: ContainerRun] = [:]

    /// A reader.
    ///
    /// - Parameters:
    ///   - isWanted: which containers are meant.
    ///   - deliver: called for one moment after another.
    package init(
        engine: any ContainerEngine, project: String, isWanted: @escaping @Sendable (ProjectContainer) -> Bool = { !$0.isOneOff },
        deliver: @escaping @Sendable (ProjectMoment) async -> Void
    ) {
        self.engine = engine
        self.project = project
        self.isWanted = isWanted
        queue = DeliveryQueue(deliver)
        (notes, noting) = AsyncStream<Note>.makeStream()
    }

    /// Reads what was written so far, merged by time.
    package func read(_ options: LogOptions) async throws {
        var merge = LogMerge<ProjectContainer>()
        for container in try await wanted() {
            do {
                try await merge.add(container, try await engine.containerLogs(container.id, options: options))
            } catch let error as EngineError where error.status != nil {
                await queue.deliver(.unreadable(container, error))
            }
        }
        while let (line, container) = try await merge.next() { await queue.deliver(.line(line, container)) }
    }

    /// Goes on with new output, also that of containers that start later, until the task is cancelled or, after
    /// ``endWhenAllStopped()``, until none runs any more.
    ///
    /// - Parameter ready: called once nothing that happens from now on is missed.
    package func follow(_ options: LogOptions, past: Past, ready: @escaping @Sendable () async -> Void = {}) async throws {
        let filters = ObjectFilters.all.label(ProjectLabel.project, project).type(.container)
        let events = try await engine.events(EventOptions(filters: filters))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen(to: events) }
            for (container, state) in try await states() {
                runs[container.id, default: ContainerRun()].startedAt = state.startedAt
                if let end = state.finishedAt, end.seconds > 0 { runs[container.id]?.endedBefore = end }
                guard state.running || past == .asSaid else { continue }
                var options = options
                if past == .nothing { options.tail = 0 }
                begin(container, options, &group)
            }
            await ready()
            noting.yield(.look)
            for await note in notes {
                if try await take(note, &group) { break }
            }
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    /// From now on, following ends once no container runs and all their output has come.
    package func endWhenAllStopped() {
        endsWhenAllStopped = true
        noting.yield(.look)
    }

    // MARK: Following

    /// True when there is nothing more to wait for.
    private func take(_ note: Note, _ group: inout ThrowingTaskGroup<Void, any Error>) async throws -> Bool {
        switch note {
        case .failed(let error): throw error
        case .look: break
        case .started(let container):
            let startedAt = try? await engine.container(container.id).state?.startedAt
            // An event that is late: this start was seen already.
            if let startedAt, startedAt == runs[container.id]?.startedAt { break }
            if runs[container.id]?.isReading == true {
                runs[container.id]?.startsAgain = true
            } else {
                begin(container, try await laterOptions(container), &group)
            }
        case .died(let container, let code):
            runs[container.id, default: ContainerRun()].exit(code)
            await reportExits(container)
        case .streamEnded(let container):
            runs[container.id]?.end()
            let hasEnded = runs[container.id]?.exitCodes.isEmpty == false
            await reportExits(container)
            var goesOn = runs[container.id]?.startsAgain == true
            if !hasEnded, !goesOn { goesOn = try await isCutOff(container) }
            if goesOn { begin(container, try await laterOptions(container), &group) }
        }
        return try await isOver(&group)
    }

    /// Whether an output ended although its container goes on: the engine may close it when it turns over log files.
    private func isCutOff(_ container: ProjectContainer) async throws -> Bool {
        guard runs[container.id]?.isUnreadable == false else { return false }
        guard let state = try? await engine.container(container.id).state, state.running, !state.restarting else { return false }
        try await Task.sleep(for: .milliseconds(100))
        return true
    }

    /// Whether all is said: nothing is being read, nothing runs, and no start was missed because its event is still on the way.
    private func isOver(_ group: inout ThrowingTaskGroup<Void, any Error>) async throws -> Bool {
        guard endsWhenAllStopped, !runs.values.contains(where: \.isReading) else { return false }
        let states = try await states()
        for (container, state) in states where state.startedAt != runs[container.id]?.startedAt {
            begin(container, try await laterOptions(container), &group)
        }
        guard !runs.values.contains(where: \.isReading), !states.contains(where: { $0.1.running }) else { return false }
        for (container, state) in states where runs[container.id]?.owesExit == true {
            await queue.deliver(.exited(container, code: state.exitCode))
        }
        return true
    }

    /// The containers that are meant, and what they do.
    private func states() async throws -> [(ProjectContainer, ContainerState)] {
        var states: [(ProjectContainer, ContainerState)] = []
        for container in try await wanted() {
            do {
                states.append((container, try await engine.container(container.id).state ?? ContainerState()))
            } catch let error as EngineError where error.isNotFound {
                // Removed since the list was made.
            }
        }
        return states
    }

    private func begin(_ container: ProjectContainer, _ options: LogOptions, _ group: inout ThrowingTaskGroup<Void, any Error>) {
        var options = options
        options.follows = true
        runs[container.id, default: ContainerRun()].begin()
        let (engine, queue, noting) = (engine, queue, noting)
        group.addTask {
            do {
                for try await line in try await engine.containerLogs(container.id, options: options) where await self.isNew(line, container)
                {
                    await queue.deliver(.line(line, container))
                }
            } catch let error as EngineError {
                if !error.isNotFound { await self.giveUp(container, error) }
            } catch {
                // Cancelled: whoever did that wants nothing more.
            }
            noting.yield(.streamEnded(container))
        }
    }

    /// From where a container that started now is read: after what came of it already, or after its last end.
    private func laterOptions(_ container: ProjectContainer) async throws -> LogOptions {
        var options = LogOptions(follows: true)
        let state = try? await engine.container(container.id).state
        runs[container.id, default: ContainerRun()].startedAt = state?.startedAt
        options.since = runs[container.id]?.lastTime ?? runs[container.id]?.endedBefore
        return options
    }

    private func isNew(_ line: LogLine, _ container: ProjectContainer) -> Bool {
        runs[container.id, default: ContainerRun()].takes(line)
    }

    private func giveUp(_ container: ProjectContainer, _ error: EngineError) async {
        runs[container.id]?.isUnreadable = true
        await queue.deliver(.unreadable(container, error))
    }

    private func reportExits(_ container: ProjectContainer) async {
        while let code = runs[container.id]?.takeExit() { await queue.deliver(.exited(container, code: code)) }
    }

    private func listen(to events: EngineStream<EngineEvent>) async {
        do {
            for try await event in events {
                guard let container = ProjectContainer(event), isWanted(container) else { continue }
                if event.action == "start" { noting.yield(.started(container)) }
                if event.action == "die" {
                    noting.yield(.died(container, code: Int(event.actor?.attributes["exitCode"] ?? "") ?? 0))
                }
            }
            // The engine ended a stream that has no end, as when it shuts down: exits would be missed from here on.
            noting.yield(
                .failed(EngineError(.interrupted, operation: "follow \(project)", message: "the engine ended the stream of events")))
        } catch {
            noting.yield(.failed(error))
        }
    }

    private func wanted() async throws -> [ProjectContainer] {
        try await engine.containers(ofProject: project, includingOneOffs: true).compactMap(ProjectContainer.init).filter(isWanted)
    }
}
