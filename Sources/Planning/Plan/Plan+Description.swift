import EngineModel

extension Plan: CustomStringConvertible {
    /// The plan as text: one line a step, its field changes below it; what `deploy --dry-run` prints and what the tests compare.
    package var description: String { lines.map { $0.text + "\n" }.joined() }

    /// The lines of the description, each with what it is about.
    package var lines: [PlanLine] {
        var lines = problems.map { PlanLine(.problem, "  ! \($0.description)") }
        for step in steps where step.action.isTold { lines += step.lines }
        for note in notes { lines += note.lines.map { PlanLine($0.hasPrefix("      ") ? .detail : .note, $0) } }
        return lines + [PlanLine(.summary, summary)]
    }

    /// `2 to create, 1 to update, 11 unchanged`.
    package var summary: String {
        let counts = counts
        let parts = [
            (counts.created, "to create"), (counts.updated, "to update"), (counts.removed, "to remove"), (unchanged.count, "unchanged"),
        ]
        let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return said.isEmpty ? "nothing to do" : said.joined(separator: ", ")
    }
}

/// One line of a plan's text.
package struct PlanLine: Hashable, Sendable {
    /// What a line is about: a terminal shows it in a colour of its own.
    package enum Kind: Hashable, Sendable, CaseIterable {
        case creation, change, removal
        /// A step whose effect cannot be undone.
        case destruction
        /// A field's difference, below its step.
        case detail
        case note, problem, summary
    }

    package var kind: Kind
    package var text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

extension PlanStep {
    /// The sign, what it is about, and what follows from it.
    package var title: String {
        let sign: String
        switch action {
        case .createNetwork, .createSecret, .createConfig, .createService: sign = "+"
        case .updateSecret, .updateConfig, .updateService: sign = "~"
        case .remove: sign = "-"
        case .awaitTasksGone, .awaitService: sign = "·"
        case .host(let action): sign = action.sign
        }
        let kind = address.kind.rawValue
        let head = "\(sign) \(kind)\(String(repeating: " ", count: max(0, 7 - kind.count))) \(address.name)"
        let tail = [detail, restart.description, isDestructive ? "destructive" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return tail.isEmpty ? head : "\(head)  \(tail)"
    }

    fileprivate var lines: [PlanLine] {
        [PlanLine(kind, "  " + title)] + changes.map { PlanLine(.detail, "      \($0)") }
    }

    private var kind: PlanLine.Kind {
        if isDestructive { return .destruction }
        switch action {
        case .createNetwork, .createSecret, .createConfig, .createService: return .creation
        case .updateSecret, .updateConfig, .updateService: return .change
        case .remove: return .removal
        case .awaitTasksGone, .awaitService: return .note
        case .host(let action): return action.lineKind
        }
    }

    /// What is worth knowing about a new object; for the others the cause.
    private var detail: String {
        switch action {
        case .createNetwork(let request):
            return ([request.driver] + request.options.keys.sorted()).joined(separator: ", ")
        case .createService(let spec):
            let image = ImageText.withoutDigest(spec.taskTemplate.containerSpec?.image ?? "")
            return [image, spec.mode?.planText ?? "1 replica"].joined(separator: ", ")
        case .updateService: return cause == PlanStep.plainDifference || changes.isEmpty ? "" : cause
        case .createSecret: return replacement
        case .createConfig(let spec): return [replacement, spec.size].filter { !$0.isEmpty }.joined(separator: ", ")
        case .host(let action): return action.detail(cause: cause)
        case .updateSecret, .updateConfig, .remove, .awaitTasksGone, .awaitService: return cause
        }
    }
}

extension PlanStep {
    /// The cause, unless it is the plain one.
    private var replacement: String { cause == "it does not exist" ? "" : cause }
}

extension ConfigSpec {
    fileprivate var size: String { data?.count == 1 ? "1 byte" : "\(data?.count ?? 0) bytes" }
}

extension ServiceMode {
    fileprivate var planText: String {
        switch self {
        case .replicated(let replicas): replicas ?? 1 == 1 ? "1 replica" : "\(replicas ?? 1) replicas"
        case .global: "on every node"
        case .replicatedJob(_, let total): "a job, \(total ?? 1) times"
        case .globalJob: "a job on every node"
        }
    }
}

extension PlanProblem: CustomStringConvertible {
    /// The problem in one sentence; docker's words where docker has the same check.
    package var description: String {
        switch self {
        case .externalMissing(let address) where address.kind == .network:
            "network \"\(address.name)\" is declared as external, but could not be found. "
                + "You need to create a swarm-scoped network before the stack is deployed"
        case .externalMissing(let address): "\(address.kind) not found: \(address.name)"
        case .externalNetworkScope(let name, let scope):
            "network \"\(name)\" is declared as external, but it is not in the right scope: \"\(scope)\" instead of \"swarm\""
        case .networkInUse(let name, let services):
            "network \(name) cannot be made anew: it is used by \(services.joined(separator: ", ")), which the file does not have"
        case .networkInUseOnHost(let name, let containers):
            "network \(name) cannot be made anew: it is used by \(containers.joined(separator: ", ")), which stay as they are"
        case .twinInUse(let name, let id, let containers):
            "two networks have the name \(name), so no container can be started in either, and \(id) cannot be removed: "
                + "it is used by \(containers.joined(separator: ", ")), which stay as they are"
        case .networkAmbiguous(let name, let ids):
            "\(ids.count) networks have the name \(name), so no container can be started in any of them: \(ids.joined(separator: ", "))"
        case .nameTaken(let address): "\(address) exists already and does not belong to this stack"
        case .externalMissingOnHost(let address) where address.kind == .network:
            "network \(address.name) declared as external, but could not be found"
        case .externalMissingOnHost(let address): "external \(address.kind.rawValue) \"\(address.name)\" not found"
        case .contentFixed(let address): "\(address) has other content than the file, and the engine cannot change it"
        }
    }

    /// What to do about it.
    package var help: String {
        switch self {
        case .externalMissing(let address) where address.kind == .network:
            "docker network create --driver overlay \(address.name)"
        case .externalMissingOnHost(let address): "docker \(address.kind.rawValue) create \(address.name)"
        case .externalMissing(let address): "docker \(address.kind) create \(address.name) FILE"
        case .externalNetworkScope(let name, _): "docker network create --driver overlay --scope swarm \(name), under another name"
        case .networkInUse: "remove them first: docker service rm, or --prune for services of this stack; or leave the network as it is"
        case .networkInUseOnHost: "stop them first (--remove-orphans removes those of the project), or leave the network as it is"
        case .twinInUse:
            "stop them first (--remove-orphans removes those of the project), or name no services, so that all are made anew"
        case .networkAmbiguous(_, let ids):
            "keep one of them, and remove the others by their ids: docker network rm \(ids.last ?? "ID")"
        case .nameTaken(let address): "give it another name in the file, or remove the \(address.kind.rawValue) that is there"
        case .contentFixed: "give it another name: in the file, or none, so that each content gets a name of its own"
        }
    }
}

extension PlanNote {
    /// The note as lines of the plan.
    package var lines: [String] {
        switch self {
        case .networkDiffers(let name, let changes):
            ["  ! network \(name) differs from the file and is left as it is: --recreate-networks makes it anew"]
                + changes.map { "      \($0)" }
        case .replicasKept(let service, let count):
            ["  · service \(service) keeps its \(count) replicas: the file says no number"]
        case .contentUnknown(let address):
            ["  · \(address) is taken to hold what the file says, for the engine does not compare it: a new name makes a new one"]
        case .volumeDiffers(let name, let changes):
            ["  ! volume \(name) differs from the file and is left as it is: what is in it would be lost"] + changes.map { "      \($0)" }
        case .orphans(let names):
            ["  ! orphans, of services that the file does not have; --remove-orphans removes them: \(names.joined(separator: ", "))"]
        case .belongsToAnother(let address, let project): ["  ! \(address) stays: it belongs to project \(project)"]
        case .superfluous(let addresses):
            ["  ! not in the file any more, --prune removes: \(addresses.map(\.description).joined(separator: ", "))"]
        }
    }
}
