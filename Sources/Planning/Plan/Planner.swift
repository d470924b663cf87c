package import EngineModel

/// Compares what should be with what is and says what to do. Pure: the same values give the same plan, in the same order.
package struct Planner: Sendable {
    /// What should be, with the names of the versions that are used.
    package let desired: DesiredSwarmState
    package let observed: ObservedSwarmState
    package let index: ResourceIndex
    /// What registries said, by the image as it stands in the desired spec; images that were not asked for or not found are absent.
    package let images: [String: ResolvedImage]
    package let policy: PlanPolicy
    /// The names of the services that are wanted.
    let serviceNames: Set<String>
    /// The versions of secrets and configs; nil in docker's way, which has none.
    let files: StackFiles?

    package init(
        desired: DesiredSwarmState, observed: ObservedSwarmState, index: ResourceIndex, images: [String: ResolvedImage] = [:],
        policy: PlanPolicy = .careful()
    ) {
        let files = policy.versionsFiles ? StackFiles(desired: desired, observed: observed, index: index) : nil
        self.files = files
        self.desired = files?.naming(desired) ?? desired
        self.observed = observed
        self.index = index
        self.images = images
        self.policy = policy
        serviceNames = Set(desired.services.map(\.name))
    }

    /// The plan.
    package func plan() -> Plan {
        var draft = PlanDraft(stack: desired.stack)
        checkExternals(&draft)
        checkVersions(&draft)
        if policy.prune == .servicesFirst { pruneServices(after: [], &draft) }
        let pruned = draft.steps.map(\.id)
        planNetworks(after: pruned, &draft)
        planSecrets(after: pruned, &draft)
        planConfigs(after: pruned, &draft)
        planServices(&draft)
        if policy.prune == .everythingLast { pruneEverything(&draft) } else { noteSuperfluous(&draft) }
        retireVersions(&draft)
        hideSecrets(&draft)
        return draft.plan
    }

    /// A secret of the stack may also stand in a variable or a command, where it is not to be shown either.
    private func hideSecrets(_ draft: inout PlanDraft) {
        let contents = desired.secrets.compactMap { $0.data.flatMap { Array($0).tellingText } }
        guard !contents.isEmpty else { return }
        for index in draft.steps.indices { draft.steps[index].changes = draft.steps[index].changes.map { $0.hiding(contents) } }
    }

    private func checkExternals(_ draft: inout PlanDraft) {
        for name in desired.externalNetworks.sorted() where !Self.isPredefined(network: name) {
            guard let network = index.networks[name] else {
                draft.problems.append(.externalMissing(ResourceAddress(.network, name)))
                continue
            }
            if network.scope != "swarm" { draft.problems.append(.externalNetworkScope(name: name, scope: network.scope)) }
        }
        for name in desired.externalSecrets.sorted() where index.secretIDs[name] == nil {
            draft.problems.append(.externalMissing(ResourceAddress(.secret, name)))
        }
        for name in desired.externalConfigs.sorted() where index.configIDs[name] == nil {
            draft.problems.append(.externalMissing(ResourceAddress(.config, name)))
        }
    }

    /// Networks that every node has (docker's NetworkMode.IsUserDefined).
    private static func isPredefined(network name: String) -> Bool {
        ["default", "bridge", "host", "none"].contains(name) || name.hasPrefix("container:")
    }
}

/// A plan in the making.
struct PlanDraft {
    let stack: String
    var steps: [PlanStep] = []
    /// The waits between services that are among the steps.
    var gates: Set<StepID> = []
    /// Services by name, or containers by id, that a network which is made anew takes away, with the step after which they are out of it.
    var displaced: [String: StepID] = [:]
    var unchanged: [ResourceAddress] = []
    var problems: [PlanProblem] = []
    var notes: [PlanNote] = []

    var plan: Plan { Plan(stack: stack, steps: steps, unchanged: unchanged.sorted(), problems: problems, notes: notes) }
}
