import ArgumentParser

/// Checks of names given on the command line.
enum StackName {
    /// Docker's check: more than blanks and quotation marks.
    ///
    /// - Throws: `ValidationError`.
    static func validate(_ name: String) throws {
        if name.allSatisfy({ $0.isWhitespace || $0 == "\"" || $0 == "'" }) { throw ValidationError("invalid stack name: \"\(name)\"") }
    }
}
