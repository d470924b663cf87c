import EngineClient
import EngineModel

/// What one engine has besides the swarm: containers, volumes, images.
struct FakeHost {
    /// In the order of their creation.
    var containers: [FakeContainer] = []
    /// In the order of their creation.
    var volumes: [Volume] = []
    /// Images that are here, by familiar name with tag.
    var images: [String: ImageInspect] = [:]
    /// Further processes by id.
    var execs: [String: FakeExec] = [:]
    /// What becomes of containers, by their name, their service or their image.
    var behaviours: [String: ContainerBehaviour] = [:]
    /// What containers write, by their name or their service.
    var output: [String: [LogLine]] = [:]
    /// What further processes write, and how they end.
    var rehearsals: @Sendable (ExecCreateRequest) -> (output: [OutputChunk], exitCode: Int) = { _ in ([], 0) }

    /// The place of a container, by id, a beginning of it, or name.
    func index(_ idOrName: String) -> Int? {
        let name = idOrName.hasPrefix("/") ? String(idOrName.dropFirst()) : idOrName
        return containers.firstIndex { $0.id == name || $0.name == name }
            ?? containers.firstIndex { $0.id.hasPrefix(name) && name.count >= 4 }
    }

    /// What becomes of a container: by its name, then its service, then its image.
    func behaviour(of container: FakeContainer) -> ContainerBehaviour {
        let keys = [container.name, container.request.labels["com.docker.compose.service"] ?? "", container.request.image]
        return keys.lazy.compactMap { behaviours[$0] }.first ?? .runs
    }

    /// What a container has written.
    func output(of container: FakeContainer) -> [LogLine] {
        output[container.name] ?? output[container.request.labels["com.docker.compose.service"] ?? ""] ?? []
    }

    /// All names of an image.
    func names(of image: ImageInspect) -> [String] { images.filter { $0.value.id == image.id }.map(\.key).sorted() }

    /// An image that is here, by name or id.
    func image(_ nameOrID: String) -> ImageInspect? {
        if let image = images.values.first(where: { $0.id == nameOrID || $0.id == "sha256:" + nameOrID }) { return image }
        guard let reference = try? ImageReference(nameOrID) else { return nil }
        return images[reference.withDefaultTag.familiar] ?? images[reference.familiar]
    }
}

/// A further process of a container of the fake engine.
struct FakeExec {
    let request: ExecCreateRequest
    let containerID: String
    var exitCode: Int?
    var hasStarted = false
}
