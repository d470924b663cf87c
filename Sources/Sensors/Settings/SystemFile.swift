import Glibc

/// Files of the machine, without Foundation: it would be a quarter of a worker's program.
public enum SystemFile {
    /// The whole text of a file; bytes that are no UTF-8 become U+FFFD.
    public static func text(_ path: String) throws(UsageError) -> String {
        guard let bytes = bytes(of: path) else { throw UsageError(path, "cannot be read") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file whole; whether that was possible. A regular file's old content stays until the new one is on its way to the disk;
    /// what is no regular file (a pipe, a device) is written to as it is.
    static func replace(_ path: String, with text: String) -> Bool {
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        guard !isSpecial else { return write(text, to: path, flags: O_WRONLY, mode: 0) }
        let draft = "\(path).\(getpid())"
        // A file that is there keeps who may read it.
        let mode = status.st_mode & S_IFMT == S_IFREG ? status.st_mode & 0o777 : 0o644
        guard write(text, to: draft, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: mode), rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return true
    }

    private static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }

    private static func write(_ text: String, to path: String, flags: Int32, mode: mode_t) -> Bool {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
