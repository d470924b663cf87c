import FoundationEssentials

/// Files of the machine.
public enum SystemFile {
    /// The whole text of a file.
    public static func text(_ path: String) throws(UsageError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw UsageError(path, "cannot be read") }
        return String(decoding: data, as: UTF8.self)
    }
}
