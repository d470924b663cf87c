import FoundationEssentials

/// Skep as a plugin of docker's client, which runs `docker-skep` for `docker skep ...` (docker/cli, cli-plugins).
///
/// The client hands on everything after its own name: `[its global options] skep deploy ...`.
enum DockerPlugin {
    private static let programName = "docker-skep"
    private static let metadataCommand = "docker-cli-plugin-metadata"

    /// What is left of docker's arguments for Skep, and the environment in which its global options count.
    struct Invocation: Hashable, Sendable {
        var arguments: [String]
        var environment: [String: String]
    }

    /// Whether this program was started under the plugin's name.
    ///
    /// - Parameter program: the first of the process's arguments.
    static func isMeant(by program: String) -> Bool {
        program.split(separator: "/").last.map(String.init) == programName
    }

    /// The answer to the client's question what this plugin is; nil if that was not asked.
    static func metadata(_ arguments: [String]) throws -> String? {
        guard arguments.first == metadataCommand else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let answer = [
            "SchemaVersion": "0.1.0", "Vendor": "Skep", "Version": SkepVersion.current,
            "ShortDescription": "Docker Swarm stacks and compose projects, planned and waited for",
        ]
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    /// Takes docker's global options off, up to the plugin's name.
    ///
    /// - Throws: `CommandFailure` for an option that Skep cannot honour, rather than to talk to another engine than the one that is meant.
    static func invocation(_ arguments: [String], environment: [String: String]) throws -> Invocation {
        var globals = GlobalOptions(rest: arguments[...], environment: environment)
        try globals.take()
        var rest = Array(globals.rest)
        // `docker help skep` comes as it is.
        if let name = rest.prefix(rest.first == "help" ? 2 : 1).firstIndex(of: "skep") { rest.remove(at: name) }
        return Invocation(arguments: rest, environment: globals.environment)
    }
}

/// docker's global options: `docker --help`, "Global Options".
private struct GlobalOptions {
    var rest: ArraySlice<String>
    var environment: [String: String]

    mutating func take() throws {
        while let word = rest.first, word.hasPrefix("-"), word != "-", word != "--", !["-h", "--help", "-v", "--version"].contains(word) {
            rest = rest.dropFirst()
            try take(word)
        }
    }

    private mutating func take(_ word: String) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch parts[0] {
        case "-D", "--debug": break
        case "--tls": environment["DOCKER_TLS"] = parts.count == 1 || parts[1] != "false" ? "1" : nil
        case "--tlsverify": environment["DOCKER_TLS_VERIFY"] = parts.count == 1 || parts[1] != "false" ? "1" : nil
        case "-l", "--log-level": _ = try value(of: parts)
        case "-H", "--host": environment["DOCKER_HOST"] = try value(of: parts)
        case "-c", "--context":
            environment["DOCKER_CONTEXT"] = try value(of: parts)
            environment["DOCKER_HOST"] = nil
        case "--config": environment["DOCKER_CONFIG"] = try value(of: parts)
        case "--tlscacert", "--tlscert", "--tlskey":
            throw CommandFailure(
                .usage, "docker's option \(parts[0]) cannot be handed on to skep",
                help: ["skep does not speak TLS to an engine yet; forward the engine's socket with ssh -L, and name it with --host"])
        default: try takeJoined(word)
        }
    }

    /// A short option with its value in the same word, such as `-Htcp://pi:2375`.
    private mutating func takeJoined(_ word: String) throws {
        guard let short = ["-H", "-c", "-l"].first(where: { word.hasPrefix($0) }) else {
            throw CommandFailure(.usage, "unknown option of docker: \(word)")
        }
        rest = [short, String(word.dropFirst(2))] + rest
        rest = rest.dropFirst()
        try take(short)
    }

    private mutating func value(of parts: [String]) throws -> String {
        if parts.count == 2 { return parts[1] }
        guard let next = rest.first else { throw CommandFailure(.usage, "docker's option \(parts[0]) wants a value") }
        rest = rest.dropFirst()
        return next
    }
}
