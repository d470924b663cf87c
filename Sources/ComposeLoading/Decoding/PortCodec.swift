import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == [Port] {
    /// Ports in the short form (a text or a number, possibly a range: several ports) or the long form.
    static let ports = Codec<[Port]>(
        decode: { node, decoder in
            let ports = decoder.items(node, decodeItem)?.flatMap { $0 }
            return decoder.dialect == .stack ? ports : ports?.uniqued(by: \.identity)
        },
        encode: { ports, dialect in .sequence(ports.map { Port.table.encode($0, dialect) }) })

    private static func decodeItem(_ node: Node, _ decoder: inout Decoder) -> [Port]? {
        if case .mapping(let mapping) = node.content { return decodeLong(mapping, node.range, &decoder).map { [$0] } }
        guard let text = node.goText, node.resolved != .null else {
            decoder.report(.wrongType(decoder.pathText, expected: "string, number or mapping", found: node))
            return nil
        }
        do {
            return try PortSyntax(text).ports(decoder.dialect).map { port in
                var port = port
                port.range = node.range
                return port
            }
        } catch {
            decoder.report(.invalidPort(text, error, at: node.range))
            return nil
        }
    }

    private static func decodeLong(_ mapping: Mapping, _ range: SourceRange, _ decoder: inout Decoder) -> Port? {
        var port = Port(target: 0)
        port.range = range
        let before = decoder.diagnostics.count
        Port.table.decode(mapping, into: &port, &decoder)
        if mapping["target"] == nil, decoder.dialect == .specification {
            decoder.report(.missingKey("target", in: decoder.pathText, at: range))
        }
        if decoder.dialect == .specification {
            port.mode = port.mode ?? "ingress"
            port.transport = port.transport ?? "tcp"
        }
        return decoder.diagnostics[before...].hasErrors ? nil : port
    }

    /// A published port: a number or, as text, a range.
    fileprivate static let published = Codec<String>(
        decode: { node, decoder in
            guard let text = Codec<String>.scalarText.decode(node, &decoder) else { return nil }
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.compactMap { UInt32($0) }
            if text.isEmpty { return text }
            guard numbers.count == ends.count, ends.count <= 2 else {
                decoder.report(.invalidPort(text, .badPort(text), at: node.range))
                return nil
            }
            guard numbers.allSatisfy({ $0 <= 65_535 }) else {
                decoder.report(.invalidPort(text, .portRange(text), at: node.range))
                return nil
            }
            return text
        },
        encode: { value, dialect in
            if dialect == .stack { return value == "0" ? nil : .plain(value) }
            return value.isEmpty ? nil : .string(value)
        })
}

extension Port {
    static let table = FieldTable<Port>(
        [
            .value("name", { $0.name }, { $0.name = $1 }, .nonEmptyString),
            .value("mode", { $0.mode }, { $0.mode = $1 }, .nonEmptyString),
            .value("host_ip", { $0.hostIP }, { $0.hostIP = $1 }, .hostAddress),
            .required("target", { $0.target }, { $0.target = $1 }, .portNumber),
            .value("published", { $0.published }, { $0.published = $1 }, Codec<[Port]>.published),
            .value("protocol", { $0.transport }, { $0.transport = $1 }, .nonEmptyString),
            .value("app_protocol", { $0.appProtocol }, { $0.appProtocol = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })

    /// What makes two publications the same; compose-go override/uncity.go.
    fileprivate var identity: String {
        "\(hostIP ?? "0.0.0.0"):\(published ?? ""):\(target)/\(transport ?? "tcp")"
    }
}

extension Codec where Value == UInt32 {
    /// A port of a container.
    fileprivate static let portNumber = Codec<UInt32>(
        decode: { node, decoder in
            guard let value = Codec<Int64>.int.decode(node, &decoder) else { return nil }
            if (decoder.dialect == .stack ? 0...65_535 : 1...65_535).contains(value) { return UInt32(value) }
            decoder.report(.invalidPort(String(value), .portRange(String(value)), at: node.range))
            return nil
        },
        encode: { value, _ in value == 0 ? nil : .integer(value) })
}

extension Codec where Value == String {
    /// An address of the host.
    fileprivate static let hostAddress = Codec<String>(
        decode: { node, decoder in
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            // An empty variable is no address.
            if text.isEmpty { return nil }
            if IPAddress.isValid(text) { return text }
            decoder.report(.invalidAddress(decoder.pathText, text, at: node.range))
            return nil
        },
        encode: { value, dialect in dialect == .stack ? nil : .string(value) })
}
