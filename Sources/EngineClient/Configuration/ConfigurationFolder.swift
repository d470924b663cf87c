import EngineModel
import FoundationEssentials

/// The folder with the user's settings for `docker`, usually `~/.docker`.
struct ConfigurationFolder: Sendable {
    /// Its path.
    let path: String

    /// The folder of `DOCKER_CONFIG`, or `home`/.docker; nil when there is neither.
    init?(environment: [String: String], home: String?) {
        if let path = environment.nonEmpty("DOCKER_CONFIG") {
            self.path = path
        } else if let home, !home.isEmpty {
            path = home + "/.docker"
        } else {
            return nil
        }
    }

    /// The file `config.json`; an absent one is empty.
    func file() throws -> ConfigurationFile {
        try read(path + "/config.json") ?? ConfigurationFile()
    }

    /// A context by name; nil when there is none. Contexts lie in folders named after a hash of theirs, which we need not compute.
    func context(named name: String) throws -> DockerContext? {
        let folder = path + "/contexts/meta"
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        for entry in entries.sorted() {
            guard var context: DockerContext = try read("\(folder)/\(entry)/meta.json"), context.name == name else { continue }
            // Certificates lie beside the description; tcp:// without them is plain.
            context.usesTLS = FileManager.default.fileExists(atPath: "\(path)/contexts/tls/\(entry)/docker")
            return context
        }
        return nil
    }

    private func read<Value: Decodable>(_ path: String) throws -> Value? {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            throw EngineError(.misconfigured, operation: "read \(path)", message: "permission denied")
        }
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw EngineError(.misconfigured, operation: "read \(path)", message: "it is no valid JSON of its kind")
        }
    }
}

/// The part of `config.json` that we use.
struct ConfigurationFile: Decodable, Sendable {
    /// What is stored about one registry.
    struct Auth: Decodable, Sendable {
        /// `user:password` in base64.
        var auth: String?
        var username: String?
        var password: String?
        /// A token that stands for user and password.
        var identitytoken: String?
        /// A token for the registry itself.
        var registrytoken: String?
    }

    /// What is stored in the file itself, by registry.
    var auths: [String: Auth]?
    /// The program that keeps all other credentials: `docker-credential-` and this.
    var credsStore: String?
    /// Programs that keep the credentials of certain registries.
    var credHelpers: [String: String]?
    /// The context that is used unless told otherwise.
    var currentContext: String?
    /// Folders in which plugins of the docker client are looked for first.
    var cliPluginsExtraDirs: [String]?
    /// Proxies for what runs in containers, by the engine's address; `default` is for all others.
    var proxies: [String: Proxy]?

    /// Proxies for one engine's containers.
    struct Proxy: Decodable, Sendable {
        var httpProxy: String?
        var httpsProxy: String?
        var noProxy: String?
        var ftpProxy: String?
        var allProxy: String?
    }
}

/// The description of one way to an engine.
struct DockerContext: Decodable, Sendable {
    /// Its name.
    let name: String
    /// The address of the engine.
    let host: String
    /// Whether it speaks TLS.
    var usesTLS: Bool

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case endpoints = "Endpoints"
    }

    private struct Endpoints: Decodable {
        var docker: DockerEndpoint?
    }

    private struct DockerEndpoint: Decodable {
        var host: String?

        enum CodingKeys: String, CodingKey {
            case host = "Host"
        }
    }

    /// Reads `meta.json`. Without an address it is the engine of this machine.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        let endpoint = try container.decodeIfPresent(Endpoints.self, forKey: .endpoints)?.docker
        host = endpoint?.host ?? "unix://" + EngineEndpoint.standardSocket
        usesTLS = false
    }
}
