package import EngineModel

/// A plan in a file, to be carried out later if it is still the same; see docs/plan-format.md.
///
/// It holds what was asked for, what the plan says, and a keyed digest of each step: enough to find out whether a plan that is made anew
/// from the same files is this one, and nothing that is secret.
package struct SavedPlan: Hashable, Codable, Sendable {
    /// Raised when older programs cannot read it.
    package static let currentVersion = 2

    package var savedPlan = currentVersion
    package var request: SavedRequest
    /// What registries said, so that a tag that moved does not change the plan.
    package var images: [Image]
    package var plan: PlanDocument
    /// Digests of the steps by their ids.
    package var fingerprints: [String: String]
    /// Digests of what the steps update, as it was, by the same ids.
    package var states: [String: String]

    /// What a registry said about one image.
    package struct Image: Hashable, Codable, Sendable {
        /// As it stands in the file.
        package var image: String
        /// Pinned by digest.
        package var reference: String
        package var platforms: [Platform]
    }

    /// - Parameter key: the id of the swarm.
    /// - Throws: `EncodingError`.
    package init(_ plan: Plan, request: SavedRequest, images: [String: ResolvedImage], key: String) throws {
        self.request = request
        self.images = images.sorted { $0.key < $1.key }.map {
            Image(image: $0.key, reference: $0.value.reference, platforms: $0.value.platforms)
        }
        self.plan = PlanDocument(plan)
        (fingerprints, states) = ([:], [:])
        for step in plan.steps {
            fingerprints[step.id.description] = try step.fingerprint(key: key)
            states[step.id.description] = try step.stateFingerprint(key: key)
        }
    }

    /// In what a plan that was made anew is another one; empty if it is the same.
    ///
    /// - Throws: `EncodingError`.
    package func differences(from fresh: Plan, key: String) throws -> [String] {
        let saved = Dictionary(plan.steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var lines: [String] = []
        for step in PlanDocument(fresh).steps where saved[step.id] == nil { lines.append("new: \(step.id)") }
        let present = Set(fresh.steps.map(\.id.description))
        for step in plan.steps where !present.contains(step.id) { lines.append("no longer to be done: \(step.id)") }
        for step in fresh.steps {
            let id = step.id.description
            guard let old = saved[id] else { continue }
            if try step.stateFingerprint(key: key) != states[id] {
                lines.append(Self.change(old, PlanDocument.Step(step)))
            } else if try step.fingerprint(key: key) != fingerprints[id] {
                lines.append("\(old.id) would do something else: the files, the variables or the engine are not what they were")
            }
        }
        return lines
    }

    private static func change(_ old: PlanDocument.Step, _ new: PlanDocument.Step) -> String {
        let object = "\(old.kind) \(old.name)"
        guard let before = old.observed, let after = new.observed, before.id == after.id, let first = before.version,
            let second = after.version
        else { return "\(object) is another one by now" }
        return "\(object) was changed since: version \(first) -> \(second)"
    }
}

/// What a saved plan was asked for: the arguments of `skep plan` that decide about the plan.
package struct SavedRequest: Hashable, Codable, Sendable {
    /// Where relative paths start.
    package var workingDirectory: String
    package var stack: String
    package var files: [String]
    package var envFiles: [String]
    package var profiles: [String]
    package var compat: Bool
    package var prune: Bool
    package var keepVersions: Int
    package var recreateNetworks: Bool
    package var allowLostKeys: Bool
    package var withRegistryAuth: Bool

    package init(
        workingDirectory: String, stack: String, files: [String] = [], envFiles: [String] = [], profiles: [String] = [],
        compat: Bool = false, prune: Bool = false, keepVersions: Int = 1, recreateNetworks: Bool = false, allowLostKeys: Bool = false,
        withRegistryAuth: Bool = false
    ) {
        self.workingDirectory = workingDirectory
        self.stack = stack
        self.files = files
        self.envFiles = envFiles
        self.profiles = profiles
        self.compat = compat
        self.prune = prune
        self.keepVersions = keepVersions
        self.recreateNetworks = recreateNetworks
        self.allowLostKeys = allowLostKeys
        self.withRegistryAuth = withRegistryAuth
    }
}
