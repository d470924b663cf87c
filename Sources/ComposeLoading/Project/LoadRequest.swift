package import ComposeModel
package import Diagnostics

/// What is to be loaded, and from where it is seen.
package struct LoadRequest: Sendable {
    /// Compose files in order, `-` for standard input; none: they are looked for (compose.yaml and its kin, upward).
    package var files: [String] = []
    /// Absolute: where relative file names start.
    package var workingDirectory: String
    /// Where relative paths in the files start; nil: the folder of the first file.
    package var projectDirectory: String?
    /// The name from the command line; nil: COMPOSE_PROJECT_NAME, `name:` or the folder's name.
    package var projectName: String?
    /// The process's environment.
    package var environment: [String: String] = [:]
    /// Files of variables for interpolation; none: the project's `.env`.
    package var envFiles: [String] = []
    package var profiles: [String] = []
    package var dialect: Dialect = .specification
    /// False leaves `${...}` as they are.
    package var interpolates = true
    /// Whether the variables that the files use and see are listed.
    package var listsVariables = false
    /// Whether the contents of secrets and configs are read too, as a deployment needs them.
    package var readsContents = false
    /// Whether the files of secrets and configs are mounted by the engine, which may run elsewhere: one that cannot be read
    /// here is then a warning.
    package var mountsContents = false

    package init(workingDirectory: String) {
        self.workingDirectory = workingDirectory
    }

    /// A file as the user would name it.
    func shown(_ path: String) -> String {
        let prefix = workingDirectory + "/"
        if path == "-" { return "<stdin>" }
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

/// What came of loading: the project, unless it has errors, and all that is to be said about it.
package struct LoadedProject: Sendable {
    /// nil where `diagnostics` has an error.
    package var project: ComposeFile?
    package var diagnostics: [Diagnostic]
    /// The texts of all files, for quoting.
    package var sources: SourceMap
    /// The project's name: given, written or made from the folder's name.
    package var name: String
    /// Absolute: the project's folder.
    package var directory: String
    /// Absolute paths of the files that were asked for or found, in order; `-` is standard input.
    package var files: [String] = []

    /// The variables that interpolation saw, sorted by name.
    package var environment: [(name: String, value: String)] = []
    /// The variables that the files use, by name; only where the request asked for them.
    package var variables: [TemplateVariable] = []

    package init(project: ComposeFile?, diagnostics: [Diagnostic], sources: SourceMap, name: String, directory: String) {
        self.project = project
        self.diagnostics = diagnostics
        self.sources = sources
        self.name = name
        self.directory = directory
    }
}
