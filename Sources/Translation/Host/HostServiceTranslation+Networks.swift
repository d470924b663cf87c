import ComposeModel
import EngineModel

/// Networks, ports, and what is shared with other containers.
extension HostServiceTranslation {
    /// Networks by priority, then by key. None where the service has a network mode.
    var attachments: [HostAttachment] {
        guard service.networkMode == nil else { return [] }
        return orderedNetworks.enumerated().map { index, attachment in
            let name = file.network(attachment.network)?.engineName(project) ?? "\(project)_\(attachment.network)"
            var settings = settings(attachment, isFirst: index == 0)
            // The engine refuses aliases on networks of its own, such as an external `bridge`.
            if PredefinedNetwork.contains(name) { settings.aliases = [] }
            return HostAttachment(network: name, settings: settings)
        }
    }

    var orderedNetworks: [ComposeModel.NetworkAttachment] {
        (service.networks ?? []).sorted { ($1.priority ?? 0, $0.network) < ($0.priority ?? 0, $1.network) }
    }

    private func settings(_ attachment: ComposeModel.NetworkAttachment, isFirst: Bool) -> EndpointSettings {
        let ipam = EndpointIPAMConfig(
            ipv4Address: attachment.ipv4Address ?? "", ipv6Address: attachment.ipv6Address ?? "", linkLocalIPs: attachment.linkLocalIPs)
        var options = attachment.driverOpts.dictionary
        if let name = attachment.interfaceName, options[Self.interfaceOption] == nil { options[Self.interfaceOption] = name }
        let ownAddress = isFirst && translator.api >= .severalNetworks ? service.macAddress : nil
        return EndpointSettings(
            ipamConfig: ipam == EndpointIPAMConfig() ? nil : ipam,
            aliases: [service.key] + attachment.aliases,
            macAddress: attachment.macAddress ?? ownAddress ?? "",
            driverOptions: options,
            gatewayPriority: attachment.gatewayPriority ?? 0,
            ipAddress: attachment.ipv4Address ?? "",
            // docker compose says the address here too; engines overwrite both with what they give out.
            ipv6Gateway: attachment.ipv6Address ?? "")
    }

    private static let interfaceOption = "com.docker.network.endpoint.ifname"

    /// Engines before API 1.44 take one address for the whole container.
    var containerMACAddress: String {
        guard translator.api < .severalNetworks || service.networkMode != nil else { return "" }
        return orderedNetworks.first?.macAddress ?? service.macAddress ?? ""
    }

    /// What the service says, where that is no other service; the first network's name is filled in with the networks.
    var networkMode: String {
        if let mode = service.networkMode { return self.mode(mode) }
        return (service.networks ?? []).isEmpty ? "none" : ""
    }

    /// A mode of a namespace; empty where another service's container is shared, which is known later.
    func mode(_ text: String?) -> String {
        guard let text, Self.sharedService(text) == nil else { return "" }
        return text
    }

    private static func sharedService(_ mode: String?) -> String? {
        guard let mode, mode.hasPrefix("service:") else { return nil }
        return String(mode.dropFirst("service:".count))
    }

    var sharing: ContainerSharing {
        ContainerSharing(
            networkOf: Self.sharedService(service.networkMode), ipcOf: Self.sharedService(service.ipc),
            pidOf: Self.sharedService(service.pid), volumesFrom: service.volumesFrom.map(volumeSource),
            links: service.links.map {
                let (name, alias) = Self.pair($0)
                return ContainerSharing.Link(service: name, alias: alias ?? name)
            },
            externalLinks: service.externalLinks.map {
                let (name, alias) = Self.pair($0)
                return "\(name):\(alias ?? name)"
            })
    }

    /// `service[:mode]` or `container:name[:mode]`.
    private func volumeSource(_ text: String) -> ContainerSharing.VolumeSource {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, parts[0] == "container" { return .container(parts[1], mode: parts.count > 2 ? parts[2] : "") }
        return .service(parts[0], mode: parts.count > 1 ? parts[1] : "")
    }

    private static func pair(_ text: String) -> (String, String?) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts.count == 2 ? parts[1] : nil)
    }

    var portBindings: [String: [PortBinding]] {
        Dictionary(grouping: service.ports) { "\($0.target)/\($0.transport ?? "tcp")" }.mapValues { ports in
            ports.map { PortBinding(hostIP: $0.hostIP ?? "", hostPort: $0.published ?? "") }
        }
    }

    var exposedPorts: [String: EmptyObject] {
        let exposed = service.expose.flatMap(ExposedPorts.list)
        return Dictionary((exposed + portBindings.keys).map { ($0, EmptyObject()) }, uniquingKeysWith: { first, _ in first })
    }
}

/// An entry of `expose`: `port[-port][/transport]`.
enum ExposedPorts {
    /// Each port with its transport; a text that is none of these stays as it is, for the engine to refuse.
    static func list(_ text: String) -> [String] {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let transport = parts.count > 1 ? parts[1] : "tcp"
        let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2, first <= last else {
            return [parts[0] + "/" + transport]
        }
        return (first...last).map { "\($0)/\(transport)" }
    }
}
