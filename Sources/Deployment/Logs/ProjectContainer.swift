package import EngineClient
package import EngineModel

/// A container of a project on one host.
package struct ProjectContainer: Hashable, Sendable {
    /// The id.
    package var id: String
    /// The full name.
    package var name: String
    /// The project.
    package var project: String
    /// The service.
    package var service: String
    /// The number within the service; 0 for one of `run`.
    package var number: Int
    /// Whether `run` made it.
    package var isOneOff: Bool

    /// The container of a list; nil for one of no project.
    package init?(_ summary: ContainerSummary) {
        self.init(id: summary.id, name: summary.name, labels: summary.labels)
    }

    /// The container of an event; nil for one of no project.
    package init?(_ event: EngineEvent) {
        guard event.type == .container, let actor = event.actor else { return nil }
        self.init(id: actor.id, name: actor.attributes["name"] ?? "", labels: actor.attributes)
    }

    private init?(id: String, name: String, labels: [String: String]) {
        guard let project = labels[ProjectLabel.project], let service = labels[ProjectLabel.service] else { return nil }
        self.id = id
        self.name = name.hasPrefix("/") ? String(name.dropFirst()) : name
        self.project = project
        self.service = service
        number = Int(labels[ProjectLabel.containerNumber] ?? "") ?? 0
        isOneOff = labels[ProjectLabel.oneOff] == "True"
    }

    /// The name without the project where it is the usual one: `web-1`.
    package var shortName: String { name.hasPrefix(project + "-") ? String(name.dropFirst(project.utf8.count + 1)) : name }
}

extension ContainerEngine {
    /// The containers of a project as they are, by service and number. Those of `run` only on request.
    package func containers(ofProject project: String, includingOneOffs: Bool = false) async throws -> [ContainerSummary] {
        let all = try await containers(matching: ObjectFilters.all.label(ProjectLabel.project, project))
        let known = all.compactMap { summary in ProjectContainer(summary).map { (summary, $0) } }
        return known.filter { includingOneOffs || !$0.1.isOneOff }
            .sorted { ($0.1.service, $0.1.number, $0.1.name) < ($1.1.service, $1.1.number, $1.1.name) }
            .map(\.0)
    }
}
