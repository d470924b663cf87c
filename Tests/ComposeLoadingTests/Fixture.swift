import Diagnostics
import Testing
import YAMLTree

@testable import ComposeLoading

/// Trees and files for tests.
enum Fixture {
    /// The tree of a text that must be free of mistakes.
    static func tree(_ yaml: String) throws -> Node {
        let parsed = YAMLParser.parse(Array(yaml.utf8), file: SourceFileID(index: 0))
        try #require(parsed.diagnostics.isEmpty)
        return try #require(parsed.documents.first)
    }
}

/// Files that a dictionary holds.
struct DictionaryFiles: FileSource {
    var files: [String: String]

    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        guard let text = files[path] else { throw .notFound }
        return Array(text.utf8)
    }

    func exists(_ path: String) -> Bool { files[path] != nil }
}
