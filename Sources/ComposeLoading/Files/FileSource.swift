/// Where files come from: the disk, or a test's dictionary.
package protocol FileSource: Sendable {
    /// The whole content of a regular file (or of standard input for `-`), at most `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8]
    /// Whether a regular file stands there.
    func exists(_ path: String) -> Bool
}

/// Why a file could not be read.
package enum FileError: Error, Hashable, Sendable {
    case notFound
    case isDirectory
    /// A device, socket or pipe, which might never end.
    case notRegular
    case tooLarge(limit: Int)
    case permissionDenied
    case failed(String)

    /// In words, to follow "cannot read X: ".
    package var reason: String {
        switch self {
        case .notFound: "no such file"
        case .isDirectory: "it is a directory"
        case .notRegular: "it is not a regular file"
        case .tooLarge(let limit): "it is larger than \(limit / 1_048_576) MiB"
        case .permissionDenied: "permission denied"
        case .failed(let text): text
        }
    }
}
