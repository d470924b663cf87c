import EngineModel
import FoundationEssentials

/// Which object of the engine each secret and config of the file is.
struct StackFiles {
    let secrets: [String: FileVersions]
    let configs: [String: FileVersions]
    /// All, secrets first, each kind by name.
    let all: [FileVersions]

    init(desired: DesiredSwarmState, observed: ObservedSwarmState, index: ResourceIndex) {
        let containers = observed.services.compactMap(\.spec.taskTemplate.containerSpec)
        let liveSecrets = Candidates(observed.secrets.map { ($0.spec.name, $0) }, plain: Set(desired.secrets.map(\.name)))
        let usedSecrets = Set(containers.flatMap { $0.secrets.map(\.secretID) })
        secrets = Self.byName(desired.secrets.map(\.name)) { position, address in
            let spec = desired.secrets[position]
            let candidates = liveSecrets[spec.name].map { $0.version(holding: spec, index.secretContents[$0.id]) }
            return FileVersions(address(.secret), candidates: candidates, isNamed: desired.isNamed(address(.secret)), inUse: usedSecrets) {
                VersionName.name(spec.name, content: spec.versionedContent, key: index.swarmID)
            }
        }
        let liveConfigs = Candidates(observed.configs.map { ($0.spec.name, $0) }, plain: Set(desired.configs.map(\.name)))
        let usedConfigs = Set(containers.flatMap { $0.configs.map(\.configID) })
        configs = Self.byName(desired.configs.map(\.name)) { position, address in
            let spec = desired.configs[position]
            let candidates = liveConfigs[spec.name].map { $0.version(holding: spec) }
            return FileVersions(address(.config), candidates: candidates, isNamed: desired.isNamed(address(.config)), inUse: usedConfigs) {
                VersionName.name(spec.name, content: spec.versionedContent, key: index.swarmID)
            }
        }
        all = (Array(secrets.values) + Array(configs.values)).sorted { $0.plain < $1.plain }
    }

    private static func byName(
        _ names: [String], _ versions: (Int, (ResourceAddress.Kind) -> ResourceAddress) -> FileVersions
    ) -> [String: FileVersions] {
        var found: [String: FileVersions] = [:]
        for (position, name) in names.enumerated() { found[name] = versions(position) { ResourceAddress($0, name) } }
        return found
    }

    /// The state with the names of the versions that are to be used.
    func naming(_ desired: DesiredSwarmState) -> DesiredSwarmState {
        var state = desired
        for position in state.secrets.indices { state.secrets[position].name = secretName(state.secrets[position].name) }
        for position in state.configs.indices { state.configs[position].name = configName(state.configs[position].name) }
        for position in state.services.indices {
            guard var container = state.services[position].spec.taskTemplate.containerSpec else { continue }
            for index in container.secrets.indices { container.secrets[index].secretName = secretName(container.secrets[index].secretName) }
            for index in container.configs.indices { container.configs[index].configName = configName(container.configs[index].configName) }
            if let config = container.privileges?.credentialSpec?.config {
                container.privileges?.credentialSpec?.config = configName(config)
            }
            state.services[position].spec.taskTemplate.containerSpec = container
        }
        return state
    }

    private func secretName(_ name: String) -> String { secrets[name]?.name ?? name }
    private func configName(_ name: String) -> String { configs[name]?.name ?? name }
}

/// The objects of a stack by the names whose versions they can be.
private struct Candidates<Object> {
    private let byBase: [String: [Object]]

    /// - Parameter plain: the names in the file; an object of such a name is no later version of another.
    init(_ objects: [(name: String, object: Object)], plain: Set<String>) {
        byBase = Dictionary(grouping: objects) { plain.contains($0.name) ? $0.name : VersionName.base(of: $0.name) ?? $0.name }
            .mapValues { $0.map(\.object) }
    }

    subscript(plain: String) -> [Object] {
        let cut = VersionName.cut(plain)
        return byBase[plain, default: []] + (cut == plain ? [] : byBase[cut, default: []])
    }
}

extension DesiredSwarmState {
    fileprivate func isNamed(_ address: ResourceAddress) -> Bool { namedFiles.contains(address) }
}

extension Secret {
    /// - Parameter verdict: what a question to the engine gave; nil if it was not asked.
    fileprivate func version(holding spec: SecretSpec, _ verdict: ContentVerdict?) -> FileVersion {
        let isAlike = self.spec.driver == spec.driver && self.spec.templating?.name ?? "" == spec.templating?.name ?? ""
        let content: ContentVerdict = !isAlike ? .other : spec.driver != nil ? .same : verdict ?? .unknown
        return FileVersion(id: id, name: self.spec.name, version: version, createdAt: createdAt, content: content)
    }
}

extension Config {
    fileprivate func version(holding spec: ConfigSpec) -> FileVersion {
        let isAlike = self.spec.templating?.name ?? "" == spec.templating?.name ?? "" && self.spec.data ?? Data() == spec.data ?? Data()
        return FileVersion(id: id, name: self.spec.name, version: version, createdAt: createdAt, content: isAlike ? .same : .other)
    }
}

extension SecretSpec {
    /// What makes a new version when it changes.
    fileprivate var versionedContent: [UInt8] { Array((templating?.name ?? "").utf8) + [0] + (data ?? Data()) }
}

extension ConfigSpec {
    fileprivate var versionedContent: [UInt8] { Array((templating?.name ?? "").utf8) + [0] + (data ?? Data()) }
}
