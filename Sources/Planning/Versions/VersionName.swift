import EngineModel

/// How the objects are called that hold the versions of one secret or config.
///
/// The first has the plain name, as docker's; each later one has a digest of its content behind it.
package enum VersionName {
    /// Hexadecimal digits behind the name: 40 bits, enough to tell a few versions apart.
    static let digits = 10
    /// What the engine allows (swarmkit manager/controlapi/common.go).
    static let limit = 64

    /// The name of the version with this content, `home_rules-3f9a1c27d4`.
    ///
    /// - Parameter key: the id of the swarm. Names are seen in lists and logs, where a plain digest of a short secret could be guessed.
    static func name(_ plain: String, content: some Collection<UInt8>, key: String) -> String {
        let message = Array(plain.utf8) + [0] + content
        return cut(plain) + "-" + SHA256.keyedHexDigest(of: message, key: key.utf8).prefix(digits)
    }

    /// Whether a name can be that of a version after the first.
    package static func isLaterVersion(_ name: String, of plain: String) -> Bool { base(of: name) == cut(plain) }

    /// What stands before the digest of a later version; nil for a name that cannot be one.
    static func base(of name: String) -> String? {
        let suffix = name.suffix(digits + 1)
        guard suffix.count == digits + 1, suffix.first == "-", suffix.dropFirst().allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
            return nil
        }
        return String(name.dropLast(digits + 1))
    }

    /// Long names are cut, so that the digest fits.
    static func cut(_ plain: String) -> String { String(plain.prefix(limit - digits - 1)) }
}

/// What is known about the content of an object of the engine, compared with the file's.
package enum ContentVerdict: Hashable, Sendable {
    case same
    case other
    /// The engine does not tell.
    case unknown
}
