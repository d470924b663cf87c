import ComposeModel
import Diagnostics
import YAMLTree

/// Turns a file into trees: read, parse, interpolate. Knows nothing of what the keys mean.
struct TreeReader {
    let source: any FileSource
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
            return parsed.diagnostics.hasErrors ? [] : parsed.documents.filter { !$0.isNull }
        } catch {
            state.diagnostics.append(.unreadable(shown, error, at: place))
            return []
        }
    }

    /// The tree with its variables filled in.
    func interpolated(_ node: Node, _ scope: FileScope, _ state: inout LoadingState) -> Node {
        guard interpolates else { return node }
        let (result, diagnostics) = InterimInterpolation.apply(node, scope)
        state.diagnostics += diagnostics
        return result
    }

    /// For a value that is read twice: problems are told by the other reading.
    func quietlyInterpolated(_ node: Node, _ scope: FileScope) -> Node {
        interpolates ? InterimInterpolation.apply(node, scope).0 : node
    }

    /// `base`, and below it the variables of files; of two files the later one counts.
    func variables(_ paths: [String], over base: [String: String], _ state: inout LoadingState) -> [String: String] {
        var read: [String: String] = [:]
        for path in paths {
            let known = read
            read.merge(fileVariables(path, lookup: { base[$0] ?? known[$0] }, at: nil, &state)) { $1 }
        }
        return read.merging(base) { $1 }
    }

    /// The variables that a file sets.
    func fileVariables(
        _ path: String, lookup: @escaping @Sendable (String) -> String?, at place: SourceRange?, _ state: inout LoadingState
    ) -> [String: String] {
        let entries = fileEntries(path, raw: false, lookup: lookup, at: place, &state)
        return Dictionary(entries.compactMap { entry in entry.value.map { (entry.name, $0) } }, uniquingKeysWith: { $1 })
    }

    /// The entries of a file of variables, in order; a bare name has the value that `lookup` knows, or none.
    func fileEntries(
        _ path: String, raw: Bool, lookup: @escaping @Sendable (String) -> String?, at place: SourceRange?, _ state: inout LoadingState
    ) -> [EnvironmentEntry] {
        do throws(FileError) {
            let bytes = try source.read(path, limit: Self.fileLimit)
            return InterimDotenv.parse(bytes, lookup)
        } catch {
            state.diagnostics.append(.unreadable(path, error, at: place))
            return []
        }
    }
}
