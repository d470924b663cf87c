package import Diagnostics

/// A variable that a file sets.
package struct EnvironmentFileEntry: Hashable, Sendable {
    package var name: String
    /// nil for a bare name that nothing gives a value.
    package var value: String?
    /// Where the name stands.
    package var range: SourceRange

    package init(name: String, value: String?, range: SourceRange) {
        self.name = name
        self.value = value
        self.range = range
    }
}

extension VariableScope {
    /// The variables of a file; of two entries with one name the later counts. Messages call them `path:line`.
    package init(_ entries: [EnvironmentFileEntry], path: String) {
        var variables: [String: Variable] = [:]
        for entry in entries {
            guard let value = entry.value else { continue }
            variables[entry.name] = Variable(value, from: "\(path):\(entry.range.start.line)")
        }
        self.init(variables)
    }
}
