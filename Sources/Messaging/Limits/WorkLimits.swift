/// After how much work a worker ends by itself, drained and with success; the spelling is Symfony Messenger's.
public struct WorkLimits: Hashable, Sendable {
    /// `--limit`: messages settled for good.
    public var messages: UInt64?
    /// `--failure-limit`: messages rejected.
    public var failures: UInt64?
    /// `--time-limit`: time since the start.
    public var time: Duration?
    /// `--memory-limit`: resident memory in bytes.
    public var memory: UInt64?

    /// No limit where `nil` is given.
    public init(messages: UInt64? = nil, failures: UInt64? = nil, time: Duration? = nil, memory: UInt64? = nil) {
        self.messages = messages
        self.failures = failures
        self.time = time
        self.memory = memory
    }

    /// The limit that is reached, by the order of the properties; `nil` while the worker may go on.
    public func reached(by tally: WorkTally) -> WorkLimit? {
        if let messages, tally.messages >= messages { return .messages }
        if let failures, tally.failures >= failures { return .failures }
        if let time, tally.time >= time { return .time }
        if let memory, tally.memory >= memory { return .memory }
        return nil
    }

    /// How many more deliveries a worker may take on while that many are in its hands; `nil` for any number. Taking more would
    /// overshoot `messages`.
    public func room(after tally: WorkTally, inFlight: UInt64) -> UInt64? {
        guard let messages else { return nil }
        let (taken, overflow) = tally.messages.addingReportingOverflow(inFlight)
        return overflow || taken >= messages ? 0 : messages - taken
    }
}

/// What a worker has done so far, for ``WorkLimits``.
public struct WorkTally: Hashable, Sendable {
    public var messages: UInt64
    public var failures: UInt64
    public var time: Duration
    /// Resident, in bytes.
    public var memory: UInt64

    /// Nothing done, unless said otherwise.
    public init(messages: UInt64 = 0, failures: UInt64 = 0, time: Duration = .zero, memory: UInt64 = 0) {
        self.messages = messages
        self.failures = failures
        self.time = time
        self.memory = memory
    }
}

/// One of the limits.
public enum WorkLimit: Hashable, Sendable, CaseIterable {
    case messages, failures, time, memory
}
