import Diagnostics

extension Diagnostic {
    static func duplicateKey(_ key: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.key.duplicate", "the key \"\(key)\" is already defined in this mapping", at: range,
            labels: [Label("first defined here", at: first)],
            help: key == "<<" ? ["merge several mappings with one key: \"<<: [*a, *b]\""] : [])
    }

    static func collectionAsKey(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.key.kind", "a mapping or a list cannot be a key", at: range,
            help: ["a value that starts with \"{{\" or \"[\" needs quotes"])
    }

    static func unknownAlias(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.alias.unknown", "no anchor \"&\(name)\" stands before this alias", at: range,
            help: ["an anchor is known below its place in the same document; a text that starts with \"*\" needs quotes"])
    }

    static func recursiveAlias(_ name: String, at range: SourceRange, anchor: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.alias.recursive", "the alias \"*\(name)\" stands inside the value that it names", at: range,
            labels: [Label("the value starts here", at: anchor)])
    }

    static func expansionLimit(_ limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.alias.expansion", "the aliases up to here expand to more than \(limit) values", at: range,
            help: ["this is how a small file is made to fill the memory; write the values out if they are meant"])
    }

    static func depthLimit(_ limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "yaml.depth", "more than \(limit) collections stand in each other here", at: range)
    }

    static func mergeOfNoMapping(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "yaml.merge", "\"<<\" merges mappings only", at: range,
            help: ["give it an alias of a mapping, or a list of such aliases"])
    }

    static func tagMismatch(_ tag: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "yaml.tag", "the value cannot be read as the type that its tag \(tag) says", at: range)
    }
}
