package import EngineModel

/// Plans to stop, start and restart containers that exist, in the order that their labels tell.
package struct HostPower: Sendable {
    let project: String
    let containers: [ContainerSummary]
    /// Commands that run before a stop, by service; empty where the files are not known.
    let preStop: [String: [ContainerHook]]

    /// - Parameter containers: those that are meant.
    package init(project: String, containers: [ContainerSummary], preStop: [String: [ContainerHook]] = [:]) {
        self.project = project
        self.containers = containers
        self.preStop = preStop
    }

    /// Stops what runs: services that others depend on last.
    package func stopPlan(timeout: Int?) -> Plan {
        plan(from: ServiceOrder(containers).fromTheEnd, neighbours: dependents) { container, gate, draft in
            guard container.isLive else { return nil }
            let order = StopOrder(id: container.id, timeout: timeout, preStop: preStop[container.service ?? ""] ?? [])
            return draft.add(ResourceAddress(.container, container.name), .stopContainer(order), cause: "", after: gate)
        }
    }

    /// Starts what does not run: services that others depend on first, with the waits that their labels ask for.
    package func startPlan() -> Plan {
        var gates: [ServiceGate: StepID] = [:]
        return plan(from: ServiceOrder(containers).fromTheEnd.reversed(), neighbours: \.dependencies) { container, gate, draft in
            guard !container.isLive || container.state == .paused else { return nil }
            var waits = gate
            for condition in container.gates where self.containers.contains(where: { $0.service == condition.service }) {
                if let known = gates[condition] {
                    waits.append(known)
                    continue
                }
                let address = ResourceAddress(.service, condition.service)
                let id = draft.add(address, .awaitService(condition), cause: "", after: gate)
                gates[condition] = id
                waits.append(id)
            }
            let order = StartOrder(container: container.id, existedBefore: true, isPaused: container.state == .paused)
            return draft.add(ResourceAddress(.container, container.name), .startContainer(order), cause: "", after: waits)
        }
    }

    /// Restarts all: services that others depend on first.
    package func restartPlan(timeout: Int?) -> Plan {
        plan(from: ServiceOrder(containers).fromTheEnd.reversed(), neighbours: \.dependencies) { container, gate, draft in
            draft.add(
                ResourceAddress(.container, container.name), .restartContainer(id: container.id, timeout: timeout), cause: "", after: gate)
        }
    }

    private func plan(
        from order: [String], neighbours: (ContainerSummary) -> Set<String>,
        step: (ContainerSummary, [StepID], inout PlanDraft) -> StepID?
    ) -> Plan {
        var draft = PlanDraft(stack: project)
        var done: [String: [StepID]] = [:]
        for service in order {
            var ids: [StepID] = []
            for container in containers.filter({ $0.service == service }).sorted(by: { $0.name < $1.name }) {
                let gate = neighbours(container).filter { $0 != service }.sorted().flatMap { done[$0] ?? [] }
                // Where nothing is to be done, those that come later wait for what came before.
                ids += step(container, gate, &draft).map { [$0] } ?? gate
            }
            done[service] = ids
        }
        return draft.plan
    }

    /// The services that depend on a container's service.
    private func dependents(_ container: ContainerSummary) -> Set<String> {
        Set(containers.filter { $0.dependencies.contains(container.service ?? "") }.compactMap(\.service))
    }
}

extension ContainerSummary {
    /// The waits that its label asks for: `service:condition:restart`, joined by commas.
    fileprivate var gates: [ServiceGate] {
        (labels[ProjectLabel.dependsOn] ?? "").split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: ":").map(String.init)
            guard parts.count > 1 else { return nil }
            switch parts[1] {
            case "service_healthy": return ServiceGate(service: parts[0], condition: .healthy, required: true)
            case "service_completed_successfully":
                return ServiceGate(service: parts[0], condition: .completedSuccessfully, required: true)
            default: return nil
            }
        }
    }
}
