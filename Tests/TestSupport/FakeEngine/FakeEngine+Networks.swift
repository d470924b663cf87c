package import EngineClient
package import EngineModel

extension FakeEngine {
    package func networks(matching filters: ObjectFilters) async throws -> [Network] {
        try await begin(.listNetworks)
        return storedNetworks.filter { network in
            filters.accept(id: network.id, name: network.name, labels: network.labels, anywhereInName: true)
                && filters.accept("scope", { $0 == network.scope })
        }
    }

    package func network(_ idOrName: String) async throws -> Network {
        try await begin(.inspectNetwork, idOrName)
        guard let network = storedNetwork(idOrName) else { throw refusal(404, .inspectNetwork, "network \(idOrName) not found") }
        return network
    }

    package func createNetwork(_ request: NetworkCreateRequest) async throws -> NetworkCreated {
        try await begin(.createNetwork, request.name, body: try JSONValue(encoding: request))
        guard !storedNetworks.contains(where: { $0.name == request.name }) else {
            throw refusal(409, .createNetwork, "network with name \(request.name) already exists")
        }
        let id = nextID("network")
        storedNetworks.append(Network(id: id, request: request, number: storedNetworks.count))
        announce(.network, "create", id: id, name: request.name)
        if let twin = nextTwin {
            nextTwin = nil
            var request = request
            if let project = twin.project { request.labels["com.docker.compose.project"] = project }
            _ = addTwin(request, created: twin.created)
        }
        return NetworkCreated(id: id)
    }

    package func removeNetwork(_ idOrName: String) async throws {
        try await begin(.removeNetwork, storedNetwork(idOrName)?.name ?? idOrName)
        guard let network = storedNetwork(idOrName) else { throw refusal(404, .removeNetwork, "network \(idOrName) not found") }
        if let user = storedServices.first(where: { $0.spec.taskTemplate.networks.contains { $0.target == network.id } }) {
            throw refusal(
                400, .removeNetwork, "rpc error: code = FailedPrecondition desc = network \(network.id) is in use by service \(user.id)")
        }
        guard !host.containers.contains(where: { $0.isRunning && $0.endpoints[network.name]?.networkID == network.id }) else {
            throw refusal(
                403, .removeNetwork, "error while removing network: network \(network.name) id \(network.id) has active endpoints")
        }
        storedNetworks.removeAll { $0.id == network.id }
        announce(.network, "remove", id: network.id, name: network.name)
    }

    /// A network by id, or by a name that only one has.
    func storedNetwork(_ idOrName: String) -> Network? {
        let named = storedNetworks.filter { $0.name == idOrName }
        return storedNetworks.first { $0.id == idOrName } ?? (named.count == 1 ? named[0] : nil)
    }

    /// Makes a network that belongs to nobody's stack.
    package func addNetwork(_ network: Network) { storedNetworks.append(network) }

    /// Makes a second network of a request's name: an engine looks for the name before it begins, and may be asked again meanwhile.
    package func addTwin(_ request: NetworkCreateRequest, created: Int64) -> Network {
        var twin = Network(id: nextID("network"), request: request, number: storedNetworks.count)
        twin.created = Timestamp(seconds: created)
        storedNetworks.append(twin)
        return twin
    }

    /// The next network that is made has a twin at once, made at that second; of the same project unless another one is said.
    package func giveTwin(created: Int64, project: String? = nil) { nextTwin = (created, project) }

    /// Puts a container into a network instead of the one of the same name that it is in.
    package func move(_ container: String, to network: Network) {
        guard let index = host.containers.firstIndex(where: { $0.name == container }) else { return }
        host.containers[index].endpoints[network.name]?.networkID = network.id
    }
}

extension Network {
    /// A network as the engine makes it: it chooses a subnet, and an overlay gets its number.
    fileprivate init(id: String, request: NetworkCreateRequest, number: Int) {
        let isOverlay = request.driver == "overlay"
        var options = request.options
        if isOverlay { options["com.docker.network.driver.overlay.vxlanid_list"] = String(4_097 + number) }
        var ipam = request.ipam ?? NetworkIPAM()
        if ipam.driver.isEmpty { ipam.driver = "default" }
        if ipam.config.isEmpty { ipam.config = [NetworkIPAMPool(subnet: "10.0.\(number + 1).0/24", gateway: "10.0.\(number + 1).1")] }
        self.init(
            id: id, name: request.name, created: Timestamp(seconds: 1_790_000_000), scope: isOverlay ? "swarm" : "local",
            driver: request.driver.isEmpty ? "bridge" : request.driver, enableIPv6: request.enableIPv6 ?? false, ipam: ipam,
            internal: request.internal, attachable: request.attachable, ingress: request.ingress, configOnly: request.configOnly,
            configFrom: request.configFrom ?? ConfigurationSource(), options: options, labels: request.labels)
    }
}
