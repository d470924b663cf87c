/// Lexical rules of POSIX paths, as Go's `path` package has them.
enum FilePath {
    static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

    /// `path` as seen from `directory`, cleaned; an absolute path stays as it is.
    static func resolve(_ path: String, in directory: String) -> String {
        isAbsolute(path) ? path : clean(directory + "/" + path)
    }

    /// Without `.`, `..`, doubled and trailing slashes; an empty path is `.`.
    static func clean(_ path: String) -> String {
        if isClean(path) { return path }
        var parts: [Substring] = []
        let rooted = isAbsolute(path)
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if let last = parts.last, last != ".." {
                parts.removeLast()
            } else if !rooted {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        if rooted { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// Whether no component is empty, `.` or `..`, as in most paths.
    private static func isClean(_ path: String) -> Bool {
        var length = 0
        var dots = 0
        for (index, byte) in path.utf8.enumerated() {
            if byte == UInt8(ascii: "/") {
                if length == 0 ? index > 0 : length <= 2 && dots == length { return false }
                length = 0
                dots = 0
            } else {
                length += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return length > 2 || length > dots
    }

    /// The folder of a file; `.` for a bare name.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : clean(String(path[..<slash]))
    }

    /// The last component.
    static func lastComponent(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Whether a path is absolute on Windows (`C:\x`, `\\server\share\x`), where the engine may run.
    static func isWindowsAbsolute(_ path: String) -> Bool {
        let characters = Array(path.utf8.prefix(3))
        let slashes: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
        if characters.count == 3, characters[1] == UInt8(ascii: ":"), slashes.contains(characters[2]) {
            return characters[0] | 0x20 >= UInt8(ascii: "a") && characters[0] | 0x20 <= UInt8(ascii: "z")
        }
        guard characters.count == 3, slashes.contains(characters[0]), slashes.contains(characters[1]) else { return false }
        let share = path.dropFirst(2).split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
        return share.count >= 3 && !share[0].isEmpty && !share[1].isEmpty
    }
}
