import Diagnostics

/// What the translations to a swarm and to one host both complain about.
extension Diagnostic {
    /// An engine before API 1.45 drops the key and mounts everything that the volume has.
    static func subpathAge(_ id: ID, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, id, "the engine is too old for subpath: service \"\(service)\" gets the whole volume", at: range,
            help: ["an engine with API 1.45 (Docker 26) can mount a folder of a volume"])
    }
}
