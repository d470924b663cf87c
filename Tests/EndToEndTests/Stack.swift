import Foundation
import TestSupport
import Testing

/// The engine that scripts/test starts and throws away again.
enum TestEngine {
    static let host = ProcessInfo.processInfo.environment["SKEP_TEST_DOCKER_HOST"]
}

extension Trait where Self == ConditionTrait {
    /// Skips, visibly, where no engine was given. Where one was, an engine that does not answer is a failure.
    static var needsEngine: Self {
        .enabled(if: TestEngine.host != nil, "needs an engine in swarm mode at SKEP_TEST_DOCKER_HOST; scripts/test starts one")
    }
}

/// All of these share one engine and two processors: one after the other. Extended in the other files.
@Suite(.serialized, .needsEngine) struct EndToEndTests {}

/// A stack with a name and a folder of its own on a test engine, and the two clients that deal with it.
struct Stack {
    let name: String
    let folder: URL
    /// Where both clients find the engine; DOCKER_HOST for them.
    private(set) var host: String
    /// Further variables of the environment that everything runs in.
    private(set) var variables: [String: String] = [:]
    private let skepProgram: Program
    private let dockerProgram: Program

    private init(_ label: String, host: String?) throws {
        self.host = host ?? ""
        name = "e2e-\(label)-\(UInt32.random(in: 0...999_999))"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        skepProgram = try Program.skep()
        guard let docker = Program.onPath("docker") else { throw ProgramError.notFound("docker (scripts/setup installs it)") }
        dockerProgram = docker
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Removes the stack whatever happens, and waits until its containers are gone.
    static func with(_ label: String, on host: String? = TestEngine.host, _ body: (Stack) async throws -> Void) async throws {
        let stack = try Stack(label, host: host)
        do {
            try await body(stack)
        } catch {
            try? await stack.clear()
            throw error
        }
        try await stack.clear()
    }

    private func clear() async throws {
        try await docker("stack", "rm", name)
        let isGone = try await eventually {
            let left = try await docker("ps", "-aq", "--filter", "label=com.docker.stack.namespace=\(name)")
            guard left.output.isEmpty else { return false }
            return try await networksAreGone()
        }
        #expect(isGone, "\(name) could not be removed")
        try? FileManager.default.removeItem(at: folder)
    }

    /// Removes the networks that are left, for docker's client asks for that once and goes on if a task is still in one.
    ///
    /// - Returns: whether the swarm has none. Engine 20.10 may go on listing one whose containers never started (it fails to take down the
    ///   network's load balancer): the swarm does not find it then, and nobody can remove it.
    private func networksAreGone() async throws -> Bool {
        let listed = try await docker("network", "ls", "-q", "--filter", "label=com.docker.stack.namespace=\(name)")
        guard listed.status == 0 else { return false }
        for id in listed.output.split(separator: "\n").map(String.init) {
            let removal = try await docker("network", "rm", id)
            guard removal.status == 0 || removal.errors.lowercased().contains("not found") else { return false }
        }
        return true
    }

    /// The same stack, dealt with through a proxy.
    func through(_ proxy: FaultProxy) -> Stack {
        var stack = self
        stack.host = proxy.host
        return stack
    }

    func write(_ text: String, to file: String = "compose.yml") throws {
        try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
    }

    /// The same stack with further variables in the environment.
    func with(_ variables: [String: String]) -> Stack {
        var stack = self
        stack.variables.merge(variables) { $1 }
        return stack
    }

    private var environment: [String: String] {
        // No configuration of the person who runs the tests takes part, and no plugin that only some machines have.
        let own = ["DOCKER_HOST": host, "DOCKER_CONFIG": folder.path, "NO_COLOR": "1", "DOCKER_BUILDKIT": "0"]
        return own.merging(variables) { $1 }
    }

    @discardableResult
    func skep(_ arguments: String...) async throws -> ProgramOutput { try await skep(arguments) }

    @discardableResult
    func skep(_ arguments: [String]) async throws -> ProgramOutput {
        try await skepProgram.run(arguments, environment: environment, folder: folder.path, limit: .seconds(900))
    }

    /// Another program in the same place.
    func run(_ program: Program, _ arguments: [String]) async throws -> ProgramOutput {
        try await program.run(arguments, environment: environment, folder: folder.path, limit: .seconds(900))
    }

    func startSkep(_ arguments: String...) throws -> RunningProgram { try startSkep(arguments) }

    func startSkep(_ arguments: [String]) throws -> RunningProgram {
        try skepProgram.start(arguments, environment: environment, folder: folder.path)
    }

    /// Starts skep as a person at a terminal does.
    func startOnTerminal(_ arguments: String...) throws -> TerminalProgram {
        try TerminalProgram(skepProgram, arguments, environment: environment, folder: folder.path)
    }

    @discardableResult
    func docker(_ arguments: String...) async throws -> ProgramOutput { try await docker(arguments) }

    @discardableResult
    func docker(_ arguments: [String]) async throws -> ProgramOutput {
        try await dockerProgram.run(arguments, environment: environment, folder: folder.path, limit: .seconds(300))
    }

    /// Deploys compose.yml and expects it to run.
    @discardableResult
    func deploy(_ options: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> ProgramOutput {
        let arguments = ["deploy", "--resolve-image", "never"] + options + ["compose.yml", name]
        let run = try await skepProgram.run(arguments, environment: environment, folder: folder.path, limit: .seconds(900))
        #expect(run.status == 0, "\(run.all)", sourceLocation: sourceLocation)
        return run
    }
}

extension Stack {
    /// The version of every service, network, secret and config: whatever is written raises one, or adds or takes one away.
    func versions() async throws -> [String: String] {
        var versions: [String: String] = [:]
        for kind in ["service", "secret", "config", "network"] {
            let label = "label=com.docker.stack.namespace=\(name)"
            let ids = try await docker(kind, "ls", "-q", "--no-trunc", "--filter", label)
            // Only `network ls` and `service ls` shorten ids, and not all clients know --no-trunc for the others.
            let plain = ids.status == 0 ? ids : try await docker(kind, "ls", "-q", "--filter", label)
            for id in plain.output.split(separator: "\n").map(String.init) {
                let format = kind == "network" ? "{{.Name}} {{.Created}}" : "{{.Spec.Name}} {{.Version.Index}}"
                let words = try await docker(kind, "inspect", "--format", format, id).output.split(separator: " ", maxSplits: 1)
                versions["\(kind) \(words.first ?? "")"] = words.last.map(String.init)
            }
        }
        return versions
    }

    /// How the last update of each service stands that had one: `updating`, `completed`, ...
    func updateStates() async throws -> [String] {
        let ids = try await docker("service", "ls", "-q", "--filter", "label=com.docker.stack.namespace=\(name)")
        let format = "{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}"
        let states = try await docker(["service", "inspect", "--format", format] + ids.output.split(separator: "\n").map(String.init))
        return states.output.split(separator: "\n").map(String.init)
    }

    /// Kind and name of all that carries the stack's label, sorted; what is there twice is listed twice.
    func objects() async throws -> [String] {
        var objects: [String] = []
        for kind in ["service", "secret", "config", "network"] {
            let listed = try await docker(kind, "ls", "--format", "{{.Name}}", "--filter", "label=com.docker.stack.namespace=\(name)")
            objects += listed.output.split(separator: "\n").map { "\(kind) \($0)" }
        }
        return objects.sorted()
    }

    /// What the engine reports to have happened to the stack's objects since then.
    func changes(since start: Date) async throws -> [String] {
        let events = try await docker(
            "events", "--since", "\(start.timeIntervalSince1970)", "--until", "\(Date().timeIntervalSince1970)",
            "--filter", "type=service", "--filter", "type=network", "--filter", "type=secret", "--filter", "type=config",
            "--filter", "scope=swarm", "--format", "{{.Type}} {{.Action}} {{.Actor.Attributes.name}}")
        return events.output.split(separator: "\n").map(String.init).filter { $0.contains(name) }
    }

    /// "2/2" and the like.
    func replicas(of service: String) async throws -> String {
        let run = try await docker("service", "ls", "--filter", "name=\(name)_\(service)", "--format", "{{.Name}} {{.Replicas}}")
        let line = run.output.split(separator: "\n").first { $0.hasPrefix("\(name)_\(service) ") }
        return line.map { String($0.split(separator: " ").last ?? "") } ?? ""
    }

    /// How many containers run on the engine's own node, by service.
    func containers() async throws -> [String: Int] {
        let label = "com.docker.swarm.service.name"
        let format = "{{.Label \"\(label)\"}}"
        let run = try await docker("ps", "--filter", "label=com.docker.stack.namespace=\(name)", "--format", format)
        return run.output.split(separator: "\n").reduce(into: [:]) { counts, line in
            counts[String(line.dropFirst(name.count + 1)), default: 0] += 1
        }
    }

    /// The id of a running container of the service.
    func container(of service: String) async throws -> String {
        let run = try await docker("ps", "-q", "--filter", "label=com.docker.swarm.service.name=\(name)_\(service)")
        return run.output.split(separator: "\n").first.map(String.init) ?? ""
    }
}

/// A service that does nothing and stops at once: process 1 would not heed SIGTERM.
func idle(_ name: String, _ more: String = "") -> String {
    """
      \(name):
        image: busybox:1
        command: ["sleep", "100000"]
        stop_signal: SIGKILL
    \(more.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))

    """
}
