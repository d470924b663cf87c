package import EngineModel

/// A credential for a registry, ready for the header `X-Registry-Auth`. It prints as its registry, never as what it holds.
package struct RegistryAuth: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The registry it is for.
    package var registry: String
    /// The header's value: JSON in base64url. It holds a password or a token.
    package var headerValue: String

    /// A credential from its parts.
    package init(registry: String, headerValue: String) {
        self.registry = registry
        self.headerValue = headerValue
    }

    /// The registry alone.
    package var description: String { "credential for \(registry)" }
    /// The registry alone.
    package var debugDescription: String { description }
}

/// How a service is updated.
package struct ServiceUpdateOptions: Hashable, Sendable {
    /// Whose credential the tasks pull with when the update brings none.
    package enum AuthSource: String, Hashable, Sendable {
        /// The one of the current spec.
        case spec
        /// The one of the spec before it; for a roll-back.
        case previousSpec = "previous-spec"
    }

    /// A new credential; nil keeps a stored one.
    package var registryAuth: RegistryAuth?
    /// Which stored one is kept.
    package var registryAuthFrom: AuthSource
    /// Whether the engine goes back to the previous spec by itself, ignoring the one that is sent.
    package var rollsBack: Bool

    /// Options from their parts.
    package init(registryAuth: RegistryAuth? = nil, registryAuthFrom: AuthSource = .spec, rollsBack: Bool = false) {
        self.registryAuth = registryAuth
        self.registryAuthFrom = registryAuthFrom
        self.rollsBack = rollsBack
    }
}

/// Which output of tasks is wanted.
package struct LogOptions: Hashable, Sendable {
    /// Whether the stream goes on with new output.
    package var follows: Bool
    /// Only output from this time on.
    package var since: Timestamp?
    /// Only output before this time; of containers alone, services know no end.
    package var until: Timestamp?
    /// Only this many lines from the end of each task; nil for all.
    package var tail: Int?
    /// Whether standard output is wanted.
    package var stdout: Bool
    /// Whether standard error is wanted.
    package var stderr: Bool

    /// Options from their parts.
    package init(
        follows: Bool = false, since: Timestamp? = nil, until: Timestamp? = nil, tail: Int? = nil, stdout: Bool = true, stderr: Bool = true
    ) {
        self.follows = follows
        self.since = since
        self.until = until
        self.tail = tail
        self.stdout = stdout
        self.stderr = stderr
    }
}

/// One line of output.
package struct LogLine: Hashable, Sendable {
    /// Where the line came from.
    package enum Source: UInt8, Hashable, Sendable {
        case stdin = 0
        case stdout = 1
        case stderr = 2
        /// The engine itself: a failure of the log stream.
        case system = 3
    }

    /// Where it came from; always stdout for a container with a terminal.
    package var source: Source
    /// When it was written; nil where the engine did not say.
    package var time: Timestamp?
    /// What the engine says about it: `com.docker.swarm.task.id`, `.node.id`, `.service.id`.
    package var details: [String: String]
    /// The line without its end. Bytes that are no UTF-8 became U+FFFD.
    package var text: String

    /// A line from its parts.
    package init(source: Source, time: Timestamp? = nil, details: [String: String] = [:], text: String) {
        self.source = source
        self.time = time
        self.details = details
        self.text = text
    }

    /// The task that wrote it; nil where the engine did not say.
    package var taskID: String? { details["com.docker.swarm.task.id"] }
    /// The node it ran on; nil where the engine did not say.
    package var nodeID: String? { details["com.docker.swarm.node.id"] }
}

/// Which events are wanted.
package struct EventOptions: Hashable, Sendable {
    /// Also past events from this time on; the engine keeps the latest 256 or so.
    package var since: Timestamp?
    /// The stream ends at this time; nil for never.
    package var until: Timestamp?
    /// Which objects.
    package var filters: ObjectFilters

    /// Options from their parts.
    package init(since: Timestamp? = nil, until: Timestamp? = nil, filters: ObjectFilters = .all) {
        self.since = since
        self.until = until
        self.filters = filters
    }
}
