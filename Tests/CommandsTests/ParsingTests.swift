import ArgumentParser
import EngineClient
import FoundationEssentials
import TestSupport
import Testing

@testable import Commands

@Suite("The command line") struct ParsingTests {
    @Test(
        "words after deploy: files end in .yml or .yaml or exist, the other one is the stack",
        arguments: [
            (["compose.yaml", "home"], [], ["compose.yaml"], "home"),
            (["home", "compose.yml"], [], ["compose.yml"], "home"),
            (["stackfile"], [], ["stackfile"], nil),
            (["home"], ["a.yaml"], ["a.yaml"], "home"),
            (["dir/stackfile"], ["a.yaml"], ["dir/stackfile", "a.yaml"], nil),
            (["stackfile"], ["a.yaml"], ["a.yaml"], "stackfile"),
            (["-"], [], ["-"], nil),
            ([], [], [], nil),
            (["a.yaml", "b.yaml", "home"], ["c"], ["a.yaml", "b.yaml", "c"], "home"),
        ] as [([String], [String], [String], String?)])
    func words(words: [String], options: [String], files: [String], stack: String?) throws {
        let targets = try DeployTargets(words: words, options: options) { ["stackfile", "dir/stackfile"].contains($0) }
        #expect(targets.files == files)
        #expect(targets.stack == stack)
    }

    @Test("two stacks, or none that is a name, are refused", arguments: [["home", "shop"], ["\"\""], [" "]])
    func refusedWords(words: [String]) {
        #expect(throws: ValidationError.self) { try DeployTargets(words: words, options: []) { _ in false } }
    }

    @Test(
        "docker's forms of arguments",
        arguments: [
            (["-H", "tcp://a:1", "stack", "ls"], ["stack", "ls", "-H", "tcp://a:1"]),
            (["--context=pi", "ps", "home"], ["ps", "--context=pi", "home"]),
            (["stack", "deploy", "--detach=false", "-c", "a.yml", "s"], ["stack", "deploy", "--no-detach", "-c", "a.yml", "s"]),
            (["deploy", "--prune=true", "--prune=false"], ["deploy", "--prune"]),
            (["logs", "--tail=5", "s"], ["logs", "--tail=5", "s"]),
            (["scale", "web=1"], ["scale", "web=1"]), (["plan", "--host", "a.yml"], ["plan", "--up", "a.yml"]),
            (["plan", "--host", "tcp://a:1", "a.yml"], ["plan", "--host", "tcp://a:1", "a.yml"]),
            (["scale", "--", "--detach=false"], ["scale", "--", "--detach=false"]),
            ([], []),
        ])
    func rewriting(given: [String], expected: [String]) {
        #expect(ArgumentRewriting.rewrite(given) == expected)
    }

    @Test(
        "durations",
        arguments: [
            ("90", 90_000), ("90s", 90_000), ("1m30s", 90_000), ("1.5h", 5_400_000), ("250ms", 250), ("2d", 172_800_000), ("0", 0),
        ] as [(String, Int)])
    func durations(text: String, milliseconds: Int) {
        #expect(DurationArgument.parse(text) == .milliseconds(milliseconds))
    }

    @Test("what is no duration", arguments: ["", "x", "5x", "-5", "m", "1m-2s", "1e99", "nan", "inf"])
    func notDurations(text: String) {
        #expect(DurationArgument.parse(text) == nil)
    }

    @Test(
        "what cannot be meant is exit code 64",
        arguments: [
            ["deploy", "--nope"], ["nope"], ["ps"], ["ps", "--filter", "colour=red", "home"], ["scale", "home"], ["scale", "home", "web"],
            ["scale", "home", "web=x"], ["scale", "=3"], ["logs", "--tail", "x", "home"], ["logs", "--since", "soon", "home"],
            ["rm", "\"\""], ["deploy", "--resolve-image", "perhaps"], ["ls", "--format", "{{.Nope}}"],
            ["services", "--filter", "x", "home"],
        ])
    func usage(arguments: [String]) async {
        let result = await run(arguments)
        #expect(result.code == 64, "\(result)")
        #expect(!result.err.isEmpty)
    }

    private func run(_ arguments: [String]) async -> CommandResult {
        let engine = FakeEngine()
        // `ls` renders only what there is.
        _ = try? await engine.createService(StackFixture.spec("home_web"))
        switch arguments.count {
        case 1: return await skep(arguments[0], engine: engine)
        case 2: return await skep(arguments[0], arguments[1], engine: engine)
        case 3: return await skep(arguments[0], arguments[1], arguments[2], engine: engine)
        default: return await skep(arguments[0], arguments[1], arguments[2], arguments[3], engine: engine)
        }
    }

    @Test(
        "every command has help with examples, and so has the root",
        arguments: ["deploy", "ls", "services", "ps", "logs", "scale", "rm", "version"])
    func help(command: String) async {
        let result = await skep(command, "--help", engine: FakeEngine())
        #expect(result.code == 0)
        #expect(result.out.contains("Examples:"))
        #expect(result.out.components(separatedBy: "skep \(command)").count > 3, "at least two examples and the usage")
        guard !["logs", "scale", "version"].contains(command) else { return }
        let stack = await skep("stack", command, "--help", engine: FakeEngine())
        #expect(stack.code == 0 && stack.out.contains("USAGE: skep stack \(command)"))
    }
}
