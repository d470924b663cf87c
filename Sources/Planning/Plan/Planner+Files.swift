import EngineModel

extension Planner {
    func planSecrets(after dependencies: [StepID], _ draft: inout PlanDraft) {
        let live = Dictionary(observed.secrets.map { ($0.spec.name, $0) }, uniquingKeysWith: { first, _ in first })
        for spec in desired.secrets.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.secret, spec.name)
            guard let existing = live[spec.name] else {
                planNew(address, taken: index.secretIDs[spec.name], create: .createSecret(spec), after: dependencies, &draft)
                continue
            }
            let changes = labelChanges(from: existing.spec.labels, to: spec.labels)
            let version = ObservedVersion(id: existing.id, version: existing.version)
            var update = spec
            if policy.versionsFiles { update.data = nil }
            planExisting(address, changes: changes, update: .updateSecret(update, version), after: dependencies, &draft)
        }
    }

    func planConfigs(after dependencies: [StepID], _ draft: inout PlanDraft) {
        let live = Dictionary(observed.configs.map { ($0.spec.name, $0) }, uniquingKeysWith: { first, _ in first })
        for spec in desired.configs.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.config, spec.name)
            guard let existing = live[spec.name] else {
                planNew(address, taken: index.configIDs[spec.name], create: .createConfig(spec), after: dependencies, &draft)
                continue
            }
            let changes = labelChanges(from: existing.spec.labels, to: spec.labels)
            let version = ObservedVersion(id: existing.id, version: existing.version)
            planExisting(address, changes: changes, update: .updateConfig(spec, version), after: dependencies, &draft)
        }
    }

    /// - Parameter taken: the id of an object of that name outside the stack.
    private func planNew(
        _ address: ResourceAddress, taken: String?, create: PlanAction, after dependencies: [StepID], _ draft: inout PlanDraft
    ) {
        if taken != nil && !policy.adoptsByName {
            draft.problems.append(.nameTaken(address))
            return
        }
        draft.steps.append(
            PlanStep(
                id: StepID("create", address), address: address, action: create, cause: creationCause(address), dependencies: dependencies))
    }

    private func planExisting(
        _ address: ResourceAddress, changes: [FieldChange], update: PlanAction, after dependencies: [StepID], _ draft: inout PlanDraft
    ) {
        guard policy.updatesUnchanged || !changes.isEmpty else {
            draft.unchanged.append(address)
            return
        }
        draft.steps.append(
            PlanStep(
                id: StepID("update", address), address: address, action: update,
                cause: changes.isEmpty ? "docker sends it at every deploy" : "its labels changed", dependencies: dependencies,
                changes: changes))
    }

    private func labelChanges(from before: [String: String], to after: [String: String]) -> [FieldChange] {
        Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
            FieldChange("labels", element: $0, before: before[$0], after: after[$0])
        }
    }
}
