/// Where a broker is and who we are to it: an AMQP URL taken apart.
///
/// Follows RabbitMQ's URI specification and its query parameters: `amqp://user:password@host:port/vhost?heartbeat=10`.
package struct BrokerAddress: Hashable, Sendable {
    package var host: String
    package var port: UInt16
    package var user: String
    package var password: String
    package var virtualHost: String
    /// `nil` for a plain connection.
    package var tls: TLSOptions?
    /// How often both sides show that they live; a side that is silent for twice as long is given up. Zero turns it off.
    package var heartbeat: Duration
    /// How long a TCP or TLS connection may take to come up, and the login after it.
    package var connectionTimeout: Duration

    /// The address of that host with RabbitMQ's defaults: `guest` on the virtual host `/`, a heartbeat of 10 s.
    package init(host: String, port: UInt16? = nil, tls: TLSOptions? = nil) {
        self.host = host
        self.port = port ?? (tls == nil ? 5672 : 5671)
        self.tls = tls
        user = "guest"
        password = "guest"
        virtualHost = "/"
        heartbeat = .seconds(10)
        connectionTimeout = .seconds(10)
    }

    /// What a TLS connection checks and shows.
    package struct TLSOptions: Hashable, Sendable {
        /// A PEM file of the authorities to trust; `nil` for the system's.
        package var authorities: String?
        /// PEM files of our own certificate and its key; both or none.
        package var certificate: String?
        package var key: String?
        /// Check the broker's certificate and its host name.
        package var verifiesBroker: Bool

        /// Trusts the system's authorities unless another file is named.
        package init(authorities: String? = nil, certificate: String? = nil, key: String? = nil, verifiesBroker: Bool = true) {
            self.authorities = authorities
            self.certificate = certificate
            self.key = key
            self.verifiesBroker = verifiesBroker
        }
    }
}

extension BrokerAddress: CustomStringConvertible {
    /// For people and logs: never the password.
    package var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(tls == nil ? "amqp" : "amqps")://\(user)@\(name):\(port) (virtual host \(virtualHost))"
    }
}
