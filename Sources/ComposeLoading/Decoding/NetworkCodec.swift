import ComposeModel
import YAMLTree

extension Codec where Value == [NetworkAttachment] {
    /// A list of network keys, or a mapping of them to how they are joined (null: plainly).
    static let attachments = Codec<[NetworkAttachment]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                return decoder.items(node) { item, decoder in
                    Codec<String>.string.decode(item, &decoder).map { name in
                        var attachment = NetworkAttachment(network: name)
                        attachment.range = item.range
                        return attachment
                    }
                }?.uniqued(by: \.network)
            }
            return decoder.entries(node, decodeEntry)
        },
        encode: { attachments, dialect in
            if attachments.isEmpty, dialect == .stack { return nil }
            return .mapping(
                attachments.map { .synthetic($0.network, $0.isExplicit ? NetworkAttachment.table.encode($0, dialect) : .null) })
        })

    private static func decodeEntry(_ entry: Mapping.Entry, _ decoder: inout Decoder) -> NetworkAttachment? {
        var attachment = NetworkAttachment(network: entry.key.text)
        attachment.range = entry.key.range
        if entry.value.isNull { return attachment }
        guard let mapping = decoder.mapping(entry.value) else { return nil }
        attachment.isExplicit = true
        NetworkAttachment.table.decode(mapping, into: &attachment, &decoder)
        return attachment
    }
}

extension NetworkAttachment {
    static let table = FieldTable<NetworkAttachment>(
        [
            .list("aliases", { $0.aliases }, { $0.aliases = $1 }, .uniqueStrings),
            .list("driver_opts", { $0.driverOpts }, { $0.driverOpts = $1 }, .options),
            .value("gw_priority", { $0.gatewayPriority }, { $0.gatewayPriority = $1 }, .nonZeroInt),
            .value("interface_name", { $0.interfaceName }, { $0.interfaceName = $1 }, .nonEmptyString),
            .value("ipv4_address", { $0.ipv4Address }, { $0.ipv4Address = $1 }, .nonEmptyString),
            .value("ipv6_address", { $0.ipv6Address }, { $0.ipv6Address = $1 }, .nonEmptyString),
            .list("link_local_ips", { $0.linkLocalIPs }, { $0.linkLocalIPs = $1 }, .uniqueStrings),
            .value("mac_address", { $0.macAddress }, { $0.macAddress = $1 }, .nonEmptyString),
            .value("priority", { $0.priority }, { $0.priority = $1 }, .nonZeroInt),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}
