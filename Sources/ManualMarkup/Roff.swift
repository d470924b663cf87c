/// Text in the markup of manual pages: man(7).
package struct Roff {
    /// What there is so far.
    package private(set) var text = ""

    /// Begins a page.
    ///
    /// - Parameter source: what it belongs to, with its version; stands at the foot.
    package init(title: String, source: String) {
        macro("TH", title, "1", "", source, "Skep")
    }

    /// A macro with its arguments, on a line of its own.
    package mutating func macro(_ name: String, _ arguments: String...) {
        text += ([".\(name)"] + arguments.map { "\"\(Self.escaped($0))\"" }).joined(separator: " ") + "\n"
    }

    /// A heading, in capitals by custom.
    package mutating func section(_ name: String) { macro("SH", name) }

    /// Running text.
    package mutating func paragraph(_ words: String) {
        text += ".PP\n" + Self.textLine(words)
    }

    /// A term with what it means, indented.
    ///
    /// - Parameter term: already marked up; see `bold` and `italic`.
    package mutating func definition(_ term: String, _ meaning: String) {
        text += ".TP\n\(term)\n" + Self.textLine(meaning)
    }

    /// Lines that are shown as they are.
    package mutating func example(_ lines: [String]) {
        text += ".PP\n.RS 4\n.nf\n" + lines.map(Self.textLine).joined() + ".fi\n.RE\n"
    }

    /// Marked-up text that follows a heading at once.
    package mutating func line(_ words: String) { text += words + "\n" }

    /// Marked-up text as a paragraph.
    package mutating func marked(_ words: String) { text += ".PP\n\(words)\n" }

    /// What is typed as it stands.
    package static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
    /// What is replaced by something else when typed.
    package static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// A hyphen is what is typed; a quotation mark would end a macro's argument.
    package static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq").replacing("'", with: "\\(aq")
    }

    /// A line of text; one that begins with a dot would be a macro.
    private static func textLine(_ text: String) -> String {
        (text.hasPrefix(".") ? "\\&" : "") + escaped(text) + "\n"
    }
}
