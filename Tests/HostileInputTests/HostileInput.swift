import Foundation
import Testing

/// A compose file that is made to hurt, with what `skep check` must answer.
struct HostileInput: Sendable, CustomTestStringConvertible {
    let name: String
    /// The id of the error; nil for input that is large and right.
    let error: String?
    /// Writes `compose.yaml`, and what it refers to, into an empty folder.
    let write: @Sendable (HostileFolder) throws -> Void

    init(_ name: String, _ error: String?, _ write: @escaping @Sendable (HostileFolder) throws -> Void) {
        self.name = name
        self.error = error
        self.write = write
    }

    var testDescription: String { name }
}

/// The folder of one input.
struct HostileFolder: Sendable {
    let path: String

    static let service = "services:\n  web:\n    image: i\n"

    func compose(_ text: String) throws { try file("compose.yaml", Data(text.utf8)) }

    func file(_ name: String, _ content: Data) throws {
        try content.write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// A file of this many zero bytes, which takes no room on the disk.
    func sparse(_ name: String, bytes: Int64) throws {
        try file(name, Data())
        guard truncate(path + "/" + name, off_t(bytes)) == 0 else { throw POSIXError(.EIO) }
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func pipe(_ name: String) throws {
        guard mkfifo(path + "/" + name, 0o600) == 0 else { throw POSIXError(.EIO) }
    }
}
