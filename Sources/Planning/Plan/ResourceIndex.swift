/// Which names exist in the swarm and under which ids: what a plan needs to know beyond the stack itself.
package struct ResourceIndex: Hashable, Sendable {
    /// A network outside the stack as far as a plan cares.
    package struct KnownNetwork: Hashable, Sendable {
        package var id: String
        /// `swarm`, `local` or `global`.
        package var scope: String

        package init(id: String, scope: String) {
            self.id = id
            self.scope = scope
        }
    }

    /// All networks by full name.
    package var networks: [String: KnownNetwork]
    /// Secrets by full name: those of the stack, the external ones, and others of the same names.
    package var secretIDs: [String: String]
    /// Configs by full name, likewise.
    package var configIDs: [String: String]
    /// What the engine said when it was asked whether a secret holds what the file says, by the secret's id.
    package var secretContents: [String: ContentVerdict] = [:]
    /// The id of the swarm, which only managers tell: a key for digests. Empty where none is needed.
    package var swarmID = ""
    /// Names of all services by the id of a network that they use; empty if nobody wanted to know.
    package var networkUsers: [String: [String]] = [:]
    /// Names of wanted services that exist outside the stack.
    package var takenServices: Set<String> = []
    /// Names of networks by id, to read what a service joins.
    package var networkNames: [String: String]

    package init(networks: [String: KnownNetwork] = [:], secretIDs: [String: String] = [:], configIDs: [String: String] = [:]) {
        self.networks = networks
        self.secretIDs = secretIDs
        self.configIDs = configIDs
        networkNames = Dictionary(networks.map { ($0.value.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    }
}
