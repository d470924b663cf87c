package import EngineModel
import FoundationEssentials

/// The user's credentials for registries, as `docker login` stores them.
package struct RegistryCredentials: Sendable {
    private let file: ConfigurationFile
    /// What the variable `DOCKER_AUTH_CONFIG` holds; comes before the file.
    private let variable: ConfigurationFile?
    private let environment: [String: String]

    /// The address under which credentials for Docker Hub are stored, for historic reasons.
    private static let hubAddress = "https://index.docker.io/v1/"

    /// Reads the configuration in `DOCKER_CONFIG` or `home`/.docker, and the variable `DOCKER_AUTH_CONFIG`. Throws ``EngineError`` when
    /// one of them is there and cannot be read.
    package init(environment: [String: String], home: String?) throws {
        self.environment = environment
        file = try ConfigurationFolder(environment: environment, home: home)?.file() ?? ConfigurationFile()
        variable = try environment.nonEmpty("DOCKER_AUTH_CONFIG").map { text in
            do {
                return try JSONDecoder().decode(ConfigurationFile.self, from: Data(text.utf8))
            } catch {
                throw EngineError(.misconfigured, operation: "read DOCKER_AUTH_CONFIG", message: "it is no valid JSON of its kind")
            }
        }
    }

    /// The credential for the registry of an image; nil when there is none. Throws ``EngineError`` when a stored one cannot be read or
    /// a helper cannot be asked.
    package func auth(for image: ImageReference) async throws -> RegistryAuth? {
        guard let credential = try await credential(forRegistry: image.domain), !credential.isEmpty else { return nil }
        return RegistryAuth(registry: image.domain, headerValue: try credential.headerValue())
    }

    private func credential(forRegistry domain: String) async throws -> StoredCredential? {
        let server = domain == ImageReference.defaultDomain ? Self.hubAddress : domain
        if let stored = try variable.flatMap({ try stored(in: $0, server) }) { return stored }
        if let helper = file.credHelpers?[server] ?? file.credHelpers?[domain] {
            return try await CredentialHelper(name: helper, environment: environment).credential(for: server)
        }
        if let store = file.credsStore, !store.isEmpty {
            return try await CredentialHelper(name: store, environment: environment).credential(for: server)
        }
        return try stored(in: file, server)
    }

    /// What a file itself holds: under the very address, or under one with a scheme or a path for the same host.
    private func stored(in file: ConfigurationFile, _ server: String) throws -> StoredCredential? {
        let auths = file.auths ?? [:]
        let key = auths[server] == nil ? auths.keys.sorted().first { Self.host(of: $0) == Self.host(of: server) } : server
        guard let key, let auth = auths[key] else { return nil }
        var credential = StoredCredential(server: server)
        (credential.username, credential.password) = (auth.username ?? "", auth.password ?? "")
        if let packed = auth.auth, !packed.isEmpty {
            (credential.username, credential.password) = try Self.unpack(packed, for: key)
        }
        credential.identityToken = auth.identitytoken ?? ""
        credential.registryToken = auth.registrytoken ?? ""
        return credential
    }

    /// `user:password` in base64; older clients padded it with zero bytes.
    private static func unpack(_ packed: String, for key: String) throws -> (username: String, password: String) {
        let bytes = Data(base64Encoded: packed).map { $0.filter { $0 != 0 } }
        guard let bytes, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            throw EngineError(.misconfigured, operation: "read the credential for \(key)", message: "it is not user:password in base64")
        }
        return (String(decoding: bytes[..<colon], as: UTF8.self), String(decoding: bytes[(colon + 1)...], as: UTF8.self))
    }

    /// The host and port of an address with or without scheme and path.
    private static func host(of address: String) -> Substring {
        var rest = address[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        return rest.prefix { $0 != "/" }
    }
}
