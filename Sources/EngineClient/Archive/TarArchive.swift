/// Writes tar archives as POSIX has them (pax interchange format, IEEE Std 1003.1-2017, `pax`): ustar headers, and records before them for
/// what does not fit.
package enum TarArchive {
    private static let block = 512

    /// A whole archive of files.
    package static func of(_ files: [(entry: TarEntry, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for file in files {
            bytes += header(file.entry)
            bytes += file.content
            bytes += padding(after: file.content.count)
        }
        return bytes + end
    }

    /// What an archive ends with.
    package static let end = [UInt8](repeating: 0, count: 2 * block)

    /// What follows a content of so many bytes.
    package static func padding(after count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - count % block) % block)
    }

    /// What precedes a content.
    package static func header(_ entry: TarEntry) -> [UInt8] {
        var path = entry.path
        if entry.kind == .folder, !path.hasSuffix("/") { path += "/" }
        let records = extendedRecords(entry, path)
        let bytes = ustar(entry, path)
        guard !records.isEmpty else { return bytes }
        let extended = TarEntry(path: "PaxHeaders/" + path, kind: .file(size: Int64(records.count)), mode: 0o644, modified: entry.modified)
        return ustar(extended, extended.path, type: UInt8(ascii: "x")) + records + padding(after: records.count) + bytes
    }

    // MARK: One header

    private static func ustar(_ entry: TarEntry, _ path: String, type: UInt8? = nil) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ bytes: some Sequence<UInt8>, _ start: Int, _ length: Int) {
            for (offset, byte) in bytes.prefix(length).enumerated() { header[start + offset] = byte }
        }
        put(path.utf8, 0, 100)
        put(octal(UInt64(entry.mode & 0o7777), 7), 100, 8)
        put(octal(UInt64(entry.user), 7), 108, 8)
        put(octal(UInt64(entry.group), 7), 116, 8)
        put(octal(UInt64(max(0, entry.size)), 11), 124, 12)
        put(octal(UInt64(max(0, entry.modified)), 11), 136, 12)
        header[156] = type ?? entry.typeFlag
        put(entry.linkTarget.utf8, 157, 100)
        put("ustar\u{0}00".utf8, 257, 8)
        // The sum counts its own field as blanks (POSIX, "ustar Header Block").
        put([UInt8](repeating: UInt8(ascii: " "), count: 8), 148, 8)
        let sum = header.reduce(UInt64(0)) { $0 + UInt64($1) }
        put(octal(sum, 6) + [0, UInt8(ascii: " ")], 148, 8)
        return header
    }

    /// Octal digits with leading zeros; a number that is too long becomes the greatest, and a record says the right one.
    private static func octal(_ number: UInt64, _ digits: Int) -> [UInt8] {
        let greatest = (UInt64(1) << (3 * UInt64(digits))) - 1
        let text = String(min(number, greatest), radix: 8)
        return Array(repeating: UInt8(ascii: "0"), count: digits - text.utf8.count) + Array(text.utf8)
    }

    // MARK: What does not fit

    private static func extendedRecords(_ entry: TarEntry, _ path: String) -> [UInt8] {
        var records: [UInt8] = []
        let isPlain = path.utf8.allSatisfy { $0 < 0x80 } && entry.linkTarget.utf8.allSatisfy { $0 < 0x80 }
        if path.utf8.count > 100 || !isPlain { records += record("path", path) }
        if entry.linkTarget.utf8.count > 100 || !isPlain, !entry.linkTarget.isEmpty { records += record("linkpath", entry.linkTarget) }
        if entry.size >= 1 << 33 { records += record("size", String(entry.size)) }
        if entry.user >= 1 << 21 { records += record("uid", String(entry.user)) }
        if entry.group >= 1 << 21 { records += record("gid", String(entry.group)) }
        return records
    }

    /// `27 path=...` and a line feed; the number counts all of it, itself included.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count + 1
        while String(length).utf8.count + rest.utf8.count != length { length = String(length).utf8.count + rest.utf8.count }
        return Array("\(length)\(rest)".utf8)
    }
}

extension TarEntry {
    fileprivate var size: Int64 { if case .file(let size) = kind { size } else { 0 } }

    fileprivate var linkTarget: String { if case .link(let target) = kind { target } else { "" } }

    fileprivate var typeFlag: UInt8 {
        switch kind {
        case .file: UInt8(ascii: "0")
        case .folder: UInt8(ascii: "5")
        case .link: UInt8(ascii: "2")
        }
    }
}
