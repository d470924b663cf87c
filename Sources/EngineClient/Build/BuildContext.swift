import FoundationEssentials

/// What a build sends to the engine: the files of a folder without those that `.dockerignore` leaves out, and the Dockerfile.
///
/// As docker's client does: everything belongs to root, the Dockerfile and `.dockerignore` are always sent, and a Dockerfile that is not
/// in the folder is sent under a name of its own. `<Dockerfile>.dockerignore` comes before `.dockerignore` (BuildKit's rule).
package struct BuildContext: Sendable {
    /// Where the Dockerfile comes from.
    package enum Dockerfile: Hashable, Sendable {
        /// A path, absolute or relative to the folder.
        case path(String)
        /// Its text.
        case text(String)
    }

    /// The folder; absolute.
    package let folder: String
    /// The Dockerfile's path in the archive, for ``BuildOptions/dockerfile``.
    package let dockerfileName: String
    /// The images that the Dockerfile begins with, as far as they are written out: those with variables are left out.
    package let baseImages: [String]
    private let foreignDockerfile: [UInt8]?
    private let rules: IgnoreRules

    /// Looks at the folder and reads the small files. Throws ``EngineError`` with ``EngineError/Reason/misconfigured``.
    package init(folder: String, dockerfile: Dockerfile) throws {
        guard FileStatus(path: folder + "/")?.kind == .folder else { throw Self.failure("the build context \(folder) is no folder") }
        self.folder = folder
        switch dockerfile {
        case .text(let text):
            dockerfileName = Self.foreignName
            foreignDockerfile = Array(text.utf8)
            baseImages = Self.baseImages(of: text)
            rules = try Self.rules(in: folder, dockerfile: nil)
        case .path(let path):
            let absolute = path.hasPrefix("/") ? path : folder + "/" + path
            guard let data = FileManager.default.contents(atPath: absolute) else {
                throw Self.failure("cannot read the Dockerfile \(absolute)")
            }
            let inside = Self.path(of: absolute, in: folder)
            dockerfileName = inside ?? Self.foreignName
            baseImages = Self.baseImages(of: String(decoding: data, as: UTF8.self))
            foreignDockerfile = inside == nil ? Array(data) : nil
            rules = try Self.rules(in: folder, dockerfile: absolute)
        }
    }

    /// A name that no file of the context has.
    private static let foreignName = ".dockerfile.skep"

    /// The archive in pieces; nil ends it. Each call begins anew.
    package func archive() -> @Sendable () async throws -> [UInt8]? {
        let reader = ContextReader(folder: folder, rules: rules, always: [dockerfileName, ".dockerignore"])
        let foreign = Pending(
            foreignDockerfile.map { content in
                let entry = TarEntry(path: dockerfileName, kind: .file(size: Int64(content.count)), mode: 0o644)
                return TarArchive.header(entry) + content + TarArchive.padding(after: content.count)
            })
        return {
            if let bytes = await foreign.take() { return bytes }
            return try await reader.next()
        }
    }

    private static func baseImages(of dockerfile: String) -> [String] {
        dockerfile.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.first?.lowercased() == "from" else { return nil }
            return words.dropFirst().first { !$0.hasPrefix("--") }.map(String.init)
        }.filter { !$0.contains("$") && $0 != "scratch" }
    }

    private static func rules(in folder: String, dockerfile: String?) throws -> IgnoreRules {
        let candidates = [dockerfile.map { $0 + ".dockerignore" }, folder + "/.dockerignore"].compactMap(\.self)
        for path in candidates where FileStatus(path: path) != nil {
            guard let data = FileManager.default.contents(atPath: path) else { throw failure("cannot read \(path)") }
            return IgnoreRules(String(decoding: data, as: UTF8.self))
        }
        return IgnoreRules("")
    }

    /// The path relative to the folder; nil when it is not in it.
    private static func path(of file: String, in folder: String) -> String? {
        let (folder, file) = (components(folder), components(file))
        guard file.count > folder.count, file.starts(with: folder) else { return nil }
        return file.dropFirst(folder.count).joined(separator: "/")
    }

    private static func components(_ path: String) -> [Substring] {
        path.split(separator: "/").reduce(into: []) { components, component in
            switch component {
            case ".": break
            case "..": _ = components.popLast()
            default: components.append(component)
            }
        }
    }

    static func failure(_ message: String) -> EngineError { EngineError(.misconfigured, operation: "build", message: message) }
}

/// A value that is taken once.
private actor Pending {
    private var value: [UInt8]?

    init(_ value: [UInt8]?) { self.value = value }

    func take() -> [UInt8]? {
        defer { value = nil }
        return value
    }
}
