import EngineClient
import EngineModel

/// The ends of containers that are removed next.
///
/// An engine answers a stop when it has cleaned up after the container, and it takes containers out of their networks one after another, some
/// 40 ms each. Engines up to 20.10, which Debian 12 has, tell long before that the process has ended, by the event `die` (later ones clean up
/// first: moby#41698): what waits for that goes on at once, and only the removal waits for the answer. Where no event comes, both do.
actor ContainerEndings {
    private let engine: any ContainerEngine
    private let project: String
    /// Hears the project's containers die, from the first stop on.
    private var listening: Task<Void, Never>?
    /// Those that wait for a container's end, by its id.
    private var waiting: [String: CheckedContinuation<Void, Never>] = [:]
    /// Answers to stops, by the container's id, until they are taken.
    private var answers: [String: Task<Void, any Error>] = [:]
    private var answered: Set<String> = []

    init(engine: any ContainerEngine, project: String) {
        self.engine = engine
        self.project = project
    }

    deinit { listening?.cancel() }

    /// Begins a stop, and waits until the container's process has ended or the engine has answered.
    ///
    /// - Parameter stop: asks the engine for it.
    /// - Throws: what `stop` throws, if it has by then; else ``answer(to:)`` does.
    func begin(_ id: String, _ stop: @escaping @Sendable () async throws -> Void) async throws {
        listen()
        let answer = Task {
            defer {
                answered.insert(id)
                noteEnd(of: id)
            }
            try await stop()
        }
        answers[id] = answer
        await withTaskCancellationHandler {
            await withCheckedContinuation { answered.contains(id) ? $0.resume() : waiting.updateValue($0, forKey: id)?.resume() }
        } onCancel: {
            answer.cancel()
        }
        if answered.contains(id) { try await self.answer(to: id) }
    }

    /// Waits for the answer to a stop that was begun; returns at once where there is none to wait for.
    ///
    /// - Throws: what the stop threw.
    func answer(to id: String) async throws {
        try await answers.removeValue(forKey: id)?.value
    }

    /// Nobody waits until the engine tells: what it told too late, or not at all, its answers say.
    private func listen() {
        guard listening == nil else { return }
        let filters = ObjectFilters.project(project).type(.container)
        listening = Task { [weak self, engine] in
            guard var events = try? await engine.events(EventOptions(filters: filters)).makeAsyncIterator() else { return }
            while let event = try? await events.next() {
                if event.action == "die", let id = event.actor?.id { await self?.noteEnd(of: id) }
            }
        }
    }

    private func noteEnd(of id: String) { waiting.removeValue(forKey: id)?.resume() }
}
