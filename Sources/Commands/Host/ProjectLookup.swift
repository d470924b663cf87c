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
            throw CommandFailure(
                .failed, "\(found.target.name) is a stack of the swarm; this is for projects of one host",
                help: ["`skep ps`, `logs`, `scale` and `restart` are for both"])
        }
        return (name, try await engine.containers(ofProject: name).selecting(found.words))
    }
}

extension [ContainerSummary] {
    /// Those of the services; all where none is named.
    ///
    /// - Throws: `CommandFailure` for a service that has no container.
    func selecting(_ services: [String]) throws(CommandFailure) -> [ContainerSummary] {
        if let unknown = services.first(where: { name in !contains { $0.service == name } }) {
            throw CommandFailure(.failed, "no such service: \(unknown)")
        }
        return services.isEmpty ? self : filter { services.contains($0.service ?? "") }
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
