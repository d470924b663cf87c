/// The name of an image, taken apart: `registry.example:5000/team/app:1.2@sha256:...`.
///
/// Follows the grammar of the distribution project and the defaults of `docker`: without a registry it is `docker.io`, and there
/// a name without a folder lies in `library`.
package struct ImageReference: Hashable, Sendable {
    /// The registry, such as `docker.io` or `registry.example:5000`; never empty.
    package let domain: String
    /// The repository in the registry, such as `library/nginx`; lower case.
    package let path: String
    /// The tag as written; nil where there is none.
    package let tag: String?
    /// The digest as written, such as `sha256:` and 64 hexadecimal digits; nil where there is none.
    package let digest: String?

    /// The registry of names that say none.
    package static let defaultDomain = "docker.io"
    private static let officialFolder = "library/"

    /// Takes a reference apart. Throws ``ImageReferenceError``.
    package init(_ text: String) throws(ImageReferenceError) {
        guard !text.isEmpty else { throw .empty }
        if text.utf8.count == 64, text.utf8.allSatisfy(ImageGrammar.isHexadecimal) { throw .bareIdentifier }
        let beforeDigest: Substring
        if let at = text.firstIndex(of: "@") {
            beforeDigest = text[..<at]
            let written = String(text[text.index(after: at)...])
            guard ImageGrammar.isDigest(written) else { throw .invalidDigest(written) }
            digest = written
        } else {
            beforeDigest = text[...]
            digest = nil
        }
        let (name, tag) = Self.splitTag(beforeDigest)
        if let tag, !ImageGrammar.isTag(tag) { throw .invalidTag(tag) }
        self.tag = tag
        (domain, path) = Self.splitDomain(name)
        guard ImageGrammar.isDomain(domain) else { throw .invalidRegistry(domain) }
        if path != path.lowercased() { throw .upperCase(path) }
        guard ImageGrammar.isPath(path) else { throw .invalidName(path) }
        guard domain.utf8.count + 1 + path.utf8.count <= 255 else { throw .tooLong }
    }

    private init(domain: String, path: String, tag: String?, digest: String?) {
        self.domain = domain
        self.path = path
        self.tag = tag
        self.digest = digest
    }

    /// A colon after the last slash begins the tag; one before it belongs to the registry's port.
    private static func splitTag(_ text: Substring) -> (name: Substring, tag: String?) {
        let lastComponent = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        guard let colon = text[lastComponent...].firstIndex(of: ":") else { return (text, nil) }
        return (text[..<colon], String(text[text.index(after: colon)...]))
    }

    /// The first component is a registry when it could not be a folder: a dot, a colon, an upper-case letter, or `localhost`.
    private static func splitDomain(_ name: Substring) -> (domain: String, path: String) {
        var domain = defaultDomain
        var path = String(name)
        if let slash = name.firstIndex(of: "/") {
            let first = String(name[..<slash])
            if first.contains(".") || first.contains(":") || first == "localhost" || first != first.lowercased() {
                domain = first == "index.docker.io" ? defaultDomain : first
                path = String(name[name.index(after: slash)...])
            }
        }
        if domain == defaultDomain, !path.contains("/") { path = officialFolder + path }
        return (domain, path)
    }
}

extension ImageReference {
    /// Registry and repository, without tag and digest.
    package var name: String { domain + "/" + path }

    /// The name as people write it: without `docker.io` and `library`.
    package var familiarName: String {
        guard domain == Self.defaultDomain else { return name }
        guard path.hasPrefix(Self.officialFolder) else { return path }
        let rest = path.dropFirst(Self.officialFolder.count)
        return rest.contains("/") ? path : String(rest)
    }

    /// The whole reference as people write it.
    package var familiar: String { familiarName + suffix }

    /// With the tag `latest` when there is neither tag nor digest.
    package var withDefaultTag: ImageReference {
        tag == nil && digest == nil ? ImageReference(domain: domain, path: path, tag: "latest", digest: nil) : self
    }

    /// With this digest, keeping the tag. Throws ``ImageReferenceError/invalidDigest(_:)``.
    package func pinned(to digest: String) throws(ImageReferenceError) -> ImageReference {
        guard ImageGrammar.isDigest(digest) else { throw .invalidDigest(digest) }
        return ImageReference(domain: domain, path: path, tag: tag, digest: digest)
    }

    private var suffix: String { (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "") }
}

extension ImageReference: CustomStringConvertible {
    /// The whole reference with its registry.
    package var description: String { name + suffix }
}

/// Why a text is no image reference.
package enum ImageReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    /// 64 hexadecimal digits: the id of an image, not a name.
    case bareIdentifier
    case invalidRegistry(String)
    case upperCase(String)
    case invalidName(String)
    case invalidTag(String)
    case invalidDigest(String)
    case tooLong

    /// What is wrong, in words.
    package var description: String {
        switch self {
        case .empty: "an image name cannot be empty"
        case .bareIdentifier: "64 hexadecimal digits are the id of an image, not its name"
        case .invalidRegistry(let text): "\"\(text)\" is no name of a registry"
        case .upperCase(let text): "the repository \"\(text)\" must be lower case"
        case .invalidName(let text): "\"\(text)\" is no name of a repository"
        case .invalidTag(let text): "\"\(text)\" is no tag: letters, digits, _ . - and at most 128 of them"
        case .invalidDigest(let text): "\"\(text)\" is no digest, such as sha256: and 64 hexadecimal digits"
        case .tooLong: "an image name has at most 255 characters"
        }
    }
}
