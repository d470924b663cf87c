import Foundation
import TestSupport
import Testing

/// What `scripts/lib/swift.sh` takes for an installed Swift, in a home folder of its own.
@Suite("Set-up") struct SetupTests {
    @Test("what swiftly installed is found by Debian's sh") func swiftly() async throws {
        try await withHome { home in
            let programs = home + "/.local/share/swiftly/bin"
            try await pretend("6.2.1", in: programs)
            // As swiftly writes it. Debian's sh has no [[, so whoever reads it there gets no further.
            try "if [[ \":$PATH:\" != *\":x:\"* ]]; then\n    export PATH=\"\(programs):$PATH\"\nfi\n".write(
                toFile: home + "/.local/share/swiftly/env.sh", atomically: true, encoding: .utf8)
            let found = try await use(home: home, path: "/usr/bin:/bin")
            #expect(found.status == 0 && found.output == programs + "/swift\n" && found.errors.isEmpty, "\(found.all)")
        }
    }

    @Test("a Swift on PATH that is new enough comes first", arguments: [("6.1", true), ("6.0.3", false), ("5.10.1", false), ("7.0", true)])
    func version(version: String, isTaken: Bool) async throws {
        try await withHome { home in
            try await pretend(version, in: home + "/own")
            try await pretend("6.2", in: home + "/.local/share/swiftly/bin")
            let found = try await use(home: home, path: home + "/own:/usr/bin:/bin")
            #expect(found.output == home + (isTaken ? "/own/swift\n" : "/.local/share/swiftly/bin/swift\n"), "\(found.all)")
        }
    }

    private func use(home: String, path: String) async throws -> ProgramOutput {
        // A sourced file must leave the variables of the script alone.
        let lines = "set -eu; folder=mine; . scripts/lib/base.sh; . scripts/lib/swift.sh; use_swift; [ $folder = mine ]; command -v swift"
        return try await Program(path: "/bin/sh").run(
            ["-c", lines, PackageFolder.root.appendingPathComponent("scripts/setup").path],
            environment: ["HOME": home, "PATH": path, "SWIFTLY_BIN_DIR": home + "/.local/share/swiftly/bin"],
            folder: PackageFolder.root.path)
    }

    /// A `swift` that says that it is of this version.
    private func pretend(_ version: String, in folder: String) async throws {
        let script = "#!/bin/sh\necho 'Swift version \(version) (swift-\(version)-RELEASE)'\n"
        try await Program.write(script, at: folder + "/swift")
    }

    private func withHome(_ body: (String) async throws -> Void) async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("skep-setup-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        try await body(home)
    }
}
