import ComposeModel
import Diagnostics
import YAMLTree

/// One run of the specification's loader: the trees of all files become one, then the model.
struct ProjectLoading {
    let request: LoadRequest
    let reader: TreeReader
    let directory: String
    var state: LoadingState

    init(request: LoadRequest, source: any FileSource, directory: String) {
        self.request = request
        self.directory = directory
        reader = TreeReader(source: source, dialect: .specification, interpolates: request.interpolates)
        state = LoadingState(project: FileScope(directory: directory, variables: VariableScope()))
    }

    mutating func run(_ files: [String]) -> LoadedProject {
        let variables = environment()
        let documents = files.map { reader.parse($0, shownAs: request.shown($0), at: nil, &state) }
        let name = projectName(documents.flatMap { $0 }, variables)
        let named = VariableScope(["COMPOSE_PROJECT_NAME": .init(name, from: "the project's name")]).over(variables)
        let scope = FileScope(directory: directory, variables: named)
        state.scopes = FileScopes(project: scope)
        var tree: Node?
        for (path, nodes) in zip(files, documents) {
            for node in nodes {
                tree = ProjectTree(reader: reader).layer(node, path: path, scope: scope, onto: tree, including: [path], &state)
            }
        }
        guard let tree else {
            if !state.diagnostics.hasErrors { state.diagnostics.append(.emptyFile(request.shown(files[0]))) }
            return finished(nil, name)
        }
        let file = project(tree, name, profiles: activeProfiles(variables))
        state.diagnostics = Redaction.apply(state.diagnostics, [tree])
        var result = finished(file, name)
        if request.listsVariables {
            result.environment = environmentListing(variables)
            result.variables = TemplateVariable.all(in: .sequence(documents.flatMap { $0 }))
        }
        return result
    }

    /// Decodes, completes and checks. Every step runs on what the earlier ones could read, so that one run tells everything.
    private mutating func project(_ tree: Node, _ name: String, profiles: [String]) -> ComposeFile? {
        var decoder = Decoder(dialect: .specification, files: state.scopes)
        var file = decoder.project(tree)
        state.diagnostics = (state.diagnostics + decoder.diagnostics).uniqued()
        file.name = name
        Normalization.apply(to: &file)
        Profiles.select(profiles, in: &file)
        let contents = ContentResolution(
            reader: reader, scope: state.scopes.project, mountsContents: request.mountsContents)
        let incomplete = state.incomplete.union(decoder.incomplete)
        contents.addEnvironments(to: &file, skipping: incomplete, &state)
        if request.readsContents { contents.addContents(to: &file, &state) }
        state.diagnostics += Consistency.check(file, skipping: incomplete)
        return file
    }

    private func finished(_ file: ComposeFile?, _ name: String) -> LoadedProject {
        LoadedProject(
            project: state.diagnostics.hasErrors ? nil : file, diagnostics: state.diagnostics, sources: state.sources, name: name,
            directory: directory)
    }

    /// The variables that interpolation saw, with their values.
    private func environmentListing(_ variables: VariableScope) -> [(name: String, value: String)] {
        let names = state.fileVariables.union(request.environment.keys)
        return names.sorted().compactMap { name in variables[name].map { (name, $0.value) } }
    }

    /// Those of the command line, or of COMPOSE_PROFILES, which an environment file may set too.
    private func activeProfiles(_ variables: VariableScope) -> [String] {
        if !request.profiles.isEmpty { return request.profiles }
        // Nothing at all selects the profile without a name, as compose does it.
        let names = (variables["COMPOSE_PROFILES"]?.value ?? "").split(separator: ",", omittingEmptySubsequences: false)
        return names.map { $0.split(separator: " ").joined(separator: " ") }
    }

    /// The process's variables over those of `--env-file`, COMPOSE_ENV_FILES or the project's `.env`.
    private mutating func environment() -> VariableScope {
        var files = request.envFiles
        if files.isEmpty, let list = request.environment["COMPOSE_ENV_FILES"] { files = list.split(separator: ",").map(String.init) }
        let standard = FilePath.resolve(".env", in: directory)
        let isDisabled = ["1", "true"].contains(request.environment["COMPOSE_DISABLE_ENV_FILE"]?.lowercased())
        if files.isEmpty, !isDisabled, reader.source.exists(standard) { files = [standard] }
        let paths = files.map { FilePath.resolve($0, in: request.workingDirectory) }
        let process = VariableScope(process: request.environment)
        return process.over(reader.variables(paths, seeing: process, at: nil, &state))
    }

    /// `-p`, COMPOSE_PROJECT_NAME, the last `name:`, or the folder's name.
    private mutating func projectName(_ documents: [Node], _ variables: VariableScope) -> String {
        if let given = request.projectName ?? variables["COMPOSE_PROJECT_NAME"]?.value, !given.isEmpty {
            if !ProjectName.isValid(given) { state.diagnostics.append(.invalidProjectName(given, at: nil)) }
            return given
        }
        let written = documents.compactMap { $0[key: "name"] }.last
        if let written {
            let scope = FileScope(directory: directory, variables: variables)
            let name = ProjectName.normalized(reader.quietlyInterpolated(written, scope).text ?? "")
            if !name.isEmpty { return name }
        }
        return ProjectName.normalized(FilePath.lastComponent(of: directory))
    }
}

/// What a run of the loader collects.
struct LoadingState {
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []
    var scopes: FileScopes
    /// Objects (`services.web`) of which something is missing since an error was reported.
    var incomplete: Set<String> = []
    /// Whether a file has a tag such as `!reset`.
    var hasLocalTags = false
    /// How many files were included so far.
    var inclusions = 0
    /// The names of all variables that files set.
    var fileVariables: Set<String> = []

    init(project: FileScope) {
        scopes = FileScopes(project: project)
    }
}
