import Diagnostics
import YAMLTree

/// Everything that format 3.x can be violated in.
extension Diagnostic {
    static func stackVersion(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "stack.version", "unsupported Compose file version: \(text)", at: range,
            help: ["docker stack reads 3.0 to 3.13; leave `version` out for the newest"])
    }

    static func stackVersionMismatch(_ version: StackVersion, first: StackVersion, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "stack.version.mismatch", "version mismatched between two compose files: \(first) and \(version)", at: range,
            help: ["give all files the same `version`, or none"])
    }

    static func stackType(_ path: String, allowed: [String], found node: Node, since: StackVersion?) -> Diagnostic {
        let help = since.map { ["\(node.kindInWords) is allowed from version \($0) on"] } ?? []
        let list = (allowed.count > 1 ? allowed.dropLast().joined(separator: ", ") + " or " : "") + (allowed.last ?? "value")
        return Diagnostic(.error, "stack.schema.type", "\(path) must be a \(list), not \(node.kindInWords)", at: node.range, help: help)
    }

    static func stackUnknownKey(_ key: String, in path: String?, known: [String], at range: SourceRange) -> Diagnostic {
        let hint = Spelling.closest(to: key, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        let place = path.map { " in \($0)" } ?? ""
        return Diagnostic(.error, "stack.schema.key", "additional property \"\(key)\" is not allowed\(place)\(hint)", at: range)
    }

    static func stackKeyTooNew(
        _ key: String, in path: String, since: StackVersion, _ version: StackVersion, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .error, "stack.schema.key.version", "additional property \"\(key)\" is not allowed in \(path) before version \(since)",
            at: range, help: ["the file says version \(version); raise it to \(since) or leave it out"])
    }

    static func stackName(_ name: String, in path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "stack.schema.name", "\"\(name)\" cannot be a name in \(path)", at: range,
            help: ["names consist of letters, digits, `.`, `_` and `-`"])
    }

    static func stackMissing(_ key: String, in path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.schema.key.missing", "\(path): \"\(key)\" is required", at: range)
    }

    static func stackChoice(_ path: String, _ text: String, words: [String], at range: SourceRange) -> Diagnostic {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let hint = Spelling.closest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
        return Diagnostic(.error, "stack.schema.choice", "\(path) must be one of the following: \(list)\(hint)", at: range)
    }

    static func stackNegative(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.schema.minimum", "\(path) must be greater than or equal to 0", at: range)
    }

    static func stackRepeated(_ path: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "stack.schema.unique", "\(path) must not have two equal items", at: range,
            labels: [Label("the same as this", at: first)])
    }

    /// The reason as everywhere else, under the schema's own name.
    static func stackDuration(_ reason: Diagnostic) -> Diagnostic { reason.renamed("stack.schema.duration") }
    static func stackPort(_ reason: Diagnostic) -> Diagnostic { reason.renamed("stack.schema.port") }

    private func renamed(_ id: ID) -> Diagnostic {
        var renamed = self
        renamed.id = id
        return renamed
    }

    static func stackNotFinite(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.schema.number", "docker stack takes no infinite number and no \"not a number\"", at: range)
    }

    static func stackKeyNotString(_ key: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.schema.key.string", "the key \(key) must be a string", at: range, help: ["quote it: \"\(key)\""])
    }
}
