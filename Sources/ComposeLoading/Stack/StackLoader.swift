import ComposeModel
import Diagnostics
import YAMLTree

/// Reads compose files as `docker stack` does: each on its own, merged as typed values, in format 3.x only.
///
/// docker/cli cli/compose/loader `Load`, but every problem of every file is told.
struct StackLoader {
    let source: any FileSource

    /// - Parameter directory: where relative paths of all files start, whatever folder the later ones are in.
    func load(_ request: LoadRequest, files: [String], directory: String) -> LoadedProject {
        var loading = StackLoading(request: request, source: source, directory: directory)
        return loading.run(files)
    }
}

/// One run of docker stack's reading.
private struct StackLoading {
    let request: LoadRequest
    let reader: TreeReader
    let directory: String
    let scope: FileScope
    var state: LoadingState
    /// The version of the first file; all others must have it too.
    var version: StackVersion?

    init(request: LoadRequest, source: any FileSource, directory: String) {
        self.request = request
        self.directory = directory
        reader = TreeReader(source: source, dialect: .stack, interpolates: request.interpolates)
        scope = FileScope(directory: directory, variables: VariableScope(process: request.environment))
        state = LoadingState(project: scope)
    }

    mutating func run(_ paths: [String]) -> LoadedProject {
        let files = paths.compactMap { file($0) }
        var project: ComposeFile?
        if !state.diagnostics.hasErrors {
            var merged = StackMerge.merge(files)
            merged.name = name
            project = request.readsContents ? deployable(merged) : printable(merged)
        }
        return LoadedProject(
            project: state.diagnostics.hasErrors ? nil : project, diagnostics: state.diagnostics, sources: state.sources, name: name,
            directory: directory)
    }

    private var name: String {
        if let given = request.projectName ?? request.environment["COMPOSE_PROJECT_NAME"], !given.isEmpty { return given }
        return ProjectName.normalized(FilePath.lastComponent(of: directory))
    }

    /// One file, typed; nil after an error was reported.
    private mutating func file(_ path: String) -> ComposeFile? {
        let before = state.diagnostics.count
        let documents = reader.parse(path, shownAs: request.shown(path), at: nil, &state)
        guard let root = documents.first else {
            if !state.diagnostics[before...].hasErrors { state.diagnostics.append(.emptyFile(request.shown(path))) }
            return nil
        }
        if documents.count > 1 { state.diagnostics.append(.stackDocuments(at: documents[1].range)) }
        guard case .mapping = root.content else {
            state.diagnostics.append(.rootNotMapping(at: root.range))
            return nil
        }
        guard let version = checkedVersion(root), let tree = checked(root, version) else { return nil }
        return typed(tree, version)
    }

    private mutating func checkedVersion(_ root: Node) -> StackVersion? {
        guard let version = StackVersion(of: root) else {
            let node = root[key: "version"] ?? root
            state.diagnostics.append(.stackVersion(node.goText ?? node.kindInWords, at: node.range))
            return nil
        }
        if let first = self.version, first != version {
            state.diagnostics.append(.stackVersionMismatch(version, first: first, at: (root[key: "version"] ?? root).range))
        }
        self.version = self.version ?? version
        return version
    }

    /// The tree with variables filled in and only what is read; nil where the format is violated.
    private mutating func checked(_ root: Node, _ version: StackVersion) -> Node? {
        let before = state.diagnostics.count
        state.diagnostics += StackKeys.forbidden(root)
        guard !state.diagnostics[before...].hasErrors else { return nil }
        var tree = reader.interpolated(root, scope, &state)
        let (cast, problems) = StackCasting.apply(tree)
        state.diagnostics += problems
        guard !state.diagnostics[before...].hasErrors else { return nil }
        state.diagnostics += Redaction.apply(StackSchema.check(cast, version: version), [cast])
        guard !state.diagnostics[before...].hasErrors else { return nil }
        let (pruned, losses) = StackPruning.apply(cast)
        tree = pruned
        state.diagnostics += StackKeys.ignored(tree) + losses + StackLosses.find(in: tree)
        return tree
    }

    private mutating func typed(_ tree: Node, _ version: StackVersion) -> ComposeFile? {
        var decoder = Decoder(dialect: .stack, files: state.scopes)
        var file = decoder.project(tree)
        state.diagnostics += Redaction.apply(decoder.diagnostics, [tree])
        guard !decoder.diagnostics.hasErrors else { return nil }
        file.version = version.description
        let environments = StackEnvironment(reader: reader, scope: scope)
        for index in file.services.indices { file.services[index] = environments.resolved(file.services[index], &state) }
        var externals = StackExternals(version: version)
        externals.resolve(&file)
        state.diagnostics += externals.diagnostics
        return file
    }

    /// What docker prints: it makes the path of each secret and config absolute, even that of one that names none, which is then the folder.
    private func printable(_ file: ComposeFile) -> ComposeFile {
        var file = file
        for index in file.secrets.indices where file.secrets[index].namesNothing { file.secrets[index].file = directory }
        for index in file.configs.indices where file.configs[index].namesNothing { file.configs[index].file = directory }
        return file
    }

    /// What a deployment sends: checked as a whole, without what docker stack ignores, with contents.
    private mutating func deployable(_ file: ComposeFile) -> ComposeFile {
        state.diagnostics += StackConsistency.check(file)
        guard !state.diagnostics.hasErrors else { return file }
        var subset = StackSubset.of(file)
        ContentResolution(reader: reader, scope: scope).addContents(to: &subset, &state)
        return subset
    }
}

extension FileObject {
    fileprivate var namesNothing: Bool { !isExternal && driver?.isEmpty ?? true && file == nil }
}

extension Diagnostic {
    static func stackDocuments(at range: SourceRange) -> Diagnostic {
        Diagnostic(.warning, "stack.file.documents", "docker stack reads only the first document of a file", at: range)
    }
}
