import EngineModel
import Terminal

/// `skep ls` of one host: its projects, with docker compose's columns.
enum ProjectSummaryListing {
    static let listing = Listing(
        [.init("Name", "NAME"), .init("Status", "STATUS"), .init("ConfigFiles", "CONFIG FILES")],
        further: [.init("WorkingDir", "WORKING DIR"), .init("Services", "SERVICES")])

    /// One row a project, in natural order.
    ///
    /// - Parameter containers: those of all projects.
    static func rows(_ containers: [ContainerSummary]) -> [TemplateRow] {
        let projects = Dictionary(grouping: containers) { $0.labels[ProjectLabel.project] ?? "" }
        return projects.filter { !$0.key.isEmpty }.sorted { NaturalOrder.precedes($0.key, $1.key) }.map { name, containers in
            [
                "Name": name,
                "Status": status(of: containers),
                "ConfigFiles": configFiles(of: containers),
                "WorkingDir": containers.compactMap { $0.labels[ProjectLabel.workingDirectory] }.first ?? "",
                "Services": "\(Set(containers.compactMap(\.service)).count)",
            ]
        }
    }

    /// The files of all containers, each once: some may be from an earlier run with others. `N/A` where one has none, as docker compose
    /// says it.
    private static func configFiles(of containers: [ContainerSummary]) -> String {
        var files: [String] = []
        for container in containers {
            guard let label = container.labels[ProjectLabel.configFiles] else { return "N/A" }
            for file in label.split(separator: ",").map(String.init) where !files.contains(file) { files.append(file) }
        }
        return files.joined(separator: ",")
    }

    /// `exited(1), running(2)`.
    private static func status(of containers: [ContainerSummary]) -> String {
        let states = Dictionary(grouping: containers) { $0.state?.rawValue ?? "unknown" }
        return states.sorted { $0.key < $1.key }.map { "\($0.key)(\($0.value.count))" }.joined(separator: ", ")
    }
}
