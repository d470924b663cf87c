import Diagnostics
import YAMLTree

/// A tree on one line, to compare with: strings quoted, everything else as resolved.
func treeText(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar):
        switch node.resolved {
        case .null: return "null"
        case .bool(let value): return "\(value)"
        case .int(let value): return "\(value)"
        case .float(let value): return "\(value)f"
        default: return "\"\(scalar.text)\""
        }
    case .sequence(let items): return "[" + items.map(treeText).joined(separator: ", ") + "]"
    case .mapping(let mapping):
        return "{" + mapping.entries.map { "\($0.key.text): \(treeText($0.value))" }.joined(separator: ", ") + "}"
    }
}

let testFile = SourceFileID(index: 0)

func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) -> (documents: [Node], diagnostics: [Diagnostic]) {
    let parsed = YAMLParser.parse(Array(text.utf8), file: testFile, limits: limits)
    return (parsed.documents, parsed.diagnostics)
}

/// `line:column-line:column`, as in messages.
func placeText(_ range: SourceRange?) -> String {
    guard let range else { return "nowhere" }
    return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
}

/// One line a problem: place and name.
func problemTexts(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { "\($0.range.map { "\($0.start.line):\($0.start.column)" } ?? "nowhere") \($0.id)" }
}
