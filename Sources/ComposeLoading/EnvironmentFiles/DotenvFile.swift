import ComposeModel
package import Diagnostics
import YAMLTree

/// The `.env` grammar of compose-go 2.13: `NAME=value` or `NAME: value`, optional `export`, quotes, remarks and templates.
///
/// Single quotes keep everything but `\'`; double quotes and unquoted values are templates, which see the given variables
/// first and then what stands above in the file. A bare name takes its value from the given variables only.
package enum DotenvFile {
    /// The entries in order, and everything that is wrong; lines with errors are left out.
    package static func parse(
        _ bytes: [UInt8], file: SourceFileID, variables: VariableScope
    ) -> (entries: [EnvironmentFileEntry], diagnostics: [Diagnostic]) {
        var parser = DotenvParser(text: EnvironmentText(bytes, file: file), variables: variables)
        parser.parse()
        return (parser.entries, parser.diagnostics)
    }
}

private struct DotenvParser {
    var text: EnvironmentText
    let variables: VariableScope
    var entries: [EnvironmentFileEntry] = []
    var diagnostics: [Diagnostic] = []
    private var known: [String: String] = [:]

    init(text: EnvironmentText, variables: VariableScope) {
        self.text = text
        self.variables = variables
    }

    mutating func parse() {
        while true {
            text.skipSpace(overLines: true)
            guard let next = text.next else { return }
            if next == UInt8(ascii: "#") {
                text.skipLine()
                continue
            }
            do throws(LineError) {
                try parseStatement()
            } catch {
                diagnostics.append(error.diagnostic)
                text.skipLine()
            }
        }
    }

    private struct LineError: Error {
        let diagnostic: Diagnostic
    }

    private mutating func parseStatement() throws(LineError) {
        skipExport()
        let (name, range, isBare) = try parseName()
        if isBare {
            add(name, variables[name]?.value, at: range)
            return
        }
        text.skipSpace(overLines: false)
        let valueStart = text.position
        switch text.next {
        case UInt8(ascii: "'"): add(name, try quoted(UInt8(ascii: "'")), at: range)
        case UInt8(ascii: "\""):
            addTemplate(name, DotenvEscapes.expand(try quoted(UInt8(ascii: "\""))), from: valueStart, at: range)
        default: addTemplate(name, unquoted(), from: valueStart, at: range)
        }
    }

    private mutating func add(_ name: String, _ value: String?, at range: SourceRange) {
        entries.append(EnvironmentFileEntry(name: name, value: value, range: range))
        if let value { known[name] = value }
    }

    private mutating func skipExport() {
        let word = Array("export".utf8)
        guard text.bytes[text.position...].starts(with: word), text.spaceWidth(at: text.position + word.count) != nil else { return }
        text.position += word.count
        text.skipSpace(overLines: false)
    }

    /// Reads up to and with the separator; a bare name ends at the end of its line.
    private mutating func parseName() throws(LineError) -> (name: String, range: SourceRange, isBare: Bool) {
        let start = text.position
        var end = start
        var hasGap = false
        while let byte = text.next, byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") { break }
            if let width = text.spaceWidth(at: text.position) {
                text.position += width
                continue
            }
            hasGap = hasGap || end != text.position
            try takeNameCharacter()
            end = text.position
        }
        let isBare = text.next == nil || text.next == UInt8(ascii: "\n")
        let range = text.range(start..<end)
        if hasGap { throw LineError(diagnostic: .spaceInVariableName(at: range)) }
        if end == start { throw LineError(diagnostic: .missingVariableName(at: range)) }
        if !text.isAtEnd { text.position += 1 }
        return (text.bytes.text(start..<end), range, isBare)
    }

    private mutating func takeNameCharacter() throws(LineError) {
        let start = text.position
        // No character takes more than 4 bytes, so the rest of a long line is not decoded each time.
        let decoded = text.bytes.text(start..<min(start + 4, text.bytes.count)).unicodeScalars.first ?? "\u{FFFD}"
        text.position += min(UTF8.width(decoded), text.bytes.count - start)
        let isPunctuation = ["_", ".", "-", "[", "]"].contains(decoded)
        guard isPunctuation || decoded.properties.isDotenvNamePart else {
            throw LineError(diagnostic: .invalidVariableName(Character(decoded), at: text.range(start..<text.position)))
        }
    }

    /// The rest of the line, without a remark that a blank precedes.
    private mutating func unquoted() -> String {
        let line = text.position..<text.lineEnd
        text.skipLine()
        var end = line.upperBound
        for index in line.dropLast() where text.bytes[index] == UInt8(ascii: " ") && text.bytes[index + 1] == UInt8(ascii: "#") {
            end = index
            break
        }
        var value = text.bytes.text(line.lowerBound..<end).unicodeScalars
        while let last = value.last, last.properties.isWhitespace { value.removeLast() }
        return String(value)
    }

    /// The text between quotes; a backslash before the quote goes away, any other stays.
    private mutating func quoted(_ quote: UInt8) throws(LineError) -> String {
        let start = text.position
        var value: [UInt8] = []
        var isEscaped = false
        for index in start + 1..<max(start + 1, text.bytes.count) {
            let byte = text.bytes[index]
            if byte == quote && !isEscaped {
                text.position = index + 1
                return String(decoding: value, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") && !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped && byte != quote { value.append(UInt8(ascii: "\\")) }
            isEscaped = false
            value.append(byte)
        }
        throw LineError(diagnostic: .openQuotes(at: text.range(start..<start + 1)))
    }

    private mutating func addTemplate(_ name: String, _ value: String, from start: Int, at range: SourceRange) {
        guard value.utf8.contains(TemplateSyntax.dollar) else { return add(name, value, at: range) }
        let interpolator = Interpolator(dialect: .specification, variables: scope(for: value))
        let (result, found) = interpolator.interpolate(value, at: text.range(start..<start + 1))
        diagnostics += found
        if !found.hasErrors { add(name, result, at: range) }
    }

    /// What a value may ask for; only that, because copying all that is known for each line would take too long.
    private func scope(for value: String) -> VariableScope {
        let names = TemplateVariable.all(in: Node(.scalar(Scalar(value)), range: text.start)).map(\.name)
        let above = names.compactMap { name in known[name].map { (name, VariableScope.Variable($0, from: "the lines above")) } }
        return variables.over(VariableScope(Dictionary(above, uniquingKeysWith: { $1 })))
    }
}

extension Unicode.Scalar.Properties {
    /// Go's `unicode.IsLetter` or `unicode.IsNumber`.
    fileprivate var isDotenvNamePart: Bool {
        switch generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}
