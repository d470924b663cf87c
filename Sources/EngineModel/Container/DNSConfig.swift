/// Resolver settings of a container.
package struct DNSConfig: Hashable, Codable, Sendable {
    /// Addresses of name servers.
    @OmitEmpty package var nameservers: [String]
    /// Search domains.
    @OmitEmpty package var search: [String]
    /// Resolver options.
    @OmitEmpty package var options: [String]

    private enum CodingKeys: String, CodingKey {
        case nameservers = "Nameservers"
        case search = "Search"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(nameservers: [String] = [], search: [String] = [], options: [String] = []) {
        self.nameservers = nameservers
        self.search = search
        self.options = options
    }
}
