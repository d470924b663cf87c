package import Diagnostics

/// The `env_file` grammar of `docker stack` and of `format: raw`: `NAME=value` to the end of the line, nothing else.
///
/// Quotes, blanks and ` #` belong to the value; lines that start with `#` are remarks. A bare name takes its value from
/// the given variables. Follows docker/cli's `kvfile`.
package enum KeyValueFile {
    /// The longest line that docker reads.
    package static let lineLimit = 65_535

    /// The entries in order, and everything that is wrong; lines with errors are left out.
    package static func parse(
        _ bytes: [UInt8], file: SourceFileID, variables: VariableScope
    ) -> (entries: [EnvironmentFileEntry], diagnostics: [Diagnostic]) {
        var text = EnvironmentText(bytes, file: file)
        var entries: [EnvironmentFileEntry] = []
        var diagnostics: [Diagnostic] = []
        while !text.isAtEnd {
            let line = text.position..<text.lineEnd
            do throws(LineError) {
                if let entry = try entry(in: line, of: &text, variables) { entries.append(entry) }
            } catch {
                diagnostics.append(error.diagnostic)
            }
            text.position = min(line.upperBound + 1, bytes.count)
        }
        return (entries, diagnostics)
    }

    private struct LineError: Error {
        let diagnostic: Diagnostic
    }

    private static func entry(
        in line: Range<Int>, of text: inout EnvironmentText, _ variables: VariableScope
    ) throws(LineError) -> EnvironmentFileEntry? {
        if line.count > lineLimit {
            throw LineError(diagnostic: .environmentLineTooLong(at: text.range(line.lowerBound..<line.lowerBound + 1)))
        }
        text.skipSpace(overLines: false)
        let start = min(text.position, line.upperBound)
        var end = line.upperBound
        if end > start, text.bytes[end - 1] == 0x0D { end -= 1 }
        guard start < end, text.bytes[start] != UInt8(ascii: "#") else { return nil }
        guard let content = String(validating: text.bytes[start..<end], as: UTF8.self) else {
            throw LineError(diagnostic: .invalidEnvironmentEncoding(at: text.range(start..<start + 1)))
        }
        let nameEnd = text.bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
        let range = text.range(start..<nameEnd)
        let name = text.bytes.text(start..<nameEnd)
        if name.isEmpty { throw LineError(diagnostic: .missingVariableName(at: range)) }
        if name.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == 0x09 }) {
            throw LineError(diagnostic: .spaceInVariableName(at: range))
        }
        let value = nameEnd < end ? String(content.utf8.dropFirst(nameEnd - start + 1)) : variables[name]?.value
        return EnvironmentFileEntry(name: name, value: value, range: range)
    }
}
