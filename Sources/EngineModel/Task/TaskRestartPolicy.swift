/// When a task that ended is replaced. An absent field takes the engine's default.
package struct TaskRestartPolicy: Hashable, Codable, Sendable {
    /// Which endings count; the default is any.
    package var condition: RestartCondition?
    /// Pause before the new task, in nanoseconds; the default is 5 s.
    package var delay: Int64?
    /// New tasks at most; absent or 0 is without limit.
    package var maxAttempts: UInt64?
    /// Time over which attempts are counted, in nanoseconds; 0 is without bound.
    package var window: Int64?

    private enum CodingKeys: String, CodingKey {
        case condition = "Condition"
        case delay = "Delay"
        case maxAttempts = "MaxAttempts"
        case window = "Window"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(condition: RestartCondition? = nil, delay: Int64? = nil, maxAttempts: UInt64? = nil, window: Int64? = nil) {
        self.condition = condition
        self.delay = delay
        self.maxAttempts = maxAttempts
        self.window = window
    }
}

/// Which endings of a task call for a new one.
package struct RestartCondition: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// None.
    package static let never = Self(rawValue: "none")
    /// A non-zero exit code.
    package static let onFailure = Self(rawValue: "on-failure")
    /// All.
    package static let any = Self(rawValue: "any")
}
