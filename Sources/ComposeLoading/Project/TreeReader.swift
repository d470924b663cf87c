import ComposeModel
import Diagnostics
import YAMLTree

/// Turns a file into trees: read, parse, interpolate. Knows nothing of what the keys mean.
struct TreeReader {
    let source: any FileSource
    let dialect: Dialect
    let interpolates: Bool

    /// No compose file that a person wrote comes near this.
    static let fileLimit = 64 * 1_048_576

    /// The documents of a file, as written; empty after a problem was reported.
    func parse(_ path: String, shownAs shown: String, at place: SourceRange?, _ state: inout LoadingState) -> [Node] {
        do throws(FileError) {
            let bytes = try source.read(path, limit: Self.fileLimit)
            let file = state.sources.add(SourceFile(path: shown, bytes: bytes))
            let parsed = YAMLParser.parse(bytes, file: file)
            state.diagnostics += parsed.diagnostics
            if parsed.hasLocalTags { state.hasLocalTags = true }
            return parsed.diagnostics.hasErrors ? [] : parsed.documents.filter { !$0.isNull }
        } catch {
            state.diagnostics.append(.unreadable(shown, error, at: place))
            return []
        }
    }

    /// The tree with its variables filled in.
    func interpolated(_ node: Node, _ scope: FileScope, _ state: inout LoadingState) -> Node {
        guard interpolates else { return node }
        let (result, diagnostics) = Interpolator(dialect: dialect, variables: scope.variables).interpolate(node)
        state.diagnostics += diagnostics
        return result
    }

    /// For a value that is read twice: problems are told by the other reading.
    func quietlyInterpolated(_ node: Node, _ scope: FileScope) -> Node {
        interpolates ? Interpolator(dialect: dialect, variables: scope.variables).interpolate(node).node : node
    }

    /// The variables that files set; of two files the later one counts. Templates in them see `seeing` first.
    func variables(
        _ paths: [String], seeing: VariableScope, at place: SourceRange?, _ state: inout LoadingState
    ) -> VariableScope {
        var read = VariableScope()
        for path in paths {
            let (shown, entries) = parsed(path, .dotenv, variables: seeing.over(read), at: place, &state)
            read = VariableScope(entries, path: shown).over(read)
            state.fileVariables.formUnion(entries.map(\.name))
        }
        return read
    }

    /// How a file of variables is written.
    enum Grammar {
        case dotenv
        /// `NAME=value` with nothing else to it: docker's own.
        case raw
    }

    /// The entries of a file of variables, in order; a bare name has the value that the scope knows, or none.
    func fileEntries(
        _ path: String, _ grammar: Grammar, variables: VariableScope, at place: SourceRange?, _ state: inout LoadingState
    ) -> [EnvironmentEntry] {
        parsed(path, grammar, variables: variables, at: place, &state).entries.map { EnvironmentEntry(name: $0.name, value: $0.value) }
    }

    private func parsed(
        _ path: String, _ grammar: Grammar, variables: VariableScope, at place: SourceRange?, _ state: inout LoadingState
    ) -> (shown: String, entries: [EnvironmentFileEntry]) {
        do throws(FileError) {
            let bytes = try source.read(path, limit: Self.fileLimit)
            let file = state.sources.add(SourceFile(path: path, bytes: bytes, isQuotable: false))
            let result =
                switch grammar {
                case .dotenv: DotenvFile.parse(bytes, file: file, variables: variables)
                case .raw: KeyValueFile.parse(bytes, file: file, variables: variables)
                }
            state.diagnostics += result.diagnostics
            return (FilePath.lastComponent(of: path), result.entries)
        } catch {
            state.diagnostics.append(.unreadable(path, error, at: place))
            return (path, [])
        }
    }
}

extension VariableScope {
    /// The process's environment.
    init(process environment: [String: String]) {
        self.init { environment[$0] }
    }
}
