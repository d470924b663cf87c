import Foundation
import TestSupport
import Testing

/// The scripts of `skep completion`, read by the shells themselves.
@Suite("Completion") struct CompletionTests {
    /// What is typed, and what has to be offered for its last word.
    static let lines: [(String, [String])] = [
        ("skep de", ["deploy"]), ("skep stack deploy --res", ["--resolve-image"]), ("skep deploy --resolve-image n", ["never"]),
        ("skep completion ", ["bash", "fish", "zsh"]), ("skep up ", ["front", "store"]), ("skep deploy ", ["compose.yaml"]),
    ]

    @Test(arguments: lines) func bash(line: String, expected: [String]) async throws {
        // What readline tells a completion function.
        let script = """
            source <(skep completion bash)
            COMP_LINE='\(line)' COMP_POINT=\(line.count) COMP_WORDS=(\(line))
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _skep skep "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        #expect(try await offered(by: #require(Program.onPath("bash")), ["--norc", "-c", script]) == expected)
    }

    @Test(.enabled(if: Program.onPath("fish") != nil, "fish is not installed"), arguments: lines)
    func fish(line: String, expected: [String]) async throws {
        let script = "skep completion fish | source; complete -C '\(line)'"
        let found = try await offered(by: #require(Program.onPath("fish")), ["--no-config", "-c", script])
        // A description follows a tabulator.
        #expect(found.map { String($0.prefix { $0 != "\t" }) } == expected)
    }

    @Test("zsh can read its script", .enabled(if: Program.onPath("zsh") != nil, "zsh is not installed")) func zsh() async throws {
        let found = try await offered(by: #require(Program.onPath("zsh")), ["-f", "-c", "skep completion zsh >_skep && zsh -n _skep"])
        #expect(found.isEmpty)
    }

    /// The lines that a shell prints in a folder with a compose file, with the built skep on its PATH; sorted.
    private func offered(by shell: Program, _ arguments: [String]) async throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-completion-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("services:\n  front: {image: a}\n  store: {image: b}\n".utf8).write(to: folder.appendingPathComponent("compose.yaml"))
        let programs = URL(fileURLWithPath: try Program.skep().path).deletingLastPathComponent().path
        let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        let result = try await shell.run(arguments, environment: ["PATH": path, "HOME": folder.path], folder: folder.path)
        #expect(result.errors.isEmpty)
        return result.output.split(separator: "\n").map(String.init).sorted()
    }
}
