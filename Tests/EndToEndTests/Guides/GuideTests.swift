import Foundation
import TestSupport
import Testing

/// A document whose blocks are run.
struct Guide: Sendable, CustomTestStringConvertible {
    let path: String
    /// The stacks that it deploys; they are removed if it does not come to its end.
    var stacks: [String] = []

    var testDescription: String { path }

    static let all = [
        Guide(path: "docs/first-stack.md", stacks: ["hello"]), Guide(path: "docs/from-docker-stack.md", stacks: ["shop"]),
        Guide(path: "docs/from-docker-compose.md"), Guide(path: "docs/pi-cluster.md", stacks: ["home"]),
        Guide(path: "docs/mistakes.md", stacks: ["shop"]), Guide(path: "README.md"),
    ]

    func blocks() throws -> [GuideBlock] {
        GuideBlock.all(in: try String(contentsOf: PackageFolder.root.appendingPathComponent(path), encoding: .utf8))
    }
}

@Suite("Blocks of documents") struct GuideBlockTests {
    @Test("each command in a document is run, or says why not", arguments: Guide.all)
    func marks(guide: Guide) throws {
        for block in try guide.blocks() {
            #expect(block.fate != .unmarked, "\(guide.path):\(block.line): say `run` or `not run: reason`")
            if case .notRun(let reason) = block.fate { #expect(!reason.isEmpty, "\(guide.path):\(block.line)") }
        }
    }

    @Test("a block's mark says what is done with it")
    func fates() {
        let text = """
            ```sh run
            true
            ```
            ```console run exit=2
            $ a
            x
              ...
            $ b
            ```
            ```yaml file=a.yaml
            k: v
            ```
            ```sh not run: no Pi
            ```
            ```
            $ a
            ```
            ```json
            {}
            ```
            """
        let expected: [GuideBlock.Fate] = [
            .shell("true\n"),
            .session(
                [GuideBlock.Exchange(command: "a", expected: ["x"]), GuideBlock.Exchange(command: "b", expected: [])], exit: 2),
            .file(name: "a.yaml", content: "k: v\n"), .notRun(reason: "no Pi"), .unmarked, .text,
        ]
        #expect(GuideBlock.all(in: text).map(\.fate) == expected)
        #expect(GuideBlock.all(in: text).map(\.line) == [1, 4, 10, 13, 15, 18])
    }

    @Test(
        "output has the expected parts in their order; times and columns may differ",
        arguments: [
            (["a 1.2 s"], "x\n a   10 s\n", nil), (["a", "b"], "a\nb\n", nil), (["b", "a"], "a\nb\n", "a"), (["ab"], "a\nb\n", "ab"),
        ] as [([String], String, String?)])
    func matching(expected: [String], output: String, missing: String?) {
        #expect(GuideBlock.Exchange(command: "", expected: expected).missing(in: output) == missing)
    }
}

extension EndToEndTests {
    @Suite struct Guides {
        @Test("the commands do what the document says", arguments: Guide.all) func run(guide: Guide) async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-guide-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let reader = try GuideReader(folder: folder)
            do {
                for block in try guide.blocks() { try await reader.follow(block, of: guide.path) }
            } catch {
                for stack in guide.stacks { try await reader.shell("skep rm \(stack)") }
                try await reader.shell("skep down -v")
                throw error
            }
        }
    }
}

/// Somebody who does what a guide says, in a folder of their own.
private struct GuideReader {
    private let folder: URL
    private let environment: [String: String]
    private let program: Program

    init(folder: URL) throws {
        self.folder = folder
        program = try #require(Program.onPath("sh"))
        let programs = URL(fileURLWithPath: try Program.skep().path).deletingLastPathComponent().path
        environment = [
            "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "DOCKER_HOST": TestEngine.host ?? "",
            "DOCKER_CONFIG": folder.appendingPathComponent(".docker").path, "HOME": folder.path, "NO_COLOR": "1",
        ]
    }

    func follow(_ block: GuideBlock, of document: String) async throws {
        let place = "\(document):\(block.line)"
        switch block.fate {
        case .file(let name, let content):
            try content.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        case .shell(let lines):
            let result = try await shell("set -e\n" + lines)
            try #require(result.status == 0, "\(place): \(result.all)")
        case .session(let exchanges, let exit):
            for (number, exchange) in exchanges.enumerated() {
                // What is said and what is printed come together, as on a terminal.
                let result = try await shell("{ \(exchange.command); } 2>&1")
                let missing = exchange.missing(in: result.output)
                try #require(missing == nil, "\(place): \(exchange.command) printed\n\(result.output)")
                try #require(result.status == (number == exchanges.count - 1 ? exit : 0), "\(place): \(exchange.command)\n\(result.output)")
            }
        case .notRun, .text, .unmarked: break
        }
    }

    @discardableResult
    func shell(_ script: String) async throws -> ProgramOutput {
        try await program.run(["-c", script], environment: environment, folder: folder.path, limit: .seconds(300))
    }
}
