#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The files of this machine.
package struct DiskFiles: FileSource {
    package init() {}

    package func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    package func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        if path == "-" { return try drain(STDIN_FILENO, limit: limit, expected: 65_536) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.error(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw status.st_mode & S_IFMT == S_IFDIR ? .isDirectory : .notRegular }
        guard Int(status.st_size) <= limit else { throw .tooLarge(limit: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(errno) }
        defer { close(descriptor) }
        return try drain(descriptor, limit: limit, expected: Int(status.st_size) + 1)
    }

    /// Everything up to the end of a descriptor.
    private func drain(_ descriptor: Int32, limit: Int, expected: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(expected, limit + 1))
        var chunk = [UInt8](repeating: 0, count: max(1, min(expected, 262_144)))
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.error(errno)
            }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Replaces a file's content, or makes the file.
    package func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.error(errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { throw Self.error(errno) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func error(_ code: Int32) -> FileError {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .permissionDenied
        case EISDIR: .isDirectory
        default: .failed(String(cString: strerror(code)))
        }
    }
}
