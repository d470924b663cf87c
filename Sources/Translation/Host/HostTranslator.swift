package import ComposeModel
package import Diagnostics
package import EngineModel

/// Says what one host should have for a compose file: names get the project's prefix, references stay names.
///
/// Networks, volumes and containers are those of docker compose 2.26; keys that came later are sent as later versions do.
package struct HostTranslator: Sendable {
    package let project: String
    package let origin: ProjectOrigin
    /// What the engine can do; newer fields are not sent to an older one.
    package let api: APIVersion
    /// Platform of services that name none, such as `linux/arm64`; nil takes the engine's.
    package let defaultPlatform: String?
    /// Variables of every container that the service does not set itself: the user's proxies.
    package let proxies: [String: String]

    package init(
        project: String, origin: ProjectOrigin, api: APIVersion = .newest, defaultPlatform: String? = nil, proxies: [String: String] = [:]
    ) {
        self.project = project
        self.origin = origin
        self.api = api
        self.defaultPlatform = defaultPlatform
        self.proxies = proxies
    }

    /// The state, unless there is an error among the diagnostics. Networks and volumes that no service uses are left out.
    package func translate(_ file: ComposeFile) -> (state: DesiredHostState?, diagnostics: [Diagnostic]) {
        let file = UsedResources.only(in: file)
        var diagnostics = HostLosses(api: api).report(file)
        var state = DesiredHostState(project: project, disabledServices: file.disabledServices.map(\.key).sorted())
        addNetworks(of: file, to: &state)
        addVolumes(of: file, to: &state)
        for service in file.services.sorted(by: { $0.key < $1.key }) {
            let translation = HostServiceTranslation(service: service, file: file, translator: self)
            diagnostics += translation.problems
            state.services.append(translation.desired)
        }
        diagnostics += sharedContainerNames(file)
        return (diagnostics.hasErrors ? nil : state, diagnostics)
    }

    private func addNetworks(of file: ComposeFile, to state: inout DesiredHostState) {
        for network in file.networks.sorted(by: { $0.key < $1.key }) {
            let name = network.engineName(project)
            if network.isExternal {
                state.externalNetworks.append(name)
            } else {
                state.networks.append(
                    DesiredNetwork(name: name, request: network.localRequest(name, labels(ProjectLabel.network, network.key))))
            }
        }
    }

    private func addVolumes(of file: ComposeFile, to state: inout DesiredHostState) {
        for volume in file.volumes.sorted(by: { $0.key < $1.key }) {
            let name = volume.engineName(project)
            if volume.isExternal {
                state.externalVolumes.append(name)
            } else {
                state.volumes.append(
                    VolumeCreateRequest(
                        name: name, driver: volume.driver ?? "", driverOptions: (volume.driverOpts ?? []).dictionary,
                        labels: volume.labels.dictionary.merging(labels(ProjectLabel.volume, volume.key)) { $1 }))
            }
        }
    }

    private func labels(_ label: String, _ key: String) -> [String: String] {
        [label: key, ProjectLabel.project: project, ProjectLabel.version: origin.toolVersion]
    }

    /// A name is only for one container of the host.
    private func sharedContainerNames(_ file: ComposeFile) -> [Diagnostic] {
        let named = Dictionary(grouping: file.services.filter { $0.containerName != nil }) { $0.containerName ?? "" }
        return named.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.map { name, services in
            .sharedContainerName(name, services.map(\.key), at: services.last?.origin.place("container_name"))
        }
    }
}

extension ComposeModel.Network {
    /// The network of one host.
    func localRequest(_ name: String, _ own: [String: String]) -> NetworkCreateRequest {
        NetworkCreateRequest(
            name: name, checkDuplicate: true, driver: driver ?? "", internal: `internal` ?? false, attachable: attachable ?? false,
            ipam: ipam.flatMap(managed), enableIPv4: enableIPv4, enableIPv6: enableIPv6, options: driverOpts.dictionary,
            labels: labels.dictionary.merging(own) { $1 })
    }

    private func managed(_ ipam: IPAM) -> NetworkIPAM? {
        let managed = NetworkIPAM(
            driver: ipam.driver ?? "",
            config: ipam.config.map {
                NetworkIPAMPool(
                    subnet: $0.subnet ?? "", ipRange: $0.ipRange ?? "", gateway: $0.gateway ?? "",
                    auxiliaryAddresses: $0.auxAddresses.dictionary)
            },
            options: ipam.options.dictionary)
        return managed == NetworkIPAM() ? nil : managed
    }
}
