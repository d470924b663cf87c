#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the system says about a file, links not followed.
struct FileStatus {
    enum Kind {
        case file
        case folder
        case link
        /// A socket, a device, a pipe.
        case other
    }

    let kind: Kind
    /// Permission bits.
    let mode: UInt32
    let size: Int64
    /// Seconds since 1970.
    let modified: Int64

    /// nil when there is no such file, or it may not be looked at.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        mode = UInt32(status.st_mode & 0o7777)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            modified = Int64(status.st_mtimespec.tv_sec)
        #else
            modified = Int64(status.st_mtim.tv_sec)
        #endif
    }
}

/// A file that is read piece by piece and closed when it is let go.
final class OpenFile {
    private let descriptor: Int32

    /// nil when it cannot be read; `errno` says why.
    init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// At most so many bytes; empty at the end, nil when reading fails.
    func read(_ limit: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let length = systemRead(descriptor, buffer.baseAddress, limit)
            failed = length < 0
            count = max(0, length)
        }
        return failed ? nil : bytes
    }
}

/// The system call under a name that no method hides.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, bytes, count) }
