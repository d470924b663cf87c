/// A driver by name with its options: log drivers, volume drivers, secret drivers, templating.
package struct Driver: Hashable, Codable, Sendable {
    /// The name.
    @OmitEmpty package var name: String
    /// Its options.
    @OmitEmpty package var options: [String: String]

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(name: String = "", options: [String: String] = [:]) {
        self.name = name
        self.options = options
    }
}
