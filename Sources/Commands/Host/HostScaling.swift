import ArgumentParser
import Deployment
import EngineClient
import EngineModel

/// `scale` of a project: `up` with other numbers, which leaves containers that exist as they are.
struct HostScaling: Sendable {
    /// A project on this host.
    struct Project: Sendable {
        /// nil: the one of this folder.
        var name: String?
        /// Their labels tell where its files are.
        var containers: [ContainerSummary]
    }

    let project: Project
    let wishes: [ScaleCommand.Wish]

    func run(_ connection: ConnectionOptions, _ context: CommandContext) async throws {
        var options = try HostCreationOptions.parse([])
        (options.connection, options.noRecreate) = (connection, true)
        options.project.projectName = project.name
        (options.project.files, options.project.projectDirectory) = places
        options.scale = try wishes.map { wish in
            guard let scale = ScaleArgument(service: service(wish), count: wish.count) else {
                throw CommandFailure(.usage, "\(wish.service): \(wish.count) are too many containers")
            }
            return scale
        }
        let up = HostUp(
            options: options, services: wishes.map(service), policy: options.policy(context.environment), context: context,
            withoutDependencies: true)
        try await up.run { _ in }
    }

    /// A wish names the service with its stack in front where one was said.
    private func service(_ wish: ScaleCommand.Wish) -> String {
        guard let name = project.name, wish.service.hasPrefix(name + "_") else { return wish.service }
        return String(wish.service.dropFirst(name.utf8.count + 1))
    }

    /// The files of the project and its folder, as the labels of its containers tell them; nothing where there are none.
    private var places: (files: [String], folder: String?) {
        guard let labels = project.containers.first?.labels, let files = labels[ProjectLabel.configFiles], !files.isEmpty else {
            return ([], nil)
        }
        return (files.split(separator: ",").map(String.init), labels[ProjectLabel.workingDirectory])
    }
}

extension Engine {
    /// Whether the swarm has any of these services; no swarm has none.
    func knowsService(of names: [String]) async throws -> Bool {
        do {
            let found = try await services(matching: names.reduce(.all) { $0.name($1) })
            return found.contains { names.contains($0.name) }
        } catch let error as EngineError where error.isNotManager {
            return false
        }
    }
}
