import Deployment
import EngineClient
import EngineModel

extension TargetOptions {
    /// The containers of a project of one host: of those services, or of all.
    ///
    /// - Parameter words: the project if it is not this folder's, and its services.
    /// - Throws: `CommandFailure` for a project or service that is not there, and for a stack.
    func containers(
        _ words: [String], _ engine: any ContainerEngine, _ context: CommandContext
    ) async throws -> (project: String, containers: [ContainerSummary]) {
        guard let found = try await find(words, engine, context) else {
            throw CommandFailure(.failed, words.first.map { "no such project: \($0)" } ?? "which project? This folder has none")
        }
        guard case .project(let name) = found.target else {
            throw CommandFailure(.failed, "\(found.target.name) is a stack of the swarm; this is for projects of one host")
        }
        let all = try await engine.containers(ofProject: name)
        for service in found.words where !all.contains(where: { $0.labels[ProjectLabel.service] == service }) {
            throw CommandFailure(.failed, "no such service: \(service)")
        }
        let wanted = Set(found.words)
        return (name, all.filter { wanted.isEmpty || wanted.contains($0.labels[ProjectLabel.service] ?? "") })
    }
}

extension CommandTarget {
    /// The name of the stack or project.
    var name: String {
        switch self {
        case .stack(let name), .project(let name): name
        }
    }
}

extension ContainerSummary {
    /// The name without its slash.
    var plainName: String { names.first.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? String(id.prefix(12)) }
}
