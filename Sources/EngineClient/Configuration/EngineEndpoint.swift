import FoundationEssentials
package import HTTPTransport

/// Which engine the user means, and who said so.
package struct EngineEndpoint: Hashable, Sendable {
    /// Who said so.
    package enum Origin: Hashable, Sendable {
        /// The environment variable `DOCKER_HOST`.
        case hostVariable
        /// The environment variable `DOCKER_CONTEXT`, or the context that the configuration makes current.
        case context(String)
        /// Nobody: the engine of this machine.
        case standard
    }

    /// How to reach it.
    package var endpoint: Endpoint
    /// Who said so.
    package var origin: Origin

    /// An end point from its parts.
    package init(endpoint: Endpoint, origin: Origin) {
        self.endpoint = endpoint
        self.origin = origin
    }

    /// Where an engine listens unless told otherwise.
    package static let standardSocket = "/var/run/docker.sock"
}

extension EngineEndpoint: CustomStringConvertible {
    /// The address as a URL: `unix:///var/run/docker.sock`.
    package var description: String { endpoint.description }
}

extension EngineEndpoint {
    /// Finds the engine as `docker` does: `DOCKER_HOST`, then `DOCKER_CONTEXT`, then the current context of the configuration file, then
    /// the engine of this machine. `home` is the user's folder; the configuration is in `DOCKER_CONFIG` or in `home`/.docker.
    ///
    /// Throws ``EngineError``: `misconfigured` for an address or a context that is wrong, `unsupported` for ssh:// and TLS.
    ///
    /// - Parameter hostOrigin: who said what stands in `DOCKER_HOST`, for messages: an option may have been put there.
    package static func resolve(
        environment: [String: String], home: String?, hostOrigin: String = "DOCKER_HOST"
    ) throws -> EngineEndpoint {
        if let host = environment.nonEmpty("DOCKER_HOST") {
            let usesTLS = environment.nonEmpty("DOCKER_TLS_VERIFY") != nil || environment.nonEmpty("DOCKER_TLS") != nil
            return EngineEndpoint(endpoint: try endpoint(host, usesTLS: usesTLS, saidBy: hostOrigin), origin: .hostVariable)
        }
        let configuration = ConfigurationFolder(environment: environment, home: home)
        let name = try environment.nonEmpty("DOCKER_CONTEXT") ?? configuration?.file().currentContext ?? "default"
        guard name != "default", !name.isEmpty else {
            return EngineEndpoint(endpoint: .unix(path: standardSocket), origin: .standard)
        }
        guard let context = try configuration?.context(named: name) else {
            throw misconfigured("there is no docker context \"\(name)\"")
        }
        let address = try endpoint(context.host, usesTLS: context.usesTLS, saidBy: "the docker context \"\(name)\"")
        return EngineEndpoint(endpoint: address, origin: .context(name))
    }

    /// An address as `docker` writes it: `unix:///path`, `tcp://host:port`.
    private static func endpoint(_ address: String, usesTLS: Bool, saidBy origin: String) throws -> Endpoint {
        guard let separator = address.firstRange(of: "://") else {
            throw misconfigured("\(origin) says \"\(address)\", which begins with neither unix:// nor tcp://")
        }
        let rest = String(address[separator.upperBound...])
        switch address[..<separator.lowerBound] {
        case "unix":
            return .unix(path: rest.isEmpty ? standardSocket : rest)
        case "tcp", "http":
            if usesTLS { throw unsupported("\(origin) asks for TLS, which is not supported yet") }
            return try tcp(rest, saidBy: origin)
        case "https": throw unsupported("\(origin) asks for TLS, which is not supported yet")
        case "ssh":
            throw unsupported("\(origin) says \"\(address)\", and ssh:// is not supported yet; forward the socket with ssh -L")
        case "npipe", "fd": throw unsupported("\(origin) says \"\(address)\", which is not supported here")
        default: throw misconfigured("\(origin) says \"\(address)\", which begins with neither unix:// nor tcp://")
        }
    }

    /// `host:port`, `[v6]:port`, or a host alone, whose port is 2375 then; a path is not supported.
    private static func tcp(_ text: String, saidBy origin: String) throws -> Endpoint {
        let authority = text.hasSuffix("/") ? String(text.dropLast()) : text
        var host = authority[...]
        var port = 2375
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
                throw misconfigured("\(origin) says \"tcp://\(text)\", whose port is not in 1...65535")
            }
            port = Int(number)
            host = authority[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.contains("/"), !host.contains(" ") else {
            throw misconfigured("\(origin) says \"tcp://\(text)\", which is no host and port")
        }
        return .tcp(host: host.isEmpty ? "127.0.0.1" : String(host), port: port)
    }

    private static func misconfigured(_ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "find the engine", message: message)
    }

    private static func unsupported(_ message: String) -> EngineError {
        EngineError(.unsupported, operation: "find the engine", message: message)
    }
}

extension [String: String] {
    /// The value of a variable; nil for an empty one too.
    func nonEmpty(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
