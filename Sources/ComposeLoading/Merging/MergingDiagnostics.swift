import Diagnostics
import YAMLTree

/// Everything that merging, extending and including can complain about.
extension Diagnostic {
    static func cannotMerge(_ path: String, base: SourceRange, override: Node) -> Diagnostic {
        Diagnostic(
            .error, "compose.merge.shape", "\(path) cannot be merged: this is \(override.kindInWords)", at: override.range,
            labels: [Label("and this is something else", at: base)])
    }

    static func extendsCycle(_ names: [String], at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.extends.cycle", "services extend each other: \(names.joined(separator: " -> "))", at: range)
    }

    static func extendsTooDeep(_ limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.extends.depth", "services extend each other over more than \(limit) steps", at: range)
    }

    static func extendsUnknown(_ name: String, in place: String, known: [String], at range: SourceRange) -> Diagnostic {
        let hint = Spelling.closest(to: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        return Diagnostic(.error, "compose.extends.unknown", "there is no service \"\(name)\" to extend\(place)\(hint)", at: range)
    }

    static func includeCycle(_ paths: [String], at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.include.cycle", "files include each other: \(paths.joined(separator: " -> "))", at: range)
    }

    static func tooManyIncludes(_ limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.include.many", "more than \(limit) files are included", at: range)
    }

    static func unreadable(_ path: String, _ error: FileError, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.file.unreadable", "cannot read \(path): \(error.reason)", at: range)
    }
}
