import EngineModel

/// An object that holds, or held, the content of a secret or config of the file.
struct FileVersion: Hashable {
    var id: String
    var name: String
    var version: ObjectVersion
    var createdAt: Timestamp?
    var content: ContentVerdict

    /// Newer ones first.
    static func isNewer(_ a: FileVersion, _ b: FileVersion) -> Bool {
        if let first = a.createdAt, let second = b.createdAt, first != second { return first > second }
        return (a.version, a.name) > (b.version, b.name)
    }
}

/// The versions of one secret or config of the file, and which of them is to be used.
struct FileVersions: Hashable {
    /// What becomes of the name in the file.
    enum Choice: Hashable {
        /// There is none yet.
        case first
        /// This one has the content, as far as the engine tells.
        case existing(FileVersion)
        /// The content changed: a version of this name is made.
        case new(name: String, replaces: String)
        /// The content changed, and the file itself fixes the name.
        case fixed(FileVersion)
    }

    let plain: ResourceAddress
    let choice: Choice
    /// The others, newest first.
    let superseded: [FileVersion]

    /// - Parameters:
    ///   - candidates: the objects of the stack that can be versions.
    ///   - isNamed: whether the file fixes the name; then there is but one version.
    ///   - inUse: ids of objects that services use; among equals they are preferred.
    ///   - newName: the name that the version with the file's content has, if it is not the first; asked for only when needed.
    init(_ plain: ResourceAddress, candidates: [FileVersion], isNamed: Bool, inUse: Set<String>, newName: () -> String) {
        self.plain = plain
        let own = candidates.first { $0.name == plain.name }
        if isNamed {
            superseded = []
            choice = own.map { $0.content == .other ? .fixed($0) : .existing($0) } ?? .first
            return
        }
        choice = Self.choice(plain, candidates.sorted(by: FileVersion.isNewer), own, inUse, newName)
        let chosen = if case .existing(let version) = choice { version.name } else { "" }
        superseded = candidates.filter { $0.name != chosen }.sorted(by: FileVersion.isNewer)
    }

    private static func choice(
        _ plain: ResourceAddress, _ newestFirst: [FileVersion], _ own: FileVersion?, _ inUse: Set<String>, _ newName: () -> String
    ) -> Choice {
        guard let newest = newestFirst.first else { return .first }
        let same = newestFirst.filter { $0.content == .same }
        if let chosen = same.first(where: { inUse.contains($0.id) }) ?? same.first { return .existing(chosen) }
        // Nobody knows, and there was never another content: it is taken for equal, which the plan says.
        if newestFirst.count == 1, let own, own.content == .unknown { return .existing(own) }
        let name = newName()
        // The name says what is in it where the engine does not.
        if let named = newestFirst.first(where: { $0.name == name && $0.content == .unknown }) { return .existing(named) }
        return .new(name: name, replaces: (newestFirst.first { inUse.contains($0.id) } ?? newest).name)
    }

    /// The name of the object that services are to use.
    var name: String {
        switch choice {
        case .first, .fixed: plain.name
        case .existing(let version): version.name
        case .new(let name, _): name
        }
    }
}
