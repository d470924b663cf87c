import EngineModel

extension FakeEngine {
    /// Makes a container of a project and starts it.
    @discardableResult
    package func addProjectContainer(_ project: String, _ service: String, number: Int = 1, command: [String] = ["serve"]) async throws
        -> String
    {
        addLocalImage("busybox:1")
        let labels = [
            ProjectLabel.project: project, ProjectLabel.service: service, ProjectLabel.containerNumber: String(number),
            ProjectLabel.oneOff: "False",
        ]
        let request = ContainerCreateRequest(image: "busybox:1", command: command, labels: labels)
        let id = try await createContainer(request, name: "\(project)-\(service)-\(number)", platform: nil).id
        try await startContainer(id)
        return id
    }
}
