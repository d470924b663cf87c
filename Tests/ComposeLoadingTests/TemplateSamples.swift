import ComposeLoading
import ComposeModel
import Diagnostics
import YAMLTree

/// V is `val`, E is empty, U is unset.
let sampleVariables = VariableScope { ["V": "val", "E": "", "W": "w", "DOLLAR": "$V", "_x1": "under"][$0] }

let sampleFile = SourceFileID(index: 0)

/// What a template becomes, or the id of its first error.
func expand(_ template: String, _ dialect: Dialect) -> String {
    let place = SourceRange(file: sampleFile, start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 2))
    let (text, diagnostics) = Interpolator(dialect: dialect, variables: sampleVariables).interpolate(template, at: place)
    return diagnostics.first { $0.severity == .error }.map { "\($0.id): \($0.message)" } ?? text
}

/// The first document of a text.
func tree(_ text: String) throws -> Node {
    let parsed = YAMLParser.parse(Array(text.utf8), file: sampleFile)
    guard let first = parsed.documents.first, parsed.diagnostics.isEmpty else { throw UnreadableSample() }
    return first
}

struct UnreadableSample: Error {}

/// `line:column-column`, of a range on one line.
func placeText(_ range: SourceRange?) -> String {
    range.map { "\($0.start.line):\($0.start.column)-\($0.end.column)" } ?? "nowhere"
}
