import EngineClient
import EngineModel

/// The ends of containers that are removed next.
///
/// An engine answers a stop when it has cleaned up after the container, and it takes containers out of their networks one after another, some
/// 50 ms each. That the process has ended it tells long before, by the event `die`: what waits for that goes on at once, and only the removal
/// waits for the answer. Where no events come, both do.
actor ContainerEndings {
    private let engine: any ContainerEngine
    private let project: String
    /// Hears the project's containers die, from the first stop on; it is there when nothing is missed any more.
    private var ears: Task<Task<Void, Never>?, Never>?
    /// Those that wait for a container's end, by its id.
    private var waiting: [String: CheckedContinuation<Void, Never>] = [:]
    /// Answers to stops, by the container's id, until they are taken.
    private var answers: [String: Task<Void, any Error>] = [:]
    private var answered: Set<String> = []

    init(engine: any ContainerEngine, project: String) {
        self.engine = engine
        self.project = project
    }

    deinit {
        let ears = ears
        Task { await ears?.value?.cancel() }
    }

    /// Begins a stop, and waits until the container's process has ended or the engine has answered.
    ///
    /// - Parameter stop: asks the engine for it.
    /// - Throws: what `stop` throws, if it has by then; else ``answer(to:)`` does.
    func begin(_ id: String, _ stop: @escaping @Sendable () async throws -> Void) async throws {
        await listen()
        let answer = Task {
            defer {
                answered.insert(id)
                noteEnd(of: id)
            }
            try await stop()
        }
        answers[id] = answer
        await withTaskCancellationHandler {
            await withCheckedContinuation { answered.contains(id) ? $0.resume() : (waiting[id] = $0) }
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

    /// An engine that cannot tell is no failure: then the answers say what happened.
    private func listen() async {
        if ears == nil { ears = Task { await hearing() } }
        _ = await ears?.value
    }

    private func hearing() async -> Task<Void, Never>? {
        let filters = ObjectFilters.project(project).type(.container)
        guard let events = try? await engine.events(EventOptions(filters: filters)) else { return nil }
        return Task { [weak self] in
            var events = events.makeAsyncIterator()
            while let event = try? await events.next() {
                if event.action == "die", let id = event.actor?.id { await self?.noteEnd(of: id) }
            }
        }
    }

    private func noteEnd(of id: String) { waiting.removeValue(forKey: id)?.resume() }
}
