package import ComposeLoading
import ComposeModel
package import Diagnostics
package import Foundation

/// A compose file with mistakes, and comments on their lines that say what is to be reported where.
///
/// `# error: compose.port.range 9` expects an error with that id on this line, whose range starts at column 9; several are
/// parted by commas; the column `-` expects a diagnostic without a place. A first line `# with: profile=x contents` sets how
/// the file is loaded.
package struct BrokenFile: Sendable, CustomStringConvertible {
    /// The file's name.
    package let name: String
    /// Its text.
    package let text: String

    /// Its name, which names the test's case.
    package var description: String { name }

    /// All files of a folder whose names end in `.yml`, by name.
    package static func all(in folder: URL) -> [BrokenFile] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "yml" }.sorted { $0.path < $1.path }.compactMap { file in
            (try? String(contentsOf: file, encoding: .utf8)).map { BrokenFile(name: file.lastPathComponent, text: $0) }
        }
    }

    /// What the comments expect, sorted.
    package var expected: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            Self.expectations(String(line)).map { $0.hasSuffix(" -") ? $0 : "\(index + 1): \($0)" }
        }.sorted()
    }

    /// `error id column` for each expectation of a line.
    private static func expectations(_ line: String) -> [String] {
        guard let start = line.range(of: "# error: ") ?? line.range(of: "# warning: ") else { return [] }
        return line[line.index(start.lowerBound, offsetBy: 2)...].components(separatedBy: ", ").map {
            $0.replacingOccurrences(of: ": ", with: " ").trimmingCharacters(in: .whitespaces)
        }
    }

    /// The settings of the first line.
    package var settings: [String] {
        let first = text.prefix { $0 != "\n" }
        return first.hasPrefix("# with: ") ? first.dropFirst("# with: ".count).split(separator: " ").map(String.init) : []
    }

    /// The diagnostics in the form of `expected`.
    package static func described(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { diagnostic in
            guard let start = diagnostic.range?.start else { return "\(diagnostic.severity.rawValue) \(diagnostic.id) -" }
            return "\(start.line): \(diagnostic.severity.rawValue) \(diagnostic.id) \(start.column)"
        }.sorted()
    }

    /// The file loaded as its settings say, beside the files that broken files refer to.
    package func load() -> LoadedProject {
        TestSupport.load(text, files: Self.neighbours) { request in
            for setting in settings {
                let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
                switch parts[0] {
                case "contents": request.readsContents = true
                case "compat": request.dialect = .stack
                case "name": request.projectName = parts.last
                case "profile": request.profiles.append(parts.last ?? "")
                default: break
                }
            }
        }
    }

    private static let neighbours = [
        "/p/good.yml": "services:\n  base: {image: i}\n",
        "/p/back.yml": "include: [compose.yaml]\n",
        "/p/s.txt": "secret",
        "/p/empty.txt": "",
    ]
}

/// The ids of diagnostics that sources can report, read from their texts.
package enum DiagnosticCatalogue {
    /// Every literal of the form `"prefix.word..."` in the Swift files below a folder.
    package static func ids(in folder: URL, prefix: String) -> Set<String> {
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        var ids: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            ids.formUnion(literals(in: text).filter { $0.hasPrefix(prefix + ".") && $0.allSatisfy(isIDCharacter) })
        }
        return ids
    }

    private static func literals(in text: String) -> [String] {
        text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    private static func isIDCharacter(_ character: Character) -> Bool {
        character.isLowercase || character == "." || character == "-"
    }
}

/// Where the package's sources are on the machine that runs the tests.
package enum PackageFolder {
    /// The folder of `Package.swift`.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
