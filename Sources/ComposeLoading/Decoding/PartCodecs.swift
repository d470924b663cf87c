import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == [ExtraHost] {
    /// A list of `host=address` (or `host:address`), or a mapping; addresses of one host are collected.
    static let extraHosts = Codec<[ExtraHost]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                let hosts = decoder.items(node, decodePair)
                return decoder.dialect == .stack ? hosts : hosts.map(collected)
            }
            let hosts = decoder.entries(node, decodeEntry)
            return decoder.dialect == .stack ? hosts?.sorted { $0.host < $1.host } : hosts
        },
        encode: { hosts, dialect in
            let separator = dialect == .stack ? ":" : "="
            let lines = hosts.flatMap { host in host.addresses.map { host.host + separator + $0 } }
            return .sequence((dialect == .stack ? lines : lines.sorted()).map(Node.string))
        })

    private static func decodePair(_ node: Node, _ decoder: inout Decoder) -> ExtraHost? {
        guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
        let separator: Character = text.contains("=") ? "=" : ":"
        guard let cut = text.firstIndex(of: separator) else {
            if decoder.dialect == .specification { decoder.report(.invalidExtraHost(text, at: node.range)) }
            return nil
        }
        let host = ExtraHost(host: String(text[..<cut]), addresses: addresses(text[text.index(after: cut)...], decoder.dialect))
        return checked(host, text, at: node.range, &decoder)
    }

    /// One address or, in the specification's dialect, several with commas between them.
    private static func addresses(_ text: Substring, _ dialect: Dialect) -> [String] {
        if dialect == .stack { return [unbracketed(String(text))] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { unbracketed(String($0)) }
    }

    /// A name with one of the separators would be cut elsewhere by the engine.
    private static func checked(_ host: ExtraHost, _ text: String, at range: SourceRange, _ decoder: inout Decoder) -> ExtraHost? {
        if decoder.dialect == .stack || !(host.host.isEmpty || host.host.contains { ":=".contains($0) }) { return host }
        decoder.report(.invalidExtraHost(text, at: range))
        return nil
    }

    private static func decodeEntry(_ entry: Mapping.Entry, _ decoder: inout Decoder) -> ExtraHost? {
        if case .sequence = entry.value.content {
            guard let texts = Codec<[String]>.strings.decode(entry.value, &decoder) else { return nil }
            let host = ExtraHost(host: entry.key.text, addresses: texts.map(unbracketed))
            return checked(host, entry.key.text, at: entry.key.range, &decoder)
        }
        if entry.value.isNull, decoder.dialect == .stack { return nil }
        let codec = decoder.dialect == .stack ? Codec<String>.scalarText : .string
        guard let text = codec.decode(entry.value, &decoder) else { return nil }
        let host = ExtraHost(host: entry.key.text, addresses: [unbracketed(text)])
        return checked(host, entry.key.text, at: entry.key.range, &decoder)
    }

    private static func unbracketed(_ address: String) -> String {
        address.count > 2 && address.hasPrefix("[") && address.hasSuffix("]") ? String(address.dropFirst().dropLast()) : address
    }

    private static func collected(_ hosts: [ExtraHost]) -> [ExtraHost] {
        var result: [ExtraHost] = []
        for host in hosts {
            if let index = result.firstIndex(where: { $0.host == host.host }) {
                result[index].addresses = (result[index].addresses + host.addresses).uniqued()
            } else {
                result.append(host)
            }
        }
        return result
    }
}

extension Codec where Value == [Ulimit] {
    /// A mapping of limits to one number or to `soft` and `hard`.
    static let ulimits = Codec<[Ulimit]>(
        decode: { node, decoder in decoder.entries(node, decodeEntry) },
        encode: { limits, dialect in .mapping(limits.map { .synthetic($0.name, encodeLimit($0, dialect)) }) })

    /// docker stack leaves zeros out, so that a limit of 0 is an empty mapping.
    private static func encodeLimit(_ limit: Ulimit, _ dialect: Dialect) -> Node {
        let omitsZero = dialect == .stack
        if limit.isSingle, limit.soft != 0 || !omitsZero { return .integer(limit.soft) }
        let entries = [("soft", limit.soft), ("hard", limit.hard)].filter { $0.1 != 0 || !omitsZero }
        return .mapping(entries.map { .synthetic($0.0, .integer($0.1)) })
    }

    private static func decodeEntry(_ entry: Mapping.Entry, _ decoder: inout Decoder) -> Ulimit? {
        guard case .mapping(let mapping) = entry.value.content else {
            let limit = Codec<Int64>.int.decode(entry.value, &decoder)
            return limit.map { Ulimit(name: entry.key.text, soft: $0, hard: $0, isSingle: true) }
        }
        var limit = Ulimit(name: entry.key.text, soft: 0, hard: 0, isSingle: false)
        table.decode(mapping, into: &limit, &decoder)
        for key in ["soft", "hard"] where mapping[key] == nil {
            decoder.report(.missingKey(key, in: decoder.pathText, at: entry.value.range))
        }
        return limit
    }

    private static let table = FieldTable<Ulimit>([
        .required("soft", { $0.soft }, { $0.soft = $1 }, .int), .required("hard", { $0.hard }, { $0.hard = $1 }, .int),
    ])
}

extension Codec where Value == DeviceMapping {
    /// `source[:target[:permissions]]`, or a mapping.
    static let device = Codec<DeviceMapping>(
        decode: { node, decoder in
            if case .mapping(let mapping) = node.content {
                var device = DeviceMapping()
                DeviceMapping.table.decode(mapping, into: &device, &decoder)
                if device.source == nil { decoder.report(.missingKey("source", in: decoder.pathText, at: node.range)) }
                return device
            }
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            if decoder.dialect == .stack {
                // docker stack ignores devices, and writes them as they are.
                var device = DeviceMapping()
                device.source = text
                return device
            }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count <= 3 else {
                decoder.report(.invalidDevice(text, at: node.range))
                return nil
            }
            var device = DeviceMapping()
            device.source = parts[0]
            device.target = parts.count > 1 ? parts[1] : parts[0]
            device.permissions = parts.count > 2 ? parts[2] : "rwm"
            return device
        },
        encode: { device, dialect in
            dialect == .stack ? device.source.map(Node.string) : DeviceMapping.table.encode(device, dialect)
        })
}

extension DeviceMapping {
    fileprivate static let table = FieldTable<DeviceMapping>(
        [
            .value("source", { $0.source }, { $0.source = $1 }, .nonEmptyString),
            .value("target", { $0.target }, { $0.target = $1 }, .nonEmptyString),
            .value("permissions", { $0.permissions }, { $0.permissions = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == [DeviceRequest] {
    /// `gpus:`: the word `all`, or a list of requests.
    static let gpus = Codec<[DeviceRequest]>(
        decode: { node, decoder in
            if case .scalar = node.content {
                guard Codec<String>.oneOf("all").decode(node, &decoder) != nil else { return nil }
                var request = DeviceRequest()
                request.count = -1
                return [request]
            }
            return list.decode(node, &decoder)
        },
        encode: { requests, dialect in list.encode(requests, dialect) })

    private static let list = listCodec(of: .deviceRequest)

    /// `deploy.resources.reservations.devices`: requests that say what the devices are for (compose-spec.json, `required`).
    static let reservedDevices = listCodec(
        of: Codec<DeviceRequest>(
            decode: { node, decoder in
                if case .mapping = node.content, node[key: "capabilities"] == nil {
                    decoder.report(.missingKey("capabilities", in: decoder.pathText, at: node.range))
                }
                return Codec<DeviceRequest>.deviceRequest.decode(node, &decoder)
            },
            encode: Codec<DeviceRequest>.deviceRequest.encode))
}

extension Codec where Value == DeviceRequest {
    fileprivate static let deviceRequest = Codec<DeviceRequest>(
        decode: { node, decoder in
            guard var request = DeviceRequest.table.codec(DeviceRequest.init).decode(node, &decoder) else { return nil }
            if request.count != nil, !request.deviceIDs.isEmpty {
                decoder.report(.exclusiveKeys("count", "device_ids", in: decoder.pathText, at: node.range))
            } else if request.count == nil, request.deviceIDs.isEmpty {
                request.count = -1
            }
            return request
        },
        encode: { request, dialect in DeviceRequest.table.encode(request, dialect) })
}

extension DeviceRequest {
    fileprivate static let table = FieldTable<DeviceRequest>(
        [
            .list("capabilities", { $0.capabilities }, { $0.capabilities = $1 }, .strings.distinct),
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .value("count", { $0.count }, { $0.count = $1 }, .deviceCount),
            .list("device_ids", { $0.deviceIDs }, { $0.deviceIDs = $1 }, .uniqueStrings),
            .list("options", { $0.options }, { $0.options = $1 }, .labels),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == Int64 {
    /// A number of devices; `all` is -1.
    fileprivate static let deviceCount = Codec<Int64>(
        decode: { node, decoder in node.text == "all" ? -1 : Codec<Int64>.int.decode(node, &decoder) },
        encode: { value, _ in .integer(value) })
}
