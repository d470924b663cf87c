import Diagnostics

/// Everything that the checks of a whole project can complain about.
extension Diagnostic {
    static func rootNotMapping(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.root", "a compose file must be a mapping at its top level", at: range)
    }

    static func emptyFile(_ path: String) -> Diagnostic {
        Diagnostic(.error, "compose.empty", "\(path) is empty", help: ["a compose file has at least a `services:` section"])
    }

    static func invalidName(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "compose.name", "\"\(name)\" cannot be a name", at: range,
            help: ["names consist of letters, digits, `.`, `_` and `-`"])
    }

    static func invalidProjectName(_ name: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.project.name", "\"\(name)\" cannot be a project's name", at: range,
            help: ["use lower-case letters, digits, `-` and `_`, and start with a letter or a digit"])
    }

    static func noImage(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.image.missing", "service \"\(service)\" has neither an image nor a build", at: range)
    }

    static func undefined(_ kind: String, _ name: String, by service: String, known: [String], at range: SourceRange?) -> Diagnostic {
        let hint = Spelling.closest(to: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        return Diagnostic(
            .error, Diagnostic.ID(stringLiteral: "compose.\(kind).undefined"),
            "service \"\(service)\" refers to the undefined \(kind) \"\(name)\"\(hint)", at: range,
            help: ["define it under the top-level `\(kind)s:`"])
    }

    static func undefinedService(_ name: String, by service: String, disabled: Bool, known: [String], at range: SourceRange?) -> Diagnostic
    {
        let hint = Spelling.closest(to: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        let state = disabled ? "\"\(name)\", which no active profile enables" : "the undefined service \"\(name)\"\(hint)"
        return Diagnostic(.error, "compose.service.undefined", "service \"\(service)\" depends on \(state)", at: range)
    }

    static func networkModeAndNetworks(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.network-mode.networks", "service \"\(service)\" has both network_mode and networks; only one is possible",
            at: range)
    }

    static func healthcheckTest(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.healthcheck.test", "the healthcheck of \"\(service)\" must start with CMD, CMD-SHELL or NONE", at: range,
            help: ["write [\"CMD\", \"curl\", ...] or one string that a shell runs"])
    }

    static func distinctValues(_ service: String, _ key: String, _ other: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.value.conflict", "service \"\(service)\": \(key) and \(other) differ; give one of them", at: range)
    }

    static func platformNotBuilt(_ service: String, _ platform: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.build.platform", "service \"\(service)\" runs on \(platform), which its build.platforms do not include",
            at: range)
    }

    static func contextNotBuilt(_ service: String, _ other: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.build.context", "service \"\(service)\" builds on the image of \"\(other)\", which has no build", at: range)
    }

    static func scaledContainerName(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "compose.container-name.scale", "service \"\(service)\" has a container_name, so it cannot have several containers",
            at: range)
    }

    static func duplicateTarget(_ target: String, service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.mount.duplicate", "service \"\(service)\" mounts \(target) twice", at: range)
    }

    static func exclusiveSources(_ path: String, _ keys: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.file-object.sources", "\(path): \(keys) exclude each other", at: range)
    }

    static func noSource(_ kind: String, _ name: String, at range: SourceRange) -> Diagnostic {
        let keys = kind == "secret" ? "file or environment" : "file, environment or content"
        return Diagnostic(.error, "compose.file-object.source", "\(kind) \"\(name)\" needs one of \(keys), or external: true", at: range)
    }

    static func externalConflict(_ kind: String, _ name: String, _ key: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.external.conflict", "\(kind) \"\(name)\" is external, so it cannot have \(key)", at: range)
    }

    static func invalidCIDR(_ path: String, _ text: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.cidr", "\(path): \"\(text)\" is not an address range such as 10.0.9.0/24", at: range)
    }

    static func dependencyCycle(_ names: [String], at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.depends-on.cycle", "services wait for each other: \(names.joined(separator: " -> "))", at: range)
    }

    static func noComposeFile(in directory: String) -> Diagnostic {
        Diagnostic(
            .error, "compose.file.none", "there is no compose file in \(directory) or above it",
            help: ["name one with -f, or create compose.yaml"])
    }

    static func unsetContent(_ object: String, variable: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "compose.file-object.unset", "\"\(object)\" takes its content from \(variable), which is not set", at: range)
    }
}
