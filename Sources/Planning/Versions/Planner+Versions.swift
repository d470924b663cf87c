package import EngineModel

extension Planner {
    /// Whether the content of a secret or config changed; only then its new name needs the id of the swarm.
    package static func makesVersions(_ desired: DesiredSwarmState, observed: ObservedSwarmState, index: ResourceIndex) -> Bool {
        StackFiles(desired: desired, observed: observed, index: index).all.contains { if case .new = $0.choice { true } else { false } }
    }

    /// Says which contents could not be compared, and which the engine cannot change.
    func checkVersions(_ draft: inout PlanDraft) {
        for file in files?.all ?? [] {
            switch file.choice {
            case .fixed: draft.problems.append(.contentFixed(file.plain))
            case .existing(let version) where version.content == .unknown:
                draft.notes.append(.contentUnknown(ResourceAddress(file.plain.kind, version.name)))
            default: break
            }
        }
    }

    /// Why a secret or config is created.
    func creationCause(_ address: ResourceAddress) -> String {
        for file in files?.all ?? [] where file.plain.kind == address.kind {
            if case .new(address.name, let replaces) = file.choice { return "its content changed, replaces \(replaces)" }
        }
        return "it does not exist"
    }

    /// The names of all versions of what the file has, those included that are not used any more.
    var versionNames: Set<ResourceAddress> {
        Set((files?.all ?? []).flatMap { file in file.superseded.map { ResourceAddress(file.plain.kind, $0.name) } })
    }

    /// Removes versions that are not used any more, after everything else: all but the newest, and none that a service would go back to.
    func retireVersions(_ draft: inout PlanDraft) {
        guard let files else { return }
        let needed = filesNeeded(after: draft.steps)
        let current = Set(files.all.map { ResourceAddress($0.plain.kind, $0.name) })
        let before = draft.steps.map(\.id)
        for file in files.all {
            for version in file.superseded.dropFirst(policy.keptVersions) where !needed.contains(version.id) {
                guard !current.contains(ResourceAddress(file.plain.kind, version.name)) else { continue }
                let address = ResourceAddress(file.plain.kind, version.name)
                draft.steps.append(.removal(of: address, id: version.id, cause: "superseded", after: before))
            }
        }
    }

    /// Ids of the secrets and configs that services use when the steps are done, or used before their latest update.
    private func filesNeeded(after steps: [PlanStep]) -> Set<String> {
        var changed: Set<String> = []
        for step in steps where step.address.kind == .service && step.action.isWrite { changed.insert(step.address.name) }
        var needed: Set<String> = []
        for service in observed.services {
            needed.formUnion(service.spec.fileIDs)
            if !changed.contains(service.name) { needed.formUnion(service.previousSpec?.fileIDs ?? []) }
        }
        return needed
    }
}

extension ServiceSpec {
    /// Ids of the secrets and configs that it uses.
    fileprivate var fileIDs: [String] {
        guard let container = taskTemplate.containerSpec else { return [] }
        return container.secrets.map(\.secretID) + container.configs.map(\.configID)
    }
}
