import ComposeModel
import EngineModel

/// One service as containers of one host: one flat literal, one small converter for each field that needs one.
struct HostServiceTranslation {
    let service: ComposeModel.Service
    let file: ComposeFile
    let translator: HostTranslator

    var project: String { translator.project }
    var deploy: Deploy { service.deploy ?? Deploy() }
    var image: String { service.image ?? "\(project)-\(service.key)" }

    var desired: DesiredHostService {
        let dependencies = service.dependencies(in: file)
        var desired = DesiredHostService(
            project: project,
            name: service.key,
            template: template,
            platform: (service.platform ?? translator.defaultPlatform).map(PlatformText.normalized) ?? "",
            attachments: attachments,
            joinsNetworksAtOnce: translator.api >= .severalNetworks,
            sharing: sharing,
            scale: Int(clamping: service.scale ?? deploy.replicas ?? 1),
            containerName: service.containerName,
            image: image,
            build: build,
            pullPolicy: pullPolicy,
            dependsOn: dependencies.map(\.desired),
            files: files,
            postStart: service.postStart.compactMap(hook),
            preStop: service.preStop.compactMap(hook),
            update: deploy.updateConfig.map(\.wire),
            attaches: service.attach ?? true)
        desired.configHash = ConfigHash(file: file, service: service).digest(of: desired)
        desired.template.labels.merge(labels(desired.configHash, dependencies)) { $1 }
        // Another proxy is no reason to make containers anew, so it is not in the hash.
        desired.template.env = environment
        return desired
    }

    /// `NAME=value`, sorted; what the service says goes before the user's proxies.
    private var environment: [String] {
        let own = Set(service.environment.map(\.name))
        let proxies = translator.proxies.filter { !own.contains($0.key) }.map { "\($0.key)=\($0.value)" }
        return (service.environment.map(\.assignment) + proxies).sorted()
    }

    private var template: ContainerCreateRequest {
        ContainerCreateRequest(
            image: image,
            hostname: service.hostname ?? "",
            domainname: service.domainname ?? "",
            user: service.user ?? "",
            attachStdout: true,
            attachStderr: true,
            exposedPorts: exposedPorts,
            tty: service.tty ?? false,
            openStdin: service.stdinOpen ?? false,
            env: service.environment.map(\.assignment).sorted(),
            command: service.command,
            healthcheck: service.healthcheck.map(\.wire),
            workingDir: service.workingDir ?? "",
            entrypoint: service.entrypoint,
            networkDisabled: service.networkMode == "disabled",
            macAddress: containerMACAddress,
            labels: service.labels.dictionary,
            stopSignal: service.stopSignal ?? "",
            stopTimeout: service.stopGracePeriod.map { Int($0.nanoseconds / 1_000_000_000) },
            hostConfig: hostConfig)
    }

    private var hostConfig: HostConfig {
        let isUnconfined = service.securityOpt.contains(Self.unconfinedPaths)
        var host = HostConfig(
            annotations: service.annotations.dictionary,
            binds: binds,
            mounts: mounts,
            tmpfs: tmpfs,
            portBindings: portBindings,
            restartPolicy: restartPolicy,
            networkMode: networkMode,
            ipcMode: mode(service.ipc),
            pidMode: mode(service.pid),
            utsMode: service.uts ?? "",
            usernsMode: service.usernsMode ?? "",
            cgroupnsMode: service.cgroup ?? service.cgroupNamespaceMode ?? "",
            cgroupParent: service.cgroupParent ?? "",
            capabilityAdd: service.capAdd,
            capabilityDrop: service.capDrop,
            groupAdd: service.groupAdd,
            privileged: service.privileged ?? false,
            readOnlyRootfs: service.readOnly ?? false,
            securityOptions: securityOptions,
            maskedPaths: isUnconfined ? [] : nil,
            readonlyPaths: isUnconfined ? [] : nil,
            dns: service.dns,
            dnsOptions: service.dnsOptions,
            dnsSearch: service.dnsSearch,
            extraHosts: service.extraHosts.flatMap { host in host.addresses.map { "\(host.host):\($0)" } },
            initProcess: service.runInit,
            isolation: service.isolation ?? "",
            runtime: service.runtime ?? "",
            logConfig: service.logging.map { LogConfig(type: $0.driver ?? "", config: $0.options.dictionary) },
            storageOptions: service.storageOpt.dictionary,
            sysctls: service.sysctls.dictionary,
            shmSize: service.shmSize?.bytes ?? 0,
            oomScoreAdj: service.oomScoreAdj ?? 0)
        addResources(to: &host)
        return host
    }

    /// What shows that the container belongs to the project; what its number decides comes later.
    private func labels(_ hash: String, _ dependencies: [Dependency]) -> [String: String] {
        let origin = translator.origin
        var labels = [
            ProjectLabel.project: project,
            ProjectLabel.service: service.key,
            ProjectLabel.oneOff: "False",
            ProjectLabel.configHash: hash,
            ProjectLabel.version: origin.toolVersion,
            ProjectLabel.workingDirectory: origin.directory,
            ProjectLabel.configFiles: origin.files.joined(separator: ","),
            ProjectLabel.dependsOn: dependencies.map { "\($0.service):\($0.condition.rawValue):\($0.restart)" }.joined(separator: ","),
        ]
        if !origin.environmentFiles.isEmpty { labels[ProjectLabel.environmentFiles] = origin.environmentFiles.joined(separator: ",") }
        return labels
    }

    private func hook(_ hook: Hook) -> ContainerHook? {
        guard let command = hook.command else { return nil }
        return ContainerHook(
            command: command, user: hook.user ?? "", privileged: hook.privileged ?? false, workingDir: hook.workingDir ?? "",
            env: hook.environment.map(\.assignment).sorted())
    }

    private var pullPolicy: PullPolicy {
        switch service.pullPolicy {
        case "always": .always
        case "never": .never
        case "build": .build
        case "daily": .refresh(after: 86_400)
        case "weekly": .refresh(after: 7 * 86_400)
        case "refresh": .refresh(after: seconds(service.pullRefreshAfter ?? "") ?? 0)
        case let policy? where policy.hasPrefix("every_"): .refresh(after: seconds(String(policy.dropFirst("every_".count))) ?? 0)
        default: .missing
        }
    }

    private func seconds(_ text: String) -> Int64? {
        (try? ComposeDuration(text, allowDays: true)).map { $0.nanoseconds / 1_000_000_000 }
    }
}

extension Dependency {
    /// The dependency by the service's own name.
    var desired: ServiceDependency { ServiceDependency(service: service, condition: stage, required: required, restart: restart) }
}
