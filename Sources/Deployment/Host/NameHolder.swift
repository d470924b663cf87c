import EngineModel

/// The container that has a name which another one was to get.
package struct NameHolder: Hashable, Sendable, CustomStringConvertible {
    /// Its id.
    package var id: String
    /// The name of its image.
    package var image: String
    /// Its project; nil for a container of none.
    package var project: String?
    /// Its service in that project.
    package var service: String?
    /// Whether its project is the one that is brought up.
    package var isOfSameProject: Bool

    /// Who it is: `container 0123456789ab (image nginx, service web of project shop)`.
    package var description: String {
        let owner = project.map { "\(service.map { "service \($0) of " } ?? "")project \($0)" } ?? "no project"
        return "container \(id.prefix(12)) (image \(image), \(owner))"
    }

    /// What to do about it.
    package var help: String {
        isOfSameProject
            ? "another run made it meanwhile, but not as the files and options of this one say: if these are right, run the same command again"
            : "remove or rename it, or give the service another container_name or the project another name (-p)"
    }
}

extension NameHolder {
    /// - Parameter project: the project that is brought up.
    init(_ container: ContainerInspect, seenFrom project: String) {
        let labels = container.config?.labels ?? [:]
        id = container.id
        image = container.config?.image ?? ""
        self.project = labels[ProjectLabel.project]
        service = labels[ProjectLabel.service]
        isOfSameProject = labels[ProjectLabel.project] == project
    }
}
