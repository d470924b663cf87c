import Deployment
import Diagnostics
import EngineClient
import EngineModel
import Planning

/// Looks for what would go wrong with a plan, and tells it before anything is touched.
struct DeployExamination {
    let options: DeployOptions
    let context: CommandContext
    let engine: any Engine
    let places: ServicePlaces

    /// - Throws: `CommandFailure` if the plan cannot succeed, after saying why; `EngineError`.
    func check(_ preparation: Deployer.Preparation, _ desired: DesiredSwarmState) async throws {
        if options.compat { return preparation.unresolved.forEach(warnAsDocker) }
        let specs = preparation.plan.serviceSpecs
        guard !specs.isEmpty else { return }
        async let foundNodes = engine.nodes(matching: .all)
        async let foundServices = engine.services(matching: .all)
        let (nodes, services) = try await (foundNodes, foundServices)
        // An image that nothing is done with is no news.
        let used = Set(specs.map { ImageText.withoutDigest($0.taskTemplate.containerSpec?.image ?? "") })
        let unresolved = preparation.unresolved.filter { used.contains(ImageText.withoutDigest(ImageText.tagged($0.image))) }
        var found = ImageReport(
            unresolved: unresolved, desired: desired, places: places, absent: await absent(unresolved, nodes)
        ).diagnostics
        found += Preflight(preparation.plan, nodes: nodes, services: services).findings.map { $0.diagnostic(places) }
        DiagnosticPrinter(context: context, sources: places.sources).print(found.filter { !options.quiet || $0.severity == .error })
        if found.hasErrors { throw CommandFailure(.failed, nil) }
    }

    /// Images that no registry gives and the only node of the swarm does not have: its tasks could not start.
    private func absent(_ unresolved: [ImageResolver.Answer], _ nodes: [SwarmNode]) async -> Set<String> {
        guard nodes.count == 1, let host = engine as? any ContainerEngine else { return [] }
        var found: Set<String> = []
        for answer in unresolved {
            do {
                _ = try await host.image(ImageText.tagged(answer.image))
            } catch let error as EngineError where error.isNotFound {
                found.insert(answer.image)
            } catch {
                // Whether the node has it stays open.
                continue
            }
        }
        return found
    }

    /// Docker's warning (client 28, service create): without a digest every node resolves the tag for itself.
    private func warnAsDocker(_ answer: ImageResolver.Answer) {
        guard !options.quiet, case .failure(let error) = answer.result else { return }
        context.warn(
            "image \(ImageText.tagged(answer.image)) could not be accessed on a registry to record its digest. Each node will access "
                + "\(ImageText.tagged(answer.image)) independently, possibly leading to different nodes running different versions of the image."
                + " (\(error.message))")
    }
}
