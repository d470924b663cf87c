import EngineModel
import Terminal

/// `skep ls` of one host: its projects, with docker compose's columns.
enum ProjectSummaryListing {
    static let listing = Listing([.init("Name", "NAME"), .init("Status", "STATUS"), .init("ConfigFiles", "CONFIG FILES")])

    /// One row a project, in natural order.
    ///
    /// - Parameter containers: those of all projects.
    static func rows(_ containers: [ContainerSummary]) -> [TemplateRow] {
        let projects = Dictionary(grouping: containers) { $0.labels[ProjectLabel.project] ?? "" }
        return projects.filter { !$0.key.isEmpty }.sorted { NaturalOrder.precedes($0.key, $1.key) }.map { name, containers in
            [
                "Name": name,
                "Status": status(of: containers),
                "ConfigFiles": containers.compactMap { $0.labels[ProjectLabel.configFiles] }.first ?? "",
            ]
        }
    }

    /// `exited(1), running(2)`.
    private static func status(of containers: [ContainerSummary]) -> String {
        let states = Dictionary(grouping: containers) { $0.state?.rawValue ?? "unknown" }
        return states.sorted { $0.key < $1.key }.map { "\($0.key)(\($0.value.count))" }.joined(separator: ", ")
    }
}
