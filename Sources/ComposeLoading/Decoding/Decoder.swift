package import ComposeModel
package import Diagnostics
import YAMLTree

/// What decoding carries along: the dialect, where relative paths start, and everything found wrong so far.
///
/// Decoding never stops at the first problem: a value that cannot be read is reported and left out.
package struct Decoder: Sendable {
    package let dialect: Dialect
    /// For each file, the folder its relative paths start from and the variables it sees.
    package var files: FileScopes
    package var diagnostics: [Diagnostic] = []
    /// The objects (`services.web`) that could not be read whole: what follows from that is not worth telling.
    var incomplete: Set<String> = []
    /// The keys that lead to the value being read, for messages such as `services.web.ports`.
    package var path: [String] = []

    package init(dialect: Dialect, files: FileScopes) {
        self.dialect = dialect
        self.files = files
    }

    /// Reads something below a key, so that messages name it.
    mutating func under<Value>(_ key: String, _ body: (inout Decoder) -> Value) -> Value {
        path.append(key)
        defer { path.removeLast() }
        return body(&self)
    }

    mutating func report(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { errorCount += 1 }
        diagnostics.append(diagnostic)
    }

    private var errorCount = 0
    /// Whether another error is worth finding words for.
    var hasFewErrors: Bool { errorCount < Diagnostic.usefulCount }

    /// `services.web.ports`, as docker's messages name places.
    var pathText: String { path.joined(separator: ".") }

    /// A decoder that reads in the same place, with nothing found yet.
    var branch: Decoder {
        var copy = self
        copy.diagnostics = []
        copy.incomplete = []
        copy.errorCount = 0
        return copy
    }

    /// Takes over what a branch found.
    mutating func absorb(_ branch: Decoder) {
        diagnostics += branch.diagnostics
        incomplete.formUnion(branch.incomplete)
        errorCount += branch.errorCount
    }
}
