/// One network that a task joins.
package struct NetworkAttachmentConfig: Hashable, Codable, Sendable {
    /// In a desired spec the full name of the network, in an observed one its id.
    package var target: String
    /// Further names of the task on that network.
    @OmitEmpty package var aliases: [String]
    /// Options of the network driver for this end point.
    @OmitEmpty package var driverOpts: [String: String]

    private enum CodingKeys: String, CodingKey {
        case target = "Target"
        case aliases = "Aliases"
        case driverOpts = "DriverOpts"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(target: String, aliases: [String] = [], driverOpts: [String: String] = [:]) {
        self.target = target
        self.aliases = aliases
        self.driverOpts = driverOpts
    }
}
