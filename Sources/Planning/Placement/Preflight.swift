package import EngineModel

/// What can be seen before anything is touched to go wrong with the services that a plan creates or updates.
package struct Preflight: Sendable {
    package enum Finding: Hashable, Sendable {
        /// No node that fits otherwise can run any build of the image.
        case noBuild(service: String, image: String, builds: [String], nodes: [String: [String]])
        /// Some nodes that fit otherwise cannot run it: the service stays off them.
        case missingBuild(service: String, image: String, builds: [String], nodes: [String: [String]])
        /// A port of the ingress mesh belongs to another service.
        case portTaken(service: String, port: PortConfig, holder: String, stack: String?)

        /// Whether the plan cannot succeed.
        package var isFatal: Bool {
            if case .missingBuild = self { return false }
            return true
        }

        /// The full name of the service.
        package var service: String {
            switch self {
            case .noBuild(let service, _, _, _), .missingBuild(let service, _, _, _), .portTaken(let service, _, _, _): service
            }
        }
    }

    private let plan: Plan
    private let nodes: [SwarmNode]
    private let services: [Service]

    /// - Parameters:
    ///   - nodes: all of the swarm.
    ///   - services: all of the swarm, those of other stacks included.
    package init(_ plan: Plan, nodes: [SwarmNode], services: [Service]) {
        self.plan = plan
        self.nodes = nodes
        self.services = services
    }

    /// In the order of the plan.
    package var findings: [Finding] { plan.serviceSpecs.flatMap { platformFindings($0) + portFindings($0) } }

    /// Compares the builds of the image with the nodes that nothing else keeps the service from for good. A node that is down now counts: it
    /// may come back.
    private func platformFindings(_ spec: ServiceSpec) -> [Finding] {
        guard let platforms = spec.taskTemplate.placement?.platforms, !platforms.isEmpty else { return [] }
        var open = spec
        open.taskTemplate.placement?.platforms = []
        let fitting = nodes.filter { node in
            !PlacementSurvey(of: open, on: [node]).verdicts.flatMap(\.obstacles).contains(where: \.isLasting)
        }
        let unable = fitting.filter { node in
            node.description?.platform.map { own in !platforms.contains { $0.runs(on: own) } } ?? false
        }
        guard !unable.isEmpty else { return [] }
        let image = ImageText.withoutDigest(spec.taskTemplate.containerSpec?.image ?? "")
        let builds = Set(platforms.map { $0.architecture.isEmpty ? "arm" : $0.architecture.imageArchitecture }).sorted()
        let byArchitecture = Dictionary(grouping: unable) { $0.description?.platform?.architecture.imageArchitecture ?? "" }
            .mapValues { $0.map(\.name).sorted() }
        return [
            unable.count == fitting.count
                ? .noBuild(service: spec.name, image: image, builds: builds, nodes: byArchitecture)
                : .missingBuild(service: spec.name, image: image, builds: builds, nodes: byArchitecture)
        ]
    }

    /// Ports of services that the plan does not touch. Those of the plan's own services may move from one to another.
    private func portFindings(_ spec: ServiceSpec) -> [Finding] {
        let ports = (spec.endpointSpec?.ports ?? []).filter { $0.publishedPort != 0 }
        guard !ports.isEmpty else { return [] }
        let touched = Set(plan.steps.filter { $0.address.kind == .service && $0.action.isWrite }.map(\.address.name))
        return ports.compactMap { port in
            let holder = services.first { service in
                !touched.contains(service.name) && (service.endpoint?.ports ?? []).contains { $0.clashes(with: port) }
            }
            return holder.map {
                .portTaken(service: spec.name, port: port, holder: $0.name, stack: $0.spec.labels[StackLabel.namespace])
            }
        }
    }
}

extension Plan {
    /// Specs of the services that are created or updated.
    package var serviceSpecs: [ServiceSpec] {
        steps.compactMap { step in
            switch step.action {
            case .createService(let spec), .updateService(let spec, keeping: _, _): spec
            default: nil
            }
        }
    }
}

extension PortConfig {
    /// Whether the engine refuses the second of them: one of the two at least is on the whole mesh (swarmkit allocator, checkPortConflicts).
    fileprivate func clashes(with other: PortConfig) -> Bool {
        isSamePublication(as: other) && !(publishMode == .host && other.publishMode == .host)
    }
}
