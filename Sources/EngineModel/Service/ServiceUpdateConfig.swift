/// How an update or a roll-back of a service rolls out.
package struct ServiceUpdateConfig: Hashable, Codable, Sendable {
    /// Tasks that are changed at a time; 0 means all at once.
    package var parallelism: UInt64
    /// Pause between two batches, in nanoseconds.
    @OmitEmpty package var delay: Int64
    /// What happens when too many new tasks fail; the engine's default is pause.
    package var failureAction: FailureAction?
    /// How long a new task is watched for failure, in nanoseconds; 0 means 5 s.
    @OmitEmpty package var monitor: Int64
    /// Share of tasks that may fail, 0...1.
    @OmitEmpty package var maxFailureRatio: Double
    /// Whether the old or the new task comes first; the engine's default is stop-first.
    package var order: UpdateOrder?

    private enum CodingKeys: String, CodingKey {
        case parallelism = "Parallelism"
        case delay = "Delay"
        case failureAction = "FailureAction"
        case monitor = "Monitor"
        case maxFailureRatio = "MaxFailureRatio"
        case order = "Order"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        parallelism: UInt64, delay: Int64 = 0, failureAction: FailureAction? = nil, monitor: Int64 = 0,
        maxFailureRatio: Double = 0, order: UpdateOrder? = nil
    ) {
        self.parallelism = parallelism
        self.delay = delay
        self.failureAction = failureAction
        self.monitor = monitor
        self.maxFailureRatio = maxFailureRatio
        self.order = order
    }
}

/// What the engine does when an update fails.
package struct FailureAction: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Stop there and wait for a person.
    package static let pause = Self(rawValue: "pause")
    /// Go on in spite of failures.
    package static let proceed = Self(rawValue: "continue")
    /// Go back to the previous spec.
    package static let rollback = Self(rawValue: "rollback")
}

/// Which of the old and the new task is handled first.
package struct UpdateOrder: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The old task stops before the new one starts.
    package static let stopFirst = Self(rawValue: "stop-first")
    /// The new task starts before the old one stops.
    package static let startFirst = Self(rawValue: "start-first")
}
