import Diagnostics
import YAMLTree

/// Puts the trees of a project together: what a file includes, what its services extend, what it lays over others.
///
/// The order within one file is compose-go's: interpolate, include, reset, extend, merge.
struct ProjectTree {
    let reader: TreeReader

    /// One document over the tree of those before it.
    func layer(
        _ document: Node, path: String, scope: FileScope, onto base: Node?, including chain: [String], _ state: inout LoadingState
    ) -> Node? {
        state.scopes[document.range.file] = scope
        guard case .mapping = document.content else {
            state.diagnostics.append(.rootNotMapping(at: document.range))
            return base
        }
        var tree = reader.interpolated(document, scope, &state)
        let included = Inclusion(reader: reader).trees(of: tree, path: path, scope: scope, chain: chain, &state)
        for other in included { tree = merged(other, tree, &state) }
        let usesReset = state.hasLocalTags && Reset.isUsed(in: tree)
        let below = usesReset ? base.map { Reset.apply(tree, to: $0) } : base
        var extension_ = Extension(reader: reader, scope: scope, path: path)
        tree = extension_.apply(to: tree, &state)
        if usesReset { tree = Reset.strip(tree) }
        return below.map { merged($0, tree, &state) } ?? tree
    }

    private func merged(_ base: Node, _ override: Node, _ state: inout LoadingState) -> Node {
        var merge = Merge()
        let result = merge.merge(base, with: override)
        state.diagnostics += merge.diagnostics
        return result
    }
}
