import Diagnostics

/// Values are never part of a message.
extension Diagnostic {
    static func invalidVariableName(_ character: Character, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "env-file.name", "\"\(character)\" cannot be part of a variable's name", at: range,
            help: ["a line is NAME=value; the name has letters, digits and _ . - [ ]"])
    }

    static func spaceInVariableName(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "env-file.name", "a variable's name cannot hold a space", at: range, help: ["a line is NAME=value"])
    }

    static func missingVariableName(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "env-file.name", "a variable's name is missing before \"=\"", at: range)
    }

    static func openQuotes(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "env-file.quotes", "the quotes that start here are never closed", at: range)
    }

    static func invalidEnvironmentEncoding(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "env-file.encoding", "the text is not valid UTF-8 here", at: range, help: ["save the file as UTF-8"])
    }

    static func environmentLineTooLong(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "env-file.line", "the line is longer than docker reads (\(KeyValueFile.lineLimit) bytes)", at: range)
    }
}
