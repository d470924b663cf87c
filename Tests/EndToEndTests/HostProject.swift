import TestSupport
import Testing

extension Stack {
    /// Runs `body` with a project of one host in a folder of its own, and removes all that carries its label whatever happens.
    ///
    /// - Parameter file: compose.yml, without the project's name.
    static func withProject(_ label: String, _ file: String? = nil, _ body: (Stack) async throws -> Void) async throws {
        try await with(label) { stack in
            if let file { try stack.write("name: \(stack.name)\n" + file) }
            do {
                try await body(stack)
            } catch {
                try? await stack.clearProject()
                throw error
            }
            try await stack.clearProject()
        }
    }

    private func clearProject() async throws {
        let ids = try await lines("ps", "-aq", "--filter", projectLabel)
        if !ids.isEmpty { try await docker(["rm", "-f", "-v"] + ids) }
        let networks = try await lines("network", "ls", "-q", "--filter", projectLabel)
        if !networks.isEmpty { try await docker(["network", "rm"] + networks) }
        let volumes = try await lines("volume", "ls", "-q", "--filter", projectLabel)
        if !volumes.isEmpty { try await docker(["volume", "rm", "-f"] + volumes) }
    }

    /// As a filter of docker's client.
    var projectLabel: String { "label=com.docker.compose.project=\(name)" }

    /// The lines that docker's client prints.
    func lines(_ arguments: String...) async throws -> [String] {
        try await docker(arguments).output.split(separator: "\n").map(String.init)
    }

    /// Ids of the project's containers by name.
    func projectContainers() async throws -> [String: String] { try await projectContainers("{{.ID}}") }

    /// What docker's client says of the project's containers, by name without the project's.
    func projectContainers(_ format: String) async throws -> [String: String] {
        let list = try await lines("ps", "-a", "--no-trunc", "--filter", projectLabel, "--format", "{{.Names}} \(format)")
        let rows = list.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
        return Dictionary(rows.map { ($0[0].replacing("\(name)-", with: ""), $0[1]) }, uniquingKeysWith: { "\($0), \($1)" })
    }

    /// `up -d` of compose.yml, which is expected to work.
    @discardableResult
    func up(_ options: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> ProgramOutput {
        let run = try await skep(["up", "-d"] + options)
        #expect(run.status == 0, "\(run.all)", sourceLocation: sourceLocation)
        return run
    }
}
