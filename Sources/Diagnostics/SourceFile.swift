/// A text that was read, kept so that diagnostics can quote its lines.
package struct SourceFile: Sendable {
    /// The path as the user would recognise it: as given on the command line, or relative to the working directory.
    package let path: String
    /// The whole text, as UTF-8.
    package let bytes: [UInt8]
    /// Whether its lines may be shown; false for files that hold secrets, such as environment files.
    package let isQuotable: Bool

    /// - Parameter bytes: UTF-8, or UTF-16 with a byte order mark, which is converted.
    package init(path: String, bytes: [UInt8], isQuotable: Bool = true) {
        self.path = path
        self.bytes = Self.utf8(bytes)
        self.isQuotable = isQuotable
    }

    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            UInt16(bytes[index + (isLittle ? 1 : 0)]) << 8 | UInt16(bytes[index + (isLittle ? 0 : 1)])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
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
