package import Diagnostics

/// A compose project: everything the files said, typed, merged and with defaults; nothing of it was sent anywhere yet.
///
/// Lists of named things are in the order of the files; names are unique within a list.
package struct ComposeFile: Sendable {
    /// Top-level `name:` or what the command line said; nil where neither did.
    package var name: String?
    /// The `version:` as written, normalised (`3` is 3.13); only docker's stack format has one.
    package var version: String?
    package var services: [Service] = []
    /// Services that no active profile selects: known, but not part of this run.
    package var disabledServices: [Service] = []
    package var networks: [Network] = []
    package var volumes: [Volume] = []
    package var secrets: [FileObject] = []
    package var configs: [FileObject] = []
    package var models: [LanguageModel] = []
    package var extensions: [ExtensionField] = []

    package init() {}

    /// The network with this key; nil where the file declares none.
    package func network(_ key: String) -> Network? { networks.first { $0.key == key } }
    /// The volume with this key.
    package func volume(_ key: String) -> Volume? { volumes.first { $0.key == key } }
    /// The secret with this key.
    package func secret(_ key: String) -> FileObject? { secrets.first { $0.key == key } }
    /// The config with this key.
    package func config(_ key: String) -> FileObject? { configs.first { $0.key == key } }
    /// The enabled service with this key.
    package func service(_ key: String) -> Service? { services.first { $0.key == key } }
}

/// Where a value stands, looked up only when a diagnostic needs it.
package struct Origin: Sendable {
    /// The place of the whole value.
    package let range: SourceRange?
    private let locate: @Sendable ([String]) -> SourceRange?

    package init(range: SourceRange?, locate: @escaping @Sendable ([String]) -> SourceRange? = { _ in nil }) {
        self.range = range
        self.locate = locate
    }

    /// The places of a value that two layers made: the upper one's, else the lower one's.
    package func over(_ base: Origin) -> Origin {
        let (upper, lower) = (locate, base.locate)
        return Origin(range: base.range ?? range) { upper($0) ?? lower($0) }
    }

    /// Whether the file has these keys, even with nothing under them; always false for what no file says.
    package func declares(_ keys: String...) -> Bool { locate(keys) != nil }

    /// The place of what stands under these keys; nil where nothing does.
    package func exactPlace(_ keys: [String]) -> SourceRange? { locate(keys) }

    /// The place of what stands under these keys (a list index is its decimal text); the nearest enclosing place
    /// where the exact one is not known.
    package func place(_ keys: String...) -> SourceRange? {
        var keys = keys
        while !keys.isEmpty {
            if let range = locate(keys) { return range }
            keys.removeLast()
        }
        return range
    }
}
