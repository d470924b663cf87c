import FoundationEssentials

/// What is known for one registry. It never prints what it holds.
struct StoredCredential: Sendable, CustomStringConvertible {
    /// The address it is stored under.
    var server: String
    var username = ""
    var password = ""
    /// Stands for user and password; the engine trades it for a token of the registry.
    var identityToken = ""
    /// A token of the registry itself.
    var registryToken = ""

    var description: String { "credential for \(server)" }

    /// The keys that the engine reads (moby, api/types/registry).
    private struct Header: Encodable {
        var username: String?
        var password: String?
        var serveraddress: String?
        var identitytoken: String?
        var registrytoken: String?
    }

    /// Whether nothing is known.
    var isEmpty: Bool { username.isEmpty && password.isEmpty && identityToken.isEmpty && registryToken.isEmpty }

    /// The header's value: JSON in base64url with padding, as Go's `base64.URLEncoding` writes and reads it.
    func headerValue() throws -> String {
        let nonEmpty: (String) -> String? = { $0.isEmpty ? nil : $0 }
        let header = Header(
            username: nonEmpty(username), password: nonEmpty(password), serveraddress: server,
            identitytoken: nonEmpty(identityToken), registrytoken: nonEmpty(registryToken))
        let base64 = Data(try JSONText.encodeBytes(header)).base64EncodedString()
        return String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
