import Deployment
import EngineClient
import EngineModel

/// Finds the one container that the words of a command mean.
struct ServiceContainer {
    let targets: TargetOptions
    /// The number of the container; nil for the first that runs.
    let index: Int?

    /// The id of the container, and the words after the service.
    ///
    /// The first word is a stack or project only if the second is a service of it: `exec web sh` means the service "web" of this folder even
    /// where another project has that name.
    ///
    /// - Throws: `CommandFailure` if there is no such container, or it runs on another node.
    func find(_ words: [String], _ engine: any ContainerEngine, _ context: CommandContext) async throws -> (id: String, rest: [String]) {
        if targets.isUnsaid, words.count >= 2, let target = try await engine.target(named: words[0]),
            let id = try await container(of: words[1], in: target, engine)
        {
            return (id, Array(words.dropFirst(2)))
        }
        guard let found = try await targets.find(words, engine, context, firstMayBeTarget: false), let service = found.words.first else {
            throw CommandFailure(.failed, "no such stack or project: \(words.first ?? "")")
        }
        guard let id = try await container(of: service, in: found.target, engine) else {
            throw CommandFailure(.failed, "service \"\(service)\" is not running" + (index.map { " container #\($0)" } ?? ""))
        }
        return (id, Array(found.words.dropFirst()))
    }

    private func container(of service: String, in target: CommandTarget, _ engine: any ContainerEngine) async throws -> String? {
        switch target {
        case .project(let name):
            let running = try await engine.containers(ofProject: name).filter { $0.state == .running }
            return running.first { summary in
                guard let container = ProjectContainer(summary), container.service == service else { return false }
                return index.map { $0 == container.number } ?? true
            }?.id
        case .stack(let name): return try await task(of: service, in: name, engine)
        }
    }

    /// The container of a task: this engine reaches only its own.
    private func task(of service: String, in stack: String, _ engine: any ContainerEngine) async throws -> String? {
        let services = try await engine.services(ofStack: stack)
        guard let found = services.first(where: { $0.name == "\(stack)_\(service)" || $0.name == service }) else { return nil }
        let running = try await engine.tasks(matching: ObjectFilters.all.service(found.id).desiredState(.running)).filter {
            $0.status.state == .running && (index == nil || $0.slot == index)
        }
        let here = try await engine.info().swarm?.nodeID
        if let task = running.first(where: { $0.nodeID == here }), let id = task.status.containerStatus?.containerID, !id.isEmpty {
            return id
        }
        guard let elsewhere = running.first else { return nil }
        let node = (try? await engine.node(elsewhere.nodeID))?.name ?? elsewhere.nodeID
        throw CommandFailure(
            .failed, "\(found.name) runs on \(node), and this engine reaches only its own containers",
            help: ["point --host or --context at the engine of \(node)"])
    }
}

extension TargetOptions {
    /// Whether nothing was said about the target.
    var isUnsaid: Bool { projectName == nil && files.isEmpty && projectDirectory == nil }
}
