import FoundationEssentials

/// A program that extends docker's client, such as `docker-buildx`, and can be run without it.
package struct ClientPlugin: Hashable, Sendable {
    /// What comes after `docker-`.
    package let name: String
    /// The program; absolute.
    package let path: String

    /// A plugin at a place that is known.
    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// The folders of all users, in the order in which docker's client looks into them (docker/cli, cli-plugins/manager).
    package static let systemFolders = [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins",
        "/usr/libexec/docker/cli-plugins",
    ]

    /// Looks where docker's client does: the folders that its configuration adds, its own folder, the folders of all users.
    ///
    /// - Returns: nil where there is none that may be run.
    /// - Throws: ``EngineError`` for a configuration that cannot be read.
    package static func find(
        _ name: String, environment: [String: String], systemFolders: [String] = systemFolders
    ) throws -> ClientPlugin? {
        let configuration = ConfigurationFolder(environment: environment, home: environment["HOME"])
        var folders = try configuration?.file().cliPluginsExtraDirs ?? []
        if let configuration { folders.append(configuration.path + "/cli-plugins") }
        let program = (folders + systemFolders).map { "\($0)/docker-\(name)" }.first(where: isProgram)
        return program.map { ClientPlugin(name: name, path: $0) }
    }

    /// Links are followed: packages put them there.
    private static func isProgram(_ path: String) -> Bool {
        var isFolder = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return isThere && !isFolder && FileManager.default.isExecutableFile(atPath: path)
    }
}
