import Diagnostics

extension Diagnostic {
    static func unsetVariable(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, "interpolation.unset", "the variable \(name) is not set; nothing is put in its place", at: range,
            help: ["write ${\(name):-default} to give a default, or ${\(name):?} to insist on a value"])
    }

    static func missingVariable(_ name: String, reason: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "interpolation.required", "required variable \(name) is missing a value\(reason.isEmpty ? "" : ": \(reason)")",
            at: range,
            help: ["set \(name) in the environment or in an environment file"])
    }

    static func invalidTemplate(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "interpolation.syntax", "this \"$\" starts no variable that can be filled in", at: range,
            help: ["write $$ for a \"$\" of its own"])
    }

    static func templateTooDeep(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "interpolation.depth", "more than \(TemplateExpansion.depthLimit) templates stand in each other here", at: range)
    }

    static func templateTooLarge(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "interpolation.size", "with its variables the text grows beyond \(TemplateExpansion.sizeLimit / 1_048_576) MiB",
            at: range)
    }

    static func forgottenError(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, "interpolation.forgotten", "docker stack overlooks what is wrong here because a variable follows it", at: range,
            help: ["write $$ for a \"$\" of its own, and set the variables that are required"])
    }
}
