/// What the engine has under the name of one stack, found by the label ``StackLabel/namespace``.
package struct ObservedSwarmState: Hashable, Sendable {
    /// The name of the stack.
    package var stack: String
    /// Its services.
    package var services: [Service]
    /// Its networks.
    package var networks: [Network]
    /// Its secrets; the engine never tells their content.
    package var secrets: [Secret]
    /// Its configs.
    package var configs: [Config]

    /// A state from its parts.
    package init(
        stack: String, services: [Service] = [], networks: [Network] = [], secrets: [Secret] = [], configs: [Config] = []
    ) {
        self.stack = stack
        self.services = services
        self.networks = networks
        self.secrets = secrets
        self.configs = configs
    }

    /// Whether the engine has nothing under this name.
    package var isEmpty: Bool { services.isEmpty && networks.isEmpty && secrets.isEmpty && configs.isEmpty }
}
