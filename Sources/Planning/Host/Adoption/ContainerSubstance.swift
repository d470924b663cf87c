import EngineModel
import FoundationEssentials

/// What a container is made of, in the form in which one that another tool made is compared with the one that the files ask for; never sent.
///
/// Labels of docker compose are left out: they tell where a container comes from, not what it is.
struct ContainerSubstance: Hashable, Codable, Sendable {
    var config: ContainerCreateRequest
    var host: HostConfig
    /// By the network's name; nil where the container has no networks of its own.
    var networks: [String: EndpointSettings]?

    /// The container that is there.
    init(_ container: ContainerInspect) {
        config = container.config ?? ContainerCreateRequest()
        host = container.hostConfig ?? HostConfig()
        let ownName = String(container.id.prefix(12))
        if config.hostname == ownName { config.hostname = "" }
        networks = (container.networkSettings?.networks ?? [:]).mapValues { settings in
            var settings = settings
            settings.aliases.removeAll { $0 == ownName }
            return settings
        }
    }

    /// The container that would be made.
    ///
    /// - Parameter networkNames: names by id, for external networks that the files name by id.
    init(_ creation: ContainerCreation, networkNames: [String: String]) {
        config = creation.request
        host = creation.request.hostConfig ?? HostConfig()
        host.networkMode = networkNames[host.networkMode] ?? host.networkMode
        let atOnce = (creation.request.networkingConfig?.endpointsConfig ?? [:]).map { ($0.key, $0.value) }
        let all = atOnce + creation.connections.map { ($0.network, $0.settings) }
        networks = Dictionary(all.map { (networkNames[$0.0] ?? $0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    /// In which members, as the engine's interface calls them, `found` is something else than this; empty: they are the same.
    ///
    /// - Parameter image: what the image adds to what a container is created with.
    func differences(from found: ContainerSubstance, image: ImageConfig) -> [String] {
        var (wanted, found) = (self, found)
        for rule in AdoptionRule.all { rule.apply(&wanted, &found, image) }
        guard wanted != found else { return [] }
        return Self.members(JSONValue(wanted), JSONValue(found))
    }

    /// Names of the parts' members that differ, sorted.
    private static func members(_ wanted: JSONValue?, _ found: JSONValue?) -> [String] {
        let names = [CodingKeys.config, .host, .networks].flatMap { part -> [String] in
            let (one, other) = (wanted?[part.rawValue], found?[part.rawValue])
            guard one != other else { return [] }
            if part == .networks { return ["Networks"] }
            let keys = Set((one?.object ?? [:]).keys).union((other?.object ?? [:]).keys)
            return keys.filter { one?[$0] != other?[$0] }
        }
        return names.sorted()
    }

    private enum CodingKeys: String, CodingKey {
        case config, host, networks
    }
}

extension JSONValue {
    /// The value that is sent for something; nil where it has no such form.
    fileprivate init?(_ value: some Encodable) {
        guard let data = try? JSONEncoder().encode(value), let tree = try? JSONDecoder().decode(JSONValue.self, from: data) else {
            return nil
        }
        self = tree
    }

    fileprivate var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
}
