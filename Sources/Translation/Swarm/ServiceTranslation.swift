import ComposeModel
import Diagnostics
import EngineModel

/// One service as a spec: one flat literal, one small converter for each field that needs one.
struct ServiceTranslation {
    let service: ComposeModel.Service
    let file: ComposeFile
    let translator: SwarmTranslator

    var stack: String { translator.stack }
    var dialect: Dialect { translator.dialect }
    var deploy: Deploy { service.deploy ?? Deploy() }
    /// Keys that only the specification's dialect applies on a swarm.
    var appliesMore: Bool { dialect == .specification }

    /// The desired service, or everything that is in its way.
    func spec(in scope: inout StackScope) -> Result<DesiredService, TranslationFailure> {
        let name = scope.scoped(service.key)
        let image = service.image ?? (service.build == nil ? "" : "\(stack)-\(service.key)")
        let spec = ServiceSpec(
            name: name,
            labels: deploy.labels.labelled(stack).merging([StackLabel.image: image]) { $1 },
            taskTemplate: TaskSpec(
                containerSpec: containerSpec(image: image, in: &scope),
                resources: resources,
                restartPolicy: restartPolicy,
                placement: placement,
                networks: networks(in: scope),
                logDriver: service.logging.map { Driver(name: $0.driver ?? "", options: $0.options.dictionary) }),
            mode: mode,
            updateConfig: deploy.updateConfig.map(\.wire),
            rollbackConfig: deploy.rollbackConfig.map(\.wire),
            endpointSpec: endpointSpec)
        let failures = problems
        if failures.hasErrors { return .failure(TranslationFailure(list: failures)) }
        scope.diagnostics += failures
        return .success(DesiredService(name: name, spec: spec, image: image, dependsOn: dependencies(in: scope)))
    }

    private func containerSpec(image: String, in scope: inout StackScope) -> ContainerSpec {
        let capabilities = Capabilities(add: service.capAdd, drop: service.capDrop)
        return ContainerSpec(
            image: image,
            labels: service.labels.labelled(stack),
            command: service.entrypoint ?? [],
            args: service.command ?? [],
            hostname: service.hostname ?? "",
            env: service.environment.map(\.assignment).sorted(),
            dir: service.workingDir ?? "",
            user: service.user ?? "",
            groups: appliesMore ? service.groupAdd : [],
            privileges: privileges,
            initProcess: service.runInit,
            stopSignal: service.stopSignal ?? "",
            tty: service.tty ?? false,
            openStdin: service.stdinOpen ?? false,
            readOnly: service.readOnly ?? false,
            mounts: mounts,
            stopGracePeriod: service.stopGracePeriod?.nanoseconds,
            healthcheck: service.healthcheck.map(\.wire),
            hosts: service.extraHosts.flatMap { host in host.addresses.map { "\($0) \(host.host)" } },
            dnsConfig: dnsConfig,
            secrets: secrets,
            configs: configs,
            isolation: service.isolation ?? "",
            sysctls: service.sysctls.dictionary,
            capabilityAdd: capabilities.add,
            capabilityDrop: capabilities.drop,
            ulimits: service.ulimits.sorted { $0.name < $1.name }.map { EngineModel.Ulimit(name: $0.name, hard: $0.hard, soft: $0.soft) },
            oomScoreAdj: appliesMore && translator.api >= .oomScore ? service.oomScoreAdj ?? 0 : 0)
    }

    private func dependencies(in scope: StackScope) -> [ServiceDependency] {
        service.dependencies(in: file).map { dependency in
            ServiceDependency(
                service: scope.scoped(dependency.service), condition: dependency.stage, required: dependency.required)
        }
    }
}
