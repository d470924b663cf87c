/// A text that was read, kept so that diagnostics can quote its lines.
package struct SourceFile: Sendable {
    /// The path as the user would recognise it: as given on the command line, or relative to the working directory.
    package let path: String
    /// The whole text, as UTF-8.
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// The number of a file in a `SourceMap`. Small and trivially copied, so that every node can carry one.
package struct SourceFileID: Hashable, Sendable {
    package let index: UInt32

    package init(index: UInt32) {
        self.index = index
    }
}

/// All files of one run, in the order in which they were read.
package struct SourceMap: Sendable {
    package private(set) var files: [SourceFile] = []

    package init() {}

    /// Adds a file and returns the number that ranges refer to it by.
    package mutating func add(_ file: SourceFile) -> SourceFileID {
        files.append(file)
        return SourceFileID(index: UInt32(files.count - 1))
    }

    /// The file with this number; nil for a number of another map.
    package subscript(id: SourceFileID) -> SourceFile? {
        Int(id.index) < files.count ? files[Int(id.index)] : nil
    }
}
