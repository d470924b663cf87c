package import Diagnostics

/// A network that a service joins.
package struct NetworkAttachment: Sendable, Hashable {
    /// The key under the top-level `networks`.
    package var network: String
    /// Whether the file gave a mapping (even an empty one) rather than a bare name.
    package var isExplicit = false
    package var aliases: [String] = []
    package var driverOpts: [KeyValue] = []
    package var gatewayPriority: Int64?
    package var interfaceName: String?
    package var ipv4Address: String?
    package var ipv6Address: String?
    package var linkLocalIPs: [String] = []
    package var macAddress: String?
    package var priority: Int64?
    package var extensions: [ExtensionField] = []
    package var range: SourceRange?

    package init(network: String) {
        self.network = network
    }
}
