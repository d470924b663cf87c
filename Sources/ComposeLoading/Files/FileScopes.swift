package import Diagnostics

/// What a file of the project sees: where its relative paths start and which variables are set.
package struct FileScope: Sendable {
    /// Absolute.
    package var directory: String
    package var variables: VariableScope

    package init(directory: String, variables: VariableScope) {
        self.directory = directory
        self.variables = variables
    }

    /// The value of a variable; nil where it is unset.
    package func variable(_ name: String) -> String? { variables[name]?.value }
}

/// The scope of every file of a run. A value's scope is that of the file it is written in, however it was merged.
package struct FileScopes: Sendable {
    /// The scope of the project itself, and of whatever no file says.
    package var project: FileScope
    private var scopes: [UInt32: FileScope] = [:]

    package init(project: FileScope) {
        self.project = project
    }

    /// The scope that values of this file live in.
    package subscript(file: SourceFileID) -> FileScope {
        get { scopes[file.index] ?? project }
        set { scopes[file.index] = newValue }
    }
}

extension FileScope {
    /// A host path as compose means it: `~` is the home folder, a relative path starts at the file's folder.
    func absolute(_ path: String) -> String {
        let expanded = expandingHome(path)
        if FilePath.isAbsolute(expanded) || FilePath.isWindowsAbsolute(expanded) { return expanded }
        return FilePath.resolve(expanded, in: directory)
    }

    /// `~` at the start replaced with the home folder, where `HOME` is set.
    func expandingHome(_ path: String) -> String {
        guard path.hasPrefix("~"), let home = variable("HOME") else { return path }
        return home + path.dropFirst()
    }
}
