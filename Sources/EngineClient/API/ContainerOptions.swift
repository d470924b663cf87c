package import EngineModel

/// How a container is stopped; nil takes what the container was made with.
package struct StopOptions: Hashable, Sendable {
    /// Seconds until it is killed; negative for never.
    package var timeout: Int?
    /// The signal that asks it to end (API 1.42; older engines send the container's own).
    package var signal: String?

    /// Options from their parts.
    package init(timeout: Int? = nil, signal: String? = nil) {
        self.timeout = timeout
        self.signal = signal
    }
}

/// What is waited for.
package enum WaitCondition: String, Hashable, Sendable {
    /// That it does not run: at once for one that never did.
    case notRunning = "not-running"
    /// The next end, also of one that has not been started yet.
    case nextExit = "next-exit"
    /// That it is gone.
    case removed
}

/// A wait that the engine has begun.
package struct PendingExit: Sendable {
    private let end: @Sendable () async throws -> ContainerExit

    /// A wait that asks `end` once.
    package init(end: @escaping @Sendable () async throws -> ContainerExit) { self.end = end }

    /// How it ended, once it has.
    package func exit() async throws -> ContainerExit { try await end() }
}

/// Which standard streams are wanted.
package struct AttachOptions: Hashable, Sendable {
    /// Whether what we send reaches the process; the container was made with an open standard input.
    package var stdin: Bool
    /// Whether standard output is wanted.
    package var stdout: Bool
    /// Whether standard error is wanted.
    package var stderr: Bool
    /// Whether output from before comes first.
    package var includesPast: Bool
    /// Whether the container has a terminal; nil asks the engine.
    package var hasTerminal: Bool?

    /// Options from their parts.
    package init(
        stdin: Bool = false, stdout: Bool = true, stderr: Bool = true, includesPast: Bool = false, hasTerminal: Bool? = nil
    ) {
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.includesPast = includesPast
        self.hasTerminal = hasTerminal
    }
}

/// The size of a terminal in characters.
package struct TerminalSize: Hashable, Sendable {
    /// Lines.
    package var rows: Int
    /// Characters in a line.
    package var columns: Int

    /// A size from its parts.
    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}

/// What an image is built from and how, for the engine's own builder.
package struct BuildOptions: Hashable, Sendable {
    /// Names for the image.
    package var tags: [String] = []
    /// The path of the Dockerfile in the context.
    package var dockerfile = "Dockerfile"
    /// The stage to stop at; empty for the last.
    package var target = ""
    /// Values for `ARG`; nil for one that is named without a value.
    package var arguments: [String: String?] = [:]
    /// Labels for the image.
    package var labels: [String: String] = [:]
    /// Images whose layers may be used again.
    package var cacheFrom: [String] = []
    /// The network of `RUN`, such as `host`; empty for the engine's default.
    package var network = ""
    /// What the image is for, such as `linux/arm64`; empty for the engine's own.
    package var platform = ""
    /// Further hosts for `RUN`, `name:address`.
    package var extraHosts: [String] = []
    /// Limits of the processes of `RUN`.
    package var ulimits: [Ulimit] = []
    /// Where the engine fetches the context from, such as a git repository, instead of being sent one; empty for none.
    package var remote = ""
    /// Bytes of `/dev/shm` during `RUN`; nil for the engine's default.
    package var sharedMemory: Int64?
    /// Whether layers from before may not be used.
    package var noCache = false
    /// Whether base images are fetched even if they are here.
    package var pulls = false
    /// Credentials for the base images, one for each registry.
    package var registryAuths: [RegistryAuth] = []

    /// Nothing but the defaults.
    package init() {}
}
