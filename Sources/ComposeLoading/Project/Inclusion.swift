import ComposeModel
import Diagnostics
import YAMLTree

/// `include:` loads other projects' files, each with its own folder and variables, and adds what they define.
///
/// compose-go loader/include.go; Compose Specification, "Include".
struct Inclusion {
    let reader: TreeReader

    /// Files that each include the next one twice would otherwise double the work with every step.
    private static let limit = 1_000

    /// The trees that a file includes, in order. `chain` is the way of files that led here, to find cycles.
    func trees(of tree: Node, path: String, scope: FileScope, chain: [String], _ state: inout LoadingState) -> [Node] {
        guard let list = tree[key: "include"] else { return [] }
        guard case .sequence(let items) = list.content else {
            if !list.isNull { state.diagnostics.append(.wrongType("include", expected: "list", found: list)) }
            return []
        }
        return items.compactMap { item in
            guard let inclusion = Item(item, scope, &state) else { return nil }
            return load(inclusion, scope: scope, chain: chain, &state)
        }
    }

    /// The merged tree of one item's files.
    private func load(_ item: Item, scope: FileScope, chain: [String], _ state: inout LoadingState) -> Node? {
        if let first = item.paths.first, chain.contains(first) {
            state.diagnostics.append(.includeCycle(chain + [first], at: item.range))
            return nil
        }
        state.inclusions += 1
        guard state.inclusions <= Self.limit else {
            if state.inclusions == Self.limit + 1 { state.diagnostics.append(.tooManyIncludes(Self.limit, at: item.range)) }
            return nil
        }
        let inner = FileScope(directory: item.directory, variables: variables(item, scope, &state))
        var tree: Node?
        for path in item.paths {
            for document in reader.parse(path, shownAs: path, at: item.range, &state) {
                let shown = chain + [path]
                tree = ProjectTree(reader: reader).layer(document, path: path, scope: inner, onto: tree, including: shown, &state)
            }
        }
        return tree?.without(keys: ["include", "name", "version"])
    }

    /// The including project's variables before those of the item's files, or of the `.env` beside it.
    private func variables(_ item: Item, _ scope: FileScope, _ state: inout LoadingState) -> VariableScope {
        let standard = FilePath.resolve(".env", in: item.directory)
        let files = item.envFiles ?? (reader.source.exists(standard) ? [standard] : [])
        let read = reader.variables(files.filter { $0 != "/dev/null" }, seeing: scope.variables, at: item.range, &state)
        return scope.variables.over(read)
    }

    /// One entry of the list.
    private struct Item {
        let paths: [String]
        let directory: String
        /// nil: the default.
        let envFiles: [String]?
        let range: SourceRange

        init?(_ node: Node, _ scope: FileScope, _ state: inout LoadingState) {
            var decoder = Decoder(dialect: .specification, files: FileScopes(project: scope))
            var fields = Fields()
            decoder.path = ["include"]
            if case .mapping(let mapping) = node.content {
                Fields.table.decode(mapping, into: &fields, &decoder)
            } else {
                fields.paths = Codec<[String]>.stringOrList.decode(node, &decoder) ?? []
            }
            state.diagnostics += decoder.diagnostics
            guard let first = fields.paths.first else {
                if !decoder.diagnostics.hasErrors { state.diagnostics.append(.missingKey("path", in: "include", at: node.range)) }
                return nil
            }
            paths = fields.paths.map(scope.absolute)
            directory = fields.directory.map(scope.absolute) ?? FilePath.directory(of: scope.absolute(first))
            envFiles = fields.envFiles.map { $0.map(scope.absolute) }
            range = node.range
        }
    }

    private struct Fields: Sendable {
        var paths: [String] = []
        var directory: String?
        var envFiles: [String]?

        static let table = FieldTable<Fields>([
            .list("path", { $0.paths }, { $0.paths = $1 }, .stringOrList),
            .value("project_directory", { $0.directory }, { $0.directory = $1 }, .string),
            .value("env_file", { $0.envFiles }, { $0.envFiles = $1 }, .stringOrList),
        ])
    }
}

extension Node {
    /// The mapping without some keys.
    func without(keys: Set<String>) -> Node {
        guard case .mapping(let mapping) = content else { return self }
        let kept = mapping.entries.filter { !keys.contains($0.key.text) }
        return Node(.mapping(Mapping(kept)), range: range, annotation: annotation)
    }
}
