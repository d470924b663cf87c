package import ComposeModel
import Diagnostics

/// Short forms of the compose language where the command line has them.
package enum CommandLineForms {
    /// Why a text is not what it should be, in words.
    package struct Failure: Error, Hashable, Sendable {
        /// The words.
        package let message: String
    }

    /// The ports of `[[ip:][host]:]container[/protocol]`.
    package static func ports(_ text: String) throws(Failure) -> [Port] {
        do throws(PortSyntax.ParseError) {
            return try PortSyntax(text).ports(.specification)
        } catch {
            throw Failure(message: "\"\(text)\" is no port: [[address:]port:]port[/protocol] is meant")
        }
    }

    /// The variables that a file of variables sets, `NAME=value` each, in its order.
    package static func variables(
        ofFile path: String, from source: some FileSource, environment: [String: String]
    ) throws(Failure) -> [String] {
        let bytes: [UInt8]
        do {
            bytes = try source.read(path, limit: 1 << 20)
        } catch {
            throw Failure(message: "cannot read \(path): \(error.reason)")
        }
        var files = SourceMap()
        let file = files.add(SourceFile(path: path, bytes: bytes, isQuotable: false))
        let result = DotenvFile.parse(files[file]?.bytes ?? bytes, file: file, variables: VariableScope { environment[$0] })
        if let problem = result.diagnostics.first(where: { $0.severity == .error }) {
            throw Failure(message: "\(path): \(problem.message)")
        }
        return result.entries.compactMap { entry in entry.value.map { "\(entry.name)=\($0)" } }
    }

    /// A path as seen from a folder, which is absolute.
    package static func path(_ text: String, in directory: String) -> String { FilePath.resolve(text, in: directory) }

    /// The words of a command line, as a shell splits them.
    package static func words(_ text: String) throws(Failure) -> [String] {
        do throws(ShellWords.Unterminated) {
            return try ShellWords.split(text, dialect: .specification)
        } catch {
            throw Failure(message: "a quote in \"\(text)\" is not closed")
        }
    }
}
