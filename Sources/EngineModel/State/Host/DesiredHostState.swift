/// What a project on one host should be. Everything is said by name; ids are found when it is applied.
package struct DesiredHostState: Hashable, Sendable {
    /// The name of the project.
    package var project: String
    /// Networks that belong to the project.
    package var networks: [DesiredNetwork]
    /// Names (or ids) of networks that must exist already.
    package var externalNetworks: [String]
    /// Volumes that belong to the project.
    package var volumes: [VolumeCreateRequest]
    /// Names of volumes that must exist already.
    package var externalVolumes: [String]
    /// Services that this run is about, sorted by name.
    package var services: [DesiredHostService]
    /// Services that the files know and no active profile selects: their containers are no orphans.
    package var disabledServices: [String]

    /// A state from its parts.
    package init(
        project: String, networks: [DesiredNetwork] = [], externalNetworks: [String] = [], volumes: [VolumeCreateRequest] = [],
        externalVolumes: [String] = [], services: [DesiredHostService] = [], disabledServices: [String] = []
    ) {
        self.project = project
        self.networks = networks
        self.externalNetworks = externalNetworks
        self.volumes = volumes
        self.externalVolumes = externalVolumes
        self.services = services
        self.disabledServices = disabledServices
    }
}
