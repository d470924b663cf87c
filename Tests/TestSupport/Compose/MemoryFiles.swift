package import ComposeLoading

/// The files of a test: texts by absolute path. What is not named does not exist.
package struct MemoryFiles: FileSource {
    /// The texts by path.
    package var texts: [String: String]

    /// A source of these texts.
    package init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// Whether the path is one of the texts'.
    package func exists(_ path: String) -> Bool { texts[path] != nil }

    /// The text's bytes.
    package func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        guard let text = texts[path] else { throw .notFound }
        guard text.utf8.count <= limit else { throw .tooLarge(limit: limit) }
        return Array(text.utf8)
    }
}
