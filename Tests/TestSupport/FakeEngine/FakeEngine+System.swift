package import EngineClient
package import EngineModel

extension FakeEngine {
    package func version() async throws -> VersionInfo {
        try await begin(.version)
        return VersionInfo(version: engineInfo.serverVersion, apiVersion: apiVersion, minAPIVersion: "1.24", os: "linux", arch: "amd64")
    }

    package func info() async throws -> EngineInfo {
        try await begin(.info)
        return engineInfo
    }

    package func swarm() async throws -> Swarm {
        try await begin(.swarm)
        return Swarm(id: "swarm-id", version: ObjectVersion(1), spec: SwarmSpec(name: "default"))
    }

    package func nodes(matching filters: ObjectFilters) async throws -> [SwarmNode] {
        try await begin(.listNodes)
        return orchestra.nodes.filter { node in
            filters.accept(id: node.id, name: node.description?.hostname ?? "", labels: node.spec.labels)
                && filters.accept("role", { $0 == node.spec.role?.rawValue })
        }
    }

    package func node(_ idOrName: String) async throws -> SwarmNode {
        try await begin(.inspectNode, idOrName)
        guard let node = orchestra.nodes.first(where: { $0.id == idOrName || $0.description?.hostname == idOrName }) else {
            throw refusal(404, .inspectNode, "node \(idOrName) not found")
        }
        return node
    }

    package func distribution(of image: ImageReference, registryAuth: RegistryAuth?) async throws -> DistributionInspect {
        try await begin(.distribution, image.familiar)
        guard let answer = images[image.withDefaultTag.familiar] ?? images[image.familiar] else {
            throw refusal(404, .distribution, "errors: denied: requested access to the resource is denied; unauthorized")
        }
        return answer
    }

    package func events(_ options: EventOptions) async throws -> EngineStream<EngineEvent> {
        try await begin(.events)
        // Nothing is remembered, and no time passes: an end is reached at once.
        if options.until != nil { return EngineStream { nil } }
        let stream = listen()
        let filters = options.filters
        return EngineStream {
            for await event in stream where filters.accept(event) { return event }
            try Task.checkCancellation()
            return nil
        }
    }
}
