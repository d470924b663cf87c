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
            .list("aliases", \.aliases, .uniqueStrings),
            .list("driver_opts", \.driverOpts, .options),
            .value("gw_priority", \.gatewayPriority, .nonZeroInt),
            .value("interface_name", \.interfaceName, .nonEmptyString),
            .value("ipv4_address", \.ipv4Address, .nonEmptyString),
            .value("ipv6_address", \.ipv6Address, .nonEmptyString),
            .list("link_local_ips", \.linkLocalIPs, .uniqueStrings),
            .value("mac_address", \.macAddress, .nonEmptyString),
            .value("priority", \.priority, .nonZeroInt),
        ], extensions: \.extensions)
}
