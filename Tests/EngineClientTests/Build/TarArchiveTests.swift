import EngineClient
import FoundationEssentials
import TestSupport
import Testing

/// The archives are read by the system's own tar.
@Suite struct TarArchiveTests {
    static let longName = String(repeating: "folder/", count: 40) + "naïve ünïcode.txt"

    private static func listing(_ archive: [UInt8]) async throws -> String {
        let folder = try TemporaryFolder()
        let file = folder.path + "/archive.tar"
        #expect(FileManager.default.createFile(atPath: file, contents: Data(archive)))
        let tar = try #require(Program.onPath("tar"))
        let result = try await tar.run(
            ["--numeric-owner", "--full-time", "--quoting-style=literal", "-tvf", file], environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"])
        #expect(result.status == 0 && result.errors == "", "\(result.errors)")
        return result.output
    }

    @Test func tarReadsWhatIsWritten() async throws {
        let listing = try await Self.listing(
            TarArchive.of([
                (TarEntry(path: "run/secrets", kind: .folder, mode: 0o755, modified: 1_000_000_000), []),
                (TarEntry(path: "run/secrets/key", kind: .file(size: 5), mode: 0o400, user: 1000, group: 33), Array("hello".utf8)),
                (TarEntry(path: "empty", kind: .file(size: 0), mode: 0o4755), []),
                (
                    TarEntry(path: "block", kind: .file(size: 512), mode: 0o644, user: 3_000_000, group: 4_000_000_000),
                    Array(repeating: 65, count: 512)
                ),
                (TarEntry(path: "link", kind: .link(to: Self.longName), mode: 0o777), []),
                (TarEntry(path: Self.longName, kind: .file(size: 1), mode: 0o644), [66]),
            ]))
        let lines = listing.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
        let epoch = "1970-01-01 00:00:00"
        #expect(
            lines == [
                "drwxr-xr-x 0/0 0 2001-09-09 01:46:40 run/secrets/",
                "-r-------- 1000/33 5 \(epoch) run/secrets/key",
                "-rwsr-xr-x 0/0 0 \(epoch) empty",
                "-rw-r--r-- 3000000/4000000000 512 \(epoch) block",
                "lrwxrwxrwx 0/0 0 \(epoch) link -> \(Self.longName)",
                "-rw-r--r-- 0/0 1 \(epoch) \(Self.longName)",
            ])
    }

    @Test func aContextIsWhatTheRulesLeave() async throws {
        let folder = try TemporaryFolder()
        let files = [
            "Dockerfile": "FROM scratch", ".dockerignore": "*.log\nDockerfile\n.dockerignore\ncache\nkeep/*\n!keep/this",
            "a.log": "", "b.txt": "b", "cache/x": "x", "keep/this": "1", "keep/that": "2", "sub/c.log": "c",
        ]
        for (path, text) in files { try folder.write(path, text) }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "b.txt")

        let context = try BuildContext(folder: folder.path, dockerfile: .path("Dockerfile"))
        #expect(context.dockerfileName == "Dockerfile")
        let names = [".dockerignore", "Dockerfile", "b.txt", "keep/", "keep/this", "link -> b.txt", "sub/", "sub/c.log"]
        #expect(try await Self.names(context) == names)

        let inline = try BuildContext(folder: folder.path + "/sub", dockerfile: .text("FROM x"))
        #expect(try await Self.names(inline) == [inline.dockerfileName, "c.log"])
        let outside = try BuildContext(folder: folder.path + "/sub", dockerfile: .path("../Dockerfile"))
        #expect(try await Self.names(outside) == [outside.dockerfileName, "c.log"])
        #expect(throws: EngineError.self) { try BuildContext(folder: folder.path, dockerfile: .path("missing")) }
        #expect(throws: EngineError.self) { try BuildContext(folder: folder.path + "/b.txt", dockerfile: .text("")) }
    }

    private static func names(_ context: BuildContext) async throws -> [String] {
        var archive: [UInt8] = []
        let next = context.archive()
        while let bytes = try await next() { archive += bytes }
        return try await listing(archive).split(separator: "\n").map { line in
            line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true).last.map(String.init) ?? ""
        }
    }
}
