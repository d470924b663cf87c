/// What a stack should be. Everything is said by name; ids are found when it is applied.
package struct DesiredSwarmState: Hashable, Sendable {
    /// The name of the stack.
    package var stack: String
    /// Networks that belong to the stack.
    package var networks: [DesiredNetwork]
    /// Full names of networks that must exist already.
    package var externalNetworks: [String]
    /// Secrets that belong to the stack, with their content.
    package var secrets: [SecretSpec]
    /// Configs that belong to the stack, with their content.
    package var configs: [ConfigSpec]
    /// Full names of secrets that must exist already.
    package var externalSecrets: [String]
    /// Full names of configs that must exist already.
    package var externalConfigs: [String]
    /// Secrets and configs whose names the file itself gives; they keep them whatever they hold.
    package var namedFiles: Set<ResourceAddress> = []
    /// Services of the stack.
    package var services: [DesiredService]

    /// A state from its parts.
    package init(
        stack: String, networks: [DesiredNetwork] = [], externalNetworks: [String] = [], secrets: [SecretSpec] = [],
        configs: [ConfigSpec] = [], externalSecrets: [String] = [], externalConfigs: [String] = [], services: [DesiredService] = []
    ) {
        self.stack = stack
        self.networks = networks
        self.externalNetworks = externalNetworks
        self.secrets = secrets
        self.configs = configs
        self.externalSecrets = externalSecrets
        self.externalConfigs = externalConfigs
        self.services = services
    }
}

/// A network that should exist.
package struct DesiredNetwork: Hashable, Sendable {
    /// The full name; the same as in the request.
    package var name: String
    /// How to create it.
    package var request: NetworkCreateRequest

    /// A network by its request.
    package init(name: String, request: NetworkCreateRequest) {
        self.name = name
        self.request = request
    }
}

/// A service that should run.
package struct DesiredService: Hashable, Sendable {
    /// The full name; the same as in the spec.
    package var name: String
    /// What it should be. Networks are targeted by full name; references to secrets and configs have a name and an empty id.
    package var spec: ServiceSpec
    /// The image as the file writes it.
    package var image: String
    /// What it waits for before it is created or updated.
    package var dependsOn: [ServiceDependency]

    /// A service from its parts.
    package init(name: String, spec: ServiceSpec, image: String, dependsOn: [ServiceDependency] = []) {
        self.name = name
        self.spec = spec
        self.image = image
        self.dependsOn = dependsOn
    }
}

/// A service that another one waits for.
package struct ServiceDependency: Hashable, Sendable {
    /// How far the other service must have come.
    package enum Condition: String, Hashable, Sendable {
        /// It has been created.
        case started
        /// Its tasks run, and their health checks succeed.
        case healthy
        /// Its tasks have ended with exit code 0.
        case completedSuccessfully
    }

    /// The full name of the other service.
    package var service: String
    /// How far it must have come.
    package var condition: Condition
    /// Whether it is an error when the other service is missing or fails; otherwise a warning.
    package var required: Bool
    /// Whether the service that waits is restarted when the other one is restarted or made anew (one host only).
    package var restart: Bool

    /// A dependency from its parts.
    package init(service: String, condition: Condition = .started, required: Bool = true, restart: Bool = false) {
        self.service = service
        self.condition = condition
        self.required = required
        self.restart = restart
    }
}
