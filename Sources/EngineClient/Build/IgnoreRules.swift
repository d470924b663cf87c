/// Which files of a context are not sent: the patterns of a `.dockerignore` file, of which the last one that matches decides.
package struct IgnoreRules: Hashable, Sendable {
    private let patterns: [IgnorePattern]
    private let hasExceptions: Bool

    /// The rules of a file's text.
    package init(_ text: String) {
        let lines = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        patterns = lines.split(whereSeparator: \.isNewline).compactMap { line in
            line.hasPrefix("#") ? nil : IgnorePattern(String(line).trimmed)
        }
        hasExceptions = patterns.contains(where: \.isException)
    }

    /// Whether a path is left out: a pattern that matches one of its folders matches it too.
    package func excludes(_ path: String) -> Bool {
        var isExcluded = false
        for pattern in patterns where pattern.isException == isExcluded {
            if Self.withFolders(path).contains(where: pattern.matches) { isExcluded = !pattern.isException }
        }
        return isExcluded
    }

    /// Whether nothing below a folder that is left out can be wanted.
    package func mayPrune(_ folder: String) -> Bool { !hasExceptions && excludes(folder) }

    /// The path and its folders, `a/b/c`, `a/b`, `a`.
    private static func withFolders(_ path: String) -> [String] {
        let components = path.split(separator: "/")
        return components.indices.reversed().map { components[...$0].joined(separator: "/") }
    }
}
