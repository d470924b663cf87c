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

    func run(_ connection: ConnectionOptions) async throws {
        var arguments = ["--detach", "--no-recreate", "--no-deps"]
        if let host = connection.host { arguments += ["--host", host] }
        if let context = connection.context { arguments += ["--context", context] }
        if let name = project.name { arguments += ["--project-name", name] }
        arguments += fileArguments
        for wish in wishes { arguments += ["--scale", "\(service(wish))=\(wish.count)"] }
        let command = try UpCommand.parse(arguments + wishes.map(service))
        try await command.run()
    }

    /// A wish names the service with its stack in front where one was said.
    private func service(_ wish: ScaleCommand.Wish) -> String {
        guard let name = project.name, wish.service.hasPrefix(name + "_") else { return wish.service }
        return String(wish.service.dropFirst(name.utf8.count + 1))
    }

    private var fileArguments: [String] {
        guard let labels = project.containers.first?.labels, let files = labels[ProjectLabel.configFiles], !files.isEmpty else { return [] }
        let folder = labels[ProjectLabel.workingDirectory].map { ["--project-directory", $0] } ?? []
        return files.split(separator: ",").flatMap { ["--file", String($0)] } + folder
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
