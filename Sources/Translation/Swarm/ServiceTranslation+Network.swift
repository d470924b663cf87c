import ComposeModel
import EngineModel

/// Networks, ports and names.
extension ServiceTranslation {
    /// Sorted by target; the service's own name is an alias on every network that has aliases.
    func networks(in scope: StackScope) -> [NetworkAttachmentConfig] {
        if appliesMore, let mode = service.networkMode {
            return PredefinedNetwork.contains(mode) ? [NetworkAttachmentConfig(target: mode)] : []
        }
        let attachments = service.networks ?? []
        let joined = attachments.isEmpty ? [NetworkAttachment(network: "default")] : attachments
        return joined.map { attachment in
            let declared = file.network(attachment.network)
            let target = declared?.engineName(stack) ?? scope.scoped(attachment.network)
            let own = PredefinedNetwork.contains(target) ? [] : [service.key]
            return NetworkAttachmentConfig(target: target, aliases: attachment.aliases + own, driverOpts: attachment.driverOpts.dictionary)
        }.sorted { $0.target < $1.target }
    }

    var endpointSpec: EndpointSpec {
        let ports = service.ports.flatMap(published).sorted {
            ($0.publishedPort, $0.targetPort, $0.protocol?.rawValue ?? "") < ($1.publishedPort, $1.targetPort, $1.protocol?.rawValue ?? "")
        }
        return EndpointSpec(mode: deploy.endpointMode.map { ResolutionMode(rawValue: $0.lowercased()) }, ports: ports)
    }

    /// A range to choose from is published whole: the engine does not choose.
    private func published(_ port: Port) -> [PortConfig] {
        let ends = (port.published ?? "").split(separator: "-").compactMap { UInt32($0) }
        let low = ends.first ?? 0
        let high = max(low, ends.last ?? 0)
        return (low...high).map { number in
            PortConfig(
                name: appliesMore ? port.name ?? "" : "",
                protocol: port.transport.map(PortProtocol.init(rawValue:)), targetPort: port.target, publishedPort: number,
                publishMode: port.mode.map(PublishMode.init(rawValue:)))
        }
    }

    var dnsConfig: DNSConfig? {
        let servers = service.dns.filter { appliesMore || IPAddress.isValid($0) }
        let options = appliesMore ? service.dnsOptions : []
        guard !service.dns.isEmpty || !service.dnsSearch.isEmpty || !options.isEmpty else { return nil }
        return DNSConfig(nameservers: servers, search: service.dnsSearch, options: options)
    }
}

extension ComposeModel.Network {
    /// What creates the network; a stack's networks are overlays unless they say otherwise.
    func createRequest(_ stack: String, _ dialect: Dialect) -> NetworkCreateRequest {
        NetworkCreateRequest(
            name: engineName(stack), driver: driver ?? "overlay", internal: `internal` ?? false, attachable: attachable ?? false,
            ipam: ipam.flatMap { $0.engine(dialect) },
            enableIPv4: dialect == .specification ? enableIPv4 : nil, enableIPv6: dialect == .specification ? enableIPv6 : nil,
            options: driverOpts.dictionary, labels: labels.labelled(stack))
    }
}

extension IPAM {
    /// docker stack only knows drivers and subnets; one that is no CIDR becomes empty.
    fileprivate func engine(_ dialect: Dialect) -> NetworkIPAM? {
        guard driver != nil || !config.isEmpty || (dialect == .specification && !options.isEmpty) else { return nil }
        if dialect == .stack {
            let pools = config.map { NetworkIPAMPool(subnet: $0.subnet.flatMap { IPAddress.isCIDR($0) ? $0 : nil } ?? "") }
            return NetworkIPAM(driver: driver ?? "", config: pools)
        }
        let pools = config.map {
            NetworkIPAMPool(
                subnet: $0.subnet ?? "", ipRange: $0.ipRange ?? "", gateway: $0.gateway ?? "",
                auxiliaryAddresses: $0.auxAddresses.dictionary)
        }
        return NetworkIPAM(driver: driver ?? "", config: pools, options: options.dictionary)
    }
}
