/// Where a server listens.
package enum Endpoint: Hashable, Sendable {
    /// A socket in the file system.
    case unix(path: String)
    /// A TCP port; the host is a name or an address, IPv6 without brackets.
    case tcp(host: String, port: Int)
}

extension Endpoint {
    /// The value of the `Host` field. A socket in the file system has no name, and Go's server wants a valid one.
    var authority: String {
        switch self {
        case .unix: "localhost"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}

extension Endpoint: CustomStringConvertible {
    /// As a URL: `unix:///run/docker.sock`, `tcp://host:2375`.
    package var description: String {
        switch self {
        case .unix(let path): "unix://\(path)"
        case .tcp: "tcp://\(authority)"
        }
    }
}
