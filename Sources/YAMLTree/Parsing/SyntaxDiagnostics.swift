import Diagnostics

extension SyntaxProblem {
    /// The problem in words that help whoever wrote the text.
    func diagnostic(in file: SourceFileID) -> Diagnostic {
        if isEncoding { return encodingDiagnostic(in: file) }
        let advice = Self.advice.first { $0.matches(self) }
        let place = advice?.blamesContext == true ? contextPosition ?? position : position
        var diagnostic = Diagnostic(.error, "yaml.syntax", advice?.message(self) ?? libyamlMessage, at: point(place, file))
        if let contextPosition, contextPosition != place, let words = advice?.contextWords ?? contextWords {
            diagnostic.labels.append(Diagnostic.Label(words, at: point(contextPosition, file)))
        }
        if let help = advice?.help { diagnostic.help.append(help) }
        return diagnostic
    }

    private var libyamlMessage: String { context.isEmpty ? problem : "\(problem) \(context)" }
    private var contextWords: String? { context.isEmpty ? nil : context }

    private func point(_ position: SourcePosition, _ file: SourceFileID) -> SourceRange {
        let end = SourcePosition(line: position.line, column: position.column + 1)
        return SourceRange(file: file, start: position, end: end)
    }

    private func encodingDiagnostic(in file: SourceFileID) -> Diagnostic {
        let place = point(position, file)
        guard problem == "control characters are not allowed", let character else {
            return Diagnostic(
                .error, "yaml.encoding", "the text is not valid UTF-8 here: \(problem)", at: place,
                help: ["save the file as UTF-8"])
        }
        let code = String(character.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return Diagnostic(
            .error, "yaml.encoding", "the control character U+\(padded) is not allowed in YAML", at: place,
            help: ["remove it, or write it as an escape in double quotes"])
    }
}

/// What one of libyaml's messages usually means.
private struct Advice {
    var problem: String
    var context: String?
    /// The characters at the problem that this is about; nil for any.
    var characters: [Unicode.Scalar]?
    var message: @Sendable (SyntaxProblem) -> String
    var contextWords: String?
    /// Whether the mistake is where the construct starts rather than where it was noticed.
    var blamesContext = false
    var help: String?

    func matches(_ found: SyntaxProblem) -> Bool {
        guard found.problem == problem, context.map({ found.context == $0 }) ?? true else { return false }
        guard let characters else { return true }
        return found.character.map(characters.contains) ?? false
    }
}

extension SyntaxProblem {
    /// The first row that fits counts.
    private static let advice: [Advice] = [
        Advice(
            problem: "found character that cannot start any token", characters: ["\t"],
            message: { _ in "a tab cannot be used for indentation" }, help: "indent with spaces"),
        Advice(
            problem: "found character that cannot start any token",
            message: { "a value cannot start with \($0.character.map { "\"\($0)\"" } ?? "this character")" },
            help: "put the value in quotes"),
        Advice(
            problem: "mapping values are not allowed in this context",
            message: { _ in "a \":\" is not expected here" },
            help: "check the indentation of this line and the one above; a value that holds \": \" needs quotes"),
        Advice(
            problem: "could not find expected ':'", context: "while scanning a simple key",
            message: { _ in "a key without \":\"" }, blamesContext: true,
            help: "write \"key: value\" with a space after the colon; a text over several lines needs \"|\" or quotes"),
        Advice(
            problem: "did not find expected key",
            message: { _ in "this line does not fit the mapping it stands in" }, contextWords: "the mapping starts here",
            help: "check its indentation, and the quotes of the value before it"),
        Advice(
            problem: "did not find expected '-' indicator",
            message: { _ in "this line does not fit the list it stands in" }, contextWords: "the list starts here",
            help: "start each item with \"- \", indented like the first one"),
        Advice(
            problem: "block sequence entries are not allowed in this context",
            message: { _ in "a list item is not expected here" }, help: "start the list on a line of its own, below its key"),
        Advice(
            problem: "did not find expected ',' or ']'",
            message: { _ in "the list in brackets is not closed" }, contextWords: "it was opened here",
            help: "separate items with \",\" and end the list with \"]\""),
        Advice(
            problem: "did not find expected ',' or '}'",
            message: { _ in "the mapping in braces is not closed" }, contextWords: "it was opened here",
            help: "separate entries with \",\" and end with \"}\"; a text that starts with \"{\" needs quotes"),
        Advice(
            problem: "found unexpected end of stream", context: "while scanning a quoted scalar",
            message: { _ in "the quotes that start here are never closed" }, blamesContext: true),
        Advice(
            problem: "found unknown escape character",
            message: { _ in "an escape that YAML does not know" }, contextWords: "in this text",
            help: "write the backslash twice, or use single quotes"),
        Advice(
            problem: "did not find expected hexdecimal number",
            message: { _ in "the escape needs more hexadecimal digits" }, contextWords: "in this text",
            help: "write the backslash twice, or use single quotes"),
        Advice(
            problem: "did not find expected <document start>",
            message: { _ in "something follows the end of the document" },
            help: "check the indentation of this line"),
        Advice(
            problem: "found a tab character that violates indentation",
            message: { _ in "a tab cannot be used for indentation" }, help: "indent with spaces"),
        Advice(
            problem: "found a tab character where an indentation space is expected",
            message: { _ in "a tab cannot be used for indentation" }, help: "indent with spaces"),
    ]
}
