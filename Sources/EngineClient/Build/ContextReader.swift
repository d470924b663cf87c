import FoundationEssentials

/// Writes a folder as a tar archive, piece by piece, in the order of the names.
actor ContextReader {
    private let folder: String
    private let rules: IgnoreRules
    private let always: Set<String>
    /// Paths still to be looked at, the next one last.
    private var open: [String]
    private var current: (file: OpenFile, path: String, rest: Int64, padding: [UInt8])?
    private var isAtEnd = false

    private static let chunk = 1 << 18

    /// - Parameter always: what the rules cannot leave out.
    init(folder: String, rules: IgnoreRules, always: Set<String>) {
        self.folder = folder
        self.rules = rules
        self.always = always
        open = [""]
    }

    /// The next piece; nil at the end.
    func next() throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < Self.chunk, !isAtEnd {
            if current != nil {
                bytes += try content()
            } else if let path = open.popLast() {
                bytes += try header(of: path)
            } else {
                bytes += TarArchive.end
                isAtEnd = true
            }
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// More of the file that is being read.
    private func content() throws -> [UInt8] {
        guard let (file, path, rest, padding) = current else { return [] }
        if rest == 0 {
            current = nil
            return padding
        }
        guard let bytes = file.read(Int(min(rest, Int64(Self.chunk)))) else { throw BuildContext.failure("cannot read \(path)") }
        guard !bytes.isEmpty else { throw BuildContext.failure("\(path) became shorter while it was read") }
        current = (file, path, rest - Int64(bytes.count), padding)
        return bytes
    }

    /// The header of the file at the path; opens what follows it.
    private func header(of path: String) throws -> [UInt8] {
        let absolute = path.isEmpty ? folder : folder + "/" + path
        // What has gone since its folder was read was never meant to be sent.
        guard let status = FileStatus(path: path.isEmpty ? folder + "/" : absolute) else { return [] }
        let isWanted = !path.isEmpty && (always.contains(path) || !rules.excludes(path))
        var entry = TarEntry(path: path, kind: .folder, mode: status.mode, modified: status.modified)
        switch status.kind {
        case .folder:
            if path.isEmpty || !rules.mayPrune(path) || always.contains(where: { $0.hasPrefix(path + "/") }) {
                try openFolder(path, absolute)
            }
        case .file:
            guard isWanted else { return [] }
            guard let file = OpenFile(path: absolute) else { throw BuildContext.failure("cannot read \(absolute)") }
            entry.kind = .file(size: status.size)
            current = (file, absolute, status.size, TarArchive.padding(after: Int(status.size % 512)))
        case .link:
            entry.kind = .link(to: (try? FileManager.default.destinationOfSymbolicLink(atPath: absolute)) ?? "")
        case .other: return []
        }
        return isWanted ? TarArchive.header(entry) : []
    }

    private func openFolder(_ path: String, _ absolute: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute) else {
            throw BuildContext.failure("cannot read the folder \(absolute)")
        }
        open += names.sorted(by: >).map { path.isEmpty ? $0 : path + "/" + $0 }
    }
}
