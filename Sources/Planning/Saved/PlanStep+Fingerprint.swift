import EngineModel
import FoundationEssentials

extension PlanStep {
    /// A keyed digest of everything that the step would do, contents of secrets included; it tells nothing to who does not have the key.
    ///
    /// - Parameter key: the id of the swarm.
    /// - Throws: `EncodingError`.
    func fingerprint(key: String) throws -> String {
        let parts: [JSONValue] = [
            .string(id.description), .array(dependencies.map(\.description).sorted().map(JSONValue.string)), try action.content(),
        ]
        return try JSONValue.array(parts).keyedDigest(key)
    }

    /// Likewise of what would be updated, as it was when the plan was made; nil for a step that updates nothing.
    func stateFingerprint(key: String) throws -> String? {
        switch action {
        case .updateSecret(_, let seen), .updateConfig(_, let seen), .updateService(_, _, let seen): try seen.content.keyedDigest(key)
        default: nil
        }
    }
}

extension JSONValue {
    fileprivate func keyedDigest(_ key: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return SHA256.keyedHexDigest(of: try encoder.encode(self), key: key.utf8)
    }
}

extension PlanAction {
    /// What would be sent, or waited for.
    fileprivate func content() throws -> JSONValue {
        switch self {
        case .createNetwork(let request): try JSONValue(encoding: request)
        case .createSecret(let spec): try JSONValue(encoding: spec)
        case .createConfig(let spec): try JSONValue(encoding: spec)
        case .createService(let spec): try JSONValue(encoding: spec)
        case .updateSecret(let spec, _): try JSONValue(encoding: spec)
        case .updateConfig(let spec, _): try JSONValue(encoding: spec)
        case .updateService(let spec, let keeping, _): .array([try JSONValue(encoding: spec), .object(keeping)])
        case .remove(let id): .string(id)
        case .awaitTasksGone(let services): .array(services.sorted().map(JSONValue.string))
        case .awaitService(let condition): .string(condition.rawValue)
        // Plans for a host are not saved: they are made from what runs at the moment.
        case .host(let action): .string(action.verb)
        }
    }
}

extension ObservedVersion {
    fileprivate var content: JSONValue { .array([.string(id), spec ?? JSONValue(version.index)]) }
}
