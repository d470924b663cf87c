import Diagnostics
import YAMLTree

/// Keeps values that variables brought in out of messages: they may be secrets, and the quoted line shows the template.
enum Redaction {
    /// The diagnostics, with every word of a filled-in value that one of them repeats replaced by stars.
    static func apply(_ diagnostics: [Diagnostic], _ trees: [Node]) -> [Diagnostic] {
        guard !diagnostics.isEmpty else { return [] }
        var values: [SourceRange: [String]] = [:]
        for tree in trees { collect(tree, &values) }
        guard !values.isEmpty else { return diagnostics }
        return diagnostics.map { diagnostic in
            // What interpolation itself says names variables and quotes templates, never values.
            guard !diagnostic.id.description.hasPrefix("interpolation."), let range = diagnostic.range, let words = values[range] else {
                return diagnostic
            }
            var copy = diagnostic
            copy.message = words.reduce(copy.message) { $0.replacing($1, with: "***") }
            copy.help = copy.help.map { help in words.reduce(help) { $0.replacing($1, with: "***") } }
            return copy
        }
    }

    /// The words of each filled-in scalar, longest first; shorter ones than three characters say nothing.
    private static func collect(_ node: Node, _ values: inout [SourceRange: [String]]) {
        switch node.content {
        case .scalar(let scalar):
            guard node.annotation?.isInterpolated == true else { return }
            let words = scalar.text.split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 3 }.map(String.init)
            values[node.range] = ([scalar.text] + words).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        case .sequence(let items):
            for item in items { collect(item, &values) }
        case .mapping(let mapping):
            for entry in mapping.entries { collect(entry.value, &values) }
        }
    }
}
