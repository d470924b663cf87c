import Foundation
import TestSupport

/// A registry that the engine can ask and pull one image from: scripts/lib/registry.py, which says what it makes of a repository's name.
enum TestRegistry {
    /// Where the engine finds this machine: a loopback address counts as trusted with every engine, the test engine's network with that one.
    private static let host = ProcessInfo.processInfo.environment["SKEP_TEST_HOST_ADDRESS"] ?? "127.0.0.1"

    /// Runs `body` with the registry's `HOST:PORT`, and ends the registry afterwards.
    static func run(_ body: (String) async throws -> Void) async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../scripts/lib/registry.py")
            .path
        let server = try Program(path: script).start(["--address", host])
        defer { server.killAtOnce() }
        guard await eventually({ server.output.hasSuffix("\n") }) else { throw ProgramError.tookTooLong(server.errors) }
        try await body(String(server.output.dropLast()))
    }

    /// The address of a registry that is gone.
    static func gone() async throws -> String {
        var address = ""
        try await run { address = $0 }
        return address
    }
}
