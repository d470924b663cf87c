package import EngineClient
package import EngineModel

extension FakeEngine {
    package func images(matching filters: ObjectFilters) async throws -> [ImageSummary] {
        try await begin(.listImages)
        var seen: Set<String> = []
        return host.images.values.sorted { $0.id < $1.id }.filter { image in
            seen.insert(image.id).inserted && filters.accept(id: image.id, name: "", labels: image.config?.labels ?? [:])
                && filters.accept("reference", { host.names(of: image).contains($0) })
        }.map {
            ImageSummary(
                id: $0.id, repoTags: host.names(of: $0), repoDigests: $0.repoDigests, size: $0.size, labels: $0.config?.labels ?? [:])
        }
    }

    package func image(_ nameOrID: String) async throws -> ImageInspect {
        try await begin(.inspectImage, nameOrID)
        return try local(nameOrID, .inspectImage)
    }

    /// Succeeds for what the registry knows (see ``setImage(_:_:)``).
    package func pullImage(
        _ image: ImageReference, platform: String?, registryAuth: RegistryAuth?
    ) async throws -> EngineStream<ProgressMessage> {
        try await begin(.pullImage, image.familiar)
        let name = image.withDefaultTag.familiar
        guard let answer = images[name] ?? images[image.familiar] else {
            throw refusal(
                404, .pullImage,
                "pull access denied for \(image.familiarName), repository does not exist or may require 'docker login'")
        }
        let digest = answer.descriptor.digest
        addLocalImage(name, ImageInspect(id: digest, repoDigests: ["\(image.familiarName)@\(digest)"], os: "linux"))
        announceHost(.image, "pull", id: name, ["name": image.familiarName])
        return EngineStream([
            ProgressMessage(status: "Pulling from \(image.path)"), ProgressMessage(id: "0123456789ab", status: "Pull complete"),
            ProgressMessage(status: "Status: Downloaded newer image for \(name)"),
        ])
    }

    package func pushImage(_ image: ImageReference, registryAuth: RegistryAuth?) async throws -> EngineStream<ProgressMessage> {
        try await begin(.pushImage, image.familiar)
        _ = try local(image.familiar, .pushImage)
        return EngineStream([ProgressMessage(status: "The push refers to repository [\(image.familiarName)]")])
    }

    package func tagImage(_ nameOrID: String, as image: ImageReference) async throws {
        try await begin(.tagImage, image.familiar)
        addLocalImage(image.familiar, try local(nameOrID, .tagImage))
    }

    package func removeImage(_ nameOrID: String, force: Bool) async throws -> [ImageRemoval] {
        try await begin(.removeImage, nameOrID)
        let image = try local(nameOrID, .removeImage)
        if !force, let user = host.containers.first(where: { $0.image.id == image.id }) {
            throw refusal(
                409, .removeImage,
                "conflict: unable to remove repository reference \"\(nameOrID)\" (must force) - container \(user.id) is using its referenced image \(image.id)"
            )
        }
        let names = host.names(of: image)
        let untagged = (try? ImageReference(nameOrID).withDefaultTag.familiar).map { names.contains($0) ? [$0] : names } ?? names
        for name in untagged { host.images[name] = nil }
        return untagged.map { ImageRemoval(untagged: $0) } + (untagged.count == names.count ? [ImageRemoval(deleted: image.id)] : [])
    }

    /// Takes any context, and gives the image its names and labels.
    package func buildImage(
        _ options: BuildOptions, context: (@Sendable () async throws -> [UInt8]?)?
    ) async throws -> EngineStream<ProgressMessage> {
        try await begin(.buildImage, options.tags.first ?? "")
        var hash: UInt64 = 5
        while let bytes = try await context?() { hash = bytes.reduce(hash) { $0 &* 31 &+ UInt64($1) } }
        let digits = String(hash, radix: 16)
        let id = "sha256:" + String(repeating: "0", count: 64 - digits.count) + digits
        for tag in options.tags {
            addLocalImage(tag, ImageInspect(id: id, os: "linux", config: ImageConfig(labels: options.labels)))
        }
        return EngineStream([
            ProgressMessage(stream: "Step 1/1 : FROM scratch\n"), ProgressMessage(aux: .object(["ID": .string(id)])),
            ProgressMessage(stream: "Successfully built \(digits)\n"),
        ])
    }

    private func local(_ nameOrID: String, _ operation: EngineOperation) throws -> ImageInspect {
        guard let image = host.image(nameOrID) else { throw refusal(404, operation, "No such image: \(nameOrID)") }
        return image
    }
}
