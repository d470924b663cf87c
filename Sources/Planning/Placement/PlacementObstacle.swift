package import EngineModel

/// Why a node does not take a task of a service, in the order in which the scheduler asks (swarmkit manager/scheduler/filter.go).
package enum PlacementObstacle: Hashable, Sendable {
    /// Managers do not hear from it.
    case notReady(NodeState)
    /// It was told to take no tasks.
    case unavailable(NodeAvailability)
    /// It has this much less than is reserved: processors in billionths.
    case processors(wanted: Int64, free: Int64)
    /// In bytes.
    case memory(wanted: Int64, free: Int64)
    /// It does not satisfy a condition of the file.
    case constraint(PlacementConstraint, PlacementConstraint.Mismatch)
    /// The image has no build for it.
    case platform(Platform)
    /// Another task on it publishes the port.
    case hostPort(UInt32, PortProtocol, taskOf: String)
    /// It has as many tasks of the service as are allowed.
    case maxReplicas(UInt64)

    /// Whether the node could never take the task unless it or the file is changed; readiness, and what other tasks use, passes.
    package var isLasting: Bool {
        switch self {
        case .notReady, .processors, .memory, .hostPort, .maxReplicas: false
        case .unavailable, .constraint, .platform: true
        }
    }
}

extension PlacementObstacle {
    /// What is said of the nodes that have it: `lack the label usb`.
    ///
    /// - Parameter many: whether it is said of several.
    package func text(ofMany many: Bool) -> String {
        switch self {
        case .notReady(let state): (many ? "are " : "is ") + state.rawValue
        case .unavailable(.drain): many ? "are drained" : "is drained"
        case .unavailable(.pause): many ? "are paused" : "is paused"
        case .unavailable(let availability): (many ? "are " : "is ") + availability.rawValue
        case .processors(let wanted, let free):
            (many ? "have " : "has ") + "\(Self.processors(free)) of the \(Self.processors(wanted)) CPUs that are reserved"
        case .memory(let wanted, let free):
            (many ? "have " : "has ") + "\(Self.bytes(free)) of the \(Self.bytes(wanted)) of memory that is reserved"
        case .constraint(let constraint, let mismatch): Self.text(constraint, mismatch, many)
        case .platform(let platform):
            (many ? "are " : "is ") + "\(platform.architecture.imageArchitecture), which the image has no build for"
        case .hostPort(let port, let transport, let task):
            "already \(many ? "publish" : "publishes") port \(port)/\(transport.rawValue), with \(task)"
        case .maxReplicas(let most): (many ? "run " : "runs ") + "\(most) tasks of it already, which is max_replicas_per_node"
        }
    }

    private static func text(_ constraint: PlacementConstraint, _ mismatch: PlacementConstraint.Mismatch, _ many: Bool) -> String {
        switch mismatch {
        case .unknownKey: return "cannot be judged by \"\(constraint.key)\": the engine knows no such property"
        case .absent:
            guard let label = constraint.label else { return (many ? "say" : "says") + " nothing about \(constraint.key)" }
            return (many ? "lack" : "lacks") + " the \(label.isOfEngine ? "engine " : "")label \(label.name)"
        case .other: return (many ? "have" : "has") + " another \(constraint.key) than \"\(constraint.value)\""
        case .excluded: return (many ? "have" : "has") + " the \(constraint.key) \"\(constraint.value)\", which is excluded"
        }
    }

    private static func processors(_ nano: Int64) -> String {
        let hundredths = max(nano, 0) / 10_000_000
        let rest = hundredths % 100
        guard rest > 0 else { return "\(hundredths / 100)" }
        return "\(hundredths / 100)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
    }

    private static func bytes(_ count: Int64) -> String {
        let count = max(count, 0)
        return count >= 1 << 30 && count % (1 << 30) == 0
            ? "\(count >> 30) GiB" : count >= 1 << 20 ? "\(count >> 20) MiB" : "\(count) bytes"
    }
}

extension String {
    /// An architecture as images call it: `aarch64` is `arm64` there (swarmkit manager/scheduler/filter.go).
    package var imageArchitecture: String {
        switch lowercased() {
        case "x86_64": "amd64"
        case "aarch64": "arm64"
        case let other: other
        }
    }
}
