/// One thing to tell the user about an input: what is wrong, where, and what to do.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Sendable, Comparable {
        case note, warning, error

        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
    }

    /// A stable, dotted name such as `compose.port.range`; documented, never reused for another meaning.
    package struct ID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let description: String
        package init(stringLiteral value: String) { description = value }
    }

    /// A second place that explains the first ("first defined here").
    package struct Label: Hashable, Sendable {
        package var range: SourceRange
        package var text: String

        package init(_ text: String, at range: SourceRange) {
            self.range = range
            self.text = text
        }
    }

    package var severity: Severity
    package var id: ID
    /// One sentence without a final stop; never holds a secret or a value from an environment file.
    package var message: String
    /// The place that is underlined; nil where no file is to blame.
    package var range: SourceRange?
    package var labels: [Label]
    /// What to do about it, one line each.
    package var help: [String]

    /// More of them than anybody reads: a stage that has found as many errors need not look for more.
    package static let usefulCount = 1000

    package init(
        _ severity: Severity, _ id: ID, _ message: String, at range: SourceRange? = nil, labels: [Label] = [], help: [String] = []
    ) {
        self.severity = severity
        self.id = id
        self.message = message
        self.range = range
        self.labels = labels
        self.help = help
    }
}

extension Sequence where Element == Diagnostic {
    /// Whether the run must stop: at least one error among them.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
